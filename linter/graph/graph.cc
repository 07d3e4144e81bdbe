// SPDX-License-Identifier: Apache-2.0
// Makes nodes of an evaluation's instances. Exported: the class Graph; nodes beside resources stand
// in declared.cc, links in links.cc, how references are resolved in references.cc, symbols in
// relations.cc, what is asked of single nodes in arguments.cc. Tested in tests/graph/.

#include "graph/graph.h"

#include <algorithm>

#include "graph/state.h"
#include "terraform/environments.h"

namespace graph {

using terraform::ResourceInstance;

Value NodeSource::attribute(std::string_view name) const {
  const NodeKind kind = graph_.node(id_).kind;
  if (kind == NodeKind::resource || kind == NodeKind::data) {
    return graph_.evaluation().judged(id_, name);
  }
  if (kind == NodeKind::pipeline) return pipeline_attribute(graph_, id_, name);
  if (!attributes_) attributes_ = declared_attributes(graph_, graph_.state(), id_);
  const Value* value = attributes_->find(name);
  return value == nullptr ? Value() : *value;
}

const schema::Identity& identity_of(const Graph& graph, NodeId node) {
  std::string_view type = graph.node(node).type;
  if (type.starts_with(kDataPrefix)) type.remove_prefix(kDataPrefix.size());
  return graph.evaluation().schemas().identity(type);
}

namespace {

std::string_view keep(Graph::State& state, std::string text) {
  return state.names.emplace_back(std::move(text));
}

void add_resource(const Graph& graph, Graph::State& state, const ResourceInstance& instance) {
  Node node{
      .id = instance.id,
      .type = instance.resource->type,
      .address = instance.address,
      .conditional = instance.conditional,
      .known_only =
          graph.evaluation().modules()[static_cast<uint32_t>(instance.module)].module->known_only,
      .doubts = instance.doubts,
      .range = instance.resource->block->header,
      .module = instance.module,
      .block = instance.resource->block};
  if (instance.resource->mode == schema::Mode::data) {
    node.kind = NodeKind::data;
    node.type = keep(state, std::string(kDataPrefix) + std::string(node.type));
  }
  const values::Type type = instance.schema == nullptr
                                ? instance.configured.type(state.evaluation->arena())
                                : instance.schema->type;
  state.nodes.push_back(node);
  state.sources.emplace_back(graph, node.id, type);
}

// Every known text that stands for a managed node, as configured.
void index_identities(Graph::State& state, const Graph& graph) {
  for (const ResourceInstance& instance : state.evaluation->resources()) {
    each_identity(graph, instance.id, [&](std::string_view, const Value& value) {
      if (!values::is_text(value)) return;
      std::vector<NodeId>& nodes = state.by_identity[std::string(value.as_string())];
      if (nodes.empty() || nodes.back() != instance.id) nodes.push_back(instance.id);
    });
  }
}

}  // namespace

Graph::Graph(const terraform::Evaluation& evaluation, const Graphs* all)
    : state_(std::make_unique<State>()) {
  state_->evaluation = &evaluation;
  state_->all = all;
  state_->nodes.reserve(terraform::count_nodes(evaluation) + kMaxBackendConfigs);
  for (const ResourceInstance& instance : evaluation.resources()) {
    add_resource(*this, *state_, instance);
  }
  add_root_and_calls(*this, *state_);
  for (const Node& node : state_->nodes) state_->by_type[node.type].push_back(node.id);
  index_identities(*state_, *this);
}

Graph::Graph(const terraform::Evaluation& evaluation, const pipelines::File& file,
             const Graphs* all)
    : state_(std::make_unique<State>()) {
  state_->evaluation = &evaluation;
  state_->all = all;
  state_->pipelines = &file;
  state_->root = values::kNoNode;
  state_->has_declared = true;
  add_pipeline_nodes(*this, *state_);
  for (const Node& node : state_->nodes) state_->by_type[node.type].push_back(node.id);
}

Graph::~Graph() = default;

Graph::State& Graph::state() const { return *state_; }

const terraform::Evaluation& Graph::evaluation() const { return *state_->evaluation; }

std::span<const Node> Graph::nodes() const {
  add_declared(*this, *state_);
  return state_->nodes;
}

const Node& Graph::node(NodeId id) const {
  if (terraform::is_foreign(id)) return foreign_node(*this, *state_, id).node;
  return state_->nodes[static_cast<uint32_t>(id)];
}

NodeId Graph::root() const { return state_->root; }

std::span<const NodeId> Graph::of_type(std::string_view type) const {
  if (is_made_late(type)) add_declared(*this, *state_);
  const auto found = state_->by_type.find(type);
  if (found == state_->by_type.end()) return {};
  return found->second;
}

std::vector<std::string_view> Graph::types() const {
  add_declared(*this, *state_);
  std::vector<std::string_view> types;
  for (const auto& [type, nodes] : state_->by_type) types.push_back(type);
  return types;
}

Value Graph::value(NodeId id) const {
  if (terraform::is_foreign(id)) return Value::object(&*foreign_node(*this, *state_, id).source);
  return Value::object(&state_->sources[static_cast<uint32_t>(id)]);
}

NodeId Graph::node_of(const Value& value) {
  if (!value.is_known() || value.attribute_source() == nullptr) return values::kNoNode;
  const auto* source = dynamic_cast<const NodeSource*>(value.attribute_source());
  return source == nullptr ? values::kNoNode : source->id();
}

}  // namespace graph
