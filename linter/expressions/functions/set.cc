// SPDX-License-Identifier: Apache-2.0
// Functions of sets: setintersection, setproduct, setsubtract, setunion.
// Exported: set_functions. Tested by tests/expressions/functions/collection.txt and
// sketches_test.cc.
#include <algorithm>
#include <unordered_map>

#include "expressions/functions/families.h"
#include "expressions/functions/members.h"

namespace expressions {

using values::SketchElement;

namespace {

constexpr Parameter kFirst[] = {
    {.name = "first_set", .type = ParameterType::set_of_any, .allow_dynamic = true}};
constexpr Parameter kOthers = {
    .name = "other_sets", .type = ParameterType::set_of_any, .allow_dynamic = true};
constexpr Parameter kBoth[] = {
    {.name = "a", .type = ParameterType::set_of_any, .allow_dynamic = true},
    {.name = "b", .type = ParameterType::set_of_any, .allow_dynamic = true}};
constexpr Parameter kSets = {.name = "sets", .allow_unknown = true, .allow_marked = true};

// A set of what the element types have in common; empty sets of no type do not count.
Type common_set_type(FunctionCall& call) {
  std::vector<Type> types;
  for (const Value& set : call.arguments) {
    const Type type = set.type(call.arena());
    if (type.kind() == Kind::dynamic) return Type::set(Type::dynamic(), call.arena());
    const bool empty = set.is_known() && set.elements().empty();
    if (empty && type.element().kind() == Kind::dynamic) continue;
    types.push_back(type.element());
  }
  if (types.empty()) return Type::set(Type::dynamic(), call.arena());
  const values::Unified unified = values::unify(types, call.arena());
  if (!unified.ok) call.fail("the sets must have one type of elements");
  return Type::set(unified.type, call.arena());
}

// The values of a set, to ask quickly whether one is among them.
class Lookup {
 public:
  explicit Lookup(const Value& set) {
    for (const Value& element : set.elements()) places_.emplace(values::hash(element), element);
  }
  [[nodiscard]] bool has(const Value& value) const {
    const auto [begin, end] = places_.equal_range(values::hash(value));
    return std::any_of(begin, end,
                       [&](const auto& place) { return identical(place.second, value); });
  }

 private:
  std::unordered_multimap<uint64_t, Value> places_;
};

// The arguments as sets of the result's type; nothing, and the call fails, where that cannot be.
std::vector<Value> converted_sets(FunctionCall& call) {
  std::vector<Value> sets;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const values::Conversion converted = convert(call.arguments[i], call.result, call.arena());
    if (!converted.ok) call.fail(static_cast<int>(i), converted.error);
    if (!converted.ok) return {};
    sets.push_back(converted.value);
  }
  return sets;
}

// Sets keep their types where one of them has none yet, and then go-cty cannot bring them together.
bool check_alike(FunctionCall& call, std::span<const Value> sets) {
  const bool alike = std::ranges::all_of(
      sets, [&](const Value& set) { return set.element_type() == sets[0].element_type(); });
  if (!alike) call.fail("the sets must have one type of elements");
  return alike;
}

Value setunion_unknown(FunctionCall& call) {
  Members all;
  for (const Value& set : call.arguments) {
    const std::optional<Members> found = members(set, call);
    if (!found) return unknown_result(call);
    all.insert(all.end(), found->begin(), found->end());
  }
  return sketched_result(call, all);
}

// The elements of the first set may stay or go, but no other come.
Value fewer_of_first(FunctionCall& call) {
  std::optional<Members> found = members(call.arguments[0], call);
  if (!found) return unknown_result(call);
  for (SketchElement& member : *found) member.optional = true;
  return sketched_result(call, *found);
}

Value setunion(FunctionCall& call) {
  const std::vector<Value> sets = converted_sets(call);
  if (!check_alike(call, sets)) return {};
  std::vector<Value> all;
  for (const Value& set : sets) {
    all.insert(all.end(), set.elements().begin(), set.elements().end());
  }
  return Value::set(call.result.element(), all, call.arena());
}

// The elements of the first set that all other sets have (or have not).
Value filtered_first(FunctionCall& call, bool wanted) {
  const std::vector<Value> sets = converted_sets(call);
  if (sets.empty()) return {};
  // One set after the other: what is unknown hides what is wrong with those behind it.
  for (size_t i = 0; i < sets.size(); ++i) {
    if (!sets[i].is_wholly_known()) return fewer_of_first(call);
    if (!check_alike(call, std::span(sets).first(i + 1))) return {};
  }
  std::vector<Value> kept(sets[0].elements().begin(), sets[0].elements().end());
  for (size_t i = 1; i < sets.size(); ++i) {
    const Lookup other(sets[i]);
    std::erase_if(kept, [&](const Value& element) { return other.has(element) != wanted; });
  }
  return Value::set(call.result.element(), kept, call.arena());
}

Value setintersection(FunctionCall& call) { return filtered_first(call, true); }
Value setsubtract(FunctionCall& call) { return filtered_first(call, false); }

// The element type of one factor of a product; dynamic of an empty tuple.
std::optional<Type> factor_type(FunctionCall& call, size_t index) {
  const Type type = call.arguments[index].type(call.arena());
  if (type.kind() == Kind::set || type.kind() == Kind::list) return type.element();
  if (type.kind() != Kind::tuple) {
    call.fail(static_cast<int>(index), "a set, list or tuple is required");
    return std::nullopt;
  }
  if (type.elements().empty()) return Type::dynamic();
  const values::Unified unified = values::unify(type.elements(), call.arena());
  if (!unified.ok) call.fail(static_cast<int>(index), "all elements must have one type");
  return unified.ok ? std::optional(unified.type) : std::nullopt;
}

Type setproduct_type(FunctionCall& call) {
  if (call.arguments.size() < 2) {
    call.fail("at least two sets are required");
    return Type::dynamic();
  }
  std::vector<Type> types;
  bool ordered = true;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const std::optional<Type> type = factor_type(call, i);
    if (!type) return Type::dynamic();
    types.push_back(*type);
    ordered = ordered && call.arguments[i].kind() != Kind::set;
  }
  const Type tuple = Type::tuple(types, call.arena());
  return ordered ? Type::list(tuple, call.arena()) : Type::set(tuple, call.arena());
}

// Whether the number of elements is known: not of an unknown, nor of a set with unknowns.
bool has_known_length(const Value& factor) {
  if (!factor.is_known()) return false;
  return factor.kind() != Kind::set || factor.elements().size() <= 1 || factor.is_wholly_known();
}

Value setproduct_unknown(FunctionCall& call) {
  constexpr uint64_t kMaxFactor = 1024;  // Terraform gives up beyond these
  constexpr uint64_t kMaxProduct = 2048;
  uint64_t longest = 1;
  for (const Value& factor : call.arguments) {
    const uint64_t length = factor.kind() == Kind::tuple
                                ? factor.type(call.arena()).elements().size()
                                : values::length_range(factor).maximum;
    if (length > kMaxFactor || longest * length > kMaxProduct) return unknown_result(call);
    longest *= length;
  }
  if (longest == 0) return unknown_result(call);
  values::Refinement bounds;
  bounds.length_minimum = 1;
  bounds.length_maximum = longest;
  return values::refined(unknown_result(call), bounds, call.arena());
}

// One combination of the factors' elements, each converted to its type.
std::optional<Value> combination(FunctionCall& call, std::span<const size_t> places) {
  const std::span<const Type> types = call.result.element().elements();
  std::vector<Value> elements;
  for (size_t i = 0; i < places.size(); ++i) {
    const Value& element = call.arguments[i].elements()[places[i]];
    const values::Conversion converted = convert(element, types[i], call.arena());
    if (!converted.ok) call.fail(static_cast<int>(i), converted.error);
    if (!converted.ok) return std::nullopt;
    elements.push_back(converted.value);
  }
  return Value::tuple(elements, call.arena());
}

Value setproduct(FunctionCall& call) {
  const values::Marks marks = marks_of_arguments(call);
  uint64_t total = 1;
  for (const Value& factor : call.arguments) {
    if (!has_known_length(factor)) return setproduct_unknown(call).with_marks(marks);
  }
  for (const Value& factor : call.arguments) {
    total *= factor.elements().size();
    // Each combination is an element, and so are those in it.
    if (total * (call.arguments.size() + 1) > kMaxElements) {
      return call.fail("the product would have more than a million elements");
    }
  }
  std::vector<size_t> places(call.arguments.size(), 0);
  std::vector<Value> product;
  while (product.size() < total) {
    const std::optional<Value> next = combination(call, places);
    if (!next) return {};
    product.push_back(*next);
    for (size_t i = places.size(); i-- > 0;) {
      if (++places[i] < call.arguments[i].elements().size()) break;
      places[i] = 0;
    }
  }
  const auto other_type = [&](const Value& tuple) {
    return !tuple.has_type(product.front().type(call.arena()));
  };
  if (std::ranges::any_of(product, other_type)) return call.fail("the elements have no one type");
  return make_sequence(call.result, product, call.arena()).with_marks(marks);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "setintersection",
     .summary = "The elements that all of the given sets have.",
     .parameters = kFirst,
     .variadic = &kOthers,
     .result_type = common_set_type,
     .evaluate = setintersection,
     .evaluate_unknown = fewer_of_first},
    {.name = "setproduct",
     .summary = "Every combination of an element of each of several sets or lists.",
     .variadic = &kSets,
     .result_type = setproduct_type,
     .evaluate = setproduct},
    {.name = "setsubtract",
     .summary = "The elements of a set that another does not have.",
     .parameters = kBoth,
     .result_type = common_set_type,
     .evaluate = setsubtract,
     .evaluate_unknown = fewer_of_first},
    {.name = "setunion",
     .summary = "The elements that at least one of the given sets has.",
     .parameters = kFirst,
     .variadic = &kOthers,
     .result_type = common_set_type,
     .evaluate = setunion,
     .evaluate_unknown = setunion_unknown},
};

}  // namespace

std::span<const Function> set_functions() { return kFunctions; }

}  // namespace expressions
