// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "values/value.h"

namespace values {

struct Conversion {
  bool ok = false;
  Value value;        // of the wanted type if ok
  std::string error;  // else what is wrong, as Terraform says it: "a number is required"
  // And where, as ".rules[0]"; empty: the value itself. Terraform's messages of variables put it
  // before the error ("[0]: a number is required"), those of arguments leave it out.
  std::string path;
};

// Converts as Terraform does when an attribute, argument or variable wants a type (go-cty's
// convert package): "1" and 1, tuple to list, object to map, unused object attributes dropped,
// optional attributes filled with null, dynamic replaced by the value's own or a unified type.
// Marks, origins, sketches and unknowns survive. O(size); at once where the type is right already.
Conversion convert(const Value& value, Type wanted, Arena& arena);

// Whether some value of the one type can be converted to the other (go-cty's
// GetConversionUnsafe); a string may still turn out to be no number.
bool convertible(Type from, Type wanted, Arena& arena);

// Why values of the one type are never converted to the other (go-cty's MismatchMessage):
// `attribute "name" is required`, "element 0: string required".
std::string mismatch(Type from, Type wanted, Arena& arena);

}  // namespace values
