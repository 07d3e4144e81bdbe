// SPDX-License-Identifier: Apache-2.0
// Functions of numbers: abs, ceil, floor, log, max, min, parseint, pow, range, signum, sum.
// Exported: numeric_functions. Tested by tests/expressions/functions/numeric.txt.
#include <cmath>

#include "expressions/functions/families.h"
#include "expressions/functions/float64.h"

namespace expressions {

namespace {

constexpr Parameter kNumber[] = {{.name = "num", .type = ParameterType::number}};
constexpr Parameter kNumberMarked[] = {
    {.name = "num", .type = ParameterType::number, .allow_marked = true, .allow_dynamic = true}};
constexpr Parameter kNumbers = {
    .name = "numbers", .type = ParameterType::number, .allow_dynamic = true};
constexpr Parameter kLogarithm[] = {{.name = "num", .type = ParameterType::number},
                                    {.name = "base", .type = ParameterType::number}};
constexpr Parameter kPower[] = {{.name = "num", .type = ParameterType::number},
                                {.name = "power", .type = ParameterType::number}};
constexpr Parameter kParse[] = {{.name = "number"},
                                {.name = "base", .type = ParameterType::number}};
constexpr Parameter kRange = {.name = "params", .type = ParameterType::number};
constexpr Parameter kSum[] = {{.name = "list"}};

Number number(const FunctionCall& call, size_t index) { return call.arguments[index].as_number(); }

Value abs(FunctionCall& call) {
  const Number n = number(call, 0);
  if (n.sign() == 0) return Value::number(0).with_marks(call.arguments[0].marks());  // also of -0
  return Value::number(n.sign() < 0 ? negate(n, call.arena()) : n)
      .with_marks(call.arguments[0].marks());
}

Value ceil(FunctionCall& call) {
  const Number n = number(call, 0);
  return Value::number(n.is_infinite() ? n : values::ceil(n, call.arena()));
}

Value floor(FunctionCall& call) {
  const Number n = number(call, 0);
  return Value::number(n.is_infinite() ? n : values::floor(n, call.arena()));
}

Value signum(FunctionCall& call) {
  const std::optional<int64_t> whole = whole_number(call, 0);
  if (!whole) return {};
  return Value::number(*whole < 0 ? -1 : *whole > 0 ? 1 : 0);
}

// A number as Go's float64; a finite number too large for one is an error.
std::optional<double> float64(FunctionCall& call, size_t index) {
  const Number n = number(call, index);
  const double result = n.to_double();
  if (std::isinf(result) && !n.is_infinite()) {
    call.fail(static_cast<int>(index), "the number is too large for this function");
    return std::nullopt;
  }
  return result;
}

Value float64_result(FunctionCall& call, double result) {
  if (std::isnan(result)) return call.fail("the result is not a number");
  return Value::number(Number::from_double(result, call.arena()));
}

Value log(FunctionCall& call) {
  const std::optional<double> n = float64(call, 0);
  if (!n) return {};
  const std::optional<double> base = float64(call, 1);
  if (!base) return {};
  return float64_result(call, float64::log(*n) / float64::log(*base));
}

Value pow(FunctionCall& call) {
  const std::optional<double> base = float64(call, 0);
  if (!base) return {};
  const std::optional<double> power = float64(call, 1);
  if (!power) return {};
  return float64_result(call, float64::pow(*base, *power));
}

// The first of the arguments that `before` puts before all others.
template <class Before>
Value extreme(FunctionCall& call, Before before) {
  if (call.arguments.empty()) return call.fail("at least one number is required");
  Number best = number(call, 0);
  for (size_t i = 1; i < call.arguments.size(); ++i) {
    if (before(number(call, i), best)) best = number(call, i);
  }
  return Value::number(best);
}

Value max(FunctionCall& call) {
  return extreme(call, [](Number a, Number b) { return a > b; });
}

Value min(FunctionCall& call) {
  return extreme(call, [](Number a, Number b) { return a < b; });
}

Type parseint_type(FunctionCall& call) {
  const Type type = call.arguments[0].type(call.arena());
  if (type.kind() != Kind::string) {
    call.fail(0, "a string is required, not " + friendly_name(type));
  }
  return Type::number();
}

Value parseint(FunctionCall& call) {
  const std::optional<int64_t> base = whole_number(call, 1);
  if (!base) return {};
  if (*base < 2 || *base > 62) return call.fail(1, "the base must be between 2 and 62");
  const std::optional<Number> number =
      Number::parse_integer(text(call, 0), static_cast<uint32_t>(*base), call.arena());
  if (number) return Value::number(*number);
  return call.fail(0, "a whole number of base " + std::to_string(*base) + " is required");
}

Type range_type(FunctionCall& call) { return Type::list(Type::number(), call.arena()); }

Value range(FunctionCall& call) {
  const size_t count = call.arguments.size();
  if (count == 0 || count > 3) return call.fail("one, two or three numbers are required");
  const Number start = count == 1 ? Number(0) : number(call, 0);
  const Number end = number(call, count == 1 ? 0 : 1);
  const Number step = count == 3 ? number(call, 2) : Number(end < start ? -1 : 1);
  if (step.sign() == 0) return call.fail(2, "the step must not be zero");
  const bool down = step.sign() < 0;
  if (down ? end > start : end < start) {
    return call.fail(1, down ? "with a negative step the end must not be above the start"
                             : "with a positive step the end must not be below the start");
  }
  std::vector<Value> numbers;
  for (Number n = start; down ? n > end : n < end;) {
    if (numbers.size() == kMaxRange) return call.fail("the range has more than 1024 numbers");
    numbers.push_back(Value::number(n));
    const std::optional<Number> next = add(n, step, call.arena());
    if (!next) return call.fail("the range runs into an infinity");
    n = *next;
  }
  return Value::list(Type::number(), numbers, call.arena());
}

Value sum(FunctionCall& call) {
  const Value& list = call.arguments[0];
  if (!is_sequence(list.kind())) return call.fail(0, "a list, set or tuple of numbers is required");
  if (list.elements().empty()) return call.fail(0, "an empty list has no sum");
  if (!list.is_wholly_known()) return unknown_result(call);
  std::optional<Number> total;
  for (const Value& element : list.elements()) {
    const values::Conversion converted = convert(element, Type::number(), call.arena());
    if (element.is_null() || !converted.ok) return call.fail(0, "every element must be a number");
    const Number n = converted.value.as_number();
    total = total.has_value() ? add(*total, n, call.arena()) : n;
    if (!total) return call.fail("opposing infinities have no sum");
  }
  return Value::number(*total);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "abs",
     .summary = "The number without its sign.",
     .parameters = kNumberMarked,
     .result_type = returns_number,
     .evaluate = abs},
    {.name = "ceil",
     .summary = "The nearest whole number that is not below the given one.",
     .parameters = kNumber,
     .result_type = returns_number,
     .evaluate = ceil},
    {.name = "floor",
     .summary = "The nearest whole number that is not above the given one.",
     .parameters = kNumber,
     .result_type = returns_number,
     .evaluate = floor},
    {.name = "log",
     .summary = "The logarithm of a number in a base.",
     .parameters = kLogarithm,
     .result_type = returns_number,
     .evaluate = log},
    {.name = "max",
     .summary = "The largest of the given numbers.",
     .variadic = &kNumbers,
     .result_type = returns_number,
     .evaluate = max},
    {.name = "min",
     .summary = "The smallest of the given numbers.",
     .variadic = &kNumbers,
     .result_type = returns_number,
     .evaluate = min},
    {.name = "parseint",
     .summary = "The whole number that a string is in a base from 2 to 62.",
     .parameters = kParse,
     .result_type = parseint_type,
     .evaluate = parseint},
    {.name = "pow",
     .summary = "A number raised to a power.",
     .parameters = kPower,
     .result_type = returns_number,
     .evaluate = pow},
    {.name = "range",
     .summary = "The numbers from a start up to, not including, an end, by a step.",
     .variadic = &kRange,
     .result_type = range_type,
     .evaluate = range},
    {.name = "signum",
     .summary = "-1, 0 or 1: the sign of a whole number.",
     .parameters = kNumber,
     .result_type = returns_number,
     .evaluate = signum},
    {.name = "sum",
     .summary = "The sum of a list or set of numbers.",
     .parameters = kSum,
     .result_type = returns_number,
     .evaluate = sum},
};

}  // namespace

std::span<const Function> numeric_functions() { return kFunctions; }

}  // namespace expressions
