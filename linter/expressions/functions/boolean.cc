// SPDX-License-Identifier: Apache-2.0
// Questions about collections: alltrue, anytrue, contains, index, length. Under plan semantics an
// unknown element leaves them open as it does in Terraform; under rule semantics they answer as
// soon as what is known decides.
// Exported: boolean_functions. Tested by tests/expressions/functions/collection.txt and
// sketches_test.cc.
#include <algorithm>
#include <limits>

#include "expressions/functions/families.h"
#include "expressions/functions/members.h"

namespace expressions {

using values::SketchElement;

namespace {

constexpr Parameter kBooleans[] = {{.name = "list", .type = ParameterType::list_of_boolean}};
constexpr Parameter kSearch[] = {{.name = "list"}, {.name = "value"}};
constexpr Parameter kLength[] = {
    {.name = "value", .allow_unknown = true, .allow_marked = true, .allow_dynamic = true}};

bool for_rules(const FunctionCall& call) { return call.context.semantics == Semantics::rules; }

// Terraform's alltrue stops at the first element that is false or unknown.
Value alltrue(FunctionCall& call) {
  bool open = false;
  for (const Value& element : call.arguments[0].elements()) {
    if (element.is_unknown() && !for_rules(call)) return unknown_result(call);
    if (element.is_unknown()) open = true;
    if (element.is_null() || (element.is_known() && !element.as_boolean())) {
      return Value::boolean(false);
    }
  }
  return open ? unknown_result(call) : Value::boolean(true);
}

Value anytrue(FunctionCall& call) {
  bool open = false;
  for (const Value& element : call.arguments[0].elements()) {
    if (element.is_unknown()) open = true;
    if (element.is_known() && element.as_boolean()) return Value::boolean(true);
  }
  return open ? unknown_result(call) : Value::boolean(false);
}

// What the members of an unknown list decide: `decisive` if a definite one has that value, the
// opposite if all of them, definite or not, have it.
Value all_or_any_of_members(FunctionCall& call, bool decisive) {
  const std::optional<Members> found = members(call.arguments[0], call);
  if (!for_rules(call) || !found) return unknown_result(call);
  bool open = false;
  for (const SketchElement& member : *found) {
    const bool truth = member.value.is_known() && member.value.as_boolean();
    if (member.value.is_unknown() || (truth == decisive && member.optional)) {
      open = true;
    } else if (truth == decisive) {
      return Value::boolean(decisive);
    }
  }
  return open ? unknown_result(call) : Value::boolean(!decisive);
}

Value alltrue_unknown(FunctionCall& call) { return all_or_any_of_members(call, false); }
Value anytrue_unknown(FunctionCall& call) { return all_or_any_of_members(call, true); }

Value contains(FunctionCall& call) {
  const Value& list = call.arguments[0];
  if (!is_sequence(list.kind())) return call.fail("a list, set or tuple is required");
  bool open = false;
  for (const Value& element : list.elements()) {
    const Value equal = equals(call.arguments[1], element, call.context);
    if (equal.is_unknown()) open = true;
    if (equal.is_known() && equal.as_boolean()) return Value::boolean(true);
  }
  return open ? unknown_result(call) : Value::boolean(false);
}

Value contains_unknown(FunctionCall& call) {
  const std::optional<Members> found = members(call.arguments[0], call);
  if (!for_rules(call) || !found) return unknown_result(call);
  bool open = false;
  for (const SketchElement& member : *found) {
    const Value equal = equals(call.arguments[1], member.value, call.context);
    const bool truth = equal.is_known() && equal.as_boolean();
    if (equal.is_unknown() || (truth && member.optional)) {
      open = true;
    } else if (truth) {
      return Value::boolean(true);
    }
  }
  return open ? unknown_result(call) : Value::boolean(false);
}

Value index(FunctionCall& call) {
  const Value& list = call.arguments[0];
  if (!is_list_or_tuple(list.kind())) return call.fail("a list or tuple is required");
  if (list.elements().empty()) return call.fail("the list is empty");
  for (size_t i = 0; i < list.elements().size(); ++i) {
    const Value equal = equals(list.elements()[i], call.arguments[1], call.context);
    if (equal.is_unknown()) return unknown_result(call);
    if (equal.as_boolean()) return Value::number(static_cast<int64_t>(i));
  }
  return call.fail("the list has no such element");
}

Type length_type(FunctionCall& call) {
  const Kind kind = call.arguments[0].kind();
  if (kind == Kind::number || kind == Kind::boolean) {
    call.fail(0, "a string, list, set, tuple, map or object is required");
  }
  return Type::number();
}

// What go-cty takes for the bound of every collection.
constexpr auto kNoBound = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());

// A number of elements of which only bounds are known; the number itself where they meet. A maximum
// beyond kNoBound is none.
Value bounded_number(FunctionCall& call, uint64_t minimum, uint64_t maximum) {
  if (minimum == maximum) return Value::number(static_cast<int64_t>(minimum));
  values::Refinement bounds;
  bounds.not_null = true;
  bounds.minimum = static_cast<int64_t>(std::min(minimum, kNoBound));
  if (maximum <= kNoBound) bounds.maximum = static_cast<int64_t>(maximum);
  return values::refined(unknown_result(call), bounds, call.arena());
}

// Unknown elements of a set may turn out equal to others.
Value length_of_set(FunctionCall& call, const Value& set) {
  const size_t count = set.elements().size();
  if (count <= 1 || set.is_wholly_known()) return Value::number(static_cast<int64_t>(count));
  uint64_t distinct = 1;
  if (for_rules(call)) distinct = certainly_distinct(*members(set, call), call);
  return bounded_number(call, distinct, count);
}

Value length_of_unknown(FunctionCall& call, const Value& value) {
  const values::LengthRange range = values::length_range(value);
  if (!for_rules(call)) {
    return bounded_number(call, range.minimum, std::min(range.maximum, kNoBound));
  }
  const Members found = *members(value, call);
  uint64_t least = certainly_distinct(found, call);
  if (value.kind() != Kind::set) {
    least = static_cast<uint64_t>(std::count_if(
        found.begin(), found.end(), [](const SketchElement& member) { return !member.optional; }));
  }
  const bool bounded = std::none_of(found.begin(), found.end(),
                                    [](const SketchElement& member) { return member.many; });
  const uint64_t most = bounded ? found.size() : std::numeric_limits<uint64_t>::max();
  return bounded_number(call, std::max(least, range.minimum), std::min(most, range.maximum));
}

Value length_of_string(FunctionCall& call, const Value& string) {
  if (string.is_known()) {
    return Value::number(static_cast<int64_t>(values::graphemes(string.as_string()).size()));
  }
  const values::Refinement* refinement = string.unknown_data().refinement;
  const uint64_t known =
      refinement != nullptr ? values::graphemes(refinement->prefix).size() : uint64_t{0};
  return bounded_number(call, known, std::numeric_limits<uint64_t>::max());
}

Value length_of(FunctionCall& call, const Value& value) {
  switch (value.kind()) {
    case Kind::string:
      return length_of_string(call, value);
    case Kind::tuple:
    case Kind::object: {
      const Type type = value.type(call.arena());
      const size_t count =
          value.kind() == Kind::tuple ? type.elements().size() : type.attributes().size();
      return Value::number(static_cast<int64_t>(count));
    }
    case Kind::set:
      if (value.is_known()) return length_of_set(call, value);
      return length_of_unknown(call, value);
    case Kind::list:
    case Kind::map:
      if (value.is_known()) return Value::number(static_cast<int64_t>(value.elements().size()));
      return length_of_unknown(call, value);
    default:
      return unknown_result(call);
  }
}

Value length(FunctionCall& call) {
  const Value& value = call.arguments[0];
  // Of what Terraform does not know the type, rules may know the elements.
  if (value.kind() == Kind::dynamic && for_rules(call) && members(value, call)) {
    return length_of_unknown(call, value).with_marks(value.marks());
  }
  return length_of(call, call.arguments[0]).with_marks(call.arguments[0].marks());
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "alltrue",
     .summary = "Whether every element of a list is true; of an empty one too.",
     .parameters = kBooleans,
     .result_type = returns_boolean,
     .evaluate = alltrue,
     .evaluate_unknown = alltrue_unknown},
    {.name = "anytrue",
     .summary = "Whether an element of a list is true.",
     .parameters = kBooleans,
     .result_type = returns_boolean,
     .evaluate = anytrue,
     .evaluate_unknown = anytrue_unknown},
    {.name = "contains",
     .summary = "Whether a list, set or tuple has an element that equals a value.",
     .parameters = kSearch,
     .result_type = returns_boolean,
     .evaluate = contains,
     .evaluate_unknown = contains_unknown},
    {.name = "index",
     .summary = "The place of the first element of a list that equals a value.",
     .parameters = kSearch,
     .result_type = returns_number,
     .evaluate = index},
    {.name = "length",
     .summary = "The number of elements of a collection, or of characters of a string.",
     .parameters = kLength,
     .result_type = length_type,
     .evaluate = length},
};

}  // namespace

std::span<const Function> boolean_functions() { return kFunctions; }

}  // namespace expressions
