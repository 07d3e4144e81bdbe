// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "schema/schema.h"

namespace schema {

// What a path of a resource type ("health_check[].interval") leads to.
struct Place {
  const Attribute* attribute = nullptr;  // the attribute, also if the path leads into its type
  const NestedBlock* block = nullptr;    // or the block
  values::Type type;                     // of what is there
  bool is_top_level = true;
  bool is_in_set = false;   // an ancestor is a set of blocks, or an attribute written as blocks
  bool is_in_type = false;  // a member of the attribute's type
};

std::optional<Place> locate(const Block& top, std::string_view path);

}  // namespace schema
