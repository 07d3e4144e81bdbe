// SPDX-License-Identifier: Apache-2.0
// Gathers what only some formats say. Exported: details_of, text_of. Tested in tests/run/.

#include "run/details.h"

#include <map>
#include <set>

#include "diagnostics/secrets.h"
#include "findings/built_in_rules.h"
#include "run/account.h"

namespace run {

namespace {

// "network" of "rules/network/nat.hcl".
std::string area_of(std::string_view file) {
  const std::string directory = source::parent_path(file);
  return directory == "." ? std::string() : std::string(source::base_name(directory));
}

report::RuleText built_in_text(const findings::BuiltInRule& rule) {
  return {.name = std::string(rule.name),
          .area = {},
          .severity = rule.severity,
          .summary = std::string(rule.summary),
          .why = std::string(rule.why),
          .remedy = std::string(rule.remedy),
          .clauses = {},
          .standards = {}};
}

// The rules that have verdicts, and those of Plumbline itself.
std::vector<report::RuleText> rule_texts(const Run& run, std::span<const findings::Judged> judged) {
  std::map<std::string_view, const rules::Rule*> rules;
  for (const findings::Judged& one : judged) {
    for (const rules::Verdict& verdict : one.result->verdicts) {
      rules.emplace(verdict.rule->name, verdict.rule);
    }
  }
  std::map<std::string, report::RuleText> texts;
  for (const rules::RuleHead& head : run.rules.heads()) {
    const auto rule = rules.find(head.name);
    if (rule == rules.end()) continue;
    const auto severity = rules::severity_in(run.policies, head, rule->second);
    texts.emplace(head.name, text_of(*rule->second, severity.value_or(rule->second->severity)));
  }
  for (const findings::BuiltInRule& rule : findings::kBuiltInRules) {
    texts.emplace(rule.name, built_in_text(rule));
  }
  std::vector<report::RuleText> result;
  result.reserve(texts.size());
  for (auto& [name, text] : texts) result.push_back(std::move(text));
  return result;
}

// As the standings have it; what failed or is undecided, the report has already.
void add_verdicts(const findings::Judged& judged, std::span<const findings::Standing> standings,
                  bool has_places, std::vector<report::OtherVerdict>& verdicts) {
  for (size_t i = 0; i < standings.size(); ++i) {
    const bool passed = standings[i] == findings::Standing::passed;
    if (!passed && standings[i] != findings::Standing::not_applicable) continue;
    const rules::Verdict& verdict = judged.result->verdicts[i];
    const graph::Node& node = judged.graph->node(verdict.node);
    const source::Range& range = verdict.range.known() ? verdict.range : node.range;
    verdicts.push_back({.passed = passed,
                        .rule = verdict.rule->name,
                        .address = diagnostics::without_secrets(node.address),
                        .root = judged.evaluation->configuration().directory,
                        .environment = judged.environment,
                        .note = diagnostics::without_secrets(verdict.message),
                        .range = has_places ? range : source::Range()});
  }
}

}  // namespace

report::RuleText text_of(const rules::Rule& rule, config::Severity severity) {
  return {.name = rule.name,
          .area = area_of(rule.file),
          .severity = severity,
          .summary = rule.summary,
          .why = rule.why,
          .remedy = rule.remedy,
          .clauses = rule.clauses,
          .standards = rule.standards};
}

report::Details details_of(Run& run, std::span<const Environment> environments,
                           std::span<const findings::Judged> judged,
                           const findings::Report& report) {
  report::Details details;
  details.docs_url = PLUMBLINE_DOCS_URL;
  details.rules = rule_texts(run, judged);
  if (run.options.account) details.account = account_of(run, environments, judged, report);
  if (!run.options.other_verdicts) return details;
  for (size_t i = 0; i < judged.size(); ++i) {
    // What was made of a plan alone is no file of anyone's.
    add_verdicts(judged[i], report.standings[i], !is_plan_alone(run.options), details.verdicts);
  }
  return details;
}

}  // namespace run
