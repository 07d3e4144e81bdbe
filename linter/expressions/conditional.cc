// SPDX-License-Identifier: Apache-2.0

// condition ? a : b. Both branches are evaluated, since both give the result its type; the errors
// of the one that is not taken are dropped. To rules the branch that is taken is the result, as it
// is. Exports evaluate_conditional. Tested by tests/expressions/conditional.txt.
#include <algorithm>
#include <optional>
#include <string>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

constexpr const char* kMismatch = "Inconsistent conditional result types";

bool is_literal_null(const Value& value) {
  return value.is_null() && value.kind() == Kind::dynamic && value.marks() == Marks::none;
}

struct ResultType {
  bool ok = true;
  bool converts = false;  // whether the branches have to be converted to it
  Type type;
};

ResultType result_type(const Value& a, const Value& b, Arena& arena) {
  if (is_literal_null(a)) return {.converts = true, .type = b.type(arena)};
  if (is_literal_null(b)) return {.converts = true, .type = a.type(arena)};
  if (a.kind() == Kind::dynamic || b.kind() == Kind::dynamic) return {};
  const Type types[] = {a.type(arena), b.type(arena)};
  if (types[0] == types[1]) return {.type = types[0]};
  const values::Unified unified = values::unify(types, arena);
  return {.ok = unified.ok, .converts = true, .type = unified.type};
}

std::string mismatch(Type a, Type b);

std::string object_mismatch(Type a, Type b) {
  for (const values::ObjectAttribute& attribute : a.attributes()) {
    const values::ObjectAttribute* other = b.attribute(attribute.name);
    if (other == nullptr) {
      return "Attribute " + quoted(attribute.name) + " is only in the value for true";
    }
    if (other->type != attribute.type) {
      return "The types of attribute " + quoted(attribute.name) +
             " do not match: " + mismatch(attribute.type, other->type);
    }
  }
  for (const values::ObjectAttribute& attribute : b.attributes()) {
    if (a.attribute(attribute.name) == nullptr) {
      return "Attribute " + quoted(attribute.name) + " is only in the value for false";
    }
  }
  return "An attribute or element deep inside is not the same in both values";
}

std::string tuple_mismatch(Type a, Type b) {
  if (a.elements().size() != b.elements().size()) {
    return "The tuple for true has " + std::to_string(a.elements().size()) +
           " elements, the one for false " + std::to_string(b.elements().size());
  }
  const auto [x, y] = std::ranges::mismatch(a.elements(), b.elements());
  if (x == a.elements().end()) return "An attribute or element deep inside is not the same";
  return "The types of element " + std::to_string(x - a.elements().begin()) +
         " do not match: " + mismatch(*x, *y);
}

// Why two types have none in common, at the innermost place that tells.
std::string mismatch(Type a, Type b) {
  if (a.kind() == b.kind()) {
    if (a.kind() == Kind::object) return object_mismatch(a, b);
    if (a.kind() == Kind::tuple) return tuple_mismatch(a, b);
    if (a.is_collection() && a.element().is_structural()) {
      return "The types of their elements do not match: " + mismatch(a.element(), b.element());
    }
  }
  const std::string first = values::friendly_name(a);
  const std::string second = values::friendly_name(b);
  if (first == second) return "An attribute or element deep inside is not the same in both values";
  return "The value for true is " + first + ", the value for false " + second;
}

// What is certain of both branches is certain of the result.
values::Refinement common_refinement(const Value& a, const Value& b) {
  values::Refinement result;
  result.not_null = values::definitely_not_null(a) && values::definitely_not_null(b);
  return result;
}

struct Bound {
  std::optional<values::Number> limit;
  bool inclusive = true;
};

Bound lower(const Value& number) {
  if (number.is_known()) return {number.as_number(), true};
  const values::Refinement* refinement =
      number.is_unknown() ? number.unknown_data().refinement : nullptr;
  if (refinement == nullptr) return {};
  return {refinement->minimum, refinement->minimum_inclusive};
}

Bound upper(const Value& number) {
  if (number.is_known()) return {number.as_number(), true};
  const values::Refinement* refinement =
      number.is_unknown() ? number.unknown_data().refinement : nullptr;
  if (refinement == nullptr) return {};
  return {refinement->maximum, refinement->maximum_inclusive};
}

// The looser of two bounds; none if either is open. `sign`: 1 for lower ones, -1 for upper ones.
Bound looser(const Bound& a, const Bound& b, bool lower_ones) {
  if (!a.limit || !b.limit) return {};
  if (*a.limit == *b.limit) return {a.limit, a.inclusive || b.inclusive};
  const bool first = lower_ones ? *a.limit < *b.limit : *a.limit > *b.limit;
  return first ? a : b;
}

void refine_number(values::Refinement& refinement, const Value& a, const Value& b) {
  const Bound minimum = looser(lower(a), lower(b), true);
  const Bound maximum = looser(upper(a), upper(b), false);
  refinement.minimum = minimum.limit;
  refinement.minimum_inclusive = minimum.inclusive;
  refinement.maximum = maximum.limit;
  refinement.maximum_inclusive = maximum.inclusive;
}

void refine_length(values::Refinement& refinement, const Value& a, const Value& b) {
  const values::LengthRange first = values::length_range(a);
  const values::LengthRange second = values::length_range(b);
  refinement.length_minimum = std::min(first.minimum, second.minimum);
  refinement.length_maximum = std::max(first.maximum, second.maximum);
}

// A branch converted to the type of the result; unchanged where it cannot be.
Value as_result(const Value& branch, const ResultType& result, Arena& arena) {
  if (!result.converts) return branch;
  const values::Conversion converted = values::convert(branch, result.type, arena);
  return converted.ok ? converted.value : branch;
}

Value undecided(const Value& condition, const Value& a, const Value& b, const ResultType& result,
                Context& context) {
  if (a.is_null() && b.is_null()) return Value::null(result.type);
  values::Refinement refinement = common_refinement(a, b);
  if (a.kind() == Kind::number && b.kind() == Kind::number) refine_number(refinement, a, b);
  const bool same_collection =
      a.kind() == b.kind() && a.kind() >= Kind::list && a.kind() <= Kind::map && !result.converts;
  if (same_collection) refine_length(refinement, a, b);
  Value unknown =
      values::unknown_from(result.type, {&condition, 1}, context.origins, context.arena);
  unknown = with_branches(unknown, as_result(a, result, context.arena),
                          as_result(b, result, context.arena), context);
  if (result.type.kind() == Kind::dynamic) return unknown;
  return values::refined(unknown, refinement, context.arena);
}

// A tuple (or object) beside a list (map) of any type. go-cty takes its members for elements as
// they are, which therefore have to be alike.
bool keeps_its_members(const Value& value, const Value& other, Type result) {
  const bool disguised = (value.kind() == Kind::tuple && other.kind() == Kind::list) ||
                         (value.kind() == Kind::object && other.kind() == Kind::map);
  return disguised && result.is_collection() && result.element().kind() == Kind::dynamic;
}

bool has_members_alike(const Value& value, Arena& arena) {
  const std::span<const Value> members = value.materialized(arena).elements();
  return std::ranges::all_of(members, [&](const Value& member) {
    const Type type = member.type(arena);
    return type.kind() == Kind::dynamic || members[0].kind() == Kind::dynamic ||
           members[0].has_type(type);
  });
}

Value taken(const syntax::Expression& branch, const Value& value, const Value& other, bool which,
            const ResultType& result, Context& context) {
  if (!result.converts) return value;
  values::Conversion converted = values::convert(value, result.type, context.arena);
  if (value.is_known() && keeps_its_members(value, other, result.type) &&
      !has_members_alike(value, context.arena)) {
    converted = {false, {}, "all its elements must have the same type", {}};
  }
  if (converted.ok) return converted.value;
  return invalid(context, branch.range, kMismatch,
                 "The value for " + std::string(which ? "true" : "false") +
                     " has the wrong type: " + converted.error + ".");
}

// Whether the condition can be decided on; else the error is reported here.
bool check_condition(const Value& condition, source::Range range, Context& context) {
  if (condition.is_null()) {
    invalid(context, range, "Null condition",
            "The condition is null. It must be either true or false.");
    return false;
  }
  if (condition.is_unknown() || condition.kind() == Kind::boolean) return true;
  const values::Conversion converted = values::convert(condition, Type::boolean(), context.arena);
  if (!converted.ok) {
    invalid(context, range, "Incorrect condition type",
            "The condition must be true or false, and this is " +
                values::friendly_name(condition.type(context.arena)) + ".");
  }
  return converted.ok;
}

bool is_true(const Value& condition, Arena& arena) {
  return values::convert(condition, Type::boolean(), arena).value.as_boolean();
}

// What both branches make of a condition; it may have been evaluated before.
Value with_both(const syntax::Conditional& conditional, const std::optional<Value>& known_condition,
                const Scope& scope, Context& context) {
  Attempt if_true = attempt(*conditional.if_true, scope, context);
  Attempt if_false = attempt(*conditional.if_false, scope, context);
  const Value& a = if_true.value;
  const Value& b = if_false.value;
  if (!spend(context, conditional.range, work_of_reading(a) + work_of_reading(b))) {
    return invalid_value(context, conditional.range, "Conditional takes too much work");
  }
  const ResultType result = result_type(a, b, context.arena);
  if (!result.ok) {
    return invalid(context, source::join(conditional.if_true->range, conditional.if_false->range),
                   kMismatch,
                   "The results for true and for false must have a type in common. " +
                       mismatch(a.type(context.arena), b.type(context.arena)) + ".");
  }
  // An error in it is reported; as an unknown it still gives the result a type and bounds, which
  // count where errors are dropped.
  const Value condition =
      known_condition ? *known_condition : evaluate(*conditional.condition, scope, context);
  if (!check_condition(condition, conditional.condition->range, context)) {
    return invalid_value(context, conditional.range, "Invalid condition", result.type);
  }
  const Marks marks = condition.marks() | a.marks() | b.marks();
  if (condition.is_unknown()) {
    // Either may be taken.
    if (context.members_found != nullptr) {
      context.diagnostics.append(std::move(if_true.diagnostics));
      context.diagnostics.append(std::move(if_false.diagnostics));
    }
    return undecided(condition, a, b, result, context).with_marks(marks);
  }
  const bool which = is_true(condition, context.arena);
  context.diagnostics.append(std::move((which ? if_true : if_false).diagnostics));
  const syntax::Expression& branch = which ? *conditional.if_true : *conditional.if_false;
  return taken(branch, which ? a : b, which ? b : a, which, result, context).with_marks(marks);
}

}  // namespace

Value evaluate_conditional(const syntax::Conditional& conditional, const Scope& scope,
                           Context& context) {
  const bool takes_one = context.semantics == Semantics::rules && context.members_found == nullptr;
  if (!takes_one) return with_both(conditional, std::nullopt, scope, context);
  const Value condition = evaluate(*conditional.condition, scope, context);
  if (condition.is_unknown()) return with_both(conditional, condition, scope, context);
  if (!check_condition(condition, conditional.condition->range, context)) {
    return invalid_value(context, conditional.range, "Invalid condition");
  }
  const bool which = is_true(condition, context.arena);
  return evaluate(which ? *conditional.if_true : *conditional.if_false, scope, context)
      .with_marks(condition.marks());
}

}  // namespace expressions
