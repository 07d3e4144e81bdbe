// SPDX-License-Identifier: Apache-2.0
// Functions that take and join elements of lists: compact, concat, distinct, flatten, slice. Of
// unknown lists they keep what is known of the elements.
// Exported: sequence_functions. Tested by tests/expressions/functions/collection.txt and
// sketches_test.cc.
#include <algorithm>
#include <unordered_map>

#include "expressions/functions/families.h"
#include "expressions/functions/members.h"
#include "expressions/sketches.h"
#include "values/inspect.h"

namespace expressions {

using values::SketchElement;

namespace {

constexpr Parameter kMarkedList[] = {{.name = "list", .allow_marked = true}};
constexpr Parameter kStrings[] = {{.name = "list", .type = ParameterType::list_of_string}};
constexpr Parameter kList[] = {{.name = "list", .type = ParameterType::list_of_any}};
constexpr Parameter kSequences = {.name = "seqs", .allow_marked = true};
constexpr Parameter kSlice[] = {{.name = "list", .allow_marked = true},
                                {.name = "start_index", .type = ParameterType::number},
                                {.name = "end_index", .type = ParameterType::number}};

// An unknown string with a literal piece that is not empty, and one of JSON, is certainly kept.
Value compact_unknown(FunctionCall& call) {
  const std::optional<Members> found = members(call.arguments[0], call);
  if (!found) return unknown_result(call);
  Members kept;
  for (SketchElement member : *found) {
    if (member.value.is_null()) continue;
    if (member.value.is_known() && member.value.as_string().empty()) continue;
    const bool has_literal = std::ranges::any_of(
        pieces_of(member.value), [](const Value& piece) { return piece.is_known(); });
    const bool is_document =
        values::sketch_of<values::Document>(member.value, values::SketchKind::document) != nullptr;
    if (!has_literal && !is_document) member.optional = true;
    kept.push_back(member);
  }
  return sketched_result(call, kept);
}

Value compact(FunctionCall& call) {
  const Value& list = call.arguments[0];
  if (!list.is_wholly_known()) return compact_unknown(call);
  std::vector<Value> kept;
  for (const Value& element : list.elements()) {
    if (!element.is_null() && !element.as_string().empty()) kept.push_back(element);
  }
  return Value::list(Type::string(), kept, call.arena());
}

// The type that all arguments have in common if all are lists; else nothing.
std::optional<Type> common_list_type(FunctionCall& call) {
  std::vector<Type> types;
  for (const Value& argument : call.arguments) {
    types.push_back(argument.type(call.arena()));
    if (types.back().kind() != Kind::list) return std::nullopt;
  }
  const values::Unified unified = values::unify(types, call.arena());
  return unified.ok ? std::optional(unified.type) : std::nullopt;
}

// Terraform does not know the type of a list that is not known as a whole; to rules it is a list,
// so that what takes lists takes it.
Type type_of_unknown_list(FunctionCall& call) {
  if (call.context.semantics == Semantics::plan) return Type::dynamic();
  return Type::list(Type::dynamic(), call.arena());
}

Type concat_type(FunctionCall& call) {
  if (call.arguments.empty()) {
    call.fail("at least one list is required");
    return Type::dynamic();
  }
  if (const std::optional<Type> list = common_list_type(call)) return *list;
  std::vector<Type> types;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Value& argument = call.arguments[i];
    const Type type = argument.type(call.arena());
    if (type.kind() == Kind::tuple) {
      types.insert(types.end(), type.elements().begin(), type.elements().end());
    } else if (type.kind() == Kind::list) {
      if (!argument.is_known()) return type_of_unknown_list(call);
      types.insert(types.end(), argument.elements().size(), type.element());
    } else {
      call.fail(static_cast<int>(i), "a list or tuple is required, not " + friendly_name(type));
      return Type::dynamic();
    }
  }
  return Type::tuple(types, call.arena());
}

Value concat(FunctionCall& call) {
  std::vector<Value> elements;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    Value sequence = call.arguments[i];
    if (call.result.kind() == Kind::list) {
      const values::Conversion converted = convert(sequence, call.result, call.arena());
      if (!converted.ok) return call.fail(static_cast<int>(i), converted.error);
      sequence = converted.value;
    }
    elements.insert(elements.end(), sequence.elements().begin(), sequence.elements().end());
    if (elements.size() > kMaxElements) {
      return call.fail("the result would have more than a million elements");
    }
  }
  return make_sequence(call.result, elements, call.arena()).with_marks(marks_of_arguments(call));
}

Value concat_unknown(FunctionCall& call) {
  Members all;
  for (const Value& argument : call.arguments) {
    const std::optional<Members> found = members(argument, call);
    if (!found) return unknown_result(call);
    all.insert(all.end(), found->begin(), found->end());
  }
  return sketched_result(call, all);
}

// Of elements that may be equal to an earlier one it is not certain that they stay.
Value distinct_unknown(FunctionCall& call) {
  const std::optional<Members> found = members(call.arguments[0], call);
  if (!found || found->size() > kMaxCompared) return unknown_result(call);
  Members kept;
  for (SketchElement member : *found) {
    bool repeated = false;
    for (const SketchElement& earlier : kept) {
      const Sameness same = compare(member.value, earlier.value, call);
      if (same == Sameness::equal && !earlier.optional) repeated = true;
      if (same != Sameness::different) member.optional = true;
    }
    if (!repeated) kept.push_back(member);
  }
  return sketched_result(call, kept);
}

Value distinct(FunctionCall& call) {
  const Value& list = call.arguments[0];
  if (!list.is_wholly_known()) return distinct_unknown(call);
  std::vector<Value> kept;
  std::unordered_multimap<uint64_t, Value> seen;
  for (const Value& element : list.elements()) {
    const auto [begin, end] = seen.equal_range(values::hash(element));
    const bool repeated = std::any_of(
        begin, end, [&](const auto& earlier) { return identical(earlier.second, element); });
    if (repeated) continue;
    seen.emplace(values::hash(element), element);
    kept.push_back(element);
  }
  return Value::list(list.element_type(), kept, call.arena());
}

// What flattening a sequence gives so far.
struct Flattened {
  std::vector<Value> elements;
  values::Marks marks = values::Marks::none;
  bool known = true;  // no unknown sequence in it, and nothing that might become one
};

void flatten_into(Flattened& result, const Value& sequence, uint32_t depth) {
  result.marks = result.marks | sequence.marks();
  if (!sequence.is_known() || depth == kMaxDepth) {
    result.known = false;
    return;
  }
  // Unknown elements of a set may coalesce, so its length is not known.
  const bool counted =
      sequence.kind() != Kind::set || sequence.elements().size() <= 1 || sequence.is_wholly_known();
  if (!counted) {
    result.known = false;
    return;
  }
  for (const Value& element : sequence.elements()) {
    // It may be a sequence. go-cty does not see that where it is marked.
    const bool open = element.is_unknown() && element.kind() == Kind::dynamic;
    if (open && element.marks() == values::Marks::none) result.known = false;
    if (!element.is_null() && is_sequence(element.kind())) {
      flatten_into(result, element, depth + 1);
    } else {
      result.elements.push_back(element);
    }
  }
}

Type flatten_type(FunctionCall& call) {
  const Value& list = call.arguments[0];
  if (!list.is_wholly_known()) return type_of_unknown_list(call);
  if (!is_sequence(list.kind())) {
    call.fail(0, "a list, set or tuple is required");
    return Type::dynamic();
  }
  Flattened flat;
  flatten_into(flat, list, 0);
  std::vector<Type> types;
  for (const Value& element : flat.elements) types.push_back(element.type(call.arena()));
  return Type::tuple(types, call.arena());
}

// An unknown without a type that is known to be made of elements without keys.
bool is_untyped_sequence(const Value& value) {
  const values::ElementsSketch* sketch =
      value.kind() == Kind::dynamic ? elements_of(value) : nullptr;
  return sketch != nullptr && std::ranges::all_of(sketch->elements, [](const SketchElement& each) {
           return each.key.is_null() || each.key.kind() == Kind::number;
         });
}

// Members of members, down to what is no sequence. What lies in an optional member is optional, and
// so is what lies in one of several that a member may be.
void flatten_members(Members& result, const SketchElement& member, FunctionCall& call,
                     uint32_t depth) {
  const values::Choices* choices =
      member.value.kind() == Kind::dynamic ? choices_of(member.value) : nullptr;
  if (choices != nullptr && depth < kMaxDepth) {
    for (const Value& choice : choices->values) {
      SketchElement one = member;
      one.value = choice;
      one.optional = member.optional || choices->values.size() > 1;
      flatten_members(result, one, call, depth + 1);
    }
    return;
  }
  std::optional<Members> inner;
  const bool sequence = is_sequence(member.value.kind()) && !member.value.is_null();
  if ((sequence || is_untyped_sequence(member.value)) && depth < kMaxDepth) {
    inner = members(member.value, call);
  }
  if (!inner) {
    result.push_back(member);
    if (member.value.is_unknown() && member.value.kind() == Kind::dynamic) {
      result.back().optional = true;  // it may be a sequence, of any length
      result.back().many = true;
    }
    return;
  }
  for (SketchElement below : *inner) {
    below.optional = below.optional || member.optional;
    below.many = below.many || member.many;
    flatten_members(result, below, call, depth + 1);
  }
}

Value flatten_unknown(FunctionCall& call) {
  const std::optional<Members> outer = members(call.arguments[0], call);
  if (!outer) return unknown_result(call);
  Members flat;
  for (const SketchElement& member : *outer) flatten_members(flat, member, call, 0);
  return sketched_result(call, flat);
}

Value flatten(FunctionCall& call) {
  Flattened flat;
  // Of an object in which something is not known Terraform takes the members.
  flatten_into(flat, call.arguments[0].materialized(call.arena()), 0);
  if (!flat.known) return flatten_unknown(call).without_marks().with_marks(flat.marks);
  return Value::tuple(flat.elements, call.arena()).with_marks(flat.marks);
}

// The bounds of slice(), each if it is known; wrong ones fail.
struct Bounds {
  std::optional<int64_t> start, end;
};

Bounds slice_bounds(FunctionCall& call) {
  const Value& list = call.arguments[0];
  std::optional<int64_t> length;
  if (list.kind() == Kind::tuple) {
    length = static_cast<int64_t>(list.type(call.arena()).elements().size());
  } else if (list.is_known()) {
    length = static_cast<int64_t>(list.elements().size());
  }
  Bounds bounds;
  for (const int place : {1, 2}) {
    const Value& argument = call.arguments[static_cast<size_t>(place)];
    if (!argument.is_known()) continue;
    const std::optional<int64_t> bound = whole_number(call, static_cast<size_t>(place));
    if (!bound) return {};
    if (*bound < 0) call.fail(place, "an index must not be negative");
    if (length && *bound > *length) call.fail(place, "the index is beyond the end of the list");
    (place == 1 ? bounds.start : bounds.end) = bound;
  }
  if (bounds.start && bounds.end && *bounds.start > *bounds.end) {
    call.fail(1, "the start index must not be beyond the end index");
  }
  return bounds;
}

Type slice_type(FunctionCall& call) {
  const Type type = call.arguments[0].type(call.arena());
  if (!is_list_or_tuple(type.kind())) {
    call.fail(0, type.kind() == Kind::set ? "the elements of a set have no indices"
                                          : "a list or tuple is required");
    return Type::dynamic();
  }
  const Bounds bounds = slice_bounds(call);
  if (!call.error.empty()) return Type::dynamic();
  if (type.kind() == Kind::list) return type;
  if (!bounds.start || !bounds.end) return Type::dynamic();
  const auto start = static_cast<size_t>(*bounds.start);
  return Type::tuple(type.elements().subspan(start, static_cast<size_t>(*bounds.end) - start),
                     call.arena());
}

Value slice(FunctionCall& call) {
  const Bounds bounds = slice_bounds(call);
  const auto start = static_cast<size_t>(*bounds.start);
  const std::span<const Value> elements =
      call.arguments[0].elements().subspan(start, static_cast<size_t>(*bounds.end) - start);
  return make_sequence(call.result, elements, call.arena()).with_marks(call.arguments[0].marks());
}

// The elements between two known places of a list whose length is not known.
Value slice_unknown(FunctionCall& call) {
  const Bounds bounds = slice_bounds(call);
  const Value& list = call.arguments[0];
  if (!bounds.start || !bounds.end || *bounds.end - *bounds.start > int64_t{kMaxRange}) {
    return unknown_result(call);
  }
  Members between;
  for (int64_t i = *bounds.start; i < *bounds.end; ++i) {
    SketchElement member;
    member.value = element_at(list, i, call);
    between.push_back(member);
  }
  return sketched_result(call, between);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "compact",
     .summary = "The list without empty and null strings.",
     .parameters = kStrings,
     .result_type = returns_list_of_string,
     .evaluate = compact,
     .evaluate_unknown = compact_unknown},
    {.name = "concat",
     .summary = "One list of the elements of several, in order.",
     .variadic = &kSequences,
     .result_type = concat_type,
     .evaluate = concat,
     .evaluate_unknown = concat_unknown},
    {.name = "distinct",
     .summary = "The list without elements that equal an earlier one.",
     .parameters = kList,
     .result_type = returns_first_argument,
     .evaluate = distinct,
     .evaluate_unknown = distinct_unknown},
    {.name = "flatten",
     .summary = "The elements of a list with lists in it replaced by their elements, at any depth.",
     .parameters = kMarkedList,
     .result_type = flatten_type,
     .evaluate = flatten,
     .evaluate_unknown = flatten_unknown},
    {.name = "slice",
     .summary = "The elements of a list from one index up to, not including, another.",
     .parameters = kSlice,
     .result_type = slice_type,
     .evaluate = slice,
     .evaluate_unknown = slice_unknown},
};

}  // namespace

std::span<const Function> sequence_functions() { return kFunctions; }

}  // namespace expressions
