// SPDX-License-Identifier: Apache-2.0
// Follows a path through a resource type's blocks and types. Exports locate. Tested through
// Schemas::planned_default by tests/schema/planned_default_test.cc.
#include "schema/place.h"

#include <algorithm>

namespace schema {
namespace {

// The first name of a path, without "[]"; the path goes on after it.
std::string_view next_name(std::string_view& path) {
  const std::string_view segment = path.substr(0, path.find('.'));
  path.remove_prefix(std::min(path.size(), segment.size() + 1));
  return segment.substr(0, segment.find('['));
}

std::optional<Place> locate_in_type(Place place, std::string_view path) {
  while (!path.empty()) {
    while (place.type.is_collection()) place.type = place.type.element();
    if (place.type.kind() != values::Kind::object) return std::nullopt;
    const values::ObjectAttribute* member = place.type.attribute(next_name(path));
    if (member == nullptr) return std::nullopt;
    place.type = member->type;
    place.is_top_level = false;
    place.is_in_set = true;
    place.is_in_type = true;
  }
  return place;
}

}  // namespace

std::optional<Place> locate(const Block& top, std::string_view path) {
  Place place;
  const Block* body = &top;
  while (!path.empty()) {
    const std::string_view name = next_name(path);
    if (const Attribute* attribute = body->attribute(name)) {
      place.attribute = attribute;
      place.type = attribute->type;
      return locate_in_type(place, path);
    }
    const NestedBlock* nested = body->nested(name);
    if (nested == nullptr) return std::nullopt;
    if (path.empty()) {
      place.block = nested;
      place.type = body->type.attribute(name) != nullptr ? body->type.attribute(name)->type
                                                         : values::Type::dynamic();
      return place;
    }
    body = nested->block;
    place.is_top_level = false;
    place.is_in_set |= nested->nesting == Nesting::set;
  }
  return std::nullopt;
}

}  // namespace schema
