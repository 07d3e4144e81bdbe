// SPDX-License-Identifier: Apache-2.0
// The evaluation's common ground: its context, evaluating an expression where it stands, and
// reporting. Exports the general members of Evaluator. Tested through its parts.
#include "terraform/evaluator.h"

#include "terraform/planned_values.h"

namespace terraform {

Evaluator::Evaluator(const Configuration& of, const Inputs& given, Purpose why, Loader& from,
                     Defaults trust, std::map<std::string, NodeId> numbers)
    : configuration(of),
      inputs(given),
      purpose(why),
      defaults(trust),
      plan_alone(given.plan && given.plan->alone()),
      loader(from),
      files(from, of.directory),
      context{.arena = arena, .origins = origins, .diagnostics = diagnostics},
      ids(std::move(numbers)) {
  context.files = &files;
  context.patterns = &patterns;
  context.absent_file_is_unknown = purpose == Purpose::check;
  context.short_circuits = purpose == Purpose::check;
  ModuleInstance& root = modules.emplace_back();
  root.module = configuration.root;
  module_states.emplace_back().file_path = ".";
  resources.resize(ids.size());
  node_states.resize(ids.size());
}

Value Evaluator::evaluate(const syntax::Expression& expression, const expressions::Scope& scope) {
  return expressions::evaluate(expression, scope, context);
}

Context Evaluator::context_for(diagnostics::Diagnostics& own) {
  Context other{.arena = arena, .origins = origins, .diagnostics = own};
  other.files = context.files;
  other.patterns = context.patterns;
  other.absent_file_is_unknown = context.absent_file_is_unknown;
  other.short_circuits = context.short_circuits;
  other.depth = context.depth;
  return other;
}

void Evaluator::report_once(Range range, std::string summary, std::string detail,
                            diagnostics::Severity severity) {
  const uint64_t place = static_cast<uint64_t>(range.file) << 32 | range.begin;
  if (!diagnostics.certain()) severity = diagnostics::Severity::note;
  if (!reported.emplace(place, severity, summary).second) return;
  diagnostics.add({.severity = severity,
                   .id = diagnostics::kInvalidConfiguration,
                   .summary = std::move(summary),
                   .detail = std::move(detail),
                   .remedy = {},
                   .subject = range,
                   .related = {}});
}

void Evaluator::append_once(diagnostics::Diagnostics problems) {
  for (const diagnostics::Diagnostic& problem : problems.all()) {
    report_once(problem.subject, problem.summary, problem.detail, problem.severity);
  }
}

void Evaluator::report_limit(Range range, std::string summary, std::string detail) {
  const uint64_t place = static_cast<uint64_t>(range.file) << 32 | range.begin;
  if (!reported.emplace(place, diagnostics::Severity::error, summary).second) return;
  diagnostics.error(diagnostics::kLimitReached, range, std::move(summary), std::move(detail));
}

Value Evaluator::unknown(ReasonKind kind, std::string_view subject, Range range,
                         values::Type type) {
  return values::unknown_because(type, {kind, arena.copy(subject), range}, arena);
}

Value Evaluator::invalid(Range range, std::string_view summary, values::Type type) {
  return unknown(ReasonKind::invalid, summary, range, type);
}

Value Evaluator::cyclic(Range range) {
  cycles_met.push_back(range);
  return invalid(range, "Cycle");
}

Place Evaluator::place_of(NodeId node) const {
  const ResourceInstance& instance = resources[static_cast<uint32_t>(node)];
  return {.module = instance.module,
          .repetition = &node_states[static_cast<uint32_t>(node)]->repetition,
          .resource = instance.resource};
}

}  // namespace terraform
