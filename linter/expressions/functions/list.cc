// SPDX-License-Identifier: Apache-2.0
// Functions that arrange lists: chunklist, matchkeys, reverse, sort.
// Exported: list_functions. Tested by tests/expressions/functions/collection.txt and
// sketches_test.cc.
#include <algorithm>

#include "expressions/functions/families.h"
#include "expressions/functions/members.h"

namespace expressions {

namespace {

constexpr Parameter kMarkedList[] = {{.name = "list", .allow_marked = true}};
constexpr Parameter kChunks[] = {
    {.name = "list", .type = ParameterType::list_of_any, .allow_marked = true},
    {.name = "size", .type = ParameterType::number, .allow_marked = true}};
constexpr Parameter kMatchkeys[] = {{.name = "values", .type = ParameterType::list_of_any},
                                    {.name = "keys", .type = ParameterType::list_of_any},
                                    {.name = "searchset", .type = ParameterType::list_of_any}};
constexpr Parameter kStringsUnknown[] = {
    {.name = "list", .type = ParameterType::list_of_string, .allow_unknown = true}};

Type chunklist_type(FunctionCall& call) {
  return Type::list(call.arguments[0].type(call.arena()), call.arena());
}

Value chunklist(FunctionCall& call) {
  const Value& list = call.arguments[0];
  const std::optional<int64_t> size = whole_number(call, 1);
  if (!size) return {};
  if (*size < 0) return call.fail(1, "the size must not be negative");
  std::vector<Value> chunks;
  const std::span<const Value> elements = list.elements();
  const size_t step = *size == 0 ? elements.size() : static_cast<size_t>(*size);
  for (size_t at = 0; at < elements.size(); at += std::min(step, elements.size() - at)) {
    const std::span<const Value> chunk = elements.subspan(at, std::min(step, elements.size() - at));
    chunks.push_back(Value::list(list.element_type(), chunk, call.arena()));
  }
  return Value::list(call.result.element(), chunks, call.arena())
      .with_marks(marks_of_arguments(call));
}

Type matchkeys_type(FunctionCall& call) {
  const Type types[] = {call.arguments[1].type(call.arena()), call.arguments[2].type(call.arena())};
  if (!values::unify(types, call.arena()).ok) {
    call.fail("the keys and the searched values must have one type");
  }
  return returns_first_argument(call);
}

Value matchkeys(FunctionCall& call) {
  const Value& list = call.arguments[0];
  if (list.elements().size() != call.arguments[1].elements().size()) {
    return call.fail("there must be as many keys as values");
  }
  const Type types[] = {call.arguments[1].type(call.arena()), call.arguments[2].type(call.arena())};
  const Type type = values::unify(types, call.arena()).type;
  const values::Conversion keys = convert(call.arguments[1], type, call.arena());
  const values::Conversion wanted = convert(call.arguments[2], type, call.arena());
  if (!keys.ok) return call.fail(1, keys.error);
  if (!wanted.ok) return call.fail(2, wanted.error);
  std::vector<Value> matched;
  if (wanted.value.elements().empty()) return Value::list(list.element_type(), {}, call.arena());
  if (!list.is_wholly_known() || !keys.value.is_wholly_known()) return unknown_result(call);
  for (size_t i = 0; i < list.elements().size(); ++i) {
    for (const Value& candidate : wanted.value.elements()) {
      const Value equal = equals(keys.value.elements()[i], candidate, call.context);
      // Terraform gives up with an empty list, not with an unknown one.
      if (equal.is_unknown()) return Value::list(list.element_type(), {}, call.arena());
      if (!equal.as_boolean()) continue;
      matched.push_back(list.elements()[i]);
      break;
    }
  }
  return Value::list(list.element_type(), matched, call.arena());
}

Type reverse_type(FunctionCall& call) {
  const Type type = call.arguments[0].type(call.arena());
  switch (type.kind()) {
    case Kind::tuple: {
      std::vector<Type> types(type.elements().rbegin(), type.elements().rend());
      return Type::tuple(types, call.arena());
    }
    case Kind::list:
    case Kind::set:
      return Type::list(type.element(), call.arena());
    default:
      call.fail(0, "a list or tuple is required, not " + friendly_name(type));
      return Type::dynamic();
  }
}

Value reverse(FunctionCall& call) {
  const std::span<const Value> elements = call.arguments[0].elements();
  const std::vector<Value> reversed(elements.rbegin(), elements.rend());
  return make_sequence(call.result, reversed, call.arena()).with_marks(marks_of_arguments(call));
}

Value reverse_unknown(FunctionCall& call) {
  std::optional<Members> found = members(call.arguments[0], call);
  if (!found) return unknown_result(call);
  std::ranges::reverse(*found);
  return sketched_result(call, *found);
}

// The order is not known, but the length is as much as it was.
Value sort_unknown(FunctionCall& call) {
  const values::LengthRange length = values::length_range(call.arguments[0]);
  if (length.minimum == length.maximum && length.maximum <= kMaxElements) {
    const Value element =
        values::unknown_from(Type::string(), call.arguments, call.context.origins, call.arena());
    const std::vector<Value> elements(length.maximum, element);
    return Value::list(Type::string(), elements, call.arena());
  }
  values::Refinement bounds;
  bounds.length_minimum = length.minimum;
  bounds.length_maximum = length.maximum;
  const std::optional<Members> found = members(call.arguments[0], call);
  const Value unknown = found ? sketched_result(call, *found) : unknown_result(call);
  return values::refined(unknown, bounds, call.arena());
}

Value sort(FunctionCall& call) {
  const Value& list = call.arguments[0];
  if (!list.is_wholly_known()) return sort_unknown(call);
  for (const Value& element : list.elements()) {
    if (element.is_null()) return call.fail(0, "an element is null");
  }
  std::vector<Value> sorted(list.elements().begin(), list.elements().end());
  std::ranges::stable_sort(sorted, {}, [](const Value& element) { return element.as_string(); });
  return Value::list(Type::string(), sorted, call.arena());
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "chunklist",
     .summary = "The list cut into lists of at most a number of elements.",
     .parameters = kChunks,
     .result_type = chunklist_type,
     .evaluate = chunklist},
    {.name = "matchkeys",
     .summary = "The elements of a list whose keys, in a second list, stand in a third.",
     .parameters = kMatchkeys,
     .result_type = matchkeys_type,
     .evaluate = matchkeys},
    {.name = "reverse",
     .summary = "The list in reverse order.",
     .parameters = kMarkedList,
     .result_type = reverse_type,
     .evaluate = reverse,
     .evaluate_unknown = reverse_unknown},
    {.name = "sort",
     .summary = "The strings of a list in the order of their code points.",
     .parameters = kStringsUnknown,
     .result_type = returns_list_of_string,
     .evaluate = sort},
};

}  // namespace

std::span<const Function> list_functions() { return kFunctions; }

}  // namespace expressions
