// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "values/values.h"

// Types of nodes that are neither resources nor data sources, and what rules can read of them.
namespace graph {

struct NodeAttribute {
  std::string_view name;
  values::Type type;  // dynamic where it depends on what the files say, and of what leads to nodes
  std::string_view leads_to = {};  // the type of the nodes that it leads to; empty: to none
  bool many = false;               // it leads to a list of them
};

// Sorted.
std::vector<std::string_view> node_types();

// The attributes of nodes of a type, sorted by name; empty if it is none of these types.
std::span<const NodeAttribute> node_type_attributes(std::string_view type);

}  // namespace graph
