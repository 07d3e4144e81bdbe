// SPDX-License-Identifier: Apache-2.0
// Values to other types, as go-cty's convert package does it: first the types are asked whether it
// is possible at all, then the value is rebuilt from the outside in.
// Exported: convert. Tested in tests/values/convert_test.cc.
#include "values/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "values/convert_unknown.h"
#include "values/strings.h"
#include "values/type_rules.h"
#include "values/unknown.h"

namespace values {
namespace {

bool is_true_or_false_in_capitals(std::string_view text, std::string_view word) {
  return std::ranges::equal(text, word, [](char a, char b) { return (a | 0x20) == b; });
}

// The type that all of these values have, dynamic ones left aside; nothing if they differ.
std::optional<Type> common_type(std::span<const Value> values, Arena& arena) {
  Type common;
  for (const Value& value : values) {
    if (value.kind() == Kind::dynamic) continue;
    if (common.kind() == Kind::dynamic) common = value.type(arena);
    if (!value.has_type(common)) return std::nullopt;
  }
  return common;
}

bool has_known_length(const Value& collection) {
  const LengthRange range = length_range(collection);
  return range.minimum == range.maximum;
}

// One conversion on its way through a value. Where it fails it leaves the error and its path.
// Elements of no type yet are of the collection's.
void take_type(std::vector<Value>& values, Type element, Arena& arena) {
  for (Value& value : values) {
    if (value.kind() != Kind::dynamic || element.kind() == Kind::dynamic) continue;
    const Value typed =
        value.is_unknown() ? with_type(value, element, arena) : Value::null(element);
    value = typed.with_marks(value.marks()).with_origins(value.origins());
  }
}

class Converter {
 public:
  explicit Converter(Arena& arena) : arena_(arena) {}

  std::optional<Value> apply(const Value& value, Type wanted);

  std::string error;
  std::string path;

 private:
  std::optional<Value> fail(std::string why) {
    error = std::move(why);
    return std::nullopt;
  }
  std::optional<Value> fail_at(std::string step) {
    path.insert(0, step);
    return std::nullopt;
  }

  std::optional<Value> known(const Value& value, Type wanted);
  std::optional<Value> to_primitive(const Value& value, Kind wanted);
  std::optional<Value> to_boolean(std::string_view text);
  std::optional<Value> to_object(const Value& value, Type wanted);
  std::optional<Value> map_attribute(const Value& map, const ObjectAttribute& attribute);
  std::optional<Value> to_tuple(const Value& value, Type wanted);
  std::optional<Value> to_list_or_set(const Value& value, Type wanted);
  std::optional<Value> to_map(const Value& value, Type wanted);
  std::optional<Type> member_type(const Value& value, Type wanted);
  bool unify_members(std::vector<Value>& values, Safety safety);
  std::optional<Type> type_of_members(std::span<const Value> values, Type wanted);

  Arena& arena_;
};

std::optional<Value> Converter::apply(const Value& value, Type wanted) {
  if (wanted.kind() == Kind::dynamic) return value;
  if (!wanted.has_optional() && value.has_type(wanted)) return value;
  if (value.is_unknown()) return convert_unknown(value, wanted, arena_);
  std::optional<Value> result;
  if (value.is_null()) {
    const Type required = wanted.without_optional(arena_);
    result = Value::null(replace_dynamic(value.type(arena_), required, arena_));
  } else {
    result = known(value.materialized(arena_), wanted);
  }
  if (result) result = result->with_marks(value.marks()).with_origins(value.origins());
  return result;
}

std::optional<Value> Converter::known(const Value& value, Type wanted) {
  switch (wanted.kind()) {
    case Kind::dynamic:
      return value;
    case Kind::boolean:
    case Kind::number:
    case Kind::string:
      return to_primitive(value, wanted.kind());
    case Kind::list:
    case Kind::set:
      return to_list_or_set(value, wanted);
    case Kind::map:
      return to_map(value, wanted);
    case Kind::tuple:
      return to_tuple(value, wanted);
    case Kind::object:
      return to_object(value, wanted);
  }
  return value;
}

std::optional<Value> Converter::to_primitive(const Value& value, Kind wanted) {
  // Where a type unified with a dynamic one, nobody has looked yet.
  if (value.kind() > Kind::string) {
    return fail(wanted == Kind::boolean  ? "bool required"
                : wanted == Kind::number ? "number required"
                                         : "string required");
  }
  if (wanted == Kind::boolean) return to_boolean(value.as_string());
  if (wanted == Kind::number) {
    const std::optional<Number> number = Number::parse(value.as_string(), arena_);
    return number ? Value::number(*number) : fail("a number is required");
  }
  if (value.kind() == Kind::number) return Value::string(value.as_number().to_string(), arena_);
  return Value::string(value.as_boolean() ? "true" : "false", arena_);
}

std::optional<Value> Converter::to_boolean(std::string_view text) {
  if (text == "true" || text == "1") return Value::boolean(true);
  if (text == "false" || text == "0") return Value::boolean(false);
  for (std::string_view word : {"true", "false"}) {
    if (!is_true_or_false_in_capitals(text, word)) continue;
    return fail(
        fmt::format("a bool is required; to convert from string, use lowercase \"{}\"", word));
  }
  return fail("a bool is required");
}

// The element of a map that an attribute is made of; null if an optional one is absent.
std::optional<Value> Converter::map_attribute(const Value& map, const ObjectAttribute& attribute) {
  const Value* element = map.find(attribute.name);
  if (element == nullptr) {
    if (attribute.optional) return Value::null(attribute.type.without_optional(arena_));
    return fail(
        fmt::format("map has no element for required attribute {}", quoted(attribute.name)));
  }
  if (!convertible(map.element_type(), attribute.type, arena_)) {
    return fail(fmt::format("map element type is incompatible with attribute {}: {}",
                            quoted(attribute.name),
                            mismatch(element->type(arena_), attribute.type, arena_)));
  }
  const std::optional<Value> converted = apply(*element, attribute.type);
  return converted ? converted : fail_at(fmt::format("[{}]", quoted(attribute.name)));
}

std::optional<Value> Converter::to_object(const Value& value, Type wanted) {
  std::vector<std::string_view> names;
  std::vector<Value> values;
  for (const ObjectAttribute& attribute : wanted.attributes()) {
    std::optional<Value> converted;
    if (value.kind() == Kind::map) {
      converted = map_attribute(value, attribute);
      if (!converted) return converted;
    } else if (const Value* given = value.find(attribute.name)) {
      converted = apply(*given, attribute.type);
      if (!converted) return fail_at(fmt::format(".{}", attribute.name));
    } else {
      converted = Value::null(attribute.type.without_optional(arena_));
    }
    names.push_back(attribute.name);
    values.push_back(*converted);
  }
  return Value::object(names, values, arena_);
}

std::optional<Value> Converter::to_tuple(const Value& value, Type wanted) {
  std::vector<Value> values;
  for (size_t i = 0; i < value.elements().size(); ++i) {
    const std::optional<Value> converted = apply(value.elements()[i], wanted.elements()[i]);
    if (!converted) return fail_at(fmt::format("[{}]", i));
    values.push_back(*converted);
  }
  return Value::tuple(values, arena_);
}

// What the members of a value must become as elements of the wanted collection. If that is any
// type, the members of a tuple or object unify first; those of a collection stay as they are.
std::optional<Type> Converter::member_type(const Value& value, Type wanted) {
  const Type element = wanted.element();
  const bool structure = value.kind() == Kind::tuple || value.kind() == Kind::object;
  if (element.kind() != Kind::dynamic || !structure || value.elements().empty()) return element;
  std::vector<Type> types;
  for (const Value& member : value.elements()) types.push_back(member.type(arena_));
  const Unified unified = unify(types, Safety::any, arena_);
  return unified.ok ? std::optional<Type>(unified.type) : std::nullopt;
}

// Brings elements to one type where each has found its own for a dynamic in the wanted one.
bool Converter::unify_members(std::vector<Value>& values, Safety safety) {
  if (common_type(values, arena_)) return true;
  std::vector<Type> types;
  for (const Value& value : values) types.push_back(value.type(arena_));
  const Unified unified = unify(types, safety, arena_);
  if (!unified.ok) {
    fail("cannot find a common base type for all elements");
    return false;
  }
  for (Value& value : values) {
    const std::optional<Value> converted = apply(value, unified.type);
    if (!converted) return false;
    value = *converted;
  }
  return true;
}

// The one type of the members, which is another than the wanted one where that leaves a choice, and
// where a set of unknown length did not find its way to it; the wanted one if none has a type.
std::optional<Type> Converter::type_of_members(std::span<const Value> values, Type wanted) {
  const std::optional<Type> common = common_type(values, arena_);
  if (!common || common->kind() != Kind::dynamic) return common;
  return wanted.has_dynamic() ? common : wanted;
}

std::optional<Value> Converter::to_list_or_set(const Value& value, Type wanted) {
  const bool to_list = wanted.kind() == Kind::list;
  if (to_list && value.kind() == Kind::set && !has_known_length(value)) {
    return unknown_list_of(value.without_marks(), arena_);
  }
  const std::optional<Type> member = member_type(value, wanted);
  if (!member) return fail(mismatch(value.type(arena_), wanted, arena_));
  std::vector<Value> values;
  // On the way from a collection, or to a set, go-cty makes nulls anew, without their marks.
  const bool renews = value.kind() != Kind::tuple || !to_list;
  for (size_t i = 0; i < value.elements().size(); ++i) {
    const std::optional<Value> converted = apply(value.elements()[i], *member);
    if (!converted) return fail_at(fmt::format("[{}]", i));
    const bool renewed = renews && converted->is_null();
    values.push_back(renewed ? converted->without_marks() : *converted);
  }
  if (to_list && value.kind() == Kind::tuple && !unify_members(values, Safety::any)) return {};
  std::optional<Type> element = member->without_optional(arena_);
  if (values.empty()) {
    if (element->kind() == Kind::dynamic && value.kind() != Kind::tuple) {
      element = value.element_type();
    }
  } else {
    element = type_of_members(values, *element);
  }
  if (!element) {
    return fail(
        fmt::format("element types must all match for conversion to {}", to_list ? "list" : "set"));
  }
  take_type(values, *element, arena_);
  return to_list ? Value::list(*element, values, arena_) : Value::set(*element, values, arena_);
}

std::optional<Value> Converter::to_map(const Value& value, Type wanted) {
  const std::optional<Type> member = member_type(value, wanted);
  if (!member) return fail(mismatch(value.type(arena_), wanted, arena_));
  std::vector<Value> values;
  for (size_t i = 0; i < value.elements().size(); ++i) {
    const std::optional<Value> converted = apply(value.elements()[i], *member);
    if (!converted) return fail_at(fmt::format("[{}]", quoted(value.keys()[i])));
    values.push_back(*converted);
  }
  const bool from_object = value.kind() == Kind::object;
  const Safety safety = from_object ? Safety::any : Safety::safe;
  const bool compound = member->is_collection() || member->kind() == Kind::object;
  if (compound && !unify_members(values, safety)) return std::nullopt;
  std::optional<Type> element = member->without_optional(arena_);
  if (values.empty()) {
    if (element->kind() == Kind::dynamic && !from_object) element = value.element_type();
  } else {
    element = type_of_members(values, *element);
  }
  if (!element) {
    return fail(fmt::format("{} types must all match for conversion to map",
                            from_object ? "attribute" : "element"));
  }
  take_type(values, *element, arena_);
  return Value::map(*element, value.keys(), values, arena_);
}

}  // namespace

Conversion convert(const Value& value, Type wanted, Arena& arena) {
  if (wanted.kind() == Kind::dynamic || (!wanted.has_optional() && value.has_type(wanted))) {
    return {true, value, {}, {}};
  }
  const Type from = value.type(arena);
  if (!convertible(from, wanted, arena)) return {false, {}, mismatch(from, wanted, arena), {}};
  Converter converter(arena);
  const std::optional<Value> converted = converter.apply(value, wanted);
  if (converted) return {true, *converted, {}, {}};
  return {false, {}, std::move(converter.error), std::move(converter.path)};
}

}  // namespace values
