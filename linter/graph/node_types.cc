// SPDX-License-Identifier: Apache-2.0
// The one table of what nodes have that are no resources. Exported: node_types,
// node_type_attributes. docs/rule-language.md says what each attribute means. Tested in
// tests/graph/node_types_test.cc.

#include "graph/node_types.h"

#include <algorithm>

namespace graph {

namespace {

using values::Type;

// How a table of constants writes a type.
enum class Kind : uint8_t { text, number, truth, any };

struct Row {
  std::string_view type, attribute;
  Kind kind;
};

// flat table: by type and attribute.
constexpr Row kRows[] = {
    {"terraform_backend", "configuration", Kind::any},
    {"terraform_backend", "shared_with", Kind::any},
    {"terraform_backend", "type", Kind::text},
    {"terraform_module_call", "arguments", Kind::any},
    {"terraform_module_call", "installed", Kind::truth},
    {"terraform_module_call", "module", Kind::text},
    {"terraform_module_call", "name", Kind::text},
    {"terraform_module_call", "source", Kind::text},
    {"terraform_module_call", "version", Kind::text},
    {"terraform_output", "description", Kind::text},
    {"terraform_output", "module", Kind::text},
    {"terraform_output", "name", Kind::text},
    {"terraform_output", "sensitive", Kind::truth},
    {"terraform_output", "value", Kind::any},
    {"terraform_provider", "alias", Kind::text},
    {"terraform_provider", "configuration", Kind::any},
    {"terraform_provider", "locked_version", Kind::text},
    {"terraform_provider", "module", Kind::text},
    {"terraform_provider", "name", Kind::text},
    {"terraform_provider", "source", Kind::text},
    {"terraform_provider", "version", Kind::text},
    {"terraform_root", "directory", Kind::text},
    {"terraform_root", "kind", Kind::text},
    {"terraform_root", "workspace", Kind::text},
    {"terraform_variable", "default", Kind::any},
    {"terraform_variable", "description", Kind::text},
    {"terraform_variable", "ephemeral", Kind::truth},
    {"terraform_variable", "has_default", Kind::truth},
    {"terraform_variable", "module", Kind::text},
    {"terraform_variable", "name", Kind::text},
    {"terraform_variable", "nullable", Kind::truth},
    {"terraform_variable", "sensitive", Kind::truth},
    {"terraform_variable", "type", Kind::text},
    {"terraform_variable", "validations", Kind::number},
    {"terraform_variable", "value", Kind::any},
};

Type type_of(Kind kind) {
  switch (kind) {
    case Kind::text:
      return Type::string();
    case Kind::number:
      return Type::number();
    case Kind::truth:
      return Type::boolean();
    case Kind::any:
      break;
  }
  return Type::dynamic();
}

}  // namespace

std::vector<std::string_view> node_types() {
  std::vector<std::string_view> types;
  for (const Row& row : kRows) {
    if (types.empty() || types.back() != row.type) types.push_back(row.type);
  }
  return types;
}

std::span<const NodeAttribute> node_type_attributes(std::string_view type) {
  static const std::vector<NodeAttribute> kAttributes = [] {
    std::vector<NodeAttribute> attributes;
    for (const Row& row : kRows) attributes.push_back({row.attribute, type_of(row.kind)});
    return attributes;
  }();
  const auto rows = std::ranges::equal_range(kRows, type, {}, &Row::type);
  const auto first = static_cast<size_t>(rows.begin() - std::begin(kRows));
  return std::span(kAttributes).subspan(first, rows.size());
}

}  // namespace graph
