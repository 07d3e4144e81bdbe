// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "values/value.h"

namespace values {

struct Conversion {
  bool ok = false;
  Value value;  // of the wanted type if ok
  std::string
      error;  // else what is wrong, as Terraform says it: "a number is required", `element 0: ...`
};

// Converts as Terraform does when an attribute, argument or variable wants a type (go-cty's
// convert package): "1" and 1, tuple to list, object to map, unused object attributes dropped,
// optional attributes filled with null, dynamic replaced by the value's own or a unified type.
// Marks, origins, sketches and unknowns survive. O(size).
Conversion convert(const Value& value, Type wanted, Arena& arena);

}  // namespace values
