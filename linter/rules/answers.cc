// SPDX-License-Identifier: Apache-2.0
// Works out the known answers of functions: an expression on the graph of an example, in which the
// example's resources go by their names (`aws_subnet.a`). Exported: run_answers. The answer stays
// what it is however the example is written. Tested in tests/rules/answers_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "rules/example_files.h"
#include "rules/library.h"
#include "rules/state.h"

namespace rules {

namespace {

using expressions::Context;
using graph::Graph;
using values::Kind;

// A value as answers are compared: lists and tuples alike, nodes by their addresses, and what is
// unknown by what would decide it; all in the words of the example.
class Words {
 public:
  Words(const Graph& graph, const Variant& variant) : graph_(graph), variant_(variant) {}

  [[nodiscard]] std::string of(const Value& value) const {
    if (const NodeId node = Graph::node_of(value); node != values::kNoNode) {
      return original_text(variant_, std::string(graph_.node(node).address));
    }
    if (value.is_unknown()) return of_unknown(value);
    if (value.is_null()) return "null";
    if (value.kind() == Kind::string) {
      return values::quoted(original_text(variant_, std::string(value.as_string())));
    }
    if (value.kind() < Kind::list) return values::print(value.without_marks());
    return of_members(value.materialized(graph_.evaluation().arena()));
  }

 private:
  [[nodiscard]] std::string of_unknown(const Value& value) const {
    std::string subjects;
    for (const values::Reason* reason : values::all_reasons(value, graph_.evaluation().arena())) {
      if (!subjects.empty()) subjects += ", ";
      subjects += reason->subject;
    }
    return fmt::format("undecided(\"{}\")", original_text(variant_, std::move(subjects)));
  }

  [[nodiscard]] std::string of_members(const Value& whole) const {
    const bool keyed = whole.kind() == Kind::object || whole.kind() == Kind::map;
    std::string text;
    for (size_t i = 0; i < whole.elements().size(); ++i) {
      if (i > 0) text += ", ";
      if (keyed) text += original_text(variant_, std::string(whole.keys()[i])) + " = ";
      text += of(whole.elements()[i]);
    }
    return keyed ? fmt::format("{{{}}}", text) : fmt::format("[{}]", text);
  }

  const Graph& graph_;
  const Variant& variant_;
};

using Members = std::map<std::string_view, Value>;

Value object_of(const Members& members, values::Arena& arena) {
  std::vector<std::string_view> keys;
  std::vector<Value> elements;
  for (const auto& [key, element] : members) {
    keys.push_back(key);
    elements.push_back(element);
  }
  return Value::object(keys, elements, arena);
}

// Nodes by the addresses that the example has for them.
using Addressed = std::map<std::string, NodeId>;

// What a resource goes by: its node, or its instances, in a list or by their keys; null if there is
// none.
Value named(const std::string& address, const Addressed& nodes, const Graph& graph) {
  if (const auto one = nodes.find(address); one != nodes.end()) return graph.value(one->second);
  std::vector<Value> counted;
  Members keyed;
  for (auto at = nodes.lower_bound(address + "["); at != nodes.end(); ++at) {
    if (!at->first.starts_with(address + "[")) break;
    const std::string_view name = graph.node(at->second).address;
    const size_t quote = name.rfind("[\"");
    if (!name.ends_with("\"]")) {
      counted.push_back(graph.value(at->second));
    } else {
      keyed[name.substr(quote + 2, name.size() - quote - 4)] = graph.value(at->second);
    }
  }
  values::Arena& arena = graph.evaluation().arena();
  if (!keyed.empty()) return object_of(keyed, arena);
  return counted.empty() ? Value() : Value::tuple(counted, arena);
}

std::vector<RuleScope::Name> names_of(const syntax::Body& body, const Variant& variant,
                                      const Graph& graph) {
  Addressed nodes;
  for (const graph::Node& node : graph.nodes()) {
    nodes.emplace(original_address(variant, node.address), node.id);
  }
  std::map<std::string_view, Members> managed, data;
  for (const syntax::Block& block : body.blocks) {
    const bool is_data = block.type == "data";
    if ((block.type != "resource" && !is_data) || block.labels.size() != 2) continue;
    const std::string_view type = block.labels[0].text, name = block.labels[1].text;
    (is_data ? data : managed)[type][name] =
        named(fmt::format("{}{}.{}", is_data ? "data." : "", type, name), nodes, graph);
  }
  values::Arena& arena = graph.evaluation().arena();
  std::vector<RuleScope::Name> names;
  names.reserve(managed.size() + 1);
  for (const auto& [type, members] : managed) names.emplace_back(type, object_of(members, arena));
  Members data_types;
  for (const auto& [type, members] : data) data_types[type] = object_of(members, arena);
  names.emplace_back("data", object_of(data_types, arena));
  return names;
}

// What both expressions of an answer come to, in the words of the example.
struct Compared {
  std::string value, is;
  diagnostics::Diagnostics diagnostics;  // of the example and of what was evaluated
};

Compared compared_on(const Variant& variant, const Answer& answer, const Policies& policies,
                     RuleSet& rules, source::Files& files) {
  Compared compared;
  const ExampleGraph example = graph_of(variant, files);
  compared.diagnostics.append(example.diagnostics);
  ParameterValues parameters(rules, policies, compared.diagnostics);
  GraphFunctions functions(*example.graph);
  Library library(rules, functions, parameters);
  const std::vector<RuleScope::Name> names = names_of(*answer.block->body, variant, *example.graph);
  const RuleScope scope(library, names);
  Context context = rule_context(*example.graph, compared.diagnostics);
  const auto text_of = [&](const syntax::Expression& expression) {
    return Words(*example.graph, variant).of(expressions::evaluate(expression, scope, context));
  };
  compared.value = text_of(*answer.value);
  compared.is = text_of(*answer.is);
  return compared;
}

AnswerResult run_answer(RuleSet& rules, const Definition& definition, const Answer& answer,
                        source::Files& files) {
  AnswerResult result{.answer = &answer, .failures = {}};
  const source::File& file = files[definition.tree->file];
  const source::Range& here = answer.block->header;
  diagnostics::Diagnostics diagnostics;
  Policies policies;
  policies.config = example_policy(*answer.block->body, rules.state().arena, diagnostics);
  const ExampleText text = example_text(*answer.block->body, file);
  const Compared first = compared_on(as_it_is(text), answer, policies, rules, files);
  diagnostics.append(first.diagnostics);
  add_errors(diagnostics, definition.tree->file, files, result.failures);
  if (result.failures.empty() && first.value != first.is) {
    result.failures.push_back({here, fmt::format("it is {}, not {}", first.value, first.is)});
  }
  if (!result.failures.empty()) return result;
  for (const Variant& variant : variants_of(text, file)) {
    const Compared again = compared_on(variant, answer, policies, rules, files);
    ++result.variants;
    if (again.value == first.value) continue;
    result.failures.push_back(
        {here, fmt::format("{}, it is {}, not {}", variant.name, again.value, first.value)});
  }
  return result;
}

}  // namespace

std::vector<AnswerResult> run_answers(RuleSet& rules, std::string_view function,
                                      source::Files& files) {
  std::vector<AnswerResult> results;
  RuleSet::State& state = rules.state();
  const HclFunction* found = state.function(function);
  if (found == nullptr) return results;
  const Definition& definition = state.definitions.at({DefinitionKind::function, function});
  for (const Answer& answer : found->answers) {
    results.push_back(run_answer(rules, definition, answer, files));
  }
  return results;
}

}  // namespace rules
