// SPDX-License-Identifier: Apache-2.0

// Unary and binary operators: operands are converted, null is refused, unknown ones give unknowns,
// and numbers are compared by what is known of their bounds. Exports evaluate_binary,
// evaluate_unary and the logical operators. Tested by tests/expressions/operators.txt.
#include <optional>
#include <utility>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

using syntax::BinaryOperator;
using values::Number;

constexpr const char* kNull = "argument must not be null";

// What is known of a number's place. An absent bound says nothing.
struct Bounds {
  std::optional<Number> minimum, maximum;
};

Bounds bounds(const Value& number) {
  if (number.is_known()) return {number.as_number(), number.as_number()};
  const values::Refinement* refinement = number.unknown_data().refinement;
  if (refinement == nullptr) return {};
  return {refinement->minimum, refinement->maximum};
}

// As go-cty: bounds count as if they were exclusive.
Ternary less(const Value& a, const Value& b) {
  if (a.is_known() && b.is_known()) return ternary(a.as_number() < b.as_number());
  const Bounds left = bounds(a);
  const Bounds right = bounds(b);
  if (left.maximum && right.minimum && *left.maximum < *right.minimum) return Ternary::yes;
  if (left.minimum && right.maximum && *left.minimum > *right.maximum) return Ternary::no;
  return Ternary::undecided;
}

Ternary less_or_equal(const Value& a, const Value& b, Context& context) {
  const Ternary smaller = less(a, b);
  if (smaller == Ternary::yes || (a.is_known() && b.is_known() && a.as_number() == b.as_number())) {
    return Ternary::yes;
  }
  if (context.semantics == Semantics::rules) {
    // Whether a bound is exclusive does not matter here.
    const Bounds left = bounds(a);
    const Bounds right = bounds(b);
    if (left.maximum && right.minimum && *left.maximum <= *right.minimum) return Ternary::yes;
    if (less(b, a) == Ternary::yes) return Ternary::no;
  }
  const Ternary same = equality(a, b, context);
  if (same == Ternary::yes) return Ternary::yes;
  return smaller == Ternary::no && same == Ternary::no ? Ternary::no : Ternary::undecided;
}

Ternary compared(BinaryOperator op, const Value& a, const Value& b, Context& context) {
  switch (op) {
    case BinaryOperator::less:
      return less(a, b);
    case BinaryOperator::greater:
      return less(b, a);
    case BinaryOperator::less_or_equal:
      return less_or_equal(a, b, context);
    default:
      return less_or_equal(b, a, context);
  }
}

std::optional<Number> computed(BinaryOperator op, Number a, Number b, Arena& arena) {
  switch (op) {
    case BinaryOperator::add:
      return add(a, b, arena);
    case BinaryOperator::subtract:
      return subtract(a, b, arena);
    case BinaryOperator::multiply:
      return multiply(a, b, arena);
    case BinaryOperator::divide:
      return divide(a, b, arena);
    default:
      return modulo(a, b, arena);
  }
}

std::string why_not_computed(BinaryOperator op, Number a, Number b) {
  const bool infinite = a.is_infinite() || b.is_infinite();
  if (op == BinaryOperator::divide && (infinite || b.sign() == 0)) {
    return "zero cannot be divided by zero, nor infinity by infinity";
  }
  if (!infinite) return "the result is too large or too small to be computed with";
  if (op == BinaryOperator::modulo) return "zero and infinity leave no remainder";
  if (op == BinaryOperator::multiply) return "zero times infinity is no number";
  return "opposing infinities have no sum";
}

bool is_arithmetic(BinaryOperator op) { return op >= BinaryOperator::add; }
bool is_logical(BinaryOperator op) {
  return op == BinaryOperator::and_ || op == BinaryOperator::or_;
}

Value operation_failed(const syntax::Expression& expression, std::string why, Type result,
                       Context& context) {
  constexpr const char* kSummary = "Operation failed";
  invalid(context, expression.range, kSummary, "Error during operation: " + std::move(why) + ".");
  return invalid_value(context, expression.range, kSummary, result);
}

Value operand_failed(const syntax::Expression& expression, Type result, Context& context) {
  return invalid_value(context, expression.range, "Invalid operand", result);
}

// An operand converted to what the operator takes; nothing after an error, which is reported.
std::optional<Value> operand(const Value& given, Type wanted, const char* which,
                             source::Range range, Context& context) {
  if (given.kind() == wanted.kind()) return given;
  values::Conversion converted = values::convert(given, wanted, context.arena);
  if (converted.ok) {
    // A short text may be a number that is long to read.
    spend(context, range, work_of_reading(converted.value));
    return converted.value;
  }
  invalid(context, range, "Invalid operand",
          "Unsuitable value for " + std::string(which) + " operand: " + converted.error + ".");
  return std::nullopt;
}

Value arithmetic(const syntax::Binary& binary, const Value& a, const Value& b, Context& context) {
  if (a.is_unknown() || b.is_unknown()) {
    const Value inputs[] = {a, b};
    return unknown_result(Type::number(), inputs, context);
  }
  const std::optional<Number> result =
      computed(binary.op, a.as_number(), b.as_number(), context.arena);
  if (!result) {
    return operation_failed(binary, why_not_computed(binary.op, a.as_number(), b.as_number()),
                            Type::number(), context);
  }
  return carrying(Value::number(*result), a, b, context);
}

Value comparison(const syntax::Binary& binary, const Value& a, const Value& b, Context& context) {
  const Ternary answer = sketched_answer(compared(binary.op, a, b, context), a, b, context,
                                         [&](const Value& left, const Value& right) {
                                           return compared(binary.op, left, right, context);
                                         });
  if (answer == Ternary::undecided) {
    const Value inputs[] = {a, b};
    return unknown_result(Type::boolean(), inputs, context);
  }
  return carrying(Value::boolean(answer == Ternary::yes), a, b, context);
}

// Whether the left operand alone decides, as rules have it.
bool decides(BinaryOperator op, const Value& left) {
  return left.is_known() && left.as_boolean() == (op == BinaryOperator::or_);
}

// The right operand is evaluated only if the left one does not decide.
Value short_circuit(const syntax::Binary& binary, const Scope& scope, Context& context) {
  const size_t before = failures(context);
  const std::optional<Value> left = operand(evaluate(*binary.left, scope, context), Type::boolean(),
                                            "left", binary.left->range, context);
  if (failures(context) != before) return operand_failed(binary, Type::boolean(), context);
  if (left->is_null()) return operation_failed(binary, kNull, Type::boolean(), context);
  if (decides(binary.op, *left)) return *left;
  const std::optional<Value> right =
      operand(evaluate(*binary.right, scope, context), Type::boolean(), "right",
              binary.right->range, context);
  if (failures(context) != before) return operand_failed(binary, Type::boolean(), context);
  if (right->is_null()) return operation_failed(binary, kNull, Type::boolean(), context);
  return binary.op == BinaryOperator::and_ ? logical_and(*left, *right, context)
                                           : logical_or(*left, *right, context);
}

// `wanted_decides`: the value that decides alone (false of and, true of or).
Value logical(const Value& a, const Value& b, bool wanted_decides, Context& context) {
  const auto is = [](const Value& value, bool wanted) {
    return value.is_known() && value.as_boolean() == wanted;
  };
  if (context.semantics == Semantics::rules) {
    if (is(a, wanted_decides)) return a;
    if (is(b, wanted_decides)) return b;
  }
  if (a.is_unknown() || b.is_unknown()) {
    const Value inputs[] = {a, b};
    return forgetful(unknown_result(Type::boolean(), inputs, context), context);
  }
  const bool result =
      wanted_decides ? a.as_boolean() || b.as_boolean() : a.as_boolean() && b.as_boolean();
  return carrying(Value::boolean(result), a, b, context);
}

Type operand_type(BinaryOperator op) { return is_logical(op) ? Type::boolean() : Type::number(); }

}  // namespace

Value logical_and(const Value& a, const Value& b, Context& context) {
  return logical(a, b, false, context);
}

Value logical_or(const Value& a, const Value& b, Context& context) {
  return logical(a, b, true, context);
}

Value logical_not(const Value& value, Context& context) {
  if (value.is_unknown()) return unknown_result(Type::boolean(), {&value, 1}, context);
  return carrying(Value::boolean(!value.as_boolean()), value, context);
}

Value evaluate_binary(const syntax::Binary& binary, const Scope& scope, Context& context) {
  if (context.semantics == Semantics::rules && is_logical(binary.op)) {
    return short_circuit(binary, scope, context);
  }
  const size_t before = failures(context);
  const Value left = evaluate(*binary.left, scope, context);
  if (context.short_circuits && is_logical(binary.op) && failures(context) == before) {
    const auto decided = values::convert(left, Type::boolean(), context.arena);
    if (decided.ok && !decided.value.is_null() && decides(binary.op, decided.value))
      return decided.value;
  }
  const Value right = evaluate(*binary.right, scope, context);
  if (binary.op == BinaryOperator::equal || binary.op == BinaryOperator::not_equal) {
    if (failures(context) != before) return operand_failed(binary, Type::boolean(), context);
    if (!spend(context, binary.range, work_of_reading(left) + work_of_reading(right))) {
      return operand_failed(binary, Type::boolean(), context);
    }
    const Value same = equals(left, right, context);
    return binary.op == BinaryOperator::equal ? same : logical_not(same, context);
  }
  const Type wanted = operand_type(binary.op);
  const std::optional<Value> a = operand(left, wanted, "left", binary.left->range, context);
  const std::optional<Value> b = operand(right, wanted, "right", binary.right->range, context);
  const Type result = is_arithmetic(binary.op) ? Type::number() : Type::boolean();
  if (failures(context) != before) return operand_failed(binary, result, context);
  if (a->is_null() || b->is_null()) return operation_failed(binary, kNull, result, context);
  if (binary.op == BinaryOperator::and_) return logical_and(*a, *b, context);
  if (binary.op == BinaryOperator::or_) return logical_or(*a, *b, context);
  return is_arithmetic(binary.op) ? arithmetic(binary, *a, *b, context)
                                  : comparison(binary, *a, *b, context);
}

Value evaluate_unary(const syntax::Unary& unary, const Scope& scope, Context& context) {
  const size_t before = failures(context);
  const bool negates = unary.op == syntax::UnaryOperator::negate;
  const Type type = negates ? Type::number() : Type::boolean();
  const std::optional<Value> value = operand(evaluate(*unary.operand, scope, context), type,
                                             "unary", unary.operand->range, context);
  if (failures(context) != before) return operand_failed(unary, type, context);
  if (value->is_null()) return operation_failed(unary, kNull, type, context);
  if (value->is_unknown()) return forgetful(unknown_result(type, {&*value, 1}, context), context);
  if (!negates) return logical_not(*value, context);
  return carrying(Value::number(negate(value->as_number(), context.arena)), *value, context);
}

}  // namespace expressions
