// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "schema/schema.h"
#include "terraform/evaluator.h"

namespace terraform {

enum class Answer : uint8_t { no, yes, unknown };

// What else the configuration gives beside an argument: at the top of a resource or in a block.
class Siblings {
 public:
  Siblings(Evaluator& evaluator, NodeId node) : evaluator_(evaluator), node_(node) {}
  // In a block; its sparse value outlives this.
  Siblings(Evaluator& evaluator, const Value& sparse) : evaluator_(evaluator), sparse_(&sparse) {}

  // The same as rules see it: what can be just one value is that value.
  [[nodiscard]] Siblings for_rules() const;

  // Null if it is not given.
  [[nodiscard]] Value given(std::string_view name) const;
  [[nodiscard]] Answer satisfy(const schema::Variation& variation) const;

 private:
  [[nodiscard]] bool none() const;

  Evaluator& evaluator_;
  NodeId node_ = values::kNoNode;
  const Value* sparse_ = nullptr;
  bool for_rules_ = false;
};

// What a resource gives at a path from its top ("environment.type"), through single blocks; null if
// it does not.
Value given_at(Evaluator& evaluator, NodeId node, std::string_view path);

// Whether something in it is known after apply only. What is unknown for other reasons a plan may
// know.
bool waits_for_apply(const Value& value, values::Arena& arena);

// The only one of blocks; null if there is not exactly one.
const Value* only_block(const Value& blocks);

}  // namespace terraform
