// SPDX-License-Identifier: Apache-2.0
// Functions of types, errors and marks: can, ephemeralasnull, issensitive, nonsensitive, sensitive,
// tobool, tolist, tomap, tonumber, toset, tostring, try.
// Exported: type_functions. Tested by tests/expressions/functions/type.txt and sketches_test.cc.
#include <algorithm>

#include "expressions/evaluation.h"
#include "expressions/functions/families.h"
#include "expressions/functions/members.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

constexpr Parameter kAnything[] = {{.name = "value",
                                    .allow_null = true,
                                    .allow_unknown = true,
                                    .allow_marked = true,
                                    .allow_dynamic = true}};
constexpr Parameter kExpression[] = {{.name = "expression"}};
constexpr Parameter kExpressions = {.name = "expressions"};

// What a conversion function converts to.
Type list_of_any(Arena& arena) { return Type::list(Type::dynamic(), arena); }
Type set_of_any(Arena& arena) { return Type::set(Type::dynamic(), arena); }
Type map_of_any(Arena& arena) { return Type::map(Type::dynamic(), arena); }
Type boolean(Arena&) { return Type::boolean(); }
Type number(Arena&) { return Type::number(); }
Type string(Arena&) { return Type::string(); }

Value fail_to_convert(FunctionCall& call, const values::Conversion& conversion) {
  const bool secret =
      (call.arguments[0].all_marks() & values::Marks::sensitive) != values::Marks::none;
  return call.fail(0, secret ? "the sensitive value has no such form" : conversion.error);
}

template <Type (*wanted)(Arena&)>
Type converted_type(FunctionCall& call) {
  const Type type = wanted(call.arena());
  const values::Conversion conversion = convert(call.arguments[0], type, call.arena());
  if (call.arguments[0].is_unknown() && !conversion.ok) fail_to_convert(call, conversion);
  return type;
}

// An unknown stays one, of the wanted type, and is made of the same; Terraform forgets what it knew
// of it.
Value converted(FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (value.is_unknown()) {
    const values::UnknownData& data = value.unknown_data();
    return values::make_unknown(call.result, nullptr, data.sketch, data.reasons, call.arena())
        .with_marks(value.marks())
        .with_origins(value.origins());
  }
  const values::Conversion conversion = convert(value, call.result, call.arena());
  return conversion.ok ? conversion.value : fail_to_convert(call, conversion);
}

Value sensitive(FunctionCall& call) {
  return call.arguments[0].with_marks(values::Marks::sensitive);
}

Value nonsensitive(FunctionCall& call) {
  const Value& value = call.arguments[0];
  return value.without_marks().with_marks(value.marks() & values::Marks::ephemeral);
}

Value issensitive(FunctionCall& call) {
  const Value& value = call.arguments[0];
  if (value.has_marks(values::Marks::sensitive)) return Value::boolean(true);
  return value.is_unknown() ? unknown_result(call) : Value::boolean(false);
}

// The value with everything ephemeral in it replaced by null.
Value without_ephemeral(const Value& value, Arena& arena) {
  if (value.has_marks(values::Marks::ephemeral)) {
    const Type type = value.type(arena);
    const Value instead =
        value.is_unknown()
            ? values::make_unknown(type, nullptr, nullptr, value.unknown_data().reasons, arena)
            : Value::null(type);
    return instead.with_marks(value.marks() & values::Marks::sensitive);
  }
  const bool has_elements =
      value.is_known() && (is_sequence(value.kind()) || is_mapping(value.kind()));
  if (!has_elements || (value.all_marks() & values::Marks::ephemeral) == values::Marks::none) {
    return value;
  }
  std::vector<Value> elements;
  for (const Value& element : value.elements()) {
    elements.push_back(without_ephemeral(element, arena));
  }
  Value result;
  switch (value.kind()) {
    case Kind::map:
      result = Value::map(value.element_type(), value.keys(), elements, arena);
      break;
    case Kind::object:
      result = Value::object(value.keys(), elements, arena);
      break;
    default:
      result = make_sequence(value.type(arena), elements, arena);
  }
  return result.with_marks(value.marks()).with_origins(value.origins());
}

Value ephemeralasnull(FunctionCall& call) {
  return without_ephemeral(call.arguments[0], call.arena());
}

// Terraform does not take a value that is not wholly known for a success: it might still fail, and
// its unknown has no marks. Rules take the value as it is; for them it stays behind the unknown.
// Of several values, it is one of them: those before the last may fail.
Value unsettled(std::span<const Value> possible, Context& context) {
  if (context.semantics == Semantics::rules && possible.size() == 1) return possible.front();
  const Value unknown =
      values::unknown_from(Type::dynamic(), possible, context.origins, context.arena);
  return with_choices(unknown.without_marks(), possible, context);
}

// Whether what was attempted reads something that may be absent.
bool may_fail(const Attempt& tried) {
  return std::ranges::any_of(tried.diagnostics.all(),
                             [](const diagnostics::Diagnostic& one) { return one.id == kMayFail; });
}

Value try_(const syntax::Call& call, std::span<const DelayedArgument> arguments, const Scope& scope,
           Context& context) {
  if (arguments.empty()) {
    return invalid(context, call.range, "Error in function call",
                   "Call to function \"try\" failed: at least one argument is required.");
  }
  std::vector<Value> possible;
  for (const DelayedArgument& argument : arguments) {
    const Attempt tried = attempt_silently(argument, scope, context);
    if (tried.failed()) continue;
    const bool certain = !may_fail(tried);
    if (certain && possible.empty() && tried.value.is_wholly_known()) return tried.value;
    possible.push_back(tried.value);
    if (certain) break;
  }
  if (!possible.empty()) return unsettled(possible, context);
  // What is wrong with them is asked once more, now that it will be read.
  std::string problems;
  for (const DelayedArgument& argument : arguments) {
    if (context.silent) break;
    const Attempt tried = attempt(argument, scope, context);
    if (!tried.failed()) continue;
    problems += problems.empty() ? "" : "; ";
    problems += tried.diagnostics.all().front().summary;
  }
  return invalid(context, call.range, "No argument of try() succeeds",
                 "Each of its expressions fails: " + problems + ".",
                 "Add a last argument that cannot fail, such as null.");
}

Value can(const syntax::Call&, std::span<const DelayedArgument> arguments, const Scope& scope,
          Context& context) {
  const Attempt tried = attempt_silently(arguments.front(), scope, context);
  if (tried.failed()) return Value::boolean(false);
  if (tried.value.is_wholly_known() && !may_fail(tried)) return Value::boolean(true);
  return values::unknown_from(Type::boolean(), {&tried.value, 1}, context.origins, context.arena)
      .without_marks();
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "can",
     .summary = "Whether an expression can be evaluated without an error.",
     .parameters = kExpression,
     .result_type = returns_boolean,
     .evaluate_lazily = can},
    {.name = "ephemeralasnull",
     .summary = "The value with everything ephemeral in it replaced by null.",
     .parameters = kAnything,
     .result_type = returns_first_argument,
     .evaluate = ephemeralasnull,
     .not_null = false},
    {.name = "issensitive",
     .summary = "Whether a value is marked as sensitive.",
     .parameters = kAnything,
     .result_type = returns_boolean,
     .evaluate = issensitive,
     .not_null = false},
    {.name = "nonsensitive",
     .summary = "The value without the mark of being sensitive.",
     .parameters = kAnything,
     .result_type = returns_first_argument,
     .evaluate = nonsensitive,
     .not_null = false},
    {.name = "sensitive",
     .summary = "The value marked as sensitive.",
     .parameters = kAnything,
     .result_type = returns_first_argument,
     .evaluate = sensitive,
     .not_null = false},
    {.name = "tobool",
     .summary = "The value as a bool.",
     .parameters = kAnything,
     .result_type = converted_type<boolean>,
     .evaluate = converted,
     .not_null = false},
    {.name = "tolist",
     .summary = "The value as a list.",
     .parameters = kAnything,
     .result_type = converted_type<list_of_any>,
     .evaluate = converted,
     .not_null = false},
    {.name = "tomap",
     .summary = "The value as a map.",
     .parameters = kAnything,
     .result_type = converted_type<map_of_any>,
     .evaluate = converted,
     .not_null = false},
    {.name = "tonumber",
     .summary = "The value as a number.",
     .parameters = kAnything,
     .result_type = converted_type<number>,
     .evaluate = converted,
     .not_null = false},
    {.name = "toset",
     .summary = "The value as a set.",
     .parameters = kAnything,
     .result_type = converted_type<set_of_any>,
     .evaluate = converted,
     .not_null = false},
    {.name = "tostring",
     .summary = "The value as a string.",
     .parameters = kAnything,
     .result_type = converted_type<string>,
     .evaluate = converted,
     .not_null = false},
    {.name = "try",
     .summary = "The value of the first expression that can be evaluated without an error.",
     .variadic = &kExpressions,
     .result_type = returns_dynamic,
     .evaluate_lazily = try_,
     .not_null = false},
};

}  // namespace

std::span<const Function> type_functions() { return kFunctions; }

}  // namespace expressions
