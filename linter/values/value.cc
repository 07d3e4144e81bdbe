// SPDX-License-Identifier: Apache-2.0
// Values as handles: making them, looking into them, and what they carry.
// Exported: class Value but for its comparisons (identity.cc). Tested in
// tests/values/value_test.cc.
#include "values/value.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "values/nested.h"
#include "values/set_order.h"
#include "values/unknown.h"

namespace values {
namespace {

// Keys in order with their values; of equal keys the last.
Elements sorted_elements(Type element, std::span<const std::string_view> keys,
                         std::span<const Value> values, Arena& arena) {
  if (std::ranges::adjacent_find(keys, std::ranges::greater_equal{}) == keys.end()) {
    return {element, arena.copy(values), arena.copy(keys)};
  }
  std::vector<size_t> order(keys.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, {}, [&](size_t i) { return keys[i]; });
  std::vector<std::string_view> sorted_keys;
  std::vector<Value> sorted_values;
  for (size_t i : order) {
    if (!sorted_keys.empty() && sorted_keys.back() == keys[i]) {
      sorted_values.back() = values[i];
    } else {
      sorted_keys.push_back(keys[i]);
      sorted_values.push_back(values[i]);
    }
  }
  return {element, arena.copy(sorted_values), arena.copy(sorted_keys)};
}

Type type_of_elements(const Value& value, Arena& arena) {
  if (value.kind() == Kind::tuple) {
    std::vector<Type> types;
    for (const Value& element : value.elements()) types.push_back(element.type(arena));
    return Type::tuple(types, arena);
  }
  std::vector<ObjectAttribute> attributes;
  for (size_t i = 0; i < value.keys().size(); ++i) {
    attributes.push_back({value.keys()[i], value.elements()[i].type(arena)});
  }
  return Type::object(attributes, arena);
}

}  // namespace

Value Value::null(Type type) {
  Value value;
  value.kind_ = type.kind();
  value.payload_.type = type.data_;
  return value;
}

Value Value::boolean(bool boolean) {
  Value value;
  value.kind_ = Kind::boolean;
  value.state_ = State::known;
  value.payload_.boolean = boolean;
  return value;
}

Value Value::number(Number number) {
  Value value;
  value.kind_ = Kind::number;
  value.state_ = State::known;
  value.number_form_ = number.form_;
  if (number.form_ == Number::Form::big) {
    value.payload_.big = number.big_;
  } else {
    value.payload_.small = number.small_;
  }
  return value;
}

Value Value::string(const std::string_view* text) {
  Value value;
  value.kind_ = Kind::string;
  value.state_ = State::known;
  value.payload_.string = text;
  return value;
}

Value Value::string(std::string_view text, Arena& arena) {
  return string(arena.make<std::string_view>(arena.copy(text)));
}

Value Value::of_elements(Kind kind, Elements elements, Arena& arena) {
  uint64_t weight = 1;
  for (const Value& element : elements.values) {
    weight += element.weight();
    elements.has_source |=
        element.lazy_ || (element.has_elements() && element.payload_.elements->has_source);
    elements.has_origins |= element.may_have_origins();
    if (elements.has_source) continue;
    elements.wholly_known &= element.is_wholly_known();
    elements.marks = elements.marks | element.all_marks();
  }
  elements.weight = static_cast<uint32_t>(std::min<uint64_t>(weight, UINT32_MAX));
  Value value;
  value.kind_ = kind;
  value.state_ = State::known;
  value.payload_.elements = arena.make<Elements>(elements);
  return value;
}

Value Value::list(Type element, std::span<const Value> values, Arena& arena) {
  return of_elements(Kind::list, {element, arena.copy(values), {}}, arena);
}

Value Value::tuple(std::span<const Value> values, Arena& arena) {
  return of_elements(Kind::tuple, {Type(), arena.copy(values), {}}, arena);
}

Value Value::set(Type element, std::span<const Value> values, Arena& arena) {
  Marks marks = Marks::none;
  std::vector<Value> unmarked;
  unmarked.reserve(values.size());
  for (const Value& value : values) {
    marks = marks | value.all_marks();
    unmarked.push_back(value.without_all_marks(arena));
  }
  const Elements elements{element, arena.copy(set_members(unmarked)), {}};
  return of_elements(Kind::set, elements, arena).with_marks(marks);
}

Value Value::map(Type element, std::span<const std::string_view> keys,
                 std::span<const Value> values, Arena& arena) {
  return of_elements(Kind::map, sorted_elements(element, keys, values, arena), arena);
}

Value Value::object(std::span<const std::string_view> keys, std::span<const Value> values,
                    Arena& arena) {
  return of_elements(Kind::object, sorted_elements(Type(), keys, values, arena), arena);
}

Value Value::object(const AttributeSource* source) {
  Value value;
  value.kind_ = Kind::object;
  value.state_ = State::known;
  value.lazy_ = true;
  value.payload_.source = source;
  return value;
}

Value Value::unknown(const UnknownData* data) {
  Value value;
  value.kind_ = data->type.kind();
  value.state_ = State::unknown;
  value.payload_.unknown = data;
  return value;
}

Value Value::unknown(Type type, Arena& arena) {
  return make_unknown(type, nullptr, nullptr, {}, arena);
}

bool Value::is_wholly_known() const {
  if (!is_known()) return is_null();
  if (has_elements() && !payload_.elements->has_source) return payload_.elements->wholly_known;
  return all_nested(*this, [](const Value& value) { return value.is_wholly_known(); });
}

Type Value::type(Arena& arena) const {
  if (is_null()) return Type(payload_.type == nullptr ? Type().data_ : payload_.type);
  if (is_unknown()) return payload_.unknown->type;
  switch (kind_) {
    case Kind::dynamic:
      return Type::dynamic();
    case Kind::boolean:
      return Type::boolean();
    case Kind::number:
      return Type::number();
    case Kind::string:
      return Type::string();
    case Kind::list:
      return Type::list(element_type(), arena);
    case Kind::set:
      return Type::set(element_type(), arena);
    case Kind::map:
      return Type::map(element_type(), arena);
    case Kind::tuple:
      return type_of_elements(*this, arena);
    case Kind::object:
      return lazy_ ? payload_.source->type() : type_of_elements(*this, arena);
  }
  return Type::dynamic();
}

bool Value::has_type(Type type) const {
  if (kind_ != type.kind() || kind_ <= Kind::string) return kind_ == type.kind();
  if (is_null()) return Type(payload_.type) == type;
  if (is_unknown()) return payload_.unknown->type == type;
  if (lazy_) return payload_.source->type() == type;
  if (type.is_collection()) return element_type() == type.element();
  if (kind_ == Kind::tuple) {
    return std::ranges::equal(elements(), type.elements(), [](const Value& value, Type wanted) {
      return value.has_type(wanted);
    });
  }
  const std::span<const ObjectAttribute> attributes = type.attributes();
  if (attributes.size() != keys().size()) return false;
  for (size_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i].name != keys()[i] || attributes[i].optional) return false;
    if (!elements()[i].has_type(attributes[i].type)) return false;
  }
  return true;
}

Number Value::as_number() const {
  Number number;
  number.form_ = number_form_;
  if (number_form_ == Number::Form::big) {
    number.big_ = payload_.big;
  } else {
    number.small_ = payload_.small;
  }
  return number;
}

const Value* Value::find(std::string_view key) const {
  const std::span<const std::string_view> all = keys();
  const auto found = std::ranges::lower_bound(all, key);
  if (found == all.end() || *found != key) return nullptr;
  return &elements()[static_cast<size_t>(found - all.begin())];
}

Value Value::materialized(Arena& arena) const {
  if (!lazy_) return *this;
  std::vector<std::string_view> names;
  std::vector<Value> values;
  const Type type = payload_.source->type();
  for (const ObjectAttribute& attribute : type.attributes()) {
    names.push_back(attribute.name);
    values.push_back(payload_.source->attribute(attribute.name));
  }
  return object(names, values, arena).with_marks(marks_).with_origins(origins_);
}

Marks Value::all_marks() const {
  if (has_elements() && !payload_.elements->has_source) return marks_ | payload_.elements->marks;
  Marks marks = marks_;
  all_nested(*this, [&](const Value& value) {
    marks = marks | value.all_marks();
    return true;
  });
  return marks;
}

bool Value::may_have_origins() const {
  if (origins_ != OriginSet::none || lazy_ || is_unknown()) return true;
  return has_elements() && payload_.elements->has_origins;
}

Value Value::with_marks(Marks added) const {
  Value value = *this;
  value.marks_ = marks_ | added;
  return value;
}

Value Value::without_marks() const {
  Value value = *this;
  value.marks_ = Marks::none;
  return value;
}

Value Value::without_all_marks(Arena& arena) const {
  Value result = materialized(arena).without_marks();
  if (result.all_marks() == Marks::none) return without_marks();
  const std::span<Value> unmarked = arena.copy(result.elements());
  for (Value& value : unmarked) value = value.without_all_marks(arena);
  const Elements elements{result.element_type(), unmarked, result.keys()};
  return of_elements(kind_, elements, arena).with_origins(origins_);
}

Value Value::with_origins(OriginSet origins) const {
  Value value = *this;
  value.origins_ = origins;
  return value;
}

}  // namespace values
