// SPDX-License-Identifier: Apache-2.0
// Which argument decided a failing condition: what `at` says, else the first argument that the
// first false operand of the condition reads, else the block. Exported: place_of. Tested in
// tests/rules/.

#include <fmt/format.h>

#include <algorithm>

#include "rules/library.h"

namespace rules {

using expressions::Context;
using graph::Graph;

namespace {

std::string path_text(std::span<const syntax::Step> steps) {
  std::string path;
  for (const syntax::Step& step : steps) {
    if (step.kind == syntax::StepKind::attribute) {
      if (!path.empty()) path += '.';
      path += step.text;
    } else {
      path += fmt::format("[{}]", step.text);
    }
  }
  return path;
}

void operands_of(const syntax::Expression& expression,
                 std::vector<const syntax::Expression*>& result) {
  if (expression.kind == syntax::ExpressionKind::parentheses) {
    operands_of(*expression.as<syntax::Parentheses>().inner, result);
    return;
  }
  const bool conjunction = expression.kind == syntax::ExpressionKind::binary &&
                           expression.as<syntax::Binary>().op == syntax::BinaryOperator::and_;
  if (!conjunction) {
    result.push_back(&expression);
    return;
  }
  operands_of(*expression.as<syntax::Binary>().left, result);
  operands_of(*expression.as<syntax::Binary>().right, result);
}

// The path of the rule's node that `each.value` stands for: that of for_each and the element's key.
std::optional<std::string> element_path(const Rule& rule, const Value& each) {
  if (rule.for_each == nullptr || rule.for_each->kind != syntax::ExpressionKind::traversal) {
    return std::nullopt;
  }
  const auto& traversal = rule.for_each->as<syntax::Traversal>();
  const Value* key = each.is_known() ? each.find("key") : nullptr;
  if (traversal.root != "self" || key == nullptr || !key->is_known()) return std::nullopt;
  const std::string index = key->kind() == values::Kind::number
                                ? key->as_number().to_string()
                                : values::json_string(key->as_string());
  return fmt::format("{}[{}]", path_text(traversal.steps), index);
}

// The path of the rule's node that a reference reads, if it reads the node.
std::optional<std::string> path_read(const Rule& rule, const syntax::Traversal& traversal,
                                     const Value& each) {
  if (traversal.root == "self" && !traversal.steps.empty()) return path_text(traversal.steps);
  if (traversal.root != "each" || traversal.steps.empty()) return std::nullopt;
  std::optional<std::string> element = element_path(rule, each);
  if (!element || traversal.steps[0].text != "value") return std::nullopt;
  const std::string rest = path_text(traversal.steps.subspan(1));
  return rest.empty() ? *element : *element + "." + rest;
}

// The first operand of the condition that is false, or the whole condition.
const syntax::Expression& deciding_operand(const Rule& rule, const expressions::Scope& scope,
                                           Context& context) {
  std::vector<const syntax::Expression*> operands;
  operands_of(*rule.condition, operands);
  for (const syntax::Expression* operand : operands) {
    const Value value = expressions::attempt(*operand, scope, context).value;
    if (value.is_known() && value.kind() == values::Kind::boolean && !value.as_boolean()) {
      return *operand;
    }
  }
  return *rule.condition;
}

Place whole_block(NodeId node, const Graph& graph, std::string path) {
  return {node, std::move(path), graph.node(node).range};
}

Place argument_or_block(NodeId node, const Graph& graph, std::string path) {
  if (const auto range = graph.argument(node, path)) return {node, std::move(path), *range};
  return whole_block(node, graph, std::move(path));
}

// `at`: an attribute of self or each.value, or what argument() gives.
std::optional<Place> place_asked_for(const Rule& rule, NodeId node, const Value& each,
                                     const Graph& graph, const expressions::Scope& scope,
                                     Context& context) {
  if (rule.at->kind == syntax::ExpressionKind::traversal) {
    const auto path = path_read(rule, rule.at->as<syntax::Traversal>(), each);
    if (path) return argument_or_block(node, graph, *path);
  }
  const Value value = expressions::attempt(*rule.at, scope, context).value;
  if (const NodeId other = Graph::node_of(value); other != values::kNoNode) {
    return whole_block(other, graph, {});
  }
  if (!value.is_known() || value.kind() != values::Kind::object) return std::nullopt;
  const Value* other = value.find("node");
  const Value* path = value.find("path");
  if (other == nullptr || path == nullptr || !path->is_known()) return std::nullopt;
  const NodeId other_node = Graph::node_of(*other);
  if (other_node == values::kNoNode) return std::nullopt;
  return argument_or_block(other_node, graph, std::string(path->as_string()));
}

}  // namespace

Place place_of(const Rule& rule, NodeId node, const Value& each, const Graph& graph,
               const expressions::Scope& scope, Context& context) {
  if (rule.at != nullptr) {
    const auto place = place_asked_for(rule, node, each, graph, scope, context);
    if (place) return *place;
  }
  std::optional<std::string> first;
  const syntax::Expression& operand = deciding_operand(rule, scope, context);
  for (const syntax::Traversal* traversal : expressions::references(operand)) {
    std::optional<std::string> path = path_read(rule, *traversal, each);
    if (!path) continue;
    if (!first) first = path;
    Place place = argument_or_block(node, graph, *path);
    if (place.range != graph.node(node).range) return place;
  }
  if (!first && rule.for_each != nullptr) first = element_path(rule, each);
  return first ? argument_or_block(node, graph, *first) : whole_block(node, graph, {});
}

}  // namespace rules
