// SPDX-License-Identifier: Apache-2.0
// Which types convert to which, and what takes the place of dynamic.
// Exported: convertible, attribute_types, replace_dynamic. Tested in tests/values/convert_test.cc.
#include "values/type_rules.h"

#include <algorithm>

#include "values/convert.h"

namespace values {
namespace {

bool primitive_convertible(Kind from, Kind wanted, Safety safety) {
  if (wanted == Kind::string) return true;
  return from == Kind::string && safety == Safety::any;
}

bool object_convertible(Type from, Type wanted, Safety safety, Arena& arena) {
  return std::ranges::all_of(wanted.attributes(), [&](const ObjectAttribute& attribute) {
    const ObjectAttribute* given = from.attribute(attribute.name);
    if (given == nullptr) return attribute.optional;
    return convertible(given->type, attribute.type, safety, arena);
  });
}

// An optional attribute may be absent from the map, which only the value can tell.
bool map_to_object_convertible(Type map, Type object, Arena& arena) {
  return std::ranges::all_of(object.attributes(), [&](const ObjectAttribute& attribute) {
    return attribute.optional || convertible(map.element(), attribute.type, Safety::any, arena);
  });
}

bool tuple_convertible(Type from, Type wanted, Safety safety, Arena& arena) {
  return std::ranges::equal(from.elements(), wanted.elements(), [&](Type given, Type element) {
    return convertible(given, element, safety, arena);
  });
}

// Whether all members of a tuple or object can become elements of a collection.
bool members_convertible(std::span<const Type> members, Type collection, Safety safety,
                         Arena& arena) {
  if (members.empty()) return true;
  Type element = collection.element();
  if (element.kind() == Kind::dynamic) {
    const Unified unified = unify(members, safety, arena);
    if (!unified.ok) return false;
    element = unified.type;
    const bool all_dynamic =
        std::ranges::all_of(members, [](Type member) { return member.kind() == Kind::dynamic; });
    const bool needs_type = collection.kind() != Kind::map;
    if (needs_type && element.kind() == Kind::dynamic && !all_dynamic) return false;
  }
  return std::ranges::all_of(
      members, [&](Type member) { return convertible(member, element, safety, arena); });
}

bool to_collection(Type from, Type wanted, Safety safety, Arena& arena) {
  const bool wants_map = wanted.kind() == Kind::map;
  if (from.kind() == Kind::tuple) {
    return !wants_map && members_convertible(from.elements(), wanted, safety, arena);
  }
  if (from.kind() == Kind::object) {
    return wants_map && members_convertible(attribute_types(from), wanted, safety, arena);
  }
  if (!from.is_collection() || wants_map != (from.kind() == Kind::map)) return false;
  // Order and duplicates of a list would be lost.
  const bool loses = wanted.kind() == Kind::set && from.kind() == Kind::list;
  if (loses && safety == Safety::safe) return false;
  return convertible(from.element(), wanted.element(), safety, arena);
}

Type replace_in_object(Type from, Type wanted, Arena& arena) {
  std::vector<ObjectAttribute> attributes;
  for (const ObjectAttribute& attribute : wanted.attributes()) {
    Type type = attribute.type;
    if (from.kind() == Kind::map) {
      type = replace_dynamic(from.element(), type, arena);
    } else if (const ObjectAttribute* given = from.attribute(attribute.name)) {
      type = replace_dynamic(given->type, type, arena);
    }
    attributes.push_back({attribute.name, type, false});
  }
  return Type::object(attributes, arena);
}

Type replace_in_tuple(Type from, Type wanted, Arena& arena) {
  std::vector<Type> elements;
  for (size_t i = 0; i < wanted.elements().size(); ++i) {
    elements.push_back(replace_dynamic(from.elements()[i], wanted.elements()[i], arena));
  }
  return Type::tuple(elements, arena);
}

Type replace_in_collection(Type from, Type wanted, Arena& arena) {
  Type given;
  if (from.is_collection()) {
    given = from.element();
  } else {
    const std::vector<Type> attributes = attribute_types(from);
    const bool tuple = from.kind() == Kind::tuple;
    given = unify(tuple ? from.elements() : attributes, Safety::any, arena).type;
  }
  const Type element = replace_dynamic(given, wanted.element(), arena);
  if (wanted.kind() == Kind::map) return Type::map(element, arena);
  return wanted.kind() == Kind::set ? Type::set(element, arena) : Type::list(element, arena);
}

}  // namespace

std::vector<Type> attribute_types(Type object) {
  std::vector<Type> types;
  for (const ObjectAttribute& attribute : object.attributes()) types.push_back(attribute.type);
  return types;
}

bool convertible(Type from, Type wanted, Safety safety, Arena& arena) {
  if (wanted.kind() == Kind::dynamic || from == wanted) return true;
  if (from.kind() == Kind::dynamic) return safety == Safety::any;
  if (from.is_primitive() && wanted.is_primitive()) {
    return primitive_convertible(from.kind(), wanted.kind(), safety);
  }
  if (wanted.is_collection()) return to_collection(from, wanted, safety, arena);
  if (wanted.kind() == Kind::tuple) {
    return from.kind() == Kind::tuple && tuple_convertible(from, wanted, safety, arena);
  }
  if (wanted.kind() != Kind::object) return false;
  if (from.kind() == Kind::map) {
    return safety == Safety::any && map_to_object_convertible(from, wanted, arena);
  }
  return from.kind() == Kind::object && object_convertible(from, wanted, safety, arena);
}

bool convertible(Type from, Type wanted, Arena& arena) {
  return convertible(from, wanted, Safety::any, arena);
}

Type replace_dynamic(Type from, Type wanted, Arena& arena) {
  if (!wanted.has_dynamic() || from.kind() == Kind::dynamic) return wanted;
  if (wanted.kind() == Kind::dynamic) return from;
  if (from.is_primitive()) return wanted;
  if (wanted.kind() == Kind::object) return replace_in_object(from, wanted, arena);
  if (wanted.kind() == Kind::tuple) return replace_in_tuple(from, wanted, arena);
  return replace_in_collection(from, wanted, arena);
}

}  // namespace values
