// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "expressions/expressions.h"

// The one table of functions. A function is one entry here and its rows of known answers in
// tests/expressions/; null, unknown and marked arguments are handled once, around the call.
namespace expressions {

// What a parameter takes. The argument is converted to it before the call.
enum class ParameterType : uint8_t {
  any,
  boolean,
  number,
  string,
  list_of_any,
  list_of_string,
  list_of_number,
  set_of_any,
  set_of_string,
  map_of_any,
  map_of_string,
  list_of_lists_of_any,
};

struct Parameter {
  std::string_view name;
  ParameterType type = ParameterType::any;
  bool allow_null = false;     // else null is an error
  bool allow_unknown = false;  // else an unknown argument makes the result unknown
  bool allow_marked = false;   // else marks are taken off and put onto the result
};

// One call at work: arguments already converted, and what it needs to answer.
struct FunctionCall {
  const syntax::Call& call;
  std::span<const Value> arguments;
  const Scope& scope;
  Context& context;
  int failed_argument = -1;  // index, or -1 for the call as a whole
  std::string error;         // set by fail()

  // The call fails as Terraform's does; returns what to return.
  Value fail(int argument, std::string message);
  Value fail(std::string message) { return fail(-1, std::move(message)); }
  [[nodiscard]] Arena& arena() const { return context.arena; }
};

struct Function {
  std::string_view name;
  std::string_view summary;
  std::span<const Parameter> parameters;
  const Parameter* variadic = nullptr;  // of the arguments after `parameters`
  // The type of the result, for when an argument is unknown.
  values::Type (*result_type)(FunctionCall&);
  Value (*evaluate)(FunctionCall&);
  // What survives when an argument is unknown: a refined or sketched unknown of the result type.
  // Null: the unknown mentions its arguments' symbols and keeps their reasons.
  Value (*evaluate_unknown)(FunctionCall&, values::Type result) = nullptr;
  // Instead of `evaluate`: the call evaluates its argument expressions itself (try, can).
  Value (*evaluate_lazily)(const syntax::Call&, const Scope&, Context&) = nullptr;
};

// Null if there is no such function; "core::name" finds the same as "name".
const Function* find_function(std::string_view name);
// All functions, sorted by name.
std::span<const Function* const> all_functions();

}  // namespace expressions
