// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terraform/terraform.h"

namespace terraform {

// What of a plan counts. `verify` takes the values of data sources, which come from outside, and
// leaves the rest to be worked out; where there is no source, the plan's own account of it counts,
// too.
enum class PlanPart : uint8_t { data_sources, values, values_and_configuration };

// What a plan knows of the configuration that it was made of, by address.
class PlannedValues {
 public:
  // Reads a file as read_plan does, and fails as it does. Takes memory for what is planned, not for
  // what the plan says besides.
  static source::Result<std::shared_ptr<const PlannedValues>> read(std::FILE* file, PlanPart part);

  struct Instance {
    Value values;   // an object; null: it will not be there
    Value unknown;  // true, or of the form of what holds it, where something is not known
  };
  // Whether there is no source beside it.
  [[nodiscard]] bool alone() const { return !configuration_.is_null(); }
  // Files from which the module tree loads that the plan is of (plan_source.h); none unless alone.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> source() const;

  // Null if the plan does not speak of it. O(log instances).
  [[nodiscard]] const Instance* find(std::string_view address) const;

  // The keys of the instances that there will be, sorted, of a resource, data source or module call
  // whose address is given without a key of its own. Nothing for a module call in which there are
  // no resources: a plan does not speak of it.
  [[nodiscard]] std::optional<std::vector<InstanceKey>> keys(std::string_view address) const;

  // What the root's variables had for values, in the order of the plan.
  [[nodiscard]] const std::vector<std::pair<std::string, Value>>& variables() const {
    return variables_;
  }

 private:
  void add(std::string_view address, const Instance& instance);

  values::Arena arena_;
  // By address; of instances, and of what they are instances of. In the arena.
  std::map<std::string_view, Instance> instances_;
  std::map<std::string_view, std::vector<InstanceKey>> keys_;
  std::vector<std::pair<std::string, Value>> variables_;
  Value configuration_;
};

}  // namespace terraform
