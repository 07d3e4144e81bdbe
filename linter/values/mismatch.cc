// SPDX-License-Identifier: Apache-2.0
// Why one type does not convert to another, in go-cty's words (version 1.16.0, Terraform 1.11's).
// Exported: mismatch. Tested in tests/values/convert_test.cc.
#include <fmt/format.h>

#include <algorithm>

#include "values/convert.h"
#include "values/strings.h"
#include "values/type_rules.h"

namespace values {
namespace {

std::string required(Type wanted) { return friendly_name_for_constraint(wanted) + " required"; }

std::string missing_attributes(const std::vector<std::string_view>& names) {
  if (names.size() == 1) return fmt::format("attribute {} is required", quoted(names[0]));
  if (names.size() == 2) {
    return fmt::format("attributes {} and {} are required", quoted(names[0]), quoted(names[1]));
  }
  std::string list;
  for (size_t i = 0; i + 1 < names.size(); ++i) list += quoted(names[i]) + ", ";
  return fmt::format("attributes {}and {} are required", list, quoted(names.back()));
}

std::string object_mismatch(Type from, Type wanted, Arena& arena) {
  std::vector<std::string_view> missing;
  std::string impossible;
  std::string unsafe;
  for (const ObjectAttribute& attribute : wanted.attributes()) {
    const ObjectAttribute* given = from.attribute(attribute.name);
    if (given == nullptr) {
      if (!attribute.optional) missing.push_back(attribute.name);
      continue;
    }
    std::string* problem = nullptr;
    if (!convertible(given->type, attribute.type, Safety::any, arena)) {
      problem = &impossible;
    } else if (!convertible(given->type, attribute.type, Safety::safe, arena)) {
      problem = &unsafe;
    }
    if (problem == nullptr || !problem->empty()) continue;
    *problem = fmt::format("attribute {}: {}", quoted(attribute.name),
                           mismatch(given->type, attribute.type, arena));
  }
  if (!missing.empty()) return missing_attributes(missing);
  if (!impossible.empty()) return impossible;
  return unsafe.empty() ? "incorrect object attributes" : unsafe;
}

// Of a tuple or object that should become a collection.
std::string structure_mismatch(Type from, Type wanted, Arena& arena) {
  const bool wants_map = wanted.kind() == Kind::map;
  if (wants_map != (from.kind() == Kind::object)) return required(wanted);
  const auto unfit = [&](Type member) {
    return !convertible(member, wanted.element(), Safety::any, arena);
  };
  if (wants_map) {
    const auto attribute = std::ranges::find_if(from.attributes(), unfit, &ObjectAttribute::type);
    if (attribute != from.attributes().end()) {
      return fmt::format("element {}: {}", quoted(attribute->name),
                         mismatch(attribute->type, wanted.element(), arena));
    }
  } else {
    const auto element = std::ranges::find_if(from.elements(), unfit);
    if (element != from.elements().end()) {
      return fmt::format("element {}: {}", element - from.elements().begin(),
                         mismatch(*element, wanted.element(), arena));
    }
  }
  return fmt::format("all elements must be {}", friendly_name_for_constraint(wanted.element()));
}

std::string collection_mismatch(Type from, Type wanted, Arena& arena) {
  if ((wanted.kind() == Kind::map) != (from.kind() == Kind::map)) return required(wanted);
  const std::string_view kind = wanted.kind() == Kind::list  ? "list"
                                : wanted.kind() == Kind::set ? "set"
                                                             : "map";
  return fmt::format("incorrect {} element type: {}", kind,
                     mismatch(from.element(), wanted.element(), arena));
}

}  // namespace

std::string mismatch(Type from, Type wanted, Arena& arena) {
  const bool of_any = wanted.is_collection() && wanted.element().kind() == Kind::dynamic;
  if (from.kind() == Kind::object && wanted.kind() == Kind::object) {
    return object_mismatch(from, wanted, arena);
  }
  if (from.kind() == Kind::tuple && of_any && wanted.kind() == Kind::list) {
    return "all list elements must have the same type";
  }
  if (from.kind() == Kind::tuple && of_any && wanted.kind() == Kind::set) {
    return "all set elements must have the same type";
  }
  if (from.kind() == Kind::object && of_any && wanted.kind() == Kind::map) {
    return "all map elements must have the same type";
  }
  if (from.is_structural() && wanted.is_collection())
    return structure_mismatch(from, wanted, arena);
  if (from.is_collection() && wanted.is_collection())
    return collection_mismatch(from, wanted, arena);
  return required(wanted);
}

}  // namespace values
