// SPDX-License-Identifier: Apache-2.0
// Names and functions of rules. Exported: Library, RuleScope, rule_error. Tested in tests/rules/.

#include "rules/library.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/container/small_vector.hpp>

#include "values/inspect.h"

namespace rules {

using expressions::Context;

Value rule_error(const source::Range& range, std::string summary, std::string detail,
                 Context& context) {
  context.diagnostics.error(diagnostics::kInvalidRule, range, std::move(summary),
                            std::move(detail));
  const values::Reason reason{values::ReasonKind::invalid, "the rule", range};
  return values::unknown_because(values::Type::dynamic(), reason, context.arena);
}

namespace {

uint64_t hash_of(const HclFunction& function, std::span<const Value> arguments) {
  uint64_t result = std::hash<const HclFunction*>()(&function);
  for (const Value& argument : arguments) {
    const void* storage = argument.storage();
    const uint64_t part =
        storage == nullptr ? values::hash(argument) : std::hash<const void*>()(storage);
    result = (result ^ part) * 0x9E3779B97F4A7C15u;
  }
  return result;
}

// A node is the same whichever way one came to it. Else what a value was read from belongs to it,
// since links are found by that; collections and unknowns are the same only where they are one.
bool is_same(const Value& x, const Value& y) {
  if (x.attribute_source() != nullptr) return x.attribute_source() == y.attribute_source();
  if (x.kind() != y.kind() || x.state() != y.state() || x.marks() != y.marks() ||
      x.origins() != y.origins()) {
    return false;
  }
  return x.storage() != nullptr ? x.storage() == y.storage() : values::identical(x, y);
}

}  // namespace

Context rule_context(const graph::Graph& graph, diagnostics::Diagnostics& diagnostics) {
  const terraform::Evaluation& evaluation = graph.evaluation();
  return {.arena = evaluation.arena(),
          .origins = evaluation.origins(),
          .diagnostics = diagnostics,
          .semantics = expressions::Semantics::rules,
          .relations = &graph,
          .patterns = &evaluation.patterns()};
}

std::optional<Value> Library::call(const syntax::Call& call, std::span<const Value> arguments,
                                   const expressions::Scope& caller, Context& context) {
  std::optional<Value> value = nodes_.call(call, arguments, caller, context);
  if (value) return value;
  if (call.name == "reachable") return reachable(call, arguments, context);
  const HclFunction* function = rules_.state().function(call.name);
  if (function == nullptr) return std::nullopt;
  return call_hcl(*function, call, arguments, context);
}

Value Library::call_hcl(const HclFunction& function, const syntax::Call& call,
                        std::span<const Value> arguments, Context& context) {
  if (arguments.size() != function.parameters.size()) {
    return rule_error(call.range, "Wrong number of arguments",
                      fmt::format("{}() takes {}, here are {}.", function.name,
                                  function.parameters.size(), arguments.size()),
                      context);
  }
  if (std::ranges::find(active_, &function) != active_.end()) {
    return rule_error(call.range, fmt::format("Function {}() calls itself", function.name),
                      "Functions of rules do not recurse.", context);
  }
  const uint64_t hash = hash_of(function, arguments);
  for (auto [at, end] = memo_.equal_range(hash); at != end; ++at) {
    const Answer& answer = at->second;
    if (answer.function != &function || !std::ranges::equal(answer.arguments, arguments, is_same)) {
      continue;
    }
    if (answer.diagnostics) context.diagnostics.append(*answer.diagnostics);
    return answer.value;
  }
  boost::container::small_vector<RuleScope::Name, 4> names;
  for (size_t i = 0; i < arguments.size(); ++i) {
    names.emplace_back(function.parameters[i], arguments[i]);
  }
  const RuleScope scope(*this, {names.data(), names.size()});
  active_.push_back(&function);
  expressions::Attempt attempt = expressions::attempt(*function.result, scope, context);
  active_.pop_back();
  Answer answer{.function = &function,
                .arguments = context.arena.copy(arguments),
                .value = attempt.value,
                .diagnostics = {}};
  if (!attempt.diagnostics.all().empty()) {
    context.diagnostics.append(attempt.diagnostics);
    answer.diagnostics = std::make_unique<diagnostics::Diagnostics>(std::move(attempt.diagnostics));
  }
  memo_.emplace(hash, std::move(answer));
  return attempt.value;
}

Value Library::reachable(const syntax::Call& call, std::span<const Value> arguments,
                         Context& context) {
  const bool named = arguments.size() == 2 && values::is_text(arguments[1]);
  const HclFunction* step = named ? rules_.state().function(arguments[1].as_string()) : nullptr;
  if (step == nullptr || step->parameters.size() != 1) {
    return rule_error(
        call.range, "Wrong arguments of reachable()",
        "It takes nodes, and the name of a function of one node that gives those of the "
        "next step.",
        context);
  }
  const auto next = [&](const Value& node) { return call_hcl(*step, call, {&node, 1}, context); };
  return nodes_.reachable(arguments[0], next, context);
}

Value Library::parameter(const syntax::Traversal& traversal, Context& context) {
  std::string name;
  for (const syntax::Step& step :
       traversal.steps.first(std::min<size_t>(2, traversal.steps.size()))) {
    if (!name.empty()) name += '.';
    name += step.text;
  }
  if (const Value* value = parameters_.find(name)) return *value;
  const std::vector<std::string_view> names = rules_.parameter_names();
  const std::optional<std::string_view> near = diagnostics::suggest(name, names);
  return rule_error(traversal.range, fmt::format("There is no parameter \"{}\"", name),
                    near ? fmt::format("Did you mean \"{}\"?", *near)
                         : "Parameters are declared by parameter blocks of rule files.",
                    context);
}

std::optional<expressions::Scope::Resolved> RuleScope::resolve(const syntax::Traversal& traversal,
                                                               Context& context) const {
  for (const auto& [name, value] : names_) {
    if (name == traversal.root) return Resolved{value, 0};
  }
  if (traversal.root != "param") return std::nullopt;
  return Resolved{library_.parameter(traversal, context),
                  std::min<size_t>(2, traversal.steps.size())};
}

std::optional<Value> RuleScope::call(const syntax::Call& call, std::span<const Value> arguments,
                                     Context& context) const {
  return library_.call(call, arguments, *this, context);
}

}  // namespace rules
