// SPDX-License-Identifier: Apache-2.0
// The functions that give rules the graph. Exported: GraphFunctions, fits_graph_function. Each has
// a line in docs/rule-language.md and its known answers in tests/rules/.

#include <fmt/format.h>

#include <algorithm>

#include "rules/library.h"
#include "values/inspect.h"

namespace rules {

using expressions::Context;
using graph::Graph;
using values::is_text;
using values::Kind;

namespace {

struct GraphCall {
  const Graph& graph;
  const syntax::Call& call;
  std::span<const Value> arguments;
  const expressions::Scope& caller;
  Context& context;
};

Value unknown_like(const GraphCall& call, values::Type type) {
  return values::unknown_from(type, call.arguments, call.context.origins, call.context.arena);
}

Value wrong_argument(const GraphCall& call, size_t index, std::string_view expected) {
  return rule_error(call.call.arguments[index]->range,
                    fmt::format("Wrong argument of {}()", call.call.name),
                    fmt::format("Here {} is expected.", expected), call.context);
}

Value linked(const GraphCall& call) {
  std::vector<std::string_view> types;
  if (call.arguments.size() == 2) {
    const Value& wanted = call.arguments[1];
    if (is_text(wanted)) {
      types.push_back(wanted.as_string());
    } else if (wanted.is_known() && wanted.kind() >= Kind::list) {
      for (const Value& type : wanted.elements()) {
        if (is_text(type)) types.push_back(type.as_string());
      }
    }
    if (types.empty()) return wrong_argument(call, 1, "a type of node or a list of them");
  }
  return call.graph.linked(call.arguments[0], types, call.context);
}

Value linking(const GraphCall& call) {
  const Value& node = call.arguments[0];
  if (!is_text(call.arguments[1])) return wrong_argument(call, 1, "a type of node");
  if (!is_text(call.arguments[2])) return wrong_argument(call, 2, "the path of an argument");
  if (node.is_unknown()) {
    return unknown_like(call, values::Type::list(values::Type::dynamic(), call.context.arena));
  }
  const NodeId id = Graph::node_of(node);
  if (id == values::kNoNode) return wrong_argument(call, 0, "a node");
  return call.graph.linking(id, call.arguments[1].as_string(), call.arguments[2].as_string(),
                            call.context);
}

Value read_from(const GraphCall& call) {
  return call.graph.read_from(call.arguments[0], call.context);
}

Value resources(const GraphCall& call) {
  if (!is_text(call.arguments[0])) return wrong_argument(call, 0, "a type of node");
  return call.graph.resources(call.arguments[0].as_string(), call.context);
}

Value node_text(const GraphCall& call, std::string_view graph::Node::*member) {
  if (call.arguments[0].is_unknown()) return unknown_like(call, values::Type::string());
  const NodeId id = Graph::node_of(call.arguments[0]);
  if (id == values::kNoNode) return wrong_argument(call, 0, "a node");
  return Value::string(&(call.graph.node(id).*member));
}

Value address(const GraphCall& call) { return node_text(call, &graph::Node::address); }
Value node_type(const GraphCall& call) { return node_text(call, &graph::Node::type); }

// The last node on the way along a traversal, and the path from there.
struct NodePath {
  NodeId node = values::kNoNode;
  std::string path;
  bool unresolved = false;  // it is not known which node it would be
};

NodePath node_path(const GraphCall& call, const syntax::Traversal& traversal) {
  NodePath result;
  const auto resolved = call.caller.resolve(traversal, call.context);
  if (!resolved) return result;
  Value value = resolved->value;
  result.node = Graph::node_of(value);
  result.unresolved = value.is_unknown();
  for (size_t i = resolved->steps; i < traversal.steps.size(); ++i) {
    const syntax::Step& step = traversal.steps[i];
    if (step.kind != syntax::StepKind::attribute) {
      result.path += fmt::format("[{}]", step.text);
    } else {
      if (!result.path.empty()) result.path += '.';
      result.path += step.text;
    }
    value = expressions::apply_steps(value, std::span(&step, 1), call.context);
    if (Graph::node_of(value) != values::kNoNode) result = {Graph::node_of(value), {}, false};
  }
  return result;
}

Value configured(const GraphCall& call) {
  const syntax::Expression& expression = *call.call.arguments[0];
  if (expression.kind == syntax::ExpressionKind::traversal) {
    const NodePath found = node_path(call, expression.as<syntax::Traversal>());
    if (found.unresolved) return unknown_like(call, values::Type::boolean());
    if (found.node != values::kNoNode && !found.path.empty()) {
      return Value::boolean(call.graph.is_configured(found.node, found.path));
    }
  }
  return wrong_argument(call, 0, "an attribute of a node, such as self.name,");
}

// What `at` takes to point at an argument of any node.
Value argument(const GraphCall& call) {
  if (call.arguments[0].is_unknown()) return unknown_like(call, values::Type::dynamic());
  if (Graph::node_of(call.arguments[0]) == values::kNoNode) {
    return wrong_argument(call, 0, "a node");
  }
  static constexpr std::string_view kKeys[] = {"node", "path"};
  return Value::object(kKeys, call.arguments, call.context.arena);
}

Value provider_of(const GraphCall& call) {
  if (call.arguments[0].is_unknown()) return unknown_like(call, values::Type::dynamic());
  const NodeId id = Graph::node_of(call.arguments[0]);
  if (id == values::kNoNode) return wrong_argument(call, 0, "a node");
  return call.graph.provider_of(id, call.context);
}

Value ignores_changes(const GraphCall& call) {
  if (!is_text(call.arguments[1])) return wrong_argument(call, 1, "the path of an argument");
  if (call.arguments[0].is_unknown()) return unknown_like(call, values::Type::boolean());
  const NodeId id = Graph::node_of(call.arguments[0]);
  if (id == values::kNoNode) return wrong_argument(call, 0, "a node");
  return Value::boolean(call.graph.ignores_changes(id, call.arguments[1].as_string()));
}

// Whether the type of a node takes an argument, given or not.
Value has_argument(const GraphCall& call) {
  if (!is_text(call.arguments[1])) return wrong_argument(call, 1, "the name of an argument");
  if (call.arguments[0].is_unknown()) return unknown_like(call, values::Type::boolean());
  const NodeId id = Graph::node_of(call.arguments[0]);
  if (id == values::kNoNode) return wrong_argument(call, 0, "a node");
  const std::string_view name = call.arguments[1].as_string();
  const std::optional<bool> takes = call.graph.takes_argument(id, name);
  if (takes) return Value::boolean(*takes);
  const std::string_view type =
      call.context.arena.copy(fmt::format("the schema of {}", call.graph.node(id).type));
  return values::unknown_because(values::Type::boolean(), {values::ReasonKind::external, type, {}},
                                 call.context.arena);
}

// Whether all of a value is known: to choose between two ways of judging it.
Value known(const GraphCall& call) {
  const Value& value = call.arguments[0];
  return Value::boolean(value.attribute_source() != nullptr || value.is_wholly_known());
}

// The texts in a value, and what stands literally in those that are not wholly known.
void collect_literals(const Value& value, std::vector<Value>& literals) {
  if (is_text(value)) {
    literals.push_back(value.without_marks());
  } else if (value.is_known() && value.kind() >= Kind::list &&
             value.attribute_source() == nullptr) {
    for (const Value& element : value.elements()) collect_literals(element, literals);
  } else if (const auto* parts =
                 values::sketch_of<values::Parts>(value, values::SketchKind::parts)) {
    for (const Value& piece : parts->pieces) collect_literals(piece, literals);
  } else if (const auto* document =
                 values::sketch_of<values::Document>(value, values::SketchKind::document)) {
    collect_literals(document->value, literals);
  } else if (const auto* elements =
                 values::sketch_of<values::ElementsSketch>(value, values::SketchKind::elements)) {
    for (const values::SketchElement& element : elements->elements) {
      collect_literals(element.value, literals);
    }
  } else if (const auto* choices =
                 values::sketch_of<values::Choices>(value, values::SketchKind::choices)) {
    for (const Value& choice : choices->values) collect_literals(choice, literals);
  }
}

Value literals(const GraphCall& call) {
  std::vector<Value> result;
  collect_literals(call.arguments[0], result);
  return Value::tuple(result, call.context.arena);
}

// The values that are left possible, of which each by itself may be judged.
Value choices(const GraphCall& call) {
  const auto* sketch =
      values::sketch_of<values::Choices>(call.arguments[0], values::SketchKind::choices);
  return Value::tuple(sketch == nullptr ? call.arguments.first(1) : sketch->values,
                      call.context.arena);
}

Value undecided(const GraphCall& call) {
  if (call.arguments[0].is_unknown()) return unknown_like(call, values::Type::boolean());
  if (!is_text(call.arguments[0])) return wrong_argument(call, 0, "what would decide, as a text,");
  const values::Reason reason{values::ReasonKind::external, call.arguments[0].as_string(), {}};
  return values::unknown_because(values::Type::boolean(), reason, call.context.arena);
}

struct GraphFunction {
  std::string_view name;
  size_t minimum;
  size_t maximum;
  Value (*evaluate)(const GraphCall&);
};

// flat table: the graph functions, in alphabetical order.
constexpr GraphFunction kGraphFunctions[] = {
    {"address", 1, 1, address},
    {"argument", 2, 2, argument},
    {"choices", 1, 1, choices},
    {"configured", 1, 1, configured},
    {"has_argument", 2, 2, has_argument},
    {"ignores_changes", 2, 2, ignores_changes},
    {"known", 1, 1, known},
    {"linked", 1, 2, linked},
    {"linking", 3, 3, linking},
    {"literals", 1, 1, literals},
    {"node_type", 1, 1, node_type},
    {"provider_of", 1, 1, provider_of},
    {"read_from", 1, 1, read_from},
    {"resources", 1, 1, resources},
    {"undecided", 1, 1, undecided},
};

}  // namespace

namespace {

// Null if there is none of that name.
const GraphFunction* find(std::string_view name) {
  const auto* function = std::ranges::find(kGraphFunctions, name, &GraphFunction::name);
  return function == std::end(kGraphFunctions) ? nullptr : function;
}

bool fits(const GraphFunction& function, const syntax::Call& call, size_t arguments,
          Context& context) {
  if (arguments >= function.minimum && arguments <= function.maximum) return true;
  rule_error(call.range, fmt::format("Wrong number of arguments for {}()", call.name), {}, context);
  return false;
}

}  // namespace

std::optional<bool> fits_graph_function(const syntax::Call& call, size_t arguments,
                                        Context& context) {
  const GraphFunction* function = find(call.name);
  if (function == nullptr) return std::nullopt;
  return fits(*function, call, arguments, context);
}

std::optional<Value> GraphFunctions::call(const syntax::Call& call,
                                          std::span<const Value> arguments,
                                          const expressions::Scope& caller, Context& context) {
  const GraphFunction* function = find(call.name);
  if (function == nullptr) return std::nullopt;
  if (!fits(*function, call, arguments.size(), context)) {
    return values::unknown_from(values::Type::dynamic(), {}, context.origins, context.arena);
  }
  return function->evaluate({graph_, call, arguments, caller, context});
}

}  // namespace rules
