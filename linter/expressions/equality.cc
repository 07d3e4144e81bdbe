// SPDX-License-Identifier: Apache-2.0

// Whether two values are equal: under plan semantics exactly as far as Terraform knows (go-cty's
// Equals), under rule semantics also what sketches decide. Exports equals and equality. Tested by
// tests/expressions/operators.txt.
#include <algorithm>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

using values::definitely_not_null;

// Whether a value of type `given` may stand where `wanted` is asked for; dynamic takes any.
bool conforms(Type given, Type wanted) {
  if (wanted.kind() == Kind::dynamic || given == wanted) return true;
  if (given.kind() != wanted.kind()) return false;
  if (given.is_collection()) return conforms(given.element(), wanted.element());
  if (given.kind() == Kind::tuple) {
    return std::ranges::equal(given.elements(), wanted.elements(), conforms);
  }
  if (given.kind() != Kind::object) return false;
  return std::ranges::equal(given.attributes(), wanted.attributes(),
                            [](const values::ObjectAttribute& a, const values::ObjectAttribute& b) {
                              return a.name == b.name && conforms(a.type, b.type);
                            });
}

// Whether the type of a value and of everything in it is known.
bool has_known_type(const Value& value, Arena& arena) {
  if (value.is_null()) return true;
  if (value.is_unknown()) return !value.type(arena).has_dynamic();
  if (value.kind() < Kind::list || value.attribute_source() != nullptr) return true;
  return std::ranges::all_of(value.elements(),
                             [&](const Value& element) { return has_known_type(element, arena); });
}

// Whether an unknown's refinements exclude a known value, which is not null.
bool excludes(const values::Refinement& refinement, const Value& known) {
  switch (known.kind()) {
    case Kind::string:
      return !known.as_string().starts_with(refinement.prefix);
    case Kind::number: {
      const values::Number number = known.as_number();
      if (number.is_infinite() && refinement.not_null) return true;  // go-cty's bounds are finite
      if (refinement.minimum && number <= *refinement.minimum) {
        return !(refinement.minimum_inclusive && number == *refinement.minimum);
      }
      if (refinement.maximum && number >= *refinement.maximum) {
        return !(refinement.maximum_inclusive && number == *refinement.maximum);
      }
      return false;
    }
    case Kind::list:
    case Kind::set:
    case Kind::map: {
      const values::LengthRange length = values::length_range(known);
      return length.maximum < refinement.length_minimum ||
             length.minimum > refinement.length_maximum;
    }
    default:
      return false;
  }
}

Ternary unknown_and_known(const Value& unknown, const Value& known, Context& context) {
  if (known.is_null()) return Ternary::undecided;
  if (!conforms(known.type(context.arena), unknown.type(context.arena))) return Ternary::no;
  const values::Refinement* refinement = unknown.unknown_data().refinement;
  if (refinement != nullptr && excludes(*refinement, known)) return Ternary::no;
  return Ternary::undecided;
}

// Under plan semantics a list or tuple is decided by the first pair that is unknown or differs; of
// an object or map, where Terraform's order is random, an unknown pair leaves all undecided. Rules
// are sure of any pair that differs.
Ternary elements_equal(const Value& a, const Value& b, Context& context) {
  const bool plan = context.semantics == Semantics::plan;
  const bool ordered = a.kind() == Kind::list || a.kind() == Kind::tuple;
  bool differs = false;
  bool unsure = false;
  for (size_t i = 0; i < a.elements().size(); ++i) {
    const Ternary pair = equality(a.elements()[i], b.elements()[i], context);
    if (pair == Ternary::yes) continue;
    if (plan && ordered) return pair;
    (pair == Ternary::no ? differs : unsure) = true;
  }
  if (unsure && (plan || !differs)) return Ternary::undecided;
  return ternary(!differs);
}

Ternary sets_equal(const Value& a, const Value& b) {
  if (!a.is_wholly_known() || !b.is_wholly_known()) return Ternary::undecided;
  return ternary(std::ranges::equal(a.elements(), b.elements(), values::identical));
}

Ternary known_equal(const Value& a, const Value& b, Context& context) {
  if (a.kind() == b.kind()) {
    if (a.kind() == Kind::boolean) return ternary(a.as_boolean() == b.as_boolean());
    if (a.kind() == Kind::number) return ternary(a.as_number() == b.as_number());
    if (a.kind() == Kind::string) return ternary(a.as_string() == b.as_string());
  }
  // To the plan even a resource and itself differ while something in it is not known.
  if (context.semantics == Semantics::rules && a.attribute_source() != nullptr &&
      a.attribute_source() == b.attribute_source()) {
    return Ternary::yes;
  }
  const Value left = a.materialized(context.arena);
  const Value right = b.materialized(context.arena);
  const Type left_type = left.type(context.arena);
  const Type right_type = right.type(context.arena);
  if (!has_known_type(left, context.arena) || !has_known_type(right, context.arena)) {
    const bool possible = conforms(left_type, right_type) || conforms(right_type, left_type);
    if (!possible || context.semantics == Semantics::plan) {
      return possible ? Ternary::undecided : Ternary::no;
    }
  } else if (left_type != right_type) {
    return Ternary::no;
  }
  if (left.kind() == Kind::set) return sets_equal(left, right);
  if (left.elements().size() != right.elements().size()) return Ternary::no;
  if (left.kind() == Kind::map && !std::ranges::equal(left.keys(), right.keys())) {
    return Ternary::no;
  }
  return elements_equal(left, right, context);
}

Ternary plan_equality(const Value& a, const Value& b, Context& context) {
  if (a.is_null() && definitely_not_null(b)) return Ternary::no;
  if (b.is_null() && definitely_not_null(a)) return Ternary::no;
  if (a.is_unknown() && b.is_unknown()) return Ternary::undecided;
  if (a.is_unknown()) return unknown_and_known(a, b, context);
  if (b.is_unknown()) return unknown_and_known(b, a, context);
  if (a.is_null() || b.is_null()) return ternary(a.is_null() && b.is_null());
  return known_equal(a, b, context);
}

}  // namespace

Ternary equality(const Value& a, const Value& b, Context& context) {
  if (++context.depth > kMaxDepth) {
    --context.depth;
    return Ternary::undecided;
  }
  Ternary result = plan_equality(a, b, context);
  if (result == Ternary::undecided && context.semantics == Semantics::rules) {
    result = sketched_equality(a, b, context);
  }
  --context.depth;
  return result;
}

Value equals(const Value& a, const Value& b, Context& context) {
  const Ternary answer = equality(a, b, context);
  if (answer == Ternary::undecided) {
    const Value inputs[] = {a, b};
    return unknown_result(Type::boolean(), inputs, context);
  }
  const Value result = Value::boolean(answer == Ternary::yes);
  return carrying(result, a, b, context).with_marks(a.all_marks() | b.all_marks());
}

}  // namespace expressions
