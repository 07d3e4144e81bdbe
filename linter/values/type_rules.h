// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "values/type.h"

// What go-cty's convert package says of types alone, before any value is looked at.
namespace values {

// Safe conversions succeed for every value; any others may fail (a string that is no number).
enum class Safety : uint8_t { safe, any };

// Whether values of `from` are of the wanted type or can be converted to it.
bool convertible(Type from, Type wanted, Safety safety, Arena& arena);

Unified unify(std::span<const Type> types, Safety safety, Arena& arena);

// Types of an object's attributes, in order of their names.
std::vector<Type> attribute_types(Type object);

// The wanted type with what `from` says in place of every dynamic in it.
Type replace_dynamic(Type from, Type wanted, Arena& arena);

}  // namespace values
