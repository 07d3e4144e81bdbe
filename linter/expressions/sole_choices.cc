// SPDX-License-Identifier: Apache-2.0
// What functions make of arguments that Terraform takes for unknown although each can be just one
// value, such as parts of documents. Exports of_sole_choices. Tested by
// tests/expressions/rule_semantics_test.cc.
#include "expressions/sole_choices.h"

#include <vector>

#include "expressions/evaluation.h"
#include "expressions/parameter_types.h"
#include "expressions/sketches.h"
#include "values/inspect.h"

namespace expressions {

namespace {

// The only value that an argument can be, as its parameter takes it; nothing if it may be others.
std::optional<Value> sole_argument(const Value& argument, const Parameter& parameter,
                                   Arena& arena) {
  const Value& sole = values::sole_choice(argument);
  if (!sole.is_wholly_known() || (sole.is_null() && !parameter.allow_null)) return std::nullopt;
  if (parameter.type == ParameterType::any) return sole;
  const values::Conversion converted = values::convert(sole, parameter_type(parameter), arena);
  return converted.ok ? std::optional(converted.value) : std::nullopt;
}

}  // namespace

Value of_sole_choices(const FunctionCall& call, const Function& function, const Value& unknown) {
  const bool more_is_known = !unknown.is_unknown() || unknown.unknown_data().sketch != nullptr;
  if (more_is_known || call.context.semantics == Semantics::rules) return unknown;
  std::vector<Value> sole;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const auto argument =
        sole_argument(call.arguments[i], parameter_at(function, i), call.context.arena);
    if (!argument) return unknown;
    sole.push_back(*argument);
  }
  diagnostics::Diagnostics refused;
  Context context = with_diagnostics(call.context, refused);
  FunctionCall with_sole{.call = call.call,
                         .arguments = sole,
                         .scope = call.scope,
                         .context = context,
                         .result = Type::dynamic(),
                         .failed_argument = -1,
                         .error = {}};
  with_sole.result = function.result_type(with_sole);
  Value result;
  if (with_sole.error.empty()) result = function.evaluate(with_sole);
  call.context.budget = context.budget;
  const bool is_refused = !with_sole.error.empty() || !refused.empty();
  return is_refused ? unknown : with_choices(unknown, {&result, 1}, call.context);
}

}  // namespace expressions
