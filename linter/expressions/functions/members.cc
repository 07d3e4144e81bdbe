// SPDX-License-Identifier: Apache-2.0
// Sketches seen from functions: what an unknown collection or string is made of, and the unknown
// results that carry it on. Nothing here makes known under plan semantics what Terraform does not
// know.
// Exported: members.h. Tested by tests/expressions/functions/sketches_test.cc.
#include "expressions/functions/members.h"

#include <algorithm>

#include "expressions/functions/families.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

// Of an unknown whose sketch does not tell: what its type tells.
Members members_of_type(const Value& unknown, Arena& arena) {
  const Type type = unknown.unknown_data().type;
  const auto unknown_of = [&](Type element) {
    return values::make_unknown(element, nullptr, nullptr, unknown.unknown_data().reasons, arena);
  };
  Members result;
  if (type.is_collection()) {
    SketchElement any;
    any.value = unknown_of(type.element());
    if (type.kind() == Kind::map) any.key = unknown_of(Type::string());
    any.optional = true;
    any.many = true;
    result.push_back(any);
  }
  if (type.kind() == Kind::tuple) {
    for (const Type element : type.elements())
      result.push_back({.key = {}, .value = unknown_of(element)});
  }
  if (type.kind() == Kind::object) {
    for (const values::ObjectAttribute& attribute : type.attributes()) {
      result.push_back(
          {.key = Value::string(attribute.name, arena), .value = unknown_of(attribute.type)});
    }
  }
  return result;
}

}  // namespace

std::optional<Members> members(const Value& collection, FunctionCall& call) {
  if (collection.is_null()) return std::nullopt;
  const bool untyped = collection.kind() == Kind::dynamic;
  if (!untyped && !is_sequence(collection.kind()) && !is_mapping(collection.kind())) {
    return std::nullopt;
  }
  const auto elements = sketched_elements(collection, call.context);
  if (untyped && !elements) return std::nullopt;
  if (!elements) return members_of_type(collection, call.arena());
  Members result(elements->begin(), elements->end());
  for (SketchElement& member : result) {
    if (member.key.kind() == Kind::number)
      member.key = {};  // what is made of them has other places
  }
  return result;
}

Value element_at(const Value& list, int64_t index, FunctionCall& call) {
  const bool known = list.is_known() && is_list_or_tuple(list.kind());
  if (known && static_cast<size_t>(index) < list.elements().size()) {
    return list.elements()[static_cast<size_t>(index)];
  }
  const Type type = list.type(call.arena());
  Type element = type.is_collection() ? type.element() : Type::dynamic();
  if (type.kind() == Kind::tuple && static_cast<size_t>(index) < type.elements().size()) {
    element = type.elements()[static_cast<size_t>(index)];
  }
  return sketched_element(list, element, Value::number(index), call.context);
}

bool all_definite(const Members& members) {
  return std::ranges::none_of(members, &SketchElement::optional);
}

Sameness compare(const Value& a, const Value& b, FunctionCall& call) {
  Context context = call.context;
  context.semantics = Semantics::rules;
  const Value equal = equals(a, b, context);
  if (!equal.is_known()) return Sameness::undecided;
  return equal.as_boolean() ? Sameness::equal : Sameness::different;
}

uint64_t certainly_distinct(const Members& members, FunctionCall& call) {
  std::vector<Value> distinct;
  for (const SketchElement& member : members) {
    if (member.optional || distinct.size() == kMaxCompared) continue;
    const bool differs = std::ranges::all_of(distinct, [&](const Value& other) {
      return compare(member.value, other, call) == Sameness::different;
    });
    if (differs) distinct.push_back(member.value);
  }
  return distinct.size();
}

Value behind_unknown(FunctionCall& call, const Value& value) {
  if (call.context.semantics == Semantics::rules) return value;
  return one_of(call, {&value, 1});
}

Value one_of(FunctionCall& call, std::span<const Value> choices) {
  return with_choices(unknown_result(call), choices, call.context);
}

Value sketched_result(FunctionCall& call, const Members& members) {
  return with_elements(unknown_result(call), call.arena().copy(members), call.context);
}

std::vector<Value> pieces_of(const Value& string) {
  const values::Parts* parts = parts_of(string);
  if (parts == nullptr) return {string};
  return {parts->pieces.begin(), parts->pieces.end()};
}

// The pieces as a sketch alone: Terraform refines a template's prefix, but not these results.
Value pieces_result(FunctionCall& call, std::span<const Value> pieces) {
  const Value text = text_of_pieces(pieces, call.context);
  return values::with_sketch(unknown_result(call), text.unknown_data().sketch, call.arena());
}

}  // namespace expressions
