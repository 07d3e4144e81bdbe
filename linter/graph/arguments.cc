// SPDX-License-Identifier: Apache-2.0
// What the files say of single nodes: their arguments and where these are written, the provider
// that they use, changes that are ignored. Exported: given_argument, referring_arguments, and the
// members of Graph that ask one node. Tested in tests/graph/.

#include <algorithm>

#include "graph/graph.h"
#include "graph/node_types.h"
#include "graph/state.h"
#include "terraform/planned_values.h"
#include "values/inspect.h"

namespace graph {

namespace {

bool is_resource(const Node& node) {
  return node.kind == NodeKind::resource || node.kind == NodeKind::data;
}

// "configuration.default_tags[0].tags" -> "configuration", "default_tags[0].tags".
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  const size_t dot = std::min(path.find('.'), path.size());
  return {path.substr(0, dot), path.substr(std::min(dot + 1, path.size()))};
}

std::string_view without_index(std::string_view step) { return step.substr(0, step.find('[')); }

// "ingress[0].cidr_blocks" -> "ingress.cidr_blocks"; keys of maps stay.
std::string without_numbers(std::string_view path) {
  std::string result;
  for (size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '[') {
      const size_t end = path.find_first_not_of("0123456789", i + 1);
      if (end != std::string_view::npos && end > i + 1 && path[end] == ']') {
        i = end;
        continue;
      }
    }
    result += path[i];
  }
  return result;
}

// The block of a path's step among those of its type.
const syntax::Block* block_at(const syntax::Body& body, std::string_view step) {
  size_t index = 0;
  for (const char c : step.substr(std::min(step.find('['), step.size()))) {
    if (c >= '0' && c <= '9') index = index * 10 + static_cast<size_t>(c - '0');
  }
  for (const syntax::Block& block : body.blocks) {
    if (block.type == without_index(step) && index-- == 0) return &block;
  }
  return nullptr;
}

// Where an argument of a node is written that is no resource.
struct Written {
  const syntax::Attribute* attribute = nullptr;
  source::Range range;
};

std::optional<Written> written(const Node& node, std::string_view path) {
  if (node.block == nullptr) return std::nullopt;
  auto [step, rest] = split(path);
  // Attributes that stand for all of the block.
  if (step == "configuration" || step == "arguments") std::tie(step, rest) = split(rest);
  std::optional<Written> found;
  const syntax::Body* body = node.block->body;
  while (body != nullptr && !step.empty()) {
    const auto attribute =
        std::ranges::find(body->attributes, without_index(step), &syntax::Attribute::name);
    if (attribute != body->attributes.end()) return Written{&*attribute, attribute->range};
    const syntax::Block* block = block_at(*body, step);
    if (block != nullptr) found = Written{nullptr, block->header};
    body = block == nullptr ? nullptr : block->body;
    std::tie(step, rest) = split(rest);
  }
  return found;
}

}  // namespace

Value given_argument(const Graph& graph, NodeId node, std::string_view name) {
  const terraform::ResourceInstance* instance = instance_of(graph, node);
  if (instance == nullptr) return graph.value(node).attribute_source()->attribute(name);
  const Value& configured = instance->configured;
  if (!configured.is_known() || configured.attribute_source() != nullptr) return configured;
  return values::member_of(configured, name);
}

std::vector<std::string_view> referring_arguments(const Graph& graph, NodeId node) {
  switch (graph.node(node).kind) {
    case NodeKind::resource:
    case NodeKind::data: {
      const Value& configured = instance_of(graph, node)->configured;
      if (!configured.is_known() || configured.attribute_source() != nullptr) return {};
      return {configured.keys().begin(), configured.keys().end()};
    }
    case NodeKind::module_call:
      return {"arguments"};
    case NodeKind::backend:
    case NodeKind::provider:
      return {"configuration"};
    case NodeKind::output:
      return {"value"};
    case NodeKind::root:
    case NodeKind::variable:
    case NodeKind::pipeline:
      break;
  }
  return {};
}

Value Graph::provider_of(NodeId id, expressions::Context& context) const {
  if (terraform::is_foreign(id)) {
    return taken_from(*this, terraform::environment_of(id),
                      graph_of(*state_, id).provider_of(terraform::node_there(id), context));
  }
  const Node& node = this->node(id);
  if (!is_resource(node)) return {};
  const terraform::UsedProvider used = evaluation().used_provider(id);
  if (used.configuration != nullptr) {
    add_declared(*this, *state_);
    return value(state_->providers.at({used.module, used.configuration}));
  }
  const auto& plan = evaluation().inputs().plan;
  const bool plan_alone = plan && plan->alone();
  const bool library = evaluation().configuration().kind == terraform::DirectoryKind::library;
  if (!plan_alone && !library) return {};
  const auto& resource = *evaluation().resources()[static_cast<uint32_t>(id)].resource;
  const std::string subject =
      "the configuration of provider " + std::string(resource.provider_source);
  const values::Reason reason{plan_alone ? values::ReasonKind::plan : values::ReasonKind::external,
                              context.arena.copy(std::string_view(subject)), node.range};
  return values::unknown_because(values::Type::dynamic(), reason, context.arena);
}

std::optional<bool> Graph::takes_argument(NodeId id, std::string_view name) const {
  if (!is_resource(node(id))) {
    const auto attributes = node_type_attributes(node(id).type);
    return std::ranges::find(attributes, name, &NodeAttribute::name) != attributes.end();
  }
  const schema::Block* schema = evaluation().resources()[static_cast<uint32_t>(id)].schema;
  if (schema == nullptr || schema->any) return std::nullopt;
  const schema::Attribute* attribute = schema->attribute(name);
  if (attribute != nullptr) return attribute->required || attribute->optional;
  return schema->nested(name) != nullptr;
}

bool Graph::ignores_changes(NodeId id, std::string_view path) const {
  if (terraform::is_foreign(id)) {
    return graph_of(*state_, id).ignores_changes(terraform::node_there(id), path);
  }
  if (this->node(id).kind != NodeKind::resource) return false;
  const auto& resource = *evaluation().resources()[static_cast<uint32_t>(id)].resource;
  const std::string asked = without_numbers(path);
  return std::ranges::any_of(resource.ignore_changes, [&asked](const std::string& given) {
    if (given == "all") return true;
    const std::string ignored = without_numbers(given);
    if (!asked.starts_with(ignored)) return false;
    return asked.size() == ignored.size() || asked[ignored.size()] == '.' ||
           asked[ignored.size()] == '[';
  });
}

bool Graph::is_configured(NodeId id, std::string_view path) const {
  if (terraform::is_foreign(id)) {
    return graph_of(*state_, id).is_configured(terraform::node_there(id), path);
  }
  if (is_resource(node(id))) return evaluation().is_configured(id, path);
  if (node(id).kind == NodeKind::pipeline && path.find_first_of(".[") == std::string_view::npos) {
    return pipeline_argument(*this, id, path).has_value();
  }
  auto [step, rest] = split(path);
  Value value = given_argument(*this, id, without_index(step));
  while (!rest.empty()) {
    std::tie(step, rest) = split(rest);
    if (value.is_known() && value.attribute_source() != nullptr) {
      value = value.attribute_source()->attribute(without_index(step));
    } else if (values::is_sequence(value) && value.elements().size() == 1) {
      value = values::member_of(value.elements()[0], without_index(step));
    } else {
      value = values::member_of(value, without_index(step));
    }
  }
  return !value.is_null();
}

std::optional<source::Range> Graph::argument(NodeId id, std::string_view path) const {
  if (terraform::is_foreign(id)) {
    return graph_of(*state_, id).argument(terraform::node_there(id), path);
  }
  if (is_resource(node(id))) {
    const auto found = evaluation().argument(id, path);
    return found ? std::optional(found->range) : std::nullopt;
  }
  if (node(id).kind == NodeKind::pipeline) return pipeline_argument(*this, id, path);
  const auto found = written(node(id), path);
  return found ? std::optional(found->range) : std::nullopt;
}

std::vector<terraform::DerivationStep> Graph::derive(NodeId id, std::string_view path) const {
  if (terraform::is_foreign(id)) {
    return graph_of(*state_, id).derive(terraform::node_there(id), path);
  }
  if (is_resource(node(id))) return evaluation().derive(id, path);
  if (node(id).kind == NodeKind::pipeline) return pipeline_uses(*this, id);
  const auto found = written(node(id), path);
  if (!found || found->attribute == nullptr) return {};
  return evaluation().derive(node(id).module, *found->attribute->value);
}

}  // namespace graph
