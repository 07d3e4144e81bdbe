// SPDX-License-Identifier: Apache-2.0
// Which nodes are there whenever others are, and which may refer to others though what they hold is
// not known. Exported: is_there_with, may_hold. Tested in tests/graph/.

#include <algorithm>

#include "graph/graph.h"
#include "graph/state.h"

namespace graph {

namespace {

using syntax::Expression;
using syntax::ExpressionKind;

bool reads_same(const Expression* a, const Expression* b);

bool all_read_same(std::span<const Expression* const> a, std::span<const Expression* const> b) {
  return std::ranges::equal(
      a, b, [](const Expression* x, const Expression* y) { return reads_same(x, y); });
}

bool steps_read_same(std::span<const syntax::Step> a, std::span<const syntax::Step> b) {
  return std::ranges::equal(a, b, [](const syntax::Step& x, const syntax::Step& y) {
    return x.kind == y.kind && x.text == y.text;
  });
}

bool literals_read_same(const syntax::Literal& a, const syntax::Literal& b) {
  return a.literal == b.literal && a.boolean == b.boolean && a.text == b.text;
}

const Expression* without_parentheses(const Expression* expression) {
  while (expression != nullptr && expression->kind == ExpressionKind::parentheses) {
    expression = expression->as<syntax::Parentheses>().inner;
  }
  return expression;
}

// flat switch: what each kind of expression is made of; those that conditions seldom have are taken
// for different.
bool read_same(const Expression& a, const Expression& b) {
  switch (a.kind) {
    case ExpressionKind::literal:
      return literals_read_same(a.as<syntax::Literal>(), b.as<syntax::Literal>());
    case ExpressionKind::traversal:
      return a.as<syntax::Traversal>().root == b.as<syntax::Traversal>().root &&
             steps_read_same(a.as<syntax::Traversal>().steps, b.as<syntax::Traversal>().steps);
    case ExpressionKind::index:
      return reads_same(a.as<syntax::Index>().collection, b.as<syntax::Index>().collection) &&
             reads_same(a.as<syntax::Index>().key, b.as<syntax::Index>().key);
    case ExpressionKind::call:
      return a.as<syntax::Call>().name == b.as<syntax::Call>().name &&
             all_read_same(a.as<syntax::Call>().arguments, b.as<syntax::Call>().arguments);
    case ExpressionKind::conditional:
      return reads_same(a.as<syntax::Conditional>().condition,
                        b.as<syntax::Conditional>().condition) &&
             reads_same(a.as<syntax::Conditional>().if_true, b.as<syntax::Conditional>().if_true) &&
             reads_same(a.as<syntax::Conditional>().if_false, b.as<syntax::Conditional>().if_false);
    case ExpressionKind::binary:
      return a.as<syntax::Binary>().op == b.as<syntax::Binary>().op &&
             reads_same(a.as<syntax::Binary>().left, b.as<syntax::Binary>().left) &&
             reads_same(a.as<syntax::Binary>().right, b.as<syntax::Binary>().right);
    case ExpressionKind::unary:
      return a.as<syntax::Unary>().op == b.as<syntax::Unary>().op &&
             reads_same(a.as<syntax::Unary>().operand, b.as<syntax::Unary>().operand);
    case ExpressionKind::template_:
      return all_read_same(a.as<syntax::Template>().parts, b.as<syntax::Template>().parts);
    case ExpressionKind::tuple:
      return all_read_same(a.as<syntax::Tuple>().elements, b.as<syntax::Tuple>().elements);
    default:
      return false;
  }
}

bool reads_same(const Expression* a, const Expression* b) {
  a = without_parentheses(a);
  b = without_parentheses(b);
  if (a == nullptr || b == nullptr) return a == b;
  return a->kind == b->kind && read_same(*a, *b);
}

// All that a node refers to, and what that refers to, and so on; sorted.
const std::vector<NodeId>& depends_on(const Graph& graph, const Graph::State& state, NodeId node) {
  const auto known = state.dependencies.find(node);
  if (known != state.dependencies.end()) return known->second;
  std::set<NodeId> found;
  std::vector<NodeId> open{node};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    if (terraform::is_foreign(at)) continue;
    for (const Link& link : graph.links_from(at)) {
      if (found.insert(link.to).second) open.push_back(link.to);
    }
  }
  return state.dependencies[node] = {found.begin(), found.end()};
}

}  // namespace

bool is_there_with(const Graph& graph, NodeId node, NodeId other) {
  const terraform::ResourceInstance* one = instance_of(graph, node);
  const terraform::ResourceInstance* two = instance_of(graph, other);
  if (one == nullptr || two == nullptr) return false;
  if (terraform::is_foreign(node) || terraform::is_foreign(other)) return false;
  if (one->module != two->module) return false;
  if (one->resource->count == nullptr && one->resource->for_each == nullptr) return true;
  return one->key == two->key && one->key.kind != terraform::InstanceKey::Kind::any &&
         reads_same(one->resource->count, two->resource->count) &&
         reads_same(one->resource->for_each, two->resource->for_each);
}

namespace {

bool is_made_here(const Graph& graph, NodeId node) {
  return !terraform::is_foreign(node) && graph.node(node).kind == NodeKind::resource &&
         identity_of(graph, node).adopts_existing == 0;
}

// Whether a text that is not known is, as it stands, the name of a resource beside the target: one
// of the same type, which has another name.
bool is_name_of_other(const Graph& graph, const Value& text, NodeId target) {
  if (!text.is_unknown() || text.unknown_data().sketch == nullptr) return false;
  if (!is_made_here(graph, target)) return false;
  return std::ranges::any_of(
      values::all_origins(text, graph.evaluation().origins()), [&](const values::Origin& origin) {
        if (origin.node == target || !is_made_here(graph, origin.node)) return false;
        if (graph.node(origin.node).type != graph.node(target).type) return false;
        if (!identifies(graph, origin.node, origin.attribute)) return false;
        const Value own = given_argument(graph, origin.node, origin.attribute);
        return own.is_unknown() && own.unknown_data().sketch == text.unknown_data().sketch;
      });
}

}  // namespace

bool may_hold(const Graph& graph, const Graph::State& state, const Value& unresolved,
              NodeId target) {
  const auto* choices = values::sketch_of<values::Choices>(unresolved, values::SketchKind::choices);
  if (choices != nullptr) {
    return std::ranges::any_of(choices->values, [&](const Value& choice) {
      if (values::is_text(choice)) return !choice.as_string().empty();
      return choice.is_unknown() && may_hold(graph, state, choice, target);
    });
  }
  if (is_name_of_other(graph, unresolved, target)) return false;
  const auto* symbol = values::sketch_of<values::Symbol>(unresolved, values::SketchKind::symbol);
  if (symbol == nullptr || terraform::is_foreign(symbol->node) || terraform::is_foreign(target)) {
    return true;
  }
  const bool made_here = graph.node(symbol->node).kind == NodeKind::resource &&
                         graph.node(target).kind == NodeKind::resource &&
                         identity_of(graph, target).adopts_existing == 0;
  return !made_here || symbol->node == target ||
         std::ranges::binary_search(depends_on(graph, state, symbol->node), target);
}

}  // namespace graph
