// SPDX-License-Identifier: Apache-2.0
// The arguments beside an argument, on which its planned value may depend. Exports Siblings. Tested
// in tests/terraform/resources_test.cc.
#include "terraform/siblings.h"

#include "terraform/resource_shape.h"

namespace terraform {

Value Siblings::given(std::string_view name) const {
  if (!sparse_) return evaluator_.configured(node_, name);
  const Value* found = sparse_->find(name);
  return found ? *found : Value();
}

bool Siblings::none() const {
  if (sparse_) return sparse_->keys().empty();
  return given_names(*evaluator_.content(node_).body, true).empty();
}

Answer Siblings::satisfy(const schema::Variation& variation) const {
  if (variation.argument.empty()) return none() ? Answer::yes : Answer::no;
  const Value value = given(variation.argument);
  if (value.is_null()) return Answer::no;
  if (value.is_unknown()) return Answer::unknown;
  if (variation.equals.empty()) return Answer::yes;
  const auto text = values::convert(value, values::Type::string(), evaluator_.arena);
  return text.ok && text.value.as_string() == variation.equals ? Answer::yes : Answer::no;
}

}  // namespace terraform
