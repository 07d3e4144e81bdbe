// SPDX-License-Identifier: Apache-2.0
// Rules held against schemas, by evaluating them on nodes of which only the types are known: what
// the evaluator finds wrong then is wrong whatever the values are. Exported: check_types. Tested in
// tests/rules/type_check_test.cc.

#include "rules/type_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "rules/declared_nodes.h"

namespace rules {

using expressions::Context;
using values::Kind;
using values::Type;

namespace {

// Every parameter may have any value of its type.
Policies with_any_parameters(RuleSet& rules, DeclaredNodes& nodes) {
  Policies policies;
  for (std::string_view name : rules.parameter_names()) {
    const Parameter* parameter = rules.state().parameter(name);
    if (parameter == nullptr) continue;
    policies.config.parameters[std::string(name)] = nodes.value(parameter->type);
  }
  return policies;
}

class TypeCheck {
 public:
  TypeCheck(RuleSet& rules, const TypeNames& types)
      : nodes_(types, arena_),
        policies_(with_any_parameters(rules, nodes_)),
        parameters_(rules, policies_, ignored_),
        library_(rules, nodes_, parameters_) {}

  void check(const Rule& rule) {
    rule_ = rule.name;
    const std::vector<std::string_view> targets(rule.targets.begin(), rule.targets.end());
    std::vector<RuleScope::Name> names = {{"self", nodes_.node(targets)}};
    const RuleScope of_node(library_, names);
    if (rule.when != nullptr) require_boolean("when", *rule.when, of_node);
    if (rule.for_each != nullptr) {
      const Value each = each_of(*rule.for_each, of_node);
      names.emplace_back("each", each);
    }
    const RuleScope scope(library_, names);
    require_boolean("condition", *rule.condition, scope);
    evaluate(*rule.error_message, scope);
    if (rule.note != nullptr) evaluate(*rule.note, scope);
    if (rule.at != nullptr) evaluate(*rule.at, scope);
    if (rule.secret != nullptr) evaluate(*rule.secret, scope);
  }

  // A function for itself: what its arguments are is not known.
  void check(const HclFunction& function) {
    rule_ = {};
    std::vector<RuleScope::Name> names;
    for (std::string_view parameter : function.parameters) {
      names.emplace_back(parameter, nodes_.value(Type::dynamic()));
    }
    evaluate(*function.result, RuleScope(library_, names));
  }

  // Says what is wrong, each once, since many rules call the same function. Gives the rules.
  std::vector<std::string_view> report(diagnostics::Diagnostics& diagnostics) {
    std::ranges::sort(members_found_, {}, place_of);
    std::vector<std::string_view> wrong;
    std::vector<diagnostics::Diagnostic> said;
    for (auto& [rule, problem] : problems_) {
      // Some of what it may be read of has it; of the rest it is null.
      const bool found =
          std::ranges::binary_search(members_found_, place_of(problem.subject), {}, place_of);
      if (found) continue;
      if (!rule.empty() && (wrong.empty() || wrong.back() != rule)) wrong.push_back(rule);
      const auto same = [&](const diagnostics::Diagnostic& other) {
        return other.subject == problem.subject && other.summary == problem.summary;
      };
      if (std::ranges::any_of(said, same)) continue;
      problem.id = diagnostics::kInvalidRule;
      said.push_back(problem);
      diagnostics.add(std::move(problem));
    }
    return wrong;
  }

 private:
  Value evaluate(const syntax::Expression& expression, const RuleScope& scope) {
    diagnostics::Diagnostics problems;
    Context context{.arena = arena_, .origins = origins_, .diagnostics = problems};
    context.semantics = expressions::Semantics::rules;
    context.members_found = &members_found_;
    const Value value = expressions::evaluate(expression, scope, context);
    note(problems);
    return value;
  }

  void require_boolean(std::string_view name, const syntax::Expression& expression,
                       const RuleScope& scope) {
    const size_t before = problems_.size();
    const Value value = evaluate(expression, scope);
    const Type type = value.type(arena_);
    if (problems_.size() != before || type.kind() == Kind::boolean) return;
    if (type.kind() == Kind::dynamic && value.is_unknown()) return;
    diagnostics::Diagnostics problems;
    problems.error(diagnostics::kInvalidRule, expression.range,
                   fmt::format("A `{}` must be true or false", name),
                   fmt::format("It is a {}.", values::friendly_name(type)));
    note(problems);
  }

  // `each` of a for_each whose members may be anything of their type.
  Value each_of(const syntax::Expression& expression, const RuleScope& scope) {
    const Value collection = evaluate(expression, scope);
    Value element = nodes_.value(Type::dynamic());
    if (collection.is_unknown()) {
      const values::Sketch* sketch = collection.unknown_data().sketch;
      if (sketch != nullptr && sketch->kind == values::SketchKind::elements) {
        const auto members = static_cast<const values::ElementsSketch*>(sketch)->elements;
        if (members.size() == 1) element = members[0].value;
      }
    }
    return rules::each_of(nodes_.value(Type::dynamic()), element, arena_);
  }

  static std::tuple<source::FileId, uint32_t, uint32_t> place_of(const source::Range& range) {
    return {range.file, range.begin, range.end};
  }

  void note(const diagnostics::Diagnostics& problems) {
    for (const diagnostics::Diagnostic& problem : problems.all()) {
      if (problem.severity == diagnostics::Severity::error) problems_.emplace_back(rule_, problem);
    }
  }

  values::Arena arena_;
  values::OriginTable origins_;
  DeclaredNodes nodes_;
  diagnostics::Diagnostics ignored_;  // parameters are of their own types
  Policies policies_;
  ParameterValues parameters_;
  Library library_;
  std::string_view rule_;  // that is held against schemas; none while functions are
  std::vector<std::pair<std::string_view, diagnostics::Diagnostic>> problems_;
  std::vector<source::Range> members_found_;
};

}  // namespace

std::vector<std::string_view> check_types(RuleSet& rules, std::span<const std::string_view> names,
                                          std::span<const std::string_view> functions,
                                          const TypeNames& types,
                                          diagnostics::Diagnostics& diagnostics) {
  TypeCheck check(rules, types);
  for (std::string_view name : names) {
    if (const Rule* rule = rules.rule(name)) check.check(*rule);
  }
  for (std::string_view name : functions) {
    if (const HclFunction* function = rules.state().function(name)) check.check(*function);
  }
  return check.report(diagnostics);
}

}  // namespace rules
