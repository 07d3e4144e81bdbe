// SPDX-License-Identifier: Apache-2.0
// Types as immutable nodes in arenas: making, comparing and naming them.
// Exported: everything of type.h but unify (unify.cc). Tested in tests/values/type_test.cc.
#include "values/type.h"

#include <algorithm>

namespace values {

struct TypeData {
  Kind kind = Kind::dynamic;
  bool has_dynamic = false;
  bool has_optional = false;
  std::span<const Type> elements;  // of a tuple; the one element type of a list, set or map
  std::span<const ObjectAttribute> attributes;  // sorted by name
};

namespace {

constexpr TypeData kDynamic{
    .kind = Kind::dynamic, .has_dynamic = true, .elements = {}, .attributes = {}};
constexpr TypeData kBoolean{.kind = Kind::boolean, .elements = {}, .attributes = {}};
constexpr TypeData kNumber{.kind = Kind::number, .elements = {}, .attributes = {}};
constexpr TypeData kString{.kind = Kind::string, .elements = {}, .attributes = {}};

const TypeData* make_of_elements(Kind kind, std::span<const Type> elements, Arena& arena) {
  const auto dynamic = [](Type type) { return type.has_dynamic(); };
  const auto optional = [](Type type) { return type.has_optional(); };
  return arena.make<TypeData>(kind, std::ranges::any_of(elements, dynamic),
                              std::ranges::any_of(elements, optional), arena.copy(elements),
                              std::span<const ObjectAttribute>{});
}

// Sorted by name; of equal names only the last is kept.
std::vector<ObjectAttribute> sorted_attributes(std::span<const ObjectAttribute> attributes) {
  std::vector<ObjectAttribute> sorted(attributes.begin(), attributes.end());
  std::ranges::stable_sort(sorted, {}, &ObjectAttribute::name);
  size_t kept = 0;
  for (size_t i = 0; i < sorted.size(); ++i) {
    if (kept > 0 && sorted[kept - 1].name == sorted[i].name) --kept;
    sorted[kept++] = sorted[i];
  }
  sorted.erase(sorted.begin() + static_cast<ptrdiff_t>(kept), sorted.end());
  return sorted;
}

bool same_attribute(const ObjectAttribute& a, const ObjectAttribute& b) {
  return a.name == b.name && a.optional == b.optional && a.type == b.type;
}

std::string_view keyword(Kind kind) {
  switch (kind) {
    case Kind::dynamic:
      return "any";
    case Kind::boolean:
      return "bool";
    case Kind::number:
      return "number";
    case Kind::string:
      return "string";
    case Kind::list:
      return "list";
    case Kind::set:
      return "set";
    case Kind::map:
      return "map";
    case Kind::tuple:
      return "tuple";
    case Kind::object:
      return "object";
  }
  return "any";
}

std::string collection_name(Type type, std::string_view element_name) {
  std::string name(keyword(type.kind()));
  return name.append(" of ").append(element_name);
}

}  // namespace

Type::Type() : data_(&kDynamic) {}
Type Type::dynamic() { return Type(&kDynamic); }
Type Type::boolean() { return Type(&kBoolean); }
Type Type::number() { return Type(&kNumber); }
Type Type::string() { return Type(&kString); }

Type Type::list(Type element, Arena& arena) {
  return Type(make_of_elements(Kind::list, {&element, 1}, arena));
}

Type Type::set(Type element, Arena& arena) {
  return Type(make_of_elements(Kind::set, {&element, 1}, arena));
}

Type Type::map(Type element, Arena& arena) {
  return Type(make_of_elements(Kind::map, {&element, 1}, arena));
}

Type Type::tuple(std::span<const Type> elements, Arena& arena) {
  return Type(make_of_elements(Kind::tuple, elements, arena));
}

Type Type::object(std::span<const ObjectAttribute> attributes, Arena& arena) {
  const bool ready = std::ranges::adjacent_find(attributes, std::ranges::greater_equal{},
                                                &ObjectAttribute::name) == attributes.end();
  TypeData data{.kind = Kind::object, .elements = {}, .attributes = {}};
  data.attributes = ready ? arena.copy(attributes) : arena.copy(sorted_attributes(attributes));
  for (const ObjectAttribute& attribute : data.attributes) {
    data.has_dynamic |= attribute.type.has_dynamic();
    data.has_optional |= attribute.optional || attribute.type.has_optional();
  }
  return Type(arena.make<TypeData>(data));
}

Kind Type::kind() const { return data_->kind; }

bool Type::is_primitive() const {
  return data_->kind >= Kind::boolean && data_->kind <= Kind::string;
}

bool Type::is_collection() const { return data_->kind >= Kind::list && data_->kind <= Kind::map; }

bool Type::is_structural() const { return data_->kind >= Kind::tuple; }

bool Type::has_dynamic() const { return data_->has_dynamic; }

bool Type::has_optional() const { return data_->has_optional; }

Type Type::element() const { return data_->elements[0]; }

std::span<const Type> Type::elements() const { return data_->elements; }

std::span<const ObjectAttribute> Type::attributes() const { return data_->attributes; }

const ObjectAttribute* Type::attribute(std::string_view name) const {
  const auto found = std::ranges::lower_bound(data_->attributes, name, {}, &ObjectAttribute::name);
  return found != data_->attributes.end() && found->name == name ? &*found : nullptr;
}

Type Type::without_optional(Arena& arena) const {
  if (!data_->has_optional) return *this;
  if (kind() == Kind::object) {
    std::vector<ObjectAttribute> required;
    for (const ObjectAttribute& attribute : data_->attributes) {
      required.push_back({attribute.name, attribute.type.without_optional(arena), false});
    }
    return object(required, arena);
  }
  std::vector<Type> required;
  for (Type element : data_->elements) required.push_back(element.without_optional(arena));
  return Type(make_of_elements(kind(), required, arena));
}

bool operator==(Type a, Type b) {
  if (a.data_ == b.data_) return true;
  return a.data_->kind == b.data_->kind && !a.is_primitive() &&
         std::ranges::equal(a.data_->elements, b.data_->elements) &&
         std::ranges::equal(a.data_->attributes, b.data_->attributes, same_attribute);
}

std::string friendly_name(Type type) {
  if (type.kind() == Kind::dynamic) return "dynamic";
  if (type.is_collection()) return collection_name(type, friendly_name(type.element()));
  return std::string(keyword(type.kind()));
}

std::string friendly_name_for_constraint(Type type) {
  if (type.kind() == Kind::dynamic) return "any type";
  if (!type.is_collection()) return std::string(keyword(type.kind()));
  if (type.element().kind() == Kind::dynamic) return collection_name(type, "any single type");
  return collection_name(type, friendly_name_for_constraint(type.element()));
}

std::string type_expression(Type type) {
  std::string text(keyword(type.kind()));
  if (type.is_collection()) return text + "(" + type_expression(type.element()) + ")";
  std::string_view separator;
  if (type.kind() == Kind::tuple) {
    text += "([";
    for (Type element : type.elements()) {
      text.append(separator).append(type_expression(element));
      separator = ",";
    }
    text += "])";
  } else if (type.kind() == Kind::object) {
    text += "({";
    for (const ObjectAttribute& attribute : type.attributes()) {
      text.append(separator).append(attribute.name).append("=");
      const std::string of = type_expression(attribute.type);
      text += attribute.optional ? "optional(" + of + ")" : of;
      separator = ",";
    }
    text += "})";
  }
  return text;
}

}  // namespace values
