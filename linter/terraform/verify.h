// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "terraform/plan.h"
#include "terraform/terraform.h"

namespace terraform {

// How an attribute, or an instance as a whole, differs between a plan and the evaluation of its
// source.
struct Difference {
  enum class Kind : uint8_t {
    value,     // both know it, and not the same
    invented,  // the plan does not know it
    unknown,   // the plan knows it, the evaluation does not: no contradiction. Of an instance: how
               // many there are depends on what is not known
    missing,   // an instance of the plan that was not found in the source
    extra,     // an instance that is not in the plan
  } kind = Kind::value;
  std::string address;
  std::string path;          // "ingress[0].cidr_blocks"; empty: the instance
  std::string plan, source;  // values as JSON; redacted where they are sensitive
};

struct Comparison {
  std::vector<Difference> differences;  // in the order of the plan
  uint64_t equal = 0;                   // attributes, at any depth, that both know
  uint64_t unknown_in_both = 0;
  uint64_t instances = 0;
  [[nodiscard]] uint64_t count(Difference::Kind kind) const;
  // Differences that should not be: all but `unknown`.
  [[nodiscard]] uint64_t contradictions() const;
};

// Compares instances of a plan with those of an evaluation, one by one.
class PlanComparison {
 public:
  explicit PlanComparison(const Evaluation& evaluation);
  void compare(const PlannedChange& change);
  // After the last one.
  Comparison finish();

 private:
  void compare(const std::string& path, const Value& plan, const Value& unknown,
               const Value& source);
  void compare_members(const std::string& path, const Value& plan, const Value& unknown,
                       const Value& source);
  void compare_set(const std::string& path, const Value& plan, const Value& unknown,
                   const Value& source);
  void add(Difference::Kind kind, const std::string& path, const Value& plan, const Value& source);

  const Evaluation& evaluation_;
  values::Arena arena_;
  std::vector<bool> seen_;
  std::set<std::string> conditional_;  // addresses without keys
  std::string address_;
  Comparison result_;
};

}  // namespace terraform
