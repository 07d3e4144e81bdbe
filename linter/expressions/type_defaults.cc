// SPDX-License-Identifier: Apache-2.0

// Filling in the defaults of optional() before a value is converted to its type constraint. Exports
// with_defaults and make_defaults. Tested by tests/expressions/type_constraint_test.cc.
#include "expressions/type_defaults.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "expressions/evaluation.h"

namespace expressions {

namespace {

Value apply(const Defaults& defaults, const Value& value, Context& context);

// The defaults of what stands under a name, or of every element of a collection.
const Defaults* nested(const Defaults& defaults, std::string_view name) {
  const bool structural = defaults.type.is_structural();
  const std::string_view wanted = structural ? name : std::string_view();
  const auto found = std::ranges::find(defaults.nested, wanted, &NestedDefaults::name);
  return found != defaults.nested.end() ? found->defaults : nullptr;
}

Value apply_nested(const Defaults& defaults, std::string_view name, const Value& value,
                   Context& context) {
  const Defaults* inner = nested(defaults, name);
  return inner != nullptr ? apply(*inner, value, context) : value;
}

// The values converted to a type that they share; nothing if they share none.
std::optional<std::vector<Value>> unified(std::span<const Value> values, Context& context) {
  std::vector<Type> types;
  for (const Value& value : values) types.push_back(value.type(context.arena));
  const values::Unified shared = values::unify(types, context.arena);
  if (!shared.ok) return std::nullopt;
  std::vector<Value> result;
  for (const Value& value : values) {
    values::Conversion converted = values::convert(value, shared.type, context.arena);
    if (!converted.ok) return std::nullopt;
    result.push_back(converted.value);
  }
  return result;
}

Value apply_to_sequence(const Defaults& defaults, const Value& sequence, Context& context) {
  std::vector<Value> elements;
  for (const Value& element : sequence.elements()) {
    const std::string place = std::to_string(elements.size());
    elements.push_back(apply_nested(defaults, place, element, context));
  }
  if (elements.empty()) return sequence;
  if (sequence.kind() == Kind::tuple) return Value::tuple(elements, context.arena);
  const auto shared = unified(elements, context);
  if (!shared) return Value::tuple(elements, context.arena);
  const Type type = shared->front().type(context.arena);
  return sequence.kind() == Kind::set ? Value::set(type, *shared, context.arena)
                                      : Value::list(type, *shared, context.arena);
}

using Members = std::map<std::string_view, Value>;

void fill_in(const Defaults& defaults, Members& members, Context& context) {
  for (const DefaultValue& given : defaults.values) {
    const auto [member, absent] = members.try_emplace(given.name, Value());
    if (absent || member->second.is_null()) {
      member->second = apply_nested(defaults, given.name, given.value, context);
    } else if (values::definitely_not_null(given.value)) {
      member->second = values::refined(member->second, not_null(), context.arena);
    }
  }
}

Value apply_to_members(const Defaults& defaults, const Value& value, Context& context) {
  const Value whole = value.materialized(context.arena);
  Members members;
  for (size_t i = 0; i < whole.keys().size(); ++i) {
    members[whole.keys()[i]] =
        apply_nested(defaults, whole.keys()[i], whole.elements()[i], context);
  }
  fill_in(defaults, members, context);
  if (members.empty()) return value;
  std::vector<std::string_view> keys;
  std::vector<Value> elements;
  for (const auto& [key, member] : members) {
    keys.push_back(key);
    elements.push_back(member);
  }
  if (value.kind() == Kind::map) {
    const auto shared = unified(elements, context);
    if (shared) {
      return Value::map(shared->front().type(context.arena), keys, *shared, context.arena);
    }
  }
  return Value::object(keys, elements, context.arena);
}

Value apply(const Defaults& defaults, const Value& value, Context& context) {
  if (!value.is_known()) return value;
  switch (value.kind()) {
    case Kind::list:
    case Kind::set:
    case Kind::tuple:
      return carrying(apply_to_sequence(defaults, value, context), value, context);
    case Kind::map:
    case Kind::object:
      return carrying(apply_to_members(defaults, value, context), value, context);
    default:
      return value;
  }
}

}  // namespace

const Defaults* make_defaults(Type type, std::span<const DefaultValue> defaults,
                              std::span<const NestedDefaults> nested, Arena& arena) {
  if (defaults.empty() && nested.empty()) return nullptr;
  return arena.make<Defaults>(type, arena.copy(defaults), arena.copy(nested));
}

Value with_defaults(const Value& value, const TypeConstraint& constraint, Context& context) {
  return constraint.defaults != nullptr ? apply(*constraint.defaults, value, context) : value;
}

}  // namespace expressions
