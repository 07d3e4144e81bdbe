// SPDX-License-Identifier: Apache-2.0
// Pipelines as nodes: what pipelines::read has found, with what leads from one node to another.
// Exported: add_pipeline_nodes, pipeline_attribute, pipeline_argument, pipeline_uses,
// add_resources_of_roots. Tested in tests/graph/pipeline_nodes_test.cc.

#include <algorithm>

#include "graph/graph.h"
#include "graph/node_types.h"
#include "graph/state.h"

namespace graph {

namespace {

const pipelines::Node& pipeline_node(const Graph& graph, NodeId node) {
  return graph.state().pipelines->nodes[static_cast<uint32_t>(node)];
}

// "commands[3].words" -> "commands", 3, "words".
struct Step {
  std::string_view name;
  std::optional<size_t> index;
  std::string_view rest;
};

Step first_step(std::string_view path) {
  Step step;
  const size_t end = std::min(path.find_first_of(".["), path.size());
  step.name = path.substr(0, end);
  path.remove_prefix(end);
  if (path.starts_with('[')) {
    size_t index = 0;
    const size_t close = std::min(path.find(']'), path.size() - 1);
    for (const char c : path.substr(1, close - 1)) {
      if (c >= '0' && c <= '9') index = index * 10 + static_cast<size_t>(c - '0');
    }
    step.index = index;
    path.remove_prefix(close + 1);
  }
  if (path.starts_with('.')) path.remove_prefix(1);
  step.rest = path;
  return step;
}

// Where a path leads inside of what a key holds; keys of nodes are written with dashes.
source::Range place_in(const syntax::YamlNode& node, std::string_view path,
                       const source::Range& otherwise) {
  if (path.empty() || node.kind != syntax::YamlKind::mapping) return otherwise;
  const Step step = first_step(path);
  std::string dashed(step.name);
  std::ranges::replace(dashed, '_', '-');
  for (const syntax::YamlEntry& entry : node.entries) {
    if (entry.key->text != step.name && entry.key->text != dashed) continue;
    const syntax::YamlNode& value = syntax::yaml_target(*entry.value);
    const bool one_place = &value == entry.value;
    const source::Range here{
        entry.key->range.file, entry.key->range.begin,
        std::max(entry.key->range.end, one_place ? value.range.end : entry.value->range.end)};
    return place_in(value, step.rest, here);
  }
  return otherwise;
}

}  // namespace

void add_pipeline_nodes(const Graph& graph, Graph::State& state) {
  state.nodes.reserve(state.pipelines->nodes.size());
  std::map<std::string_view, values::Type> types;
  for (const pipelines::Node& made : state.pipelines->nodes) {
    const auto [type, fresh] = types.try_emplace(made.type);
    if (fresh) {
      std::vector<values::ObjectAttribute> attributes;
      for (const NodeAttribute& attribute : node_type_attributes(made.type)) {
        attributes.push_back({attribute.name, attribute.type});
      }
      type->second = values::Type::object(attributes, graph.evaluation().arena());
    }
    Node& node = state.nodes.emplace_back();
    node.id = NodeId{static_cast<uint32_t>(state.nodes.size() - 1)};
    node.kind = NodeKind::pipeline;
    node.type = made.type;
    node.address = made.address;
    node.range = made.range;
    state.sources.emplace_back(graph, node.id, type->second);
  }
}

Value pipeline_attribute(const Graph& graph, NodeId node, std::string_view name) {
  const pipelines::Attribute* attribute = pipeline_node(graph, node).attribute(name);
  if (attribute == nullptr) return {};
  if (attribute->leads == pipelines::Leads::nowhere) return attribute->value;
  std::vector<values::SketchElement> elements;
  for (const uint32_t index : attribute->nodes) {
    elements.push_back({.key = {}, .value = graph.value(NodeId{index})});
  }
  if (attribute->leads == pipelines::Leads::to_one) {
    return elements.empty() ? Value() : elements[0].value;
  }
  values::Arena& arena = graph.evaluation().arena();
  if (attribute->open != nullptr) {
    elements.push_back(
        {.key = {},
         .value = values::unknown_because(values::Type::dynamic(), *attribute->open, arena),
         .optional = true,
         .many = true});
  }
  return list_of(graph, Value(), elements, arena);
}

std::optional<source::Range> pipeline_argument(const Graph& graph, NodeId node,
                                               std::string_view path) {
  const Step step = first_step(path);
  const pipelines::Attribute* attribute = pipeline_node(graph, node).attribute(step.name);
  if (attribute == nullptr) return std::nullopt;
  if (attribute->leads != pipelines::Leads::nowhere) {
    const size_t index = step.index.value_or(0);
    if (index >= attribute->nodes.size()) return std::nullopt;
    const NodeId next{attribute->nodes[index]};
    const auto there = step.rest.empty() ? std::nullopt : pipeline_argument(graph, next, step.rest);
    return there ? *there : graph.node(next).range;
  }
  if (step.index && *step.index < attribute->elements.size()) {
    return attribute->elements[*step.index];
  }
  if (!attribute->range.known()) return std::nullopt;
  if (attribute->written == nullptr) return attribute->range;
  return place_in(*attribute->written, step.rest, attribute->range);
}

std::vector<terraform::DerivationStep> pipeline_uses(const Graph& graph, NodeId node) {
  std::vector<terraform::DerivationStep> steps;
  for (const source::Range& use : pipeline_node(graph, node).uses) {
    steps.push_back({use, "it is used here"});
  }
  return steps;
}

void add_resources_of_roots(const Graph& graph, std::string_view type,
                            expressions::Context& context,
                            std::vector<values::SketchElement>& result) {
  const Graphs* all = graph.state().all;
  for (size_t i = 0; all != nullptr && i < all->size() && i < terraform::kMaxForeign; ++i) {
    const Graph* there = (*all)[i];
    if (there == nullptr || there->state().pipelines != nullptr) continue;
    for (const NodeId id : there->of_type(type)) {
      result.push_back({.key = {},
                        .value = graph.value(terraform::foreign_node(i, id)),
                        .optional = there->node(id).conditional});
    }
    for (const terraform::MissingModule& missing : there->evaluation().missing_modules()) {
      const values::Type any = values::Type::dynamic();
      result.push_back({.key = {},
                        .value = values::unknown_because(any, missing.reason, context.arena),
                        .optional = true,
                        .many = true});
    }
  }
}

}  // namespace graph
