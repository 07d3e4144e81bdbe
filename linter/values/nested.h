// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "values/value.h"

namespace values {

// Calls `visit` with each value directly in a known one, worked out if need be, until it answers
// false; whether all answered true. Of other values: true.
template <class Visit>
bool all_nested(const Value& value, Visit visit) {
  if (!value.is_known() || value.kind() < Kind::list) return true;
  if (const AttributeSource* source = value.attribute_source()) {
    const Type type = source->type();
    for (const ObjectAttribute& attribute : type.attributes()) {
      if (!visit(source->attribute(attribute.name))) return false;
    }
    return true;
  }
  for (const Value& element : value.elements()) {
    if (!visit(element)) return false;
  }
  return true;
}

}  // namespace values
