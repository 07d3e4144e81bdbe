// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "terraform/terraform.h"

namespace terraform {

class Evaluator;

// A block of a resource type that no schema is known of: what the configuration gives, and
// whatever else the provider may add.
class OpenObject final : public values::AttributeSource {
 public:
  OpenObject(Evaluator& evaluator, NodeId node, std::string path, const Value& given)
      : evaluator_(evaluator), node_(node), path_(std::move(path)), given_(given) {}
  [[nodiscard]] values::Type type() const override;
  [[nodiscard]] Value attribute(std::string_view name) const override;
  [[nodiscard]] bool is_open() const override { return true; }

 private:
  Evaluator& evaluator_;
  NodeId node_;
  std::string path_;  // of the block in the resource: "network_interface[0]"
  Value given_;
};

// The same value with its objects open, at any depth; `path` is where it stands in the resource.
Value opened(Evaluator& evaluator, NodeId node, std::string path, const Value& value);

}  // namespace terraform
