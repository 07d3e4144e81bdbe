// SPDX-License-Identifier: Apache-2.0
// The older SDK's ways with values. Exports what its header declares. Tested in
// tests/terraform/resources_test.cc.
#include "terraform/older_sdk.h"

namespace terraform {

using values::Kind;
using values::SketchElement;
using values::Type;

bool counts_as_unset(const schema::Attribute& attribute, const Value& value) {
  if (!attribute.optional || !attribute.computed || attribute.block_syntax) return false;
  if (!value.is_known()) return false;
  if (value.kind() == Kind::string) return value.as_string().empty();
  return value.kind() >= Kind::list && value.kind() <= Kind::map && value.elements().empty();
}

bool is_of_older_sdk(const schema::Block* block) {
  const schema::Attribute* id = block ? block->attribute("id") : nullptr;
  return id && id->optional && id->computed;
}

bool is_empty_collection(const Value& value) {
  return value.is_known() && (value.kind() == Kind::set || value.kind() == Kind::map) &&
         value.elements().empty();
}

Value unknown_as_a_whole(const Value& value, Type type, Evaluator& evaluator) {
  const bool primitives = type.is_collection() && type.element().is_primitive();
  if (!primitives || !value.is_known() || value.is_wholly_known()) return value;
  std::vector<SketchElement> elements;
  for (size_t i = 0; i < value.elements().size(); ++i) {
    const bool keyed = value.kind() == Kind::map;
    elements.push_back({.key = keyed ? Value::string(value.keys()[i], evaluator.arena) : Value(),
                        .value = value.elements()[i]});
  }
  return values::with_sketch(
      values::unknown_from(type, {&value, 1}, evaluator.origins, evaluator.arena),
      values::elements_sketch(evaluator.arena.copy(elements), evaluator.arena), evaluator.arena);
}

Value without_null_members(const Value& map, values::Arena& arena) {
  if (!map.is_known() || map.kind() != Kind::map) return map;
  std::vector<std::string_view> keys;
  std::vector<Value> members;
  for (size_t i = 0; i < map.keys().size(); ++i) {
    if (map.elements()[i].is_null()) continue;
    keys.push_back(map.keys()[i]);
    members.push_back(map.elements()[i]);
  }
  if (keys.size() == map.keys().size()) return map;
  return Value::map(map.element_type(), keys, members, arena)
      .with_marks(map.marks())
      .with_origins(map.origins());
}

}  // namespace terraform
