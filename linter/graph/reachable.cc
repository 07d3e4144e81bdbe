// SPDX-License-Identifier: Apache-2.0
// What steps from node to node lead to. Exported: Graph::reachable. Tested in
// tests/rules/reachable_test.cc.

#include <algorithm>
#include <map>

#include "graph/graph.h"
#include "graph/state.h"

namespace graph {

namespace {

using expressions::Context;
using values::SketchElement;

// Nodes in the order in which they are reached, each once; a step that is certain makes certain
// what an earlier one had left open.
class Walk {
 public:
  Walk(const Graph& graph, const Graph::Step& step) : graph_(graph), step_(step) {}

  // A number of steps that may be none, to members of `value`.
  void add(const Value& value, bool optional) {
    if (value.is_unknown()) open_.push_back(value);
    for (const SketchElement& member : members(value).elements) {
      const NodeId node = Graph::node_of(member.value);
      const bool open = optional || member.optional;
      if (node == values::kNoNode) {
        add_unresolved(member.value);
      } else {
        add_node(node, open || graph_.node(node).conditional);
      }
    }
  }

  // What is not known of the steps, and why.
  [[nodiscard]] std::span<const Value> open() const { return open_; }

  std::vector<SketchElement> all() {
    for (size_t i = 0; i < reached_.size(); ++i) {
      const Reached from = reached_[i];
      if (!from.current) continue;
      add(step_(graph_.value(from.node)), from.optional);
    }
    std::vector<SketchElement> result;
    for (const Reached& reached : reached_) {
      if (!reached.current) continue;
      result.push_back(
          {.key = {}, .value = graph_.value(reached.node), .optional = reached.optional});
    }
    result.insert(result.end(), unresolved_.begin(), unresolved_.end());
    return result;
  }

 private:
  struct Reached {
    NodeId node{};
    bool optional = false;
    bool current = true;  // false: it was reached for certain later
  };

  void add_node(NodeId node, bool optional) {
    const auto [known, fresh] = places_.emplace(node, reached_.size());
    if (!fresh) {
      if (optional || !reached_[known->second].optional) return;
      reached_[known->second].current = false;
      known->second = reached_.size();
    }
    reached_.push_back({.node = node, .optional = optional});
  }

  // What cannot be resolved may be any number of nodes.
  void add_unresolved(const Value& value) {
    if (!value.is_unknown()) return;
    unresolved_.push_back({.key = {}, .value = value, .optional = true, .many = true});
  }

  const Graph& graph_;
  const Graph::Step& step_;
  std::vector<Reached> reached_;
  std::map<NodeId, size_t> places_;
  std::vector<SketchElement> unresolved_;
  std::vector<Value> open_;
};

}  // namespace

Value Graph::reachable(const Value& starts, const Step& step, Context& context) const {
  Walk walk(*this, step);
  walk.add(starts, false);
  const std::vector<SketchElement> reached = walk.all();
  const Value reasons =
      values::unknown_from(values::Type::dynamic(), walk.open(), context.origins, context.arena);
  return list_of(*this, reasons, reached, context.arena);
}

}  // namespace graph
