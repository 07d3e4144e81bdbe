// SPDX-License-Identifier: Apache-2.0
// Which argument decided a failing condition: what `at` says, else the first argument that the
// first false operand of the condition reads, else the block. Exported: place_of. Tested in
// tests/rules/.

#include <fmt/format.h>

#include <algorithm>

#include "rules/library.h"
#include "values/inspect.h"

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

// What a conditional chooses, else the expression itself; null where its choice is not known.
const syntax::Expression* chosen(const syntax::Expression& expression,
                                 const expressions::Scope& scope, Context& context) {
  if (expression.kind == syntax::ExpressionKind::parentheses) {
    return chosen(*expression.as<syntax::Parentheses>().inner, scope, context);
  }
  if (expression.kind != syntax::ExpressionKind::conditional) return &expression;
  const auto& conditional = expression.as<syntax::Conditional>();
  const Value choice = expressions::evaluate(*conditional.condition, scope, context);
  if (!choice.is_known() || choice.kind() != values::Kind::boolean) return nullptr;
  return chosen(choice.as_boolean() ? *conditional.if_true : *conditional.if_false, scope, context);
}

// What argument() gives, or a node.
std::optional<Place> place_in(const Value& value, const Graph& graph) {
  if (const NodeId node = Graph::node_of(value); node != values::kNoNode) {
    return whole_block(node, graph, {});
  }
  if (!value.is_known() || value.kind() != values::Kind::object) return std::nullopt;
  const Value* other = value.find("node");
  const Value* path = value.find("path");
  if (other == nullptr || path == nullptr) return std::nullopt;
  const NodeId node = Graph::node_of(*other);
  if (node == values::kNoNode) return std::nullopt;
  if (!values::is_text(*path)) return whole_block(node, graph, {});  // which one is not known
  return argument_or_block(node, graph, std::string(path->as_string()));
}

// `at`: an attribute of self or each.value, what argument() gives, or a node. A value that is none
// of these is an error of the rule, since it would be passed over otherwise.
std::optional<Place> place_asked_for(const Rule& rule, NodeId node, const Value& each,
                                     const Graph& graph, const expressions::Scope& scope,
                                     Context& context) {
  const syntax::Expression* at = chosen(*rule.at, scope, context);
  if (at == nullptr) return std::nullopt;
  if (at->kind == syntax::ExpressionKind::traversal) {
    const auto path = path_read(rule, at->as<syntax::Traversal>(), each);
    if (path) return argument_or_block(node, graph, *path);
  }
  const Value value = expressions::attempt(*at, scope, context).value;
  std::optional<Place> place = place_in(value, graph);
  if (place || !value.is_known() || value.is_null() || value.attribute_source() != nullptr) {
    return place;
  }
  context.diagnostics.error(diagnostics::kInvalidRule, at->range, "`at` names no argument",
                            "It is what an argument holds. Write the argument itself, self.x or "
                            "each.value.x, or argument(node, \"path\"), or a node.");
  return std::nullopt;
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
