// SPDX-License-Identifier: Apache-2.0
// Makes nodes of an evaluation's instances and finds the references between them. Exported: the
// class Graph; how references are resolved stands in references.cc, symbols in relations.cc.
// Tested in tests/graph/.

#include "graph/graph.h"

#include <algorithm>

#include "graph/state.h"

namespace graph {

using terraform::ResourceInstance;

NodeSource::NodeSource(const terraform::Evaluation& evaluation, NodeId id, Value attributes)
    : evaluation_(evaluation),
      id_(id),
      type_(attributes.type(evaluation.arena())),
      attributes_(attributes) {}

Value NodeSource::attribute(std::string_view name) const {
  if (attributes_.is_null()) return evaluation_.judged(id_, name);
  const Value* value = attributes_.find(name);
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

void add_resource(Graph::State& state, const ResourceInstance& instance) {
  Node node{.id = instance.id,
            .type = instance.resource->type,
            .address = instance.address,
            .conditional = instance.conditional,
            .doubts = instance.doubts,
            .range = instance.resource->block->header};
  if (instance.resource->mode == schema::Mode::data) {
    node.kind = NodeKind::data;
    node.type = keep(state, std::string(kDataPrefix) + std::string(node.type));
  }
  const values::Type type = instance.schema == nullptr
                                ? instance.configured.type(state.evaluation->arena())
                                : instance.schema->type;
  state.nodes.push_back(node);
  state.sources.emplace_back(*state.evaluation, node.id, type);
}

Value object_of(std::span<const std::pair<std::string_view, std::string>> attributes,
                values::Arena& arena) {
  std::vector<std::string_view> keys;
  std::vector<Value> values;
  for (const auto& [key, text] : attributes) {
    keys.push_back(key);
    values.push_back(Value::string(text, arena));
  }
  return Value::object(keys, values, arena);
}

void add_other(Graph::State& state, Node node, Value attributes) {
  node.id = NodeId{static_cast<uint32_t>(state.nodes.size())};
  state.nodes.push_back(node);
  state.sources.emplace_back(*state.evaluation, node.id, attributes);
}

void add_root_and_calls(Graph::State& state) {
  const terraform::Evaluation& evaluation = *state.evaluation;
  values::Arena& arena = evaluation.arena();
  const std::pair<std::string_view, std::string> root[] = {
      {"directory", evaluation.configuration().directory},
      {"workspace", evaluation.inputs().workspace},  // empty: none was named
  };
  add_other(state, {.kind = NodeKind::root, .type = "terraform_root", .address = ".", .range = {}},
            object_of(root, arena));
  state.root = state.nodes.back().id;
  for (const terraform::ModuleInstance& module : evaluation.modules()) {
    if (module.call == nullptr) continue;
    const std::pair<std::string_view, std::string> call[] = {
        {"name", std::string(module.call->name)},
        {"source", module.call->source},
        {"version", module.call->version},
    };
    add_other(state,
              {.kind = NodeKind::module_call,
               .type = "terraform_module_call",
               .address = module.address,
               .conditional = module.conditional,
               .doubts = module.doubts,
               .range = module.call->block->header},
              object_of(call, arena));
  }
}

// Every known text that stands for a managed node, as configured.
void index_identities(Graph::State& state, const Graph& graph) {
  for (const ResourceInstance& instance : state.evaluation->resources()) {
    if (instance.resource->mode != schema::Mode::managed) continue;
    const Value configured = instance.configured;
    if (!configured.is_known() || configured.attribute_source() != nullptr) continue;
    for (size_t i = 0; i < configured.keys().size(); ++i) {
      const Value value = configured.elements()[i];
      if (value.kind() != values::Kind::string || !value.is_known()) continue;
      if (!identifies(graph, instance.id, configured.keys()[i])) continue;
      std::vector<NodeId>& nodes = state.by_identity[std::string(value.as_string())];
      if (nodes.empty() || nodes.back() != instance.id) nodes.push_back(instance.id);
    }
  }
}

// Collects links of one argument's value, at any depth.
void collect_links(Graph::State& state, NodeId from, const std::string& path, const Value& value) {
  if (value.is_null() || value.attribute_source() != nullptr) return;
  const bool nested = value.is_known() && value.kind() >= values::Kind::list;
  const auto* sketch = value.is_unknown() ? value.unknown_data().sketch : nullptr;
  if (nested) {
    const bool named = value.kind() == values::Kind::object;
    for (size_t i = 0; i < value.elements().size(); ++i) {
      collect_links(state, from, named ? path + "." + std::string(value.keys()[i]) : path,
                    value.elements()[i]);
    }
    return;
  }
  if (sketch != nullptr && sketch->kind == values::SketchKind::elements) {
    for (const auto& element : static_cast<const values::ElementsSketch*>(sketch)->elements) {
      collect_links(state, from, path, element.value);
    }
    return;
  }
  for (const values::Origin& origin : values::all_origins(value, state.evaluation->origins())) {
    state.links.push_back({from, origin.node, path, origin.attribute});
  }
}

void find_links(Graph::State& state) {
  for (const ResourceInstance& instance : state.evaluation->resources()) {
    const Value configured = instance.configured;
    if (!configured.is_known() || configured.attribute_source() != nullptr) continue;
    for (size_t i = 0; i < configured.keys().size(); ++i) {
      collect_links(state, instance.id, std::string(configured.keys()[i]),
                    configured.elements()[i]);
    }
  }
  const auto key = [](const Link& link) {
    return std::tie(link.from, link.path, link.to, link.attribute);
  };
  std::ranges::sort(state.links, {}, key);
  const auto same = [&key](const Link& a, const Link& b) { return key(a) == key(b); };
  state.links.erase(std::unique(state.links.begin(), state.links.end(), same), state.links.end());
  for (uint32_t i = 0; i < state.links.size(); ++i) {
    state.links_to[state.links[i].to].push_back(i);
  }
}

}  // namespace

Graph::Graph(const terraform::Evaluation& evaluation) : state_(std::make_unique<State>()) {
  state_->evaluation = &evaluation;
  for (const ResourceInstance& instance : evaluation.resources()) add_resource(*state_, instance);
  add_root_and_calls(*state_);
  for (const Node& node : state_->nodes) state_->by_type[node.type].push_back(node.id);
  index_identities(*state_, *this);
  find_links(*state_);
}

Graph::~Graph() = default;

const terraform::Evaluation& Graph::evaluation() const { return *state_->evaluation; }
std::span<const Node> Graph::nodes() const { return state_->nodes; }
const Node& Graph::node(NodeId id) const { return state_->nodes[static_cast<uint32_t>(id)]; }
NodeId Graph::root() const { return state_->root; }

std::span<const NodeId> Graph::of_type(std::string_view type) const {
  const auto found = state_->by_type.find(type);
  if (found == state_->by_type.end()) return {};
  return found->second;
}

std::vector<std::string_view> Graph::types() const {
  std::vector<std::string_view> types;
  for (const auto& [type, nodes] : state_->by_type) types.push_back(type);
  return types;
}

Value Graph::value(NodeId id) const {
  return Value::object(&state_->sources[static_cast<uint32_t>(id)]);
}

NodeId Graph::node_of(const Value& value) {
  if (!value.is_known() || value.attribute_source() == nullptr) return values::kNoNode;
  const auto* source = dynamic_cast<const NodeSource*>(value.attribute_source());
  return source == nullptr ? values::kNoNode : source->id();
}

std::span<const Link> Graph::links() const { return state_->links; }

std::span<const Link> Graph::links_from(NodeId id) const {
  const auto first = std::ranges::lower_bound(state_->links, id, {}, &Link::from);
  const auto last = std::ranges::upper_bound(state_->links, id, {}, &Link::from);
  return {first, last};
}

std::vector<const Link*> Graph::links_to(NodeId id) const {
  std::vector<const Link*> result;
  const auto found = state_->links_to.find(id);
  if (found == state_->links_to.end()) return result;
  for (uint32_t index : found->second) result.push_back(&state_->links[index]);
  return result;
}

}  // namespace graph
