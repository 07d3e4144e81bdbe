// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/state.h"

namespace rules {

// The functions that rules have over nodes (linked, linking, resources, address, …): of a graph, or
// of nodes of which only the types are known (declared_nodes.h).
class NodeFunctions {
 public:
  virtual ~NodeFunctions() = default;
  // Nothing if there is none of that name.
  virtual std::optional<Value> call(const syntax::Call& call, std::span<const Value> arguments,
                                    const expressions::Scope& caller,
                                    expressions::Context& context) = 0;
  // The nodes of `start` and those that steps lead to from them.
  virtual Value reachable(const Value& start, const std::function<Value(const Value&)>& next,
                          expressions::Context& context) = 0;
};

// What the conditions of one run share: parameters, functions over nodes, functions written in HCL
// with their memo. One run's; not thread-safe.
class Library {
 public:
  Library(RuleSet& rules, NodeFunctions& nodes, ParameterValues& parameters)
      : rules_(rules), nodes_(nodes), parameters_(parameters) {}
  // A function that rules have beyond the table; nothing if there is none of that name.
  std::optional<Value> call(const syntax::Call& call, std::span<const Value> arguments,
                            const expressions::Scope& caller, expressions::Context& context);
  // The value of `param.AREA.NAME`; an unknown and a diagnostic if there is none.
  Value parameter(const syntax::Traversal& traversal, expressions::Context& context);

 private:
  struct Answer {
    const HclFunction* function;
    std::span<const Value> arguments;
    Value value;
    std::unique_ptr<const diagnostics::Diagnostics> diagnostics;  // null: none
  };
  Value call_hcl(const HclFunction& function, const syntax::Call& call,
                 std::span<const Value> arguments, expressions::Context& context);

  // reachable(nodes, "step"): a function of a node is named by a text, as there are no others.
  Value reachable(const syntax::Call& call, std::span<const Value> arguments,
                  expressions::Context& context);

  RuleSet& rules_;
  NodeFunctions& nodes_;
  ParameterValues& parameters_;
  std::unordered_multimap<uint64_t, Answer> memo_;  // looked up, never walked
  std::vector<const HclFunction*> active_;
};

// The names of a condition or of a function's body: `self`, `each`, or parameters; and `param`.
class RuleScope final : public expressions::Scope {
 public:
  using Name = std::pair<std::string_view, Value>;
  // `names` must outlive the scope.
  RuleScope(Library& library, std::span<const Name> names) : library_(library), names_(names) {}

  std::optional<Resolved> resolve(const syntax::Traversal& traversal,
                                  expressions::Context& context) const override;
  std::optional<Value> call(const syntax::Call& call, std::span<const Value> arguments,
                            expressions::Context& context) const override;

 private:
  Library& library_;
  std::span<const Name> names_;
};

// Whether messages of what passes are worked out too, as examples ask: a wrong reference in one is
// an error today, not on the first real finding.
enum class Messages : uint8_t { of_findings, of_all };
CheckResult check(RuleSet& rules, const graph::Graph& graph, const Policies& policies,
                  Messages messages);
// What `each` is to an element of a for_each.
Value each_of(const Value& key, const Value& value, values::Arena& arena);
// One rule that need not be in the set, such as a changed one.
CheckResult check_rule(RuleSet& rules, const Rule& rule, const graph::Graph& graph,
                       const Policies& policies);

// What evaluating an expression of a rule on a graph works with.
expressions::Context rule_context(const graph::Graph& graph, diagnostics::Diagnostics& diagnostics);

// The functions over the nodes of a graph. The table stands in graph_functions.cc.
class GraphFunctions final : public NodeFunctions {
 public:
  explicit GraphFunctions(const graph::Graph& graph) : graph_(graph) {}
  std::optional<Value> call(const syntax::Call& call, std::span<const Value> arguments,
                            const expressions::Scope& caller,
                            expressions::Context& context) override;
  Value reachable(const Value& start, const std::function<Value(const Value&)>& next,
                  expressions::Context& context) override {
    return graph_.reachable(start, next, context);
  }

 private:
  const graph::Graph& graph_;
};

// Whether a call has as many arguments as the function over nodes takes, else with a diagnostic;
// nothing if there is no such function.
std::optional<bool> fits_graph_function(const syntax::Call& call, size_t arguments,
                                        expressions::Context& context);

// An error of a rule: a diagnostic (id invalid-rule) and an unknown to go on with.
Value rule_error(const source::Range& range, std::string summary, std::string detail,
                 expressions::Context& context);

// A message as people read it: what is unknown in it by its address, what is sensitive hidden.
std::string message_text(const Value& message, const graph::Graph& graph);

// Where a verdict points.
struct Place {
  NodeId node{};     // whose argument it is; may be another than the one judged
  std::string path;  // "" for the block as a whole
  source::Range range;
};
Place place_of(const Rule& rule, NodeId node, const Value& each, const graph::Graph& graph,
               const expressions::Scope& scope, expressions::Context& context);

}  // namespace rules
