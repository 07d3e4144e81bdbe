// SPDX-License-Identifier: Apache-2.0
// The arguments beside an argument, on which its planned value may depend. Exports what its
// header declares. Tested
// in tests/terraform/resources_test.cc.
#include "terraform/siblings.h"

#include <algorithm>

#include "terraform/resource_shape.h"
#include "values/inspect.h"

namespace terraform {

Siblings Siblings::for_rules() const {
  Siblings siblings = *this;
  siblings.for_rules_ = true;
  return siblings;
}

Value Siblings::given(std::string_view name) const {
  const Value value = node_ == values::kNoNode ? values::member_of(*sparse_, name)
                                               : evaluator_.configured(node_, name);
  return for_rules_ ? values::sole_choice(value) : value;
}

bool Siblings::none() const {
  if (sparse_) return sparse_->keys().empty();
  return evaluator_.given_names(node_).empty();
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

bool waits_for_apply(const Value& value, values::Arena& arena) {
  return std::ranges::any_of(values::all_reasons(value, arena), [](const values::Reason* reason) {
    return reason->kind == values::ReasonKind::apply;
  });
}

const Value* only_block(const Value& blocks) {
  const bool one =
      blocks.is_known() && blocks.kind() == values::Kind::tuple && blocks.elements().size() == 1;
  return one ? blocks.elements().data() : nullptr;
}

Value given_at(Evaluator& evaluator, NodeId node, std::string_view path) {
  const size_t end = path.find('.');
  Value value = evaluator.configured(node, path.substr(0, end));
  while (path.find('.') != std::string_view::npos) {
    path.remove_prefix(path.find('.') + 1);
    const Value* block = only_block(value);
    value = values::member_of(block ? *block : value, path.substr(0, path.find('.')));
  }
  return value;
}

}  // namespace terraform
