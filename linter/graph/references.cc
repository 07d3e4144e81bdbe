// SPDX-License-Identifier: Apache-2.0
// From values to the nodes they refer to, and back. Exported: Graph::linked, linking, resources.
// What cannot be resolved stays in the answer, as an unknown with its reason. Tested in
// tests/graph/.

#include <algorithm>

#include "graph/graph.h"
#include "graph/state.h"
#include "values/inspect.h"

namespace graph {

using expressions::Context;
using values::Kind;
using values::Reason;
using values::ReasonKind;
using values::sketch_of;
using values::SketchElement;
using values::SketchKind;

namespace {

bool wanted(std::span<const std::string_view> types, std::string_view type) {
  return types.empty() || std::ranges::find(types, type) != types.end();
}

void sort_unique(std::vector<NodeId>& nodes) {
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

// Why an element of a value leads to no node.
Reason unresolved_reason(const Value& element, const Value& whole) {
  if (element.is_unknown()) {
    for (const Value* value : {&element, &whole}) {
      if (!value->is_unknown()) continue;
      const auto& reasons = value->unknown_data().reasons;
      if (!reasons.empty()) return *reasons.front();
    }
    return {ReasonKind::not_supported, "this reference", {}};
  }
  const bool text = element.kind() == Kind::string && element.is_known();
  return {ReasonKind::external, text ? element.as_string() : "this value", {}};
}

}  // namespace

bool identifies(const Graph& graph, NodeId node, std::string_view attribute) {
  attribute = attribute.substr(0, attribute.find('['));  // each of a list of ids is one, too
  if (attribute.empty() || attribute == "id" || attribute == "arn") return true;
  const auto attributes = identity_of(graph, node).attributes;
  return std::ranges::find(attributes, attribute) != attributes.end();
}

namespace {

// What a node hands on: an attribute with the text of an argument that stands for another object
// (the id of a bucket's policy is the bucket's).
void add_handed_on(const Graph& graph, const values::Origin& origin,
                   std::span<const std::string_view> types, Referent& referent) {
  for (const std::span<const std::string_view> group : identity_of(graph, origin.node).synonyms) {
    if (std::ranges::find(group, origin.attribute) == group.end()) continue;
    for (const std::string_view argument : group) {
      if (argument == origin.attribute || identifies(graph, origin.node, argument)) continue;
      const Referent more = resolve(graph, given_argument(graph, origin.node, argument), types);
      referent.certain = referent.certain && more.certain;
      referent.nodes.insert(referent.nodes.end(), more.nodes.begin(), more.nodes.end());
    }
  }
}

}  // namespace

Referent resolve(const Graph& graph, const Value& element,
                 std::span<const std::string_view> types) {
  Referent referent;
  if (const NodeId node = Graph::node_of(element); node != values::kNoNode) {
    if (wanted(types, graph.node(node).type)) referent.nodes.push_back(node);
    return referent;
  }
  const auto* choices = sketch_of<values::Choices>(element, SketchKind::choices);
  if (choices != nullptr && choices->values.size() > 1) {
    for (const Value& choice : choices->values) {
      const Referent one = resolve(graph, choice, types);
      const bool same = &choice == choices->values.data() || one.nodes == referent.nodes;
      referent.certain = referent.certain && one.certain && same;
      referent.nodes.insert(referent.nodes.end(), one.nodes.begin(), one.nodes.end());
      sort_unique(referent.nodes);
    }
    return referent;
  }
  for (const values::Origin& origin : values::all_origins(element, graph.evaluation().origins())) {
    const Node& node = graph.node(origin.node);
    if (wanted(types, node.type) && identifies(graph, origin.node, origin.attribute)) {
      referent.nodes.push_back(origin.node);
    }
    add_handed_on(graph, origin, types, referent);
  }
  sort_unique(referent.nodes);
  return referent;
}

namespace {

// Whether two values are of the same making: one symbol, or the same text read from the same place.
bool same_making(const Value& a, const Value& b) {
  const auto* one = sketch_of<values::Symbol>(a, SketchKind::symbol);
  const auto* other = sketch_of<values::Symbol>(b, SketchKind::symbol);
  if (one != nullptr && other != nullptr) {
    return one->node == other->node && one->attribute == other->attribute;
  }
  return a.is_known() && b.is_known() && a.origins() == b.origins() && values::identical(a, b);
}

// Members of what is one of several collections: those of all of them, each once; surely there only
// if all have it.
Members members_of_any(const values::Choices& choices) {
  Members result;
  for (const Value& choice : choices.values) {
    const Members more = members(choice);
    const auto has = [](const Members& all, const SketchElement& wanted) {
      return std::ranges::any_of(all.elements, [&](const SketchElement& element) {
        return same_making(element.value, wanted.value);
      });
    };
    const bool first = &choice == choices.values.data();
    for (SketchElement& element : result.elements) {
      element.optional = element.optional || !has(more, element);
    }
    for (SketchElement element : more.elements) {
      if (has(result, element)) continue;
      element.optional = element.optional || !first;
      result.elements.push_back(element);
    }
  }
  result.complete = std::ranges::none_of(result.elements, &SketchElement::optional);
  return result;
}

bool is_collection(const Value& value) {
  return value.is_known() && value.kind() >= Kind::list && value.attribute_source() == nullptr;
}

}  // namespace

Members members(const Value& value) {
  Members result;
  if (value.is_null()) return result;
  const Value& sole = values::sole_choice(value);
  if (&sole != &value) return members(sole);
  const auto* choices = sketch_of<values::Choices>(value, SketchKind::choices);
  if (choices != nullptr && std::ranges::all_of(choices->values, is_collection)) {
    return members_of_any(*choices);
  }
  if (const auto* sketch = sketch_of<values::ElementsSketch>(value, SketchKind::elements)) {
    for (const SketchElement& element : sketch->elements) {
      result.elements.push_back(element);
      result.complete = result.complete && !element.optional;
    }
    return result;
  }
  const bool collection = value.kind() >= Kind::list;
  if (value.is_known() && collection && value.attribute_source() == nullptr) {
    for (const Value& element : value.elements()) {
      if (!element.is_null()) result.elements.push_back({.key = {}, .value = element});
    }
    return result;
  }
  // A scalar is its only member; an unknown collection has any number like itself.
  const bool open = value.is_unknown() && (collection || value.kind() == Kind::dynamic);
  result.elements.push_back({.key = {}, .value = value, .optional = open, .many = open});
  result.complete = !open;
  return result;
}

namespace {

// Why a member is not known: of a node, why it may not exist, and nothing of its attributes.
void add_reasons_of_member(const Graph& graph, const Value& value,
                           std::vector<const Reason*>& reasons, values::Arena& arena) {
  const NodeId node = Graph::node_of(value);
  if (node != values::kNoNode) {
    values::add_reasons(graph.node(node).doubts, reasons);
  } else if (is_collection(value)) {
    for (const Value& element : value.elements()) {
      add_reasons_of_member(graph, element, reasons, arena);
    }
  } else {
    values::add_reasons(values::all_reasons(value, arena), reasons);
  }
}

}  // namespace

Value list_of(const Graph& graph, const Value& source, std::span<const SketchElement> elements,
              values::Arena& arena) {
  const bool complete = std::ranges::none_of(elements, &SketchElement::optional);
  if (complete) {
    std::vector<Value> values;
    for (const SketchElement& element : elements) values.push_back(element.value);
    return Value::tuple(values, arena);
  }
  auto* sketch = arena.make<values::ElementsSketch>();
  sketch->kind = SketchKind::elements;
  sketch->elements = arena.copy(elements);
  std::vector<const Reason*> reasons;
  if (source.is_unknown()) values::add_reasons(source.unknown_data().reasons, reasons);
  for (const SketchElement& element : elements) {
    add_reasons_of_member(graph, element.value, reasons, arena);
  }
  return values::make_unknown(values::Type::list(values::Type::dynamic(), arena), nullptr, sketch,
                              arena.copy(reasons), arena);
}

namespace {

// One member of `linked`: its nodes, those that its text names, or an unknown with the reason.
void add_linked(const Graph& graph, const Graph::State& state, const SketchElement& member,
                const Value& whole, std::span<const std::string_view> types, Context& context,
                std::vector<SketchElement>& result) {
  Referent referent = resolve(graph, member.value, types);
  const Value& sole = values::sole_choice(member.value);
  if (referent.nodes.empty() && values::is_text(sole)) {
    const auto named = state.by_identity.find(sole.as_string());
    if (named != state.by_identity.end()) {
      for (NodeId node : named->second) {
        if (wanted(types, graph.node(node).type)) referent.nodes.push_back(node);
      }
    }
    // Several objects of one name: which is meant cannot be told.
    if (referent.nodes.size() > 1) referent.nodes.clear();
  }
  SketchElement element = member;
  if (referent.nodes.empty()) {
    element.value = values::unknown_because(values::Type::dynamic(),
                                            unresolved_reason(member.value, whole), context.arena);
    result.push_back(element);
  }
  for (NodeId node : referent.nodes) {
    element.value = graph.value(node);
    element.optional = member.optional || !referent.certain || graph.node(node).conditional;
    result.push_back(element);
  }
}

// The values at a path without indexes ("vpc_config.subnet_ids") of a configured value.
void values_at(const Value& value, std::string_view path, bool optional,
               std::vector<SketchElement>& result) {
  const std::string_view step = path.substr(0, path.find('.'));
  if (!path.empty() && !values::member_of(value, step).is_null()) {
    return values_at(values::member_of(value, step),
                     path.substr(std::min(step.size() + 1, path.size())), optional, result);
  }
  for (const SketchElement& member : members(value).elements) {
    if (path.empty()) {
      SketchElement element = member;
      element.optional = element.optional || optional;
      result.push_back(element);
      continue;
    }
    const Value& inside = member.value;
    if (values::is_keyed(inside)) {
      const std::string_view rest = path.substr(std::min(step.size() + 1, path.size()));
      values_at(values::member_of(inside, step), rest, optional || member.optional, result);
    } else if (inside.is_unknown()) {
      result.push_back({.key = {}, .value = inside, .optional = true, .many = true});
    }
  }
}

// Whether an element that resolves to no node may yet be a reference to something of this graph:
// a symbol that stands for its own node is not.
bool may_refer(const Graph& graph, const Value& element) {
  if (!element.is_unknown()) return false;
  const auto* symbol = sketch_of<values::Symbol>(element, SketchKind::symbol);
  if (symbol == nullptr) return true;
  const Node& node = graph.node(symbol->node);
  return node.kind == NodeKind::data || !identifies(graph, symbol->node, symbol->attribute);
}

void add_referrer(const Graph& graph, NodeId from, const SketchElement& member, Referrers& result) {
  const Value& element = values::sole_choice(member.value);
  const Referent referent = resolve(graph, element, {});
  // What may be a collection of any length (`many`) refers as a single value does.
  const bool certain = referent.certain && (!member.optional || member.many);
  for (NodeId node : referent.nodes) {
    const auto [entry, fresh] = result.by_node[node].emplace(from, certain);
    entry->second = entry->second || certain;
  }
  if (values::is_text(element)) {
    std::vector<NodeId>& nodes = result.by_text[std::string(element.as_string())];
    if (nodes.empty() || nodes.back() != from) nodes.push_back(from);
  } else if (may_refer(graph, element)) {
    result.unresolved.push_back({from, element});
  }
}

const Referrers& referrers_of(const Graph& graph, const Graph::State& state, std::string_view type,
                              std::string_view path) {
  const auto key = std::make_pair(std::string(type), std::string(path));
  const auto found = state.referrers.find(key);
  if (found != state.referrers.end()) return found->second;
  Referrers& result = state.referrers[key];
  const size_t dot = std::min(path.find('.'), path.size());
  for (NodeId id : graph.of_type(type)) {
    std::vector<SketchElement> elements;
    values_at(given_argument(graph, id, path.substr(0, dot)),
              path.substr(std::min(dot + 1, path.size())), false, elements);
    for (const SketchElement& element : elements) {
      add_referrer(graph, id, element, result);
    }
  }
  return result;
}

// Whether a node's known identities are among these texts.
void add_named(const Graph& graph, NodeId target, const Referrers& referrers,
               std::map<NodeId, bool>& nodes) {
  each_identity(graph, target, [&](std::string_view, const Value& value) {
    if (!values::is_text(value)) return;
    const auto named = referrers.by_text.find(value.as_string());
    if (named == referrers.by_text.end()) return;
    for (NodeId from : named->second) nodes[from] = true;
  });
}

}  // namespace

Value Graph::linked(const Value& value, std::span<const std::string_view> types,
                    Context& context) const {
  std::vector<SketchElement> result;
  std::vector<Value> open;  // what is known to be one of several nodes, and what it is read from
  for (const SketchElement& member : members(value).elements) {
    if (!resolve(*this, member.value, types).certain) open.push_back(member.value);
    add_linked(*this, *state_, member, value, types, context, result);
  }
  if (open.empty()) return list_of(*this, value, result, context.arena);
  open.push_back(value);
  const Value source =
      values::unknown_from(values::Type::dynamic(), open, context.origins, context.arena);
  return list_of(*this, source, result, context.arena);
}

Value Graph::linking(NodeId node, std::string_view type, std::string_view path,
                     Context& context) const {
  const Referrers& referrers = referrers_of(*this, *state_, type, path);
  std::map<NodeId, bool> nodes;
  const auto direct = referrers.by_node.find(node);
  if (direct != referrers.by_node.end()) nodes = direct->second;
  if (this->node(node).kind == NodeKind::resource) add_named(*this, node, referrers, nodes);
  std::vector<SketchElement> result;
  result.reserve(nodes.size());
  for (const auto& [from, certain] : nodes) {
    const bool there = !this->node(from).conditional || is_there_with(*this, from, node);
    result.push_back({.key = {}, .value = value(from), .optional = !certain || !there});
  }
  // Those that may refer to it are known but for that.
  std::vector<Value> open;
  for (const Referrers::Unresolved& possible : referrers.unresolved) {
    const bool fresh = !nodes.contains(possible.from);
    if (!fresh || !may_hold(*this, *state_, possible.value, node)) continue;
    nodes.emplace(possible.from, false);
    open.push_back(possible.value);
    result.push_back({.key = {}, .value = value(possible.from), .optional = true});
  }
  add_missing_modules(*this, *state_, type, node, context, result);
  if (terraform::is_foreign(node)) {
    const Graph& there = graph_of(*state_, node);
    const Value answer = there.linking(terraform::node_there(node), type, path, context);
    for (SketchElement element : members(answer).elements) {
      element.value = taken_from(*this, terraform::environment_of(node), element.value);
      result.push_back(element);
    }
  }
  const Value source = open.empty() ? Value()
                                    : values::unknown_from(values::Type::dynamic(), open,
                                                           context.origins, context.arena);
  return list_of(*this, source, result, context.arena);
}

Value Graph::resources(std::string_view type, Context& context) const {
  std::vector<SketchElement> result;
  for (NodeId id : of_type(type)) {
    result.push_back({.key = {}, .value = value(id), .optional = node(id).conditional});
  }
  if (state_->pipelines != nullptr && !is_of_pipelines(type)) {
    add_resources_of_roots(*this, type, context, result);
  }
  add_missing_modules(*this, *state_, type, values::kNoNode, context, result);
  return list_of(*this, {}, result, context.arena);
}

}  // namespace graph
