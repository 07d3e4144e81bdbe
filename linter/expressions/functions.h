// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "expressions/expressions.h"

// The one table of functions. A function is one entry in its family's table (functions/) and its
// rows of known answers in tests/expressions/functions/; null, unknown and marked arguments are
// handled once, around the call, in this order (go-cty's):
//   1. count, conversion and null-ness of the arguments are checked;
//   2. an argument of dynamic type without `allow_dynamic` makes the result an unknown of dynamic
//      type without marks, and of what is below only `evaluate_unknown` is asked, for its sketch;
//   3. `result_type` (marks already taken off where they are not allowed); it may fail;
//   4. an unknown argument without `allow_unknown` leads to `evaluate_unknown`, else `evaluate`;
//   5. marks taken off are put onto the result, and `not_null` refines an unknown one.
namespace expressions {

// What a parameter takes. The argument is converted to it before the call.
enum class ParameterType : uint8_t {
  any,
  boolean,
  number,
  string,
  list_of_any,
  list_of_boolean,
  list_of_string,
  list_of_number,
  set_of_any,
  set_of_string,
  map_of_any,
  map_of_lists_of_string,
};

struct Parameter {
  std::string_view name;
  ParameterType type = ParameterType::any;
  bool allow_null = false;     // else null is an error
  bool allow_unknown = false;  // else an unknown argument makes the result unknown
  bool allow_marked = false;   // else marks are taken off and put onto the result
  bool allow_dynamic = false;  // else an argument of unknown type makes the result unknown
};

// An argument that a function evaluates itself: its expression, or the value that it is already as
// an element of an expanded list (`try(list...)`).
struct DelayedArgument {
  const syntax::Expression* expression;
  std::optional<Value> value;
};
Attempt attempt(const DelayedArgument& argument, const Scope& scope, Context& context);
Attempt attempt_silently(const DelayedArgument& argument, const Scope& scope, Context& context);

// One call at work: arguments already converted, and what it needs to answer.
struct FunctionCall {
  const syntax::Call& call;
  std::span<const Value> arguments;
  const Scope& scope;
  Context& context;
  values::Type result;       // what `result_type` answered; dynamic before
  int failed_argument = -1;  // index, or -1 for the call as a whole
  std::string error;         // set by fail()

  // The call fails as Terraform's does; returns what to return.
  Value fail(int argument, std::string message);
  Value fail(std::string message) { return fail(-1, std::move(message)); }
  [[nodiscard]] Arena& arena() const { return context.arena; }
};

struct Function {
  std::string_view name;
  std::string_view summary = {};
  std::span<const Parameter> parameters = {};
  const Parameter* variadic = nullptr;  // of the arguments after `parameters`
  // The type of the result; sees unknown arguments too. May fail, as Terraform's type check does.
  values::Type (*result_type)(FunctionCall&) = nullptr;
  Value (*evaluate)(FunctionCall&) = nullptr;
  // What survives when an argument is unknown: a refined or sketched unknown of `call.result`, or
  // under rule semantics what the sketches decide. Null: the unknown mentions its arguments'
  // symbols and keeps their reasons. It takes arguments of dynamic type, too.
  Value (*evaluate_unknown)(FunctionCall&) = nullptr;
  // Instead of `evaluate`: the call evaluates its arguments itself (try, can).
  Value (*evaluate_lazily)(const syntax::Call&, std::span<const DelayedArgument>, const Scope&,
                           Context&) = nullptr;
  bool not_null = true;      // whatever the arguments, the result is not null
  bool reads_files = false;  // not for templates in strings

  // Whether Plumbline has it. Else it is one of Terraform's that is still missing: a call answers
  // unknown, reason not_supported.
  [[nodiscard]] bool built() const { return evaluate != nullptr || evaluate_lazily != nullptr; }
};

// Terraform's function of that name; null if there is none. "core::name" finds "name". O(log n).
const Function* find_function(std::string_view name);
// All of Terraform's functions, sorted by name.
std::span<const Function* const> all_functions();

// A function of the provider with that source ("hashicorp/aws"); null if the provider has none of
// that name. One that is not built() if the provider's functions are not known here.
const Function* find_provider_function(std::string_view source, std::string_view name);

// The same for what only rules may call: pure predicates that Terraform lacks.
const Function* find_rule_function(std::string_view name);
std::span<const Function* const> all_rule_functions();

}  // namespace expressions
