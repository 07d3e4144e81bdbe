// SPDX-License-Identifier: Apache-2.0
// What can be just one value, replaced by it at any depth. Exports settled_throughout. Tested in
// tests/values/settled_test.cc.
#include "values/settled.h"

#include <vector>

#include "values/inspect.h"

namespace values {

namespace {

constexpr uint32_t kMaxDepth = 64;

Value settled(const Value& value, uint32_t depth, Arena& arena);

std::vector<Value> settled_all(std::span<const Value> values, uint32_t depth, Arena& arena) {
  std::vector<Value> result;
  result.reserve(values.size());
  for (const Value& value : values) result.push_back(settled(value, depth, arena));
  return result;
}

Value settled_collection(const Value& value, uint32_t depth, Arena& arena) {
  const std::vector<Value> elements = settled_all(value.elements(), depth, arena);
  switch (value.kind()) {
    case Kind::list:
      return Value::list(value.element_type(), elements, arena);
    case Kind::set:
      return Value::set(value.element_type(), elements, arena);
    case Kind::map:
      return Value::map(value.element_type(), value.keys(), elements, arena);
    case Kind::object:
      return Value::object(value.keys(), elements, arena);
    default:
      return Value::tuple(elements, arena);
  }
}

Value settled_unknown(const Value& value, uint32_t depth, Arena& arena) {
  const auto* elements = sketch_of<ElementsSketch>(value, SketchKind::elements);
  if (elements == nullptr) return value;
  std::vector<SketchElement> members(elements->elements.begin(), elements->elements.end());
  for (SketchElement& member : members) member.value = settled(member.value, depth, arena);
  return with_sketch(value, elements_sketch(arena.copy(members), arena), arena);
}

Value settled(const Value& value, uint32_t depth, Arena& arena) {
  if (depth == kMaxDepth || value.is_wholly_known()) return value;
  const Value& sole = sole_choice(value);
  if (&sole != &value) return settled(sole, depth + 1, arena).with_marks(value.marks());
  if (value.is_unknown()) return settled_unknown(value, depth + 1, arena);
  if (value.attribute_source() != nullptr) return value;
  return settled_collection(value, depth + 1, arena)
      .with_marks(value.marks())
      .with_origins(value.origins());
}

}  // namespace

Value settled_throughout(const Value& value, Arena& arena) { return settled(value, 0, arena); }

}  // namespace values
