// SPDX-License-Identifier: Apache-2.0
// What modules that are not installed know of the rest of the configuration: only of what they are
// given can they make something. Exported: add_missing_modules. Tested in tests/graph/.

#include <algorithm>

#include "graph/graph.h"
#include "graph/state.h"
#include "values/walk.h"

namespace graph {

namespace {

using expressions::Context;
using values::Reason;
using values::ReasonKind;
using values::SketchElement;
using values::SketchKind;

// Sketches whose contents are visited on their own.
bool is_composed(const values::Sketch* sketch) {
  return sketch != nullptr &&
         (sketch->kind == SketchKind::parts || sketch->kind == SketchKind::document ||
          sketch->kind == SketchKind::elements);
}

class Reader {
 public:
  explicit Reader(const Graph& graph) : graph_(graph) {
    for (const terraform::ResourceInstance& instance : graph.evaluation().resources()) {
      if (instance.resource->mode == schema::Mode::data) {
        data_.emplace(instance.address, instance.id);
      }
    }
  }

  Handed read(std::span<const terraform::MissingInstance> instances) {
    Handed handed;
    for (const terraform::MissingInstance& instance : instances) {
      const Value& argument = instance.arguments;
      for (const values::Origin& origin :
           values::all_origins(argument, graph_.evaluation().origins())) {
        add_origin(origin.node, handed);
      }
      values::Walk(argument).run([](const Value&) { return true; },
                                 [&](const Value& value) {
                                   add(value, handed);
                                   return true;
                                 });
    }
    std::ranges::sort(handed.nodes);
    handed.nodes.erase(std::unique(handed.nodes.begin(), handed.nodes.end()), handed.nodes.end());
    return handed;
  }

 private:
  // A value that was read of a node hands on the node; of a data source, what that reads.
  void add_origin(NodeId node, Handed& handed) {
    handed.nodes.push_back(node);
    if (graph_.node(node).kind != NodeKind::data || terraform::is_foreign(node)) return;
    const Value& given = graph_.evaluation().resources()[static_cast<uint32_t>(node)].configured;
    for (const values::Origin& read : values::all_origins(given, graph_.evaluation().origins())) {
      handed.nodes.push_back(read.node);
    }
  }

  void add(const Value& value, Handed& handed) {
    const Value& sole = values::sole_choice(value);
    if (values::is_text(sole)) handed.texts.emplace(sole.as_string());
    if (!sole.is_unknown()) return;
    const values::UnknownData& unknown = value.unknown_data();
    if (is_composed(unknown.sketch)) return;
    for (const Reason* reason : unknown.reasons) add(*reason, unknown, handed);
  }

  void add(const Reason& reason, const values::UnknownData& unknown, Handed& handed) {
    switch (reason.kind) {
      case ReasonKind::variable:
        handed.variables.insert(reason.subject);
        break;
      case ReasonKind::module:
        handed.modules.insert(reason.subject);
        break;
      case ReasonKind::data_source:
        if (const auto data = data_.find(reason.subject); data != data_.end()) {
          add_origin(data->second, handed);
        }
        break;
      case ReasonKind::apply:
        // What it was read of is among the origins, unless that was lost.
        handed.anything = handed.anything || unknown.sketch == nullptr;
        break;
      case ReasonKind::count:
      case ReasonKind::external:
        break;
      case ReasonKind::file:
      case ReasonKind::invalid:
      case ReasonKind::not_supported:
      case ReasonKind::plan:
        handed.anything = true;
    }
  }

  const Graph& graph_;
  std::map<std::string_view, NodeId> data_;
};

// A node's names, known ones and those that are not.
struct Names {
  std::vector<std::string_view> texts;
  std::vector<std::string_view> variables;
};

Names names_of(const Graph& graph, NodeId node) {
  Names names;
  if (graph.node(node).kind != NodeKind::resource) return names;
  each_identity(graph, node, [&](std::string_view, const Value& value) {
    if (values::is_text(value)) names.texts.push_back(value.as_string());
    if (!value.is_unknown()) return;
    for (const Reason* reason : value.unknown_data().reasons) {
      if (reason->kind == ReasonKind::variable) names.variables.push_back(reason->subject);
    }
  });
  return names;
}

const std::vector<Handed>& all_handed(const Graph& graph, const Graph::State& state) {
  if (!state.handed.empty()) return state.handed;
  Reader reader(graph);
  for (const terraform::MissingModule& missing : graph.evaluation().missing_modules()) {
    state.handed.push_back(reader.read(missing.instances));
  }
  return state.handed;
}

bool has(const Handed& handed, NodeId node, const Names& names) {
  const auto is_text = [&](std::string_view text) { return handed.texts.contains(text); };
  const auto is_variable = [&](std::string_view name) { return handed.variables.contains(name); };
  return handed.anything || std::ranges::binary_search(handed.nodes, node) ||
         std::ranges::any_of(names.texts, is_text) ||
         std::ranges::any_of(names.variables, is_variable);
}

// Whether the call of a module (the index-th of the evaluation's that are not installed) hands it a
// node: its identity, its name, what a data source reads of it, the output of another such module
// that has it, or a value that may be any of these.
bool is_given(const Graph& graph, const Graph::State& state, size_t index, NodeId node) {
  const std::vector<Handed>& handed = all_handed(graph, state);
  const auto missing = graph.evaluation().missing_modules();
  const Names names = names_of(graph, node);
  std::vector<size_t> open{index};  // it, and those whose outputs it is given
  std::vector<bool> seen(handed.size());
  while (!open.empty()) {
    const size_t at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    if (has(handed[at], node, names)) return true;
    for (size_t i = 0; i < missing.size(); ++i) {
      if (handed[at].modules.contains(missing[i].address)) open.push_back(i);
    }
  }
  return false;
}

// Whether a module that is not installed may hold nodes of a type: there is one root.
bool is_of_any_module(std::string_view type) {
  return type != "terraform_root" && type != "terraform_backend" && !is_of_pipelines(type);
}

// Whether all nodes of a type are known that a module holds, though it is not installed.
bool knows_all_of(const terraform::MissingModule& missing, std::string_view type) {
  if (missing.known == nullptr) return false;
  const auto& resources = missing.known->resources;
  const auto first = resources.lower_bound({type, {}});
  return first != resources.end() && first->first.first == type;
}

// Whether a module that is not installed can refer to a node: it is given it, or it is its own.
bool may_reach(const Graph& graph, const Graph::State& state, size_t index, NodeId target) {
  const terraform::MissingModule& missing = graph.evaluation().missing_modules()[index];
  if (missing.known != nullptr && !terraform::is_foreign(target)) {
    const terraform::ModuleInstance& around =
        graph.evaluation().modules()[static_cast<uint32_t>(graph.node(target).module)];
    if (around.call == missing.call && around.parent == missing.parent) return true;
  }
  return is_given(graph, state, index, target);
}

}  // namespace

void add_missing_modules(const Graph& graph, const Graph::State& state, std::string_view type,
                         NodeId target, Context& context, std::vector<SketchElement>& result) {
  if (!is_of_any_module(type)) return;
  const auto missing = graph.evaluation().missing_modules();
  std::vector<const Reason*> reasons;
  for (size_t i = 0; i < missing.size(); ++i) {
    if (knows_all_of(missing[i], type)) continue;
    if (target != values::kNoNode && !may_reach(graph, state, i, target)) continue;
    reasons.push_back(&missing[i].reason);
  }
  if (reasons.empty()) return;
  // Any number of them from all these modules: what is undecided is so once, not for each module.
  const Value any = values::make_unknown(values::Type::dynamic(), nullptr, nullptr,
                                         context.arena.copy(reasons), context.arena);
  result.push_back({.key = {}, .value = any, .optional = true, .many = true});
}

}  // namespace graph
