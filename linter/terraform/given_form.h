// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

#include "terraform/evaluator.h"
#include "terraform/siblings.h"

namespace terraform {

// What a provider plans of an argument that is given, where that is not what was written: it writes
// texts in a form of its own, and leaves out what it has no use for. The words of the form are
// those of schema/data/planned/given.tsv.
class GivenForm {
 public:
  // Both outlive this.
  GivenForm(std::string_view words, Evaluator& evaluator, NodeId node)
      : words_(words), evaluator_(evaluator), node_(node) {}

  // The planned default of an argument of the same block, null if there is none.
  using DefaultOf = std::function<Value(std::string_view argument)>;

  // Whether the argument of this name is planned as if it were not given.
  [[nodiscard]] Answer is_dropped(std::string_view name, const Value& given,
                                  const Siblings& siblings, const DefaultOf& default_of) const;
  // The value as the provider writes it; nothing if no word says how, or if it is no known text.
  [[nodiscard]] std::optional<Value> written(const Value& given) const;

 private:
  [[nodiscard]] bool keeps_empty() const;

  std::string_view words_;
  Evaluator& evaluator_;
  NodeId node_;
};

}  // namespace terraform
