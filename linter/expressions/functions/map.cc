// SPDX-License-Identifier: Apache-2.0
// Functions of maps and objects: keys, merge, transpose, values, zipmap.
// Exported: map_functions. Tested by tests/expressions/functions/collection.txt and
// sketches_test.cc.
#include <algorithm>
#include <map>

#include "expressions/functions/families.h"
#include "expressions/functions/members.h"
#include "expressions/sketches.h"
#include "values/inspect.h"

namespace expressions {

namespace {

constexpr Parameter kKeys[] = {{.name = "inputMap", .allow_unknown = true, .allow_marked = true}};
constexpr Parameter kValues[] = {{.name = "mapping", .allow_marked = true}};
constexpr Parameter kMaps = {
    .name = "maps", .allow_null = true, .allow_marked = true, .allow_dynamic = true};
constexpr Parameter kTranspose[] = {
    {.name = "values", .type = ParameterType::map_of_lists_of_string}};
constexpr Parameter kZipmap[] = {
    {.name = "keys", .type = ParameterType::list_of_string, .allow_marked = true},
    {.name = "values", .allow_marked = true}};

Type keys_type(FunctionCall& call) {
  const Type type = call.arguments[0].type(call.arena());
  if (type.kind() == Kind::map) return returns_list_of_string(call);
  if (type.kind() != Kind::object) {
    call.fail(0, "a map or object is required");
    return Type::dynamic();
  }
  return Type::tuple(std::vector<Type>(type.attributes().size(), Type::string()), call.arena());
}

// Of members the keys, or the values in the order of their keys.
Value members_of_mapping(FunctionCall& call, bool take_keys) {
  std::optional<Members> found = members(call.arguments[0], call);
  if (!found) return unknown_result(call);
  const bool sortable = std::ranges::all_of(
      *found, [](const SketchElement& member) { return member.key.is_known(); });
  if (sortable) {
    std::ranges::stable_sort(*found, {},
                             [](const SketchElement& member) { return member.key.as_string(); });
  }
  for (SketchElement& member : *found) {
    if (take_keys) member.value = member.key;
    member.key = {};
  }
  return sketched_result(call, *found);
}

Value keys(FunctionCall& call) {
  const Value& mapping = call.arguments[0];
  std::vector<Value> names;
  if (mapping.kind() == Kind::object) {
    const Type type = mapping.type(call.arena());
    for (const values::ObjectAttribute& attribute : type.attributes()) {
      names.push_back(Value::string(attribute.name, call.arena()));
    }
  } else if (mapping.is_unknown()) {
    return members_of_mapping(call, true).with_marks(mapping.marks());
  } else {
    for (const std::string_view key : mapping.keys()) {
      names.push_back(Value::string(key, call.arena()));
    }
  }
  return make_sequence(call.result, names, call.arena()).with_marks(mapping.marks());
}

Type values_type(FunctionCall& call) {
  const Type type = call.arguments[0].type(call.arena());
  if (type.kind() == Kind::map) return Type::list(type.element(), call.arena());
  if (type.kind() != Kind::object) {
    call.fail(0, "a map or object is required");
    return Type::dynamic();
  }
  std::vector<Type> types;
  for (const values::ObjectAttribute& attribute : type.attributes()) {
    types.push_back(attribute.type);
  }
  return Type::tuple(types, call.arena());
}

Value values_(FunctionCall& call) {
  const Value mapping = call.arguments[0].materialized(call.arena());
  return make_sequence(call.result, mapping.elements(), call.arena()).with_marks(mapping.marks());
}

Value values_unknown(FunctionCall& call) { return members_of_mapping(call, false); }

// What merge() makes of the arguments' types: all alike, that type; else an object, unless it is
// unknown which keys there are.
Type merge_type(FunctionCall& call) {
  std::map<std::string_view, Type> attributes;
  bool alike = true;
  bool keys_known = true;
  std::optional<Type> first;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Value& argument = call.arguments[i];
    const Type type = argument.type(call.arena());
    if (type.kind() == Kind::dynamic) return type;
    if (!is_mapping(type.kind())) {
      call.fail(static_cast<int>(i), "a map or object is required, not " + friendly_name(type));
      return Type::dynamic();
    }
    if (!first) first = type;
    alike = alike && *first == type;
    if (argument.is_null()) continue;
    if (type.kind() == Kind::object) {
      for (const values::ObjectAttribute& a : type.attributes()) {
        attributes.insert_or_assign(a.name, a.type);
      }
    } else if (argument.is_known()) {
      for (const std::string_view key : argument.keys()) {
        attributes.insert_or_assign(key, type.element());
      }
    } else {
      keys_known = false;
    }
  }
  if (first && alike) return *first;
  if (!keys_known) return Type::dynamic();
  std::vector<values::ObjectAttribute> list;
  for (const auto& [name, type] : attributes) list.push_back({.name = name, .type = type});
  return Type::object(list, call.arena());
}

Value merge(FunctionCall& call) {
  std::map<std::string_view, Value> merged;
  values::Marks marks = values::Marks::none;
  for (const Value& argument : call.arguments) {
    if (argument.is_null()) continue;  // with its marks
    marks = marks | argument.marks();
    const Value mapping = argument.materialized(call.arena());
    if (is_mapping(mapping.kind())) {
      for (size_t i = 0; i < mapping.keys().size(); ++i) {
        merged.insert_or_assign(mapping.keys()[i], mapping.elements()[i]);
      }
      continue;
    }
    // Beside a null of no type Terraform checks no types, and takes texts of a set for their keys.
    const bool texts =
        mapping.kind() == Kind::set && std::ranges::all_of(mapping.elements(), &values::is_text);
    if (!texts)
      return call.fail(static_cast<int>(&argument - call.arguments.data()),
                       "a map or object is required");
    for (const Value& text : mapping.elements()) merged.insert_or_assign(text.as_string(), text);
  }
  std::vector<std::string_view> keys;
  std::vector<Value> elements;
  for (const auto& [key, element] : merged) {
    keys.push_back(key);
    elements.push_back(element);
  }
  const Value result = call.result.kind() == Kind::map
                           ? Value::map(call.result.element(), keys, elements, call.arena())
                           : Value::object(keys, elements, call.arena());
  return result.with_marks(marks);
}

bool same_key(const Value& a, const Value& b) {
  return a.is_known() && b.is_known() && a.as_string() == b.as_string();
}

// A later member takes the place of an earlier one under the same key, or perhaps does.
void merge_member(Members& merged, const SketchElement& member, FunctionCall& call) {
  const auto earlier = std::ranges::find_if(
      merged, [&](const SketchElement& other) { return same_key(other.key, member.key); });
  if (earlier == merged.end()) {
    merged.push_back(member);
  } else if (!member.optional) {
    *earlier = member;
  } else {
    const Value either[] = {earlier->value, member.value};
    const Value unknown =
        values::unknown_from(Type::dynamic(), either, call.context.origins, call.arena());
    earlier->value = with_choices(unknown, either, call.context);
  }
}

Value merge_unknown(FunctionCall& call) {
  Members merged;
  bool keys_known = true;
  for (const Value& argument : call.arguments) {
    if (argument.is_null()) continue;
    const std::optional<Members> found = members(argument, call);
    if (!found || merged.size() + found->size() > kMaxCompared) return unknown_result(call);
    for (const SketchElement& member : *found) {
      // Under a key that nobody knows there may be any of the earlier ones.
      if (!member.key.is_known()) keys_known = false;
      merge_member(merged, member, call);
    }
  }
  return keys_known ? sketched_result(call, merged) : unknown_result(call);
}

Value transpose(FunctionCall& call) {
  const Value& mapping = call.arguments[0];
  if (!mapping.is_wholly_known()) return unknown_result(call);
  std::map<std::string_view, std::vector<Value>> swapped;
  for (size_t i = 0; i < mapping.keys().size(); ++i) {
    const Value& list = mapping.elements()[i];
    if (list.is_null()) return call.fail(0, "a list in the map is null");
    for (const Value& name : list.elements()) {
      if (name.is_null()) return call.fail(0, "a string in the map is null");
      swapped[name.as_string()].push_back(Value::string(mapping.keys()[i], call.arena()));
    }
  }
  std::vector<std::string_view> keys;
  std::vector<Value> lists;
  for (const auto& [key, names] : swapped) {
    keys.push_back(key);
    lists.push_back(Value::list(Type::string(), names, call.arena()));
  }
  return Value::map(call.result.element(), keys, lists, call.arena());
}

std::string wrong_count(size_t keys, size_t values) {
  return "there are " + std::to_string(keys) + " keys for " + std::to_string(values) + " values";
}

Type zipmap_type(FunctionCall& call) {
  const Value& names = call.arguments[0];
  const Type type = call.arguments[1].type(call.arena());
  if (type.kind() == Kind::list) return Type::map(type.element(), call.arena());
  if (type.kind() != Kind::tuple) {
    call.fail(1, "a list or tuple is required");
    return Type::dynamic();
  }
  if (!names.is_wholly_known()) return Type::dynamic();
  if (names.elements().size() != type.elements().size()) {
    call.fail(wrong_count(names.elements().size(), type.elements().size()));
    return Type::dynamic();
  }
  std::vector<values::ObjectAttribute> attributes;
  for (size_t i = 0; i < type.elements().size(); ++i) {
    if (names.elements()[i].is_null()) {
      call.fail(0, "a key is null");
      return Type::dynamic();
    }
    attributes.push_back({.name = names.elements()[i].as_string(), .type = type.elements()[i]});
  }
  return Type::object(attributes, call.arena());
}

// Keys and values in pairs; nothing where it is not known which belong together.
Value zipmap_unknown(FunctionCall& call) {
  const std::optional<Members> names = members(call.arguments[0], call);
  const std::optional<Members> elements = members(call.arguments[1], call);
  const bool paired = names && elements && names->size() == elements->size() &&
                      all_definite(*names) && all_definite(*elements);
  if (!paired) return unknown_result(call);
  Members pairs;
  for (size_t i = 0; i < names->size(); ++i) {
    SketchElement pair;
    pair.key = (*names)[i].value;
    pair.value = (*elements)[i].value;
    pairs.push_back(pair);
  }
  return sketched_result(call, pairs);
}

Value zipmap(FunctionCall& call) {
  const std::span<const Value> names = call.arguments[0].elements();
  const std::span<const Value> elements = call.arguments[1].elements();
  values::Marks marks = marks_of_arguments(call);
  if (!call.arguments[0].is_wholly_known()) return zipmap_unknown(call).with_marks(marks);
  if (names.size() != elements.size()) return call.fail(wrong_count(names.size(), elements.size()));
  std::vector<std::string_view> keys;
  for (const Value& name : names) {
    if (name.is_null()) return call.fail(0, "a key is null");
    keys.push_back(name.as_string());
    marks = marks | name.marks();  // keys cannot carry marks of their own
  }
  const Value result = call.result.kind() == Kind::map
                           ? Value::map(call.result.element(), keys, elements, call.arena())
                           : Value::object(keys, elements, call.arena());
  return result.with_marks(marks);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "keys",
     .summary = "The keys of a map or the attribute names of an object, sorted.",
     .parameters = kKeys,
     .result_type = keys_type,
     .evaluate = keys},
    {.name = "merge",
     .summary = "The elements of several maps or objects in one; of equal keys the last counts.",
     .variadic = &kMaps,
     .result_type = merge_type,
     .evaluate = merge,
     .evaluate_unknown = merge_unknown},
    {.name = "transpose",
     .summary = "A map of lists of strings with keys and strings swapped.",
     .parameters = kTranspose,
     .result_type = returns_first_argument,
     .evaluate = transpose},
    {.name = "values",
     .summary = "The values of a map or object in the order of their keys.",
     .parameters = kValues,
     .result_type = values_type,
     .evaluate = values_,
     .evaluate_unknown = values_unknown},
    {.name = "zipmap",
     .summary = "A map or object of a list of keys and a list of values.",
     .parameters = kZipmap,
     .result_type = zipmap_type,
     .evaluate = zipmap,
     .evaluate_unknown = zipmap_unknown},
};

}  // namespace

std::span<const Function> map_functions() { return kFunctions; }

}  // namespace expressions
