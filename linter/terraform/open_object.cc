// SPDX-License-Identifier: Apache-2.0
// Objects that may have more attributes than the configuration gives. Exports OpenObject and
// opened. Tested in tests/terraform/resources_test.cc.
#include "terraform/open_object.h"

#include "terraform/evaluator.h"

namespace terraform {

using values::Kind;

values::Type OpenObject::type() const { return given_.type(evaluator_.arena); }

Value OpenObject::attribute(std::string_view name) const {
  const std::string path = path_ + '.' + std::string(name);
  if (const Value* found = given_.find(name)) return opened(evaluator_, node_, path, *found);
  return evaluator_.known_after_apply(node_, evaluator_.arena.copy(std::string_view(path)), {});
}

Value opened(Evaluator& evaluator, NodeId node, std::string path, const Value& value) {
  if (!value.is_known() || value.attribute_source() != nullptr) return value;
  if (value.kind() == Kind::object) {
    return Value::object(
               &evaluator.open_objects.emplace_back(evaluator, node, std::move(path), value))
        .with_marks(value.marks())
        .with_origins(value.origins());
  }
  if (value.kind() != Kind::tuple) return value;
  std::vector<Value> elements;
  for (const Value& element : value.elements()) {
    const std::string index = '[' + std::to_string(elements.size()) + ']';
    elements.push_back(opened(evaluator, node, path + index, element));
  }
  return Value::tuple(elements, evaluator.arena)
      .with_marks(value.marks())
      .with_origins(value.origins());
}

}  // namespace terraform
