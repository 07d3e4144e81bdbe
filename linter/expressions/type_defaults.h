// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "expressions/expressions.h"

// The defaults that a type constraint gives through optional(). Not for other rooms.
namespace expressions {

struct DefaultValue {
  std::string_view name;
  Value value;  // of the attribute's type
};

struct NestedDefaults {
  std::string_view name;  // of an attribute, place in a tuple, "" for the elements of a collection
  const Defaults* defaults = nullptr;
};

struct Defaults {
  values::Type type;
  std::span<const DefaultValue> values;
  std::span<const NestedDefaults> nested;
};

// Null where there are none.
const Defaults* make_defaults(values::Type type, std::span<const DefaultValue> defaults,
                              std::span<const NestedDefaults> nested, Arena& arena);

}  // namespace expressions
