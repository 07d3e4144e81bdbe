// SPDX-License-Identifier: Apache-2.0

// What results have in common: the marks, origins and reasons of the values they were made from.
// Exports carrying, unknown_result, bare_unknown, forgetful and primitive_text. Tested by
// tests/expressions/language.txt.
#include <string>

#include "expressions/evaluation.h"

namespace expressions {

Value carrying(const Value& result, const Value& input, Context& context) {
  Value carrier = input.marks() == Marks::none ? result : result.with_marks(input.marks());
  if (input.origins() == OriginSet::none) return carrier;
  return carrier.with_origins(context.origins.unite(carrier.origins(), input.origins()));
}

Value unknown_result(Type type, std::span<const Value> inputs, Context& context) {
  const Value result = values::unknown_from(type, inputs, context.origins, context.arena);
  if (type.kind() == Kind::dynamic) return result;
  return values::refined(result, not_null(), context.arena);
}

Value forgetful(const Value& result, const Context& context) {
  const bool forgets = result.is_unknown() && context.semantics == Semantics::plan;
  return forgets ? result.without_marks() : result;
}

Value bare_unknown(Type type, std::span<const Value> inputs, Context& context) {
  return forgetful(values::unknown_from(type, inputs, context.origins, context.arena), context);
}

std::string_view primitive_text(const Value& value, Arena& arena) {
  switch (value.kind()) {
    case Kind::string:
      return value.as_string();
    case Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    default:
      return arena.copy(value.as_number().to_string());
  }
}

}  // namespace expressions
