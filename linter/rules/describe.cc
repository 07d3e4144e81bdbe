// SPDX-License-Identifier: Apache-2.0
// What rule files define, as people read it. Exported: describe_parameters, describe_functions,
// parameters_of. Tested in tests/rules/describe_test.cc.

#include "rules/describe.h"

#include <algorithm>
#include <set>

#include "expressions/expressions.h"
#include "rules/state.h"
#include "values/json.h"

namespace rules {

namespace {

// The parameters that expressions read, and those of the functions that they call.
class ParameterReads {
 public:
  explicit ParameterReads(RuleSet::State& state) : state_(state) {}

  void visit(const syntax::Expression* expression) {
    if (expression == nullptr) return;
    for (const syntax::Traversal* traversal : expressions::references(*expression)) {
      if (traversal->root != "param" || traversal->steps.size() < 2) continue;
      names.insert(std::string(traversal->steps[0].text) + "." +
                   std::string(traversal->steps[1].text));
    }
    for (const syntax::Call* call : expressions::calls(*expression)) {
      if (!called_.insert(call->name).second) continue;
      if (const HclFunction* function = state_.function(call->name)) visit(function->result);
    }
  }

  std::set<std::string> names;

 private:
  RuleSet::State& state_;
  std::set<std::string_view> called_;
};

}  // namespace

std::vector<ParameterInfo> describe_parameters(RuleSet& rules, const Policies& policies) {
  std::vector<ParameterInfo> result;
  RuleSet::State& state = rules.state();
  diagnostics::Diagnostics diagnostics;
  ParameterValues values(rules, policies, diagnostics);
  for (std::string_view name : rules.parameter_names()) {
    const Parameter* parameter = state.parameter(name);
    if (parameter == nullptr) continue;
    result.push_back({.name = parameter->name,
                      .type = values::type_expression(parameter->type),
                      .default_value = values::to_json(parameter->default_value),
                      .value = values::to_json(*values.find(name)),
                      .summary = parameter->summary,
                      .file = state.definitions.at({DefinitionKind::parameter, name}).file});
  }
  return result;
}

std::vector<FunctionInfo> describe_functions(RuleSet& rules) {
  std::vector<FunctionInfo> result;
  RuleSet::State& state = rules.state();
  for (const FunctionHead& head : rules.functions()) {
    const HclFunction* function = state.function(head.name);
    if (function == nullptr) continue;
    result.push_back({.name = function->name,
                      .parameters = function->parameters,
                      .summary = function->summary,
                      .file = head.file});
  }
  return result;
}

std::vector<std::string> parameters_of(RuleSet& rules, const Rule& rule) {
  ParameterReads reads(rules.state());
  for (const syntax::Expression* expression :
       {rule.when, rule.for_each, rule.condition, rule.error_message, rule.note, rule.at,
        rule.secret}) {
    reads.visit(expression);
  }
  return {reads.names.begin(), reads.names.end()};
}

}  // namespace rules
