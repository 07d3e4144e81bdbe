// SPDX-License-Identifier: Apache-2.0
// The one table of what nodes have that are no resources, and of what objects in them have.
// Exported: node_types, node_type_attributes. docs/rule-language.md says what each attribute means.
// Tested in tests/graph/node_types_test.cc.

#include "graph/node_types.h"

#include <algorithm>

namespace graph {

namespace {

using values::Type;

// How a table of constants writes a type.
enum class Kind : uint8_t {
  text,
  number,
  truth,
  any,
  texts,
  text_map,
  object,
  objects,
  node,
  nodes
};

struct Row {
  std::string_view type, attribute;
  Kind kind;
  std::string_view of = {};  // the part that an object is, or the type of nodes
};

// flat table: what objects in attributes have, by part and member.
constexpr Row kParts[] = {
    {"artifact", "capture_on", Kind::text},
    {"artifact", "name", Kind::text},
    {"artifact", "paths", Kind::texts},
    {"artifact", "type", Kind::text},
    {"clone", "depth", Kind::text},
    {"clone", "enabled", Kind::truth},
    {"clone", "lfs", Kind::truth},
    {"clone", "skip_ssl_verify", Kind::truth},
    {"command", "assignments", Kind::text_map},
    {"command", "conditional", Kind::truth},
    {"command", "directory", Kind::text},
    {"command", "environment", Kind::text_map},
    {"command", "file", Kind::text},
    {"command", "name", Kind::text},
    {"command", "reads_from", Kind::text},
    {"command", "text", Kind::text},
    {"command", "tolerated", Kind::truth},
    {"command", "variables", Kind::texts},
    {"command", "words", Kind::texts},
    {"command", "writes", Kind::texts},
    {"condition", "exclude_paths", Kind::texts},
    {"condition", "include_paths", Kind::texts},
    {"condition", "state", Kind::text},
    {"text", "name", Kind::text},
    {"text", "text", Kind::text},
    {"variable", "allowed_values", Kind::texts},
    {"variable", "default", Kind::text},
    {"variable", "description", Kind::text},
    {"variable", "name", Kind::text},
};

// flat table: by type and attribute.
constexpr Row kRows[] = {
    {"bitbucket_file", "path", Kind::text},
    {"bitbucket_file", "texts", Kind::objects, "text"},
    {"bitbucket_image", "access_key", Kind::text},
    {"bitbucket_image", "digest", Kind::text},
    {"bitbucket_image", "name", Kind::text},
    {"bitbucket_image", "oidc_role", Kind::text},
    {"bitbucket_image", "password", Kind::text},
    {"bitbucket_image", "secret_key", Kind::text},
    {"bitbucket_image", "service", Kind::node, "bitbucket_service"},
    {"bitbucket_image", "step", Kind::node, "bitbucket_step"},
    {"bitbucket_image", "tag", Kind::text},
    {"bitbucket_image", "username", Kind::text},
    {"bitbucket_pipe", "after_script", Kind::truth},
    {"bitbucket_pipe", "image", Kind::truth},
    {"bitbucket_pipe", "mentioned_variables", Kind::texts},
    {"bitbucket_pipe", "name", Kind::text},
    {"bitbucket_pipe", "step", Kind::node, "bitbucket_step"},
    {"bitbucket_pipe", "variables", Kind::any},
    {"bitbucket_pipe", "version", Kind::text},
    {"bitbucket_pipeline", "file", Kind::text},
    {"bitbucket_pipeline", "imported", Kind::truth},
    {"bitbucket_pipeline", "kind", Kind::text},
    {"bitbucket_pipeline", "name", Kind::text},
    {"bitbucket_pipeline", "stages", Kind::nodes, "bitbucket_stage"},
    {"bitbucket_pipeline", "steps", Kind::nodes, "bitbucket_step"},
    {"bitbucket_pipeline", "variables", Kind::objects, "variable"},
    {"bitbucket_service", "image", Kind::node, "bitbucket_image"},
    {"bitbucket_service", "memory", Kind::number},
    {"bitbucket_service", "name", Kind::text},
    {"bitbucket_service", "type", Kind::text},
    {"bitbucket_service", "variables", Kind::text_map},
    {"bitbucket_stage", "deployment", Kind::text},
    {"bitbucket_stage", "name", Kind::text},
    {"bitbucket_stage", "pipeline", Kind::node, "bitbucket_pipeline"},
    {"bitbucket_stage", "position", Kind::number},
    {"bitbucket_stage", "steps", Kind::nodes, "bitbucket_step"},
    {"bitbucket_stage", "trigger", Kind::text},
    {"bitbucket_step", "after_commands", Kind::objects, "command"},
    {"bitbucket_step", "after_script", Kind::texts},
    {"bitbucket_step", "artifacts", Kind::objects, "artifact"},
    {"bitbucket_step", "caches", Kind::texts},
    {"bitbucket_step", "clone", Kind::object, "clone"},
    {"bitbucket_step", "commands", Kind::objects, "command"},
    {"bitbucket_step", "concurrency_group", Kind::text},
    {"bitbucket_step", "condition", Kind::object, "condition"},
    {"bitbucket_step", "custom", Kind::text},
    {"bitbucket_step", "deployment", Kind::text},
    {"bitbucket_step", "docker", Kind::truth},
    {"bitbucket_step", "fail_fast", Kind::truth},
    {"bitbucket_step", "final", Kind::truth},
    {"bitbucket_step", "image", Kind::node, "bitbucket_image"},
    {"bitbucket_step", "max_time", Kind::number},
    {"bitbucket_step", "name", Kind::text},
    {"bitbucket_step", "oidc", Kind::truth},
    {"bitbucket_step", "output_variables", Kind::texts},
    {"bitbucket_step", "parallel", Kind::number},
    {"bitbucket_step", "pipeline", Kind::node, "bitbucket_pipeline"},
    {"bitbucket_step", "pipes", Kind::nodes, "bitbucket_pipe"},
    {"bitbucket_step", "position", Kind::number},
    {"bitbucket_step", "runs_on", Kind::texts},
    {"bitbucket_step", "script", Kind::texts},
    {"bitbucket_step", "services", Kind::texts},
    {"bitbucket_step", "size", Kind::text},
    {"bitbucket_step", "stage", Kind::node, "bitbucket_stage"},
    {"bitbucket_step", "trigger", Kind::text},
    {"bitbucket_step", "type", Kind::text},
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

values::Arena& types_arena() {
  static values::Arena arena;
  return arena;
}

Type type_of(const Row& row);

Type part_type(std::string_view part) {
  std::vector<values::ObjectAttribute> attributes;
  for (const Row& row : std::ranges::equal_range(kParts, part, {}, &Row::type)) {
    attributes.push_back({row.attribute, type_of(row)});
  }
  return Type::object(attributes, types_arena());
}

Type type_of(const Row& row) {
  switch (row.kind) {
    case Kind::text:
      return Type::string();
    case Kind::number:
      return Type::number();
    case Kind::truth:
      return Type::boolean();
    case Kind::texts:
      return Type::list(Type::string(), types_arena());
    case Kind::text_map:
      return Type::map(Type::string(), types_arena());
    case Kind::object:
      return part_type(row.of);
    case Kind::objects:
      return Type::list(part_type(row.of), types_arena());
    case Kind::any:
    case Kind::node:
    case Kind::nodes:
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
    for (const Row& row : kRows) {
      const bool many = row.kind == Kind::nodes;
      const bool leads = many || row.kind == Kind::node;
      attributes.push_back(
          {row.attribute, type_of(row), leads ? row.of : std::string_view(), many});
    }
    return attributes;
  }();
  const auto rows = std::ranges::equal_range(kRows, type, {}, &Row::type);
  const auto first = static_cast<size_t>(rows.begin() - std::begin(kRows));
  return std::span(kAttributes).subspan(first, rows.size());
}

}  // namespace graph
