// SPDX-License-Identifier: Apache-2.0

// Function calls: which function is meant, its arguments expanded and converted, and null, unknown
// and marked arguments handled once around every function, in go-cty's order (functions.h).
// Exports evaluate_call. Tested by tests/expressions/language.txt.
#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <string>
#include <vector>

#include "expressions/evaluation.h"
#include "expressions/functions.h"
#include "expressions/parameter_types.h"
#include "expressions/sole_choices.h"

namespace expressions {

namespace {

constexpr const char* kInvalidArgument = "Invalid function argument";

// Most calls have so few arguments that no memory need be asked for.
template <class T>
using ArgumentList = boost::container::small_vector<T, 4>;

template <class T>
std::span<const T> all(const ArgumentList<T>& list) {
  return {list.data(), list.size()};
}

// Arguments at work, and the places that errors name.
struct Arguments {
  ArgumentList<Value> values;
  ArgumentList<source::Range> ranges;
};

Value failed(const syntax::Call& call, Context& context) {
  return invalid_value(context, call.range, "Invalid function call");
}

std::string count_of(size_t count) {
  return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

Value not_a_function(const syntax::Call& call, Context& context) {
  if (context.silent) return invalid(context, call.name_range, {}, {});
  if (call.name.find("::") != std::string_view::npos) {
    return invalid(
        context, call.name_range, "Unknown provider function",
        "No provider that this module requires has a function " + quoted(call.name) + ".");
  }
  std::vector<std::string_view> names;
  for (const Function* function : all_functions()) names.push_back(function->name);
  const std::optional<std::string_view> near = diagnostics::suggest(call.name, names);
  return invalid(context, call.name_range, "Call to unknown function",
                 "There is no function named " + quoted(call.name) + ".",
                 near ? "Did you mean " + quoted(*near) + "?" : std::string());
}

// f(list...): the elements of the last argument, one argument each. False where it cannot be
// expanded: after an error, or because it is not known, which `unknown` tells.
bool expand(const Value& given, source::Range range, Arguments& arguments, Value& unknown,
            Context& context) {
  constexpr const char* kSummary = "Invalid expanding argument value";
  if (given.is_null()) {
    invalid(context, range, kSummary, "What is expanded by `...` must not be null.");
    return false;
  }
  const bool sequence =
      given.kind() == Kind::list || given.kind() == Kind::set || given.kind() == Kind::tuple;
  if (!sequence && given.kind() != Kind::dynamic) {
    invalid(context, range, kSummary, "What is expanded by `...` must be a list, set or tuple.");
    return false;
  }
  if (given.is_unknown()) {
    unknown = bare_unknown(Type::dynamic(), {&given, 1}, context);
    return false;
  }
  if (!spend(context, range, given.elements().size())) return false;
  for (const Value& element : given.elements()) {
    arguments.values.push_back(carrying(element, given, context));
    arguments.ranges.push_back(range);
  }
  return true;
}

// The arguments that are no expanded list.
std::span<const syntax::Expression* const> written(const syntax::Call& call) {
  return std::span(call.arguments).first(call.arguments.size() - (call.expand_final ? 1 : 0));
}

// The last argument where `...` asks for its elements. It comes first: while it is unknown, the
// others are not looked at.
bool expand_last(const syntax::Call& call, const Scope& scope, Arguments& expanded, Value& unknown,
                 Context& context) {
  if (!call.expand_final) return true;
  const size_t before = failures(context);
  const syntax::Expression& last = *call.arguments.back();
  const Value list = evaluate(last, scope, context);
  return failures(context) == before && expand(list, last.range, expanded, unknown, context);
}

// All arguments evaluated, the last one expanded where `...` asks for it.
bool evaluate_arguments(const syntax::Call& call, const Scope& scope, Arguments& arguments,
                        Value& unknown, Context& context) {
  Arguments expanded;
  if (!expand_last(call, scope, expanded, unknown, context)) return false;
  const size_t before = failures(context);
  for (const syntax::Expression* argument : written(call)) {
    arguments.values.push_back(evaluate(*argument, scope, context));
    arguments.ranges.push_back(argument->range);
  }
  arguments.values.insert(arguments.values.end(), expanded.values.begin(), expanded.values.end());
  arguments.ranges.insert(arguments.ranges.end(), expanded.ranges.begin(), expanded.ranges.end());
  return failures(context) == before;
}

bool check_count(const syntax::Call& call, const Function& function, size_t count,
                 std::span<const source::Range> ranges, Context& context) {
  const size_t wanted = function.parameters.size();
  if (count == wanted || (count > wanted && function.variadic != nullptr)) return true;
  const std::string name = "Function " + quoted(call.name) + " takes ";
  if (count < wanted) {
    const source::Range end{call.range.file, call.range.end - 1, call.range.end};
    invalid(context, end, "Not enough function arguments",
            name + (function.variadic != nullptr ? "at least " : "") + count_of(wanted) + ": " +
                quoted(function.parameters[count].name) + " is missing.");
    return false;
  }
  const source::Range extra = wanted < ranges.size() ? ranges[wanted] : call.range;
  invalid(context, extra, "Too many function arguments", name + "only " + count_of(wanted) + ".");
  return false;
}

void invalid_argument(const Parameter& parameter, const std::string& why, source::Range range,
                      Context& context) {
  invalid(context, range, kInvalidArgument,
          "Invalid value for the parameter " + quoted(parameter.name) + ": " + why + ".");
}

// Why a converted argument still is not of the type that is wanted; empty if it is. Of a set of
// unknown length go-cty makes an unknown list of the set's own elements.
std::string nonconformity(const Value& argument, Type wanted, Arena& arena) {
  if (!argument.is_unknown() || argument.kind() != Kind::list) return {};
  const Type element = argument.type(arena).element();
  const Type wanted_element = wanted.element();
  if (element == wanted_element || !wanted_element.is_primitive()) return {};
  return values::friendly_name(wanted_element) + " required, but received " +
         values::friendly_name(element);
}

// Every argument converted to the type of its parameter.
bool convert_arguments(const Function& function, Arguments& arguments, Context& context) {
  const size_t before = failures(context);
  for (size_t i = 0; i < arguments.values.size(); ++i) {
    const Parameter& parameter = parameter_at(function, i);
    Value& argument = arguments.values[i];
    if (parameter.type == ParameterType::any) continue;
    const Type wanted = parameter_type(parameter);
    if (argument.kind() == wanted.kind() && wanted.is_primitive()) continue;
    values::Conversion converted = values::convert(argument, wanted, context.arena);
    if (converted.ok) {
      argument = converted.value;
      converted.error = nonconformity(argument, wanted, context.arena);
    }
    if (!converted.error.empty()) {
      invalid_argument(parameter, converted.error, arguments.ranges[i], context);
    }
  }
  return failures(context) == before;
}

// What one look over the arguments tells.
struct Survey {
  bool null_refused = false;
  bool dynamic = false;  // one has no type yet, and its parameter does not take that
  bool unknown = false;  // one is unknown, and its parameter does not take that
  Marks marks = Marks::none;
};

Survey survey(const Function& function, Arguments& arguments, Context& context) {
  Survey result;
  for (size_t i = 0; i < arguments.values.size(); ++i) {
    const Parameter& parameter = parameter_at(function, i);
    Value& argument = arguments.values[i];
    if (argument.is_null() && !parameter.allow_null && !result.dynamic) {
      invalid_argument(parameter, "argument must not be null", arguments.ranges[i], context);
      result.null_refused = true;
      return result;
    }
    if (argument.kind() == Kind::dynamic && !parameter.allow_dynamic) result.dynamic = true;
    if (argument.is_unknown() && !parameter.allow_unknown) result.unknown = true;
    if (parameter.allow_marked) continue;
    result.marks = result.marks | argument.all_marks();
    argument = argument.without_all_marks(context.arena);
  }
  return result;
}

Value report(const FunctionCall& call, const Function& function, const Arguments& arguments) {
  const auto index = static_cast<size_t>(call.failed_argument);
  if (call.failed_argument >= 0 && index < arguments.values.size()) {
    invalid_argument(parameter_at(function, index), call.error, arguments.ranges[index],
                     call.context);
    return failed(call.call, call.context);
  }
  return invalid(call.context, call.call.range, "Error in function call",
                 "Call to function " + quoted(call.call.name) + " failed: " + call.error + ".");
}

OriginSet united_origins(const Value& value, OriginSet origins, values::OriginTable& table) {
  if (!value.may_have_origins()) return origins;
  origins = table.unite(origins, value.origins());
  if (!value.is_known() || value.kind() < Kind::list || value.attribute_source() != nullptr) {
    return origins;
  }
  for (const Value& element : value.elements()) origins = united_origins(element, origins, table);
  return origins;
}

// A result that holds none of the arguments' values as they were is made from all of them.
Value with_argument_origins(const Value& result, std::span<const Value> arguments,
                            Context& context) {
  if (result.may_have_origins()) return result;
  OriginSet origins = OriginSet::none;
  for (const Value& argument : arguments) {
    origins = united_origins(argument, origins, context.origins);
  }
  return origins == OriginSet::none ? result : result.with_origins(origins);
}

bool spend_on_arguments(const syntax::Call& call, const Arguments& arguments, Context& context) {
  size_t work = 0;
  for (const Value& argument : arguments.values) work += work_of_reading(argument);
  return spend(context, call.range, work);
}

// The result where an argument is unknown that the function does not take. Marks that it takes are
// forgotten.
Value unknown_call(FunctionCall& call, const Function& function) {
  const Value result = function.evaluate_unknown != nullptr
                           ? forgetful(function.evaluate_unknown(call), call.context)
                           : bare_unknown(call.result, call.arguments, call.context);
  return call.error.empty() ? of_sole_choices(call, function, result) : result;
}

// The result where an argument has no type yet: to Terraform nothing is known of it. Rules may know
// what it is made of, where the function keeps that.
Value untyped_call(FunctionCall& call, const Function& function) {
  const Value result = bare_unknown(Type::dynamic(), call.arguments, call.context);
  const bool sketched = std::ranges::any_of(call.arguments, [](const Value& argument) {
    return argument.kind() == Kind::dynamic && argument.is_unknown() &&
           argument.unknown_data().sketch != nullptr;
  });
  if (!sketched) return result;
  if (function.evaluate_unknown == nullptr) return of_sole_choices(call, function, result);
  const Value behind = function.evaluate_unknown(call);
  if (!call.error.empty()) return result;
  if (!behind.is_unknown()) return call.context.semantics == Semantics::rules ? behind : result;
  const values::Sketch* sketch = behind.unknown_data().sketch;
  return sketch == nullptr ? of_sole_choices(call, function, result)
                           : values::with_sketch(result, sketch, call.arena());
}

Value call_function(const syntax::Call& syntax, const Function& function, Arguments& arguments,
                    const Scope& scope, Context& context) {
  const Survey found = survey(function, arguments, context);
  if (found.null_refused) return failed(syntax, context);
  const size_t before = failures(context);
  FunctionCall call{.call = syntax,
                    .arguments = all(arguments.values),
                    .scope = scope,
                    .context = context,
                    .result = Type::dynamic(),
                    .failed_argument = -1,
                    .error = {}};
  if (found.dynamic) return untyped_call(call, function).with_marks(found.marks);
  if (function.reads_files && context.rendering == Rendering::string) {
    call.fail("a template in a string reads no files; give it what is in them as a variable");
  } else {
    call.result = function.result_type(call);
  }
  if (!call.error.empty()) return report(call, function, arguments);
  Value result = found.unknown ? unknown_call(call, function) : function.evaluate(call);
  // Marks that a function may see are its own business, and it was not asked.
  if (found.unknown && context.semantics == Semantics::plan) result = result.without_marks();
  if (!call.error.empty()) return report(call, function, arguments);
  if (failures(context) != before || !spend(context, syntax.range, work_of_making(result))) {
    return failed(syntax, context);
  }
  if (function.not_null && result.is_unknown()) {
    result = values::refined(result, not_null(), context.arena);
  }
  return with_argument_origins(result, all(arguments.values), context).with_marks(found.marks);
}

Value not_supported(const syntax::Call& call, Context& context) {
  const values::Reason reason{values::ReasonKind::not_supported,
                              context.arena.copy("function " + std::string(call.name)),
                              call.name_range};
  return values::unknown_because(Type::dynamic(), reason, context.arena);
}

// A function that only the scope knows, or that nobody does.
Value call_scope(const syntax::Call& call, const Scope& scope, Context& context) {
  Arguments arguments;
  Value unknown;
  if (!evaluate_arguments(call, scope, arguments, unknown, context)) {
    return unknown.is_unknown() ? unknown : failed(call, context);
  }
  const std::optional<Value> result = scope.call(call, all(arguments.values), context);
  return result ? *result : not_a_function(call, context);
}

Value call_lazily(const syntax::Call& call, const Function& function, const Scope& scope,
                  Context& context) {
  Arguments expanded;
  Value unknown;
  if (!expand_last(call, scope, expanded, unknown, context)) {
    return unknown.is_unknown() ? unknown : failed(call, context);
  }
  std::vector<DelayedArgument> arguments;
  std::vector<source::Range> ranges;
  for (const syntax::Expression* argument : written(call)) {
    arguments.push_back({argument, std::nullopt});
    ranges.push_back(argument->range);
  }
  for (const Value& value : expanded.values) arguments.push_back({call.arguments.back(), value});
  ranges.insert(ranges.end(), expanded.ranges.begin(), expanded.ranges.end());
  if (!check_count(call, function, arguments.size(), ranges, context)) return failed(call, context);
  return function.evaluate_lazily(call, arguments, scope, context);
}

const Function* find(std::string_view name, Semantics semantics) {
  const Function* function = find_function(name);
  if (function == nullptr && semantics == Semantics::rules) function = find_rule_function(name);
  return function;
}

}  // namespace

Attempt attempt(const DelayedArgument& argument, const Scope& scope, Context& context) {
  if (argument.value) return {*argument.value, {}};
  return attempt(*argument.expression, scope, context);
}

Attempt attempt_silently(const DelayedArgument& argument, const Scope& scope, Context& context) {
  if (argument.value) return {*argument.value, {}};
  return attempt_silently(*argument.expression, scope, context);
}

Value evaluate_call(const syntax::Call& call, const Scope& scope, Context& context) {
  if (!scope.allows_functions()) {
    return invalid(context, call.range, "Function calls not allowed",
                   "No function may be called here: the value must be a constant.");
  }
  const Function* function = find(call.name, context.semantics);
  if (function == nullptr) function = scope.function(call.name);
  if (function == nullptr) return call_scope(call, scope, context);
  if (!function->built()) return not_supported(call, context);
  if (function->evaluate_lazily != nullptr) return call_lazily(call, *function, scope, context);
  Arguments arguments;
  Value unknown;
  if (!evaluate_arguments(call, scope, arguments, unknown, context)) {
    return unknown.is_unknown() ? unknown : failed(call, context);
  }
  if (!check_count(call, *function, arguments.values.size(), all(arguments.ranges), context) ||
      !spend_on_arguments(call, arguments, context) ||
      !convert_arguments(*function, arguments, context)) {
    return failed(call, context);
  }
  return call_function(call, *function, arguments, scope, context);
}

}  // namespace expressions
