// SPDX-License-Identifier: Apache-2.0
// Nodes of other roots, as the graph of a root that reads their state sees them. Exported:
// graph_of, foreign_node, taken_from, instance_of, ForeignSource. Tested in
// tests/graph/foreign_test.cc.

#include "graph/graph.h"
#include "graph/state.h"
#include "values/inspect.h"

namespace graph {

Value ForeignSource::attribute(std::string_view name) const {
  const auto known = attributes_.find(name);
  if (known != attributes_.end()) return known->second;
  const Value value =
      graph_.evaluation().taken_from(terraform::environment_of(id()), there_.attribute(name));
  return attributes_.emplace(name, value).first->second;
}

const Graph& graph_of(const Graph::State& state, NodeId foreign) {
  return *(*state.all)[terraform::environment_of(foreign)];
}

const ForeignNode& foreign_node(const Graph& graph, Graph::State& state, NodeId id) {
  const auto [entry, fresh] = state.foreign.try_emplace(id);
  ForeignNode& foreign = entry->second;
  if (!fresh) return foreign;
  const Graph& there = graph_of(state, id);
  foreign.node = there.node(terraform::node_there(id));
  foreign.address = there.evaluation().configuration().directory + ": ";
  foreign.address += foreign.node.address;
  foreign.node.id = id;
  foreign.node.address = foreign.address;
  foreign.node.module = terraform::kRootModule;  // its own is none of this evaluation
  const Value value = there.value(terraform::node_there(id));
  foreign.source.emplace(graph, id, *value.attribute_source());
  return foreign;
}

Value taken_from(const Graph& graph, size_t environment, const Value& answer) {
  const NodeId node = Graph::node_of(answer);
  if (node == values::kNoNode) return graph.evaluation().taken_from(environment, answer);
  return graph.value(terraform::is_foreign(node) ? node
                                                 : terraform::foreign_node(environment, node));
}

const terraform::ResourceInstance* instance_of(const Graph& graph, NodeId node) {
  const NodeKind kind = graph.node(node).kind;
  if (kind != NodeKind::resource && kind != NodeKind::data) return nullptr;
  if (terraform::is_foreign(node)) {
    return instance_of(graph_of(graph.state(), node), terraform::node_there(node));
  }
  return &graph.evaluation().resources()[static_cast<uint32_t>(node)];
}

}  // namespace graph
