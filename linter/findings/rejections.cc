// SPDX-License-Identifier: Apache-2.0
// Makes findings of diagnostics. Exported: add_diagnostic. Tested in tests/findings/.

#include <fmt/format.h>

#include "findings/built_in_rules.h"
#include "findings/gathering.h"

namespace findings {

namespace {

// The severity of a finding of a built-in rule; nothing where the settings switch it off.
std::optional<config::Severity> severity_of(const BuiltInRule& rule, const Terms& terms) {
  bool enabled = true;
  config::Severity severity = rule.severity;
  for (const config::RuleSetting& setting : terms.settings) {
    // What speaks of other rules, too, does not mean these.
    if (!setting.rules.starts_with("suppression-")) continue;
    if (!config::matches(setting.rules, rule.name)) continue;
    enabled = setting.enabled.value_or(enabled);
    severity = setting.severity.value_or(severity);
  }
  return enabled ? std::optional(severity) : std::nullopt;
}

// The identity over time of what is said of a text: what is said twice of one file is told apart
// by the text it is said of, and by its number.
std::string fingerprint_of(Gathering& gathering, const Finding& finding) {
  const std::string_view text =
      finding.range.known() ? gathering.files.text(finding.range) : std::string_view();
  const std::string file = in_repository(finding.address, gathering.terms);
  const std::string key = fmt::format("{}\n{}\n{}\n{}", finding.rule, file, finding.message, text);
  const std::string number = std::to_string(gathering.said[key]++);
  const std::string_view parts[] = {finding.rule, file, finding.message, text, number};
  return fingerprint(parts);
}

}  // namespace

void add_diagnostic(Gathering& gathering, const diagnostics::Diagnostic& diagnostic) {
  const BuiltInRule* rule =
      diagnostic.severity == diagnostics::Severity::error ? built_in_rule(diagnostic.id) : nullptr;
  if (rule == nullptr) {
    gathering.report.problems.push_back(diagnostic);
    return;
  }
  const auto severity = severity_of(*rule, gathering.terms);
  if (!severity) return;
  Draft draft;
  Finding& finding = draft.finding;
  finding.rule = std::string(diagnostic.id);
  finding.severity = *severity;
  finding.message = diagnostic.summary;
  finding.detail = diagnostic.detail;
  finding.remedy = diagnostic.remedy;
  finding.range = diagnostic.subject;
  if (diagnostic.subject.known()) {
    finding.address = gathering.files[diagnostic.subject.file].path();
    finding.instances = {finding.address};
  }
  for (const diagnostics::Related& related : diagnostic.related) {
    finding.related.push_back({related.range, related.message});
  }
  finding.fingerprint = fingerprint_of(gathering, finding);
  draft.suppression = gathering.coverage.covering(finding.rule, finding.range);
  BaselineEntry entry{.fingerprint = finding.fingerprint,
                      .rule = finding.rule,
                      .root = {},
                      .address = in_repository(finding.address, gathering.terms),
                      .attribute = {},
                      .message = finding.message};
  if (draft.suppression == nullptr) finding.known = known_by(gathering, entry);
  draft.members.emplace(entry.fingerprint, std::move(entry));
  gathering.drafts.push_back(std::move(draft));
}

}  // namespace findings
