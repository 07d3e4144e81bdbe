// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "values/unknown.h"

// Short questions to values of which little is known.
namespace values {

inline bool is_text(const Value& value) { return value.is_known() && value.kind() == Kind::string; }

// Whether it is a known object or map that is no attribute source.
inline bool is_keyed(const Value& value) {
  return value.is_known() && value.attribute_source() == nullptr &&
         (value.kind() == Kind::object || value.kind() == Kind::map);
}

inline bool is_sequence(const Value& value) {
  return value.is_known() &&
         (value.kind() == Kind::list || value.kind() == Kind::set || value.kind() == Kind::tuple);
}

// A member of a known object or map that is no attribute source; else null.
inline Value member_of(const Value& value, std::string_view name) {
  const Value* found = is_keyed(value) ? value.find(name) : nullptr;
  return found ? *found : Value();
}

// The type of a member of an object or map of a type; dynamic if it has none of that name.
inline Type member_type(Type type, std::string_view name) {
  if (type.kind() == Kind::map) return type.element();
  const ObjectAttribute* attribute = type.kind() == Kind::object ? type.attribute(name) : nullptr;
  return attribute ? attribute->type : Type();
}

// The sketch of an unknown value if it is of that kind; else null.
template <class T>
const T* sketch_of(const Value& value, SketchKind kind) {
  const Sketch* sketch = value.is_unknown() ? value.unknown_data().sketch : nullptr;
  return sketch && sketch->kind == kind ? static_cast<const T*>(sketch) : nullptr;
}

// What can be just one value is that value to rules; any other value is itself.
inline const Value& sole_choice(const Value& value) {
  const auto* choices = sketch_of<Choices>(value, SketchKind::choices);
  return choices != nullptr && choices->values.size() == 1 ? choices->values.front() : value;
}

}  // namespace values
