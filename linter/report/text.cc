// SPDX-License-Identifier: Apache-2.0
// The report for people: findings as diagnostics are shown, then the summary. Exported: to_text,
// to_problems.
// Tested in tests/report/.

#include <fmt/format.h>

#include "diagnostics/secrets.h"
#include "report/report.h"
#include "report/rows.h"
#include "report/words.h"

namespace report {

namespace {

diagnostics::Severity shown_severity(config::Severity severity) {
  using diagnostics::Severity;
  return by_level(severity, Severity::error, Severity::warning, Severity::note);
}

diagnostics::Diagnostic shown(const findings::Finding& finding) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = shown_severity(finding.severity);
  diagnostic.id = finding.rule;
  diagnostic.label = config::name(finding.severity);
  diagnostic.summary = finding.message;
  diagnostic.detail = scope_of(finding);
  diagnostic.remedy = finding.remedy;
  diagnostic.subject = finding.range;
  for (const findings::RelatedPlace& place : finding.related) {
    diagnostic.related.push_back({place.range, place.message});
  }
  return diagnostic;
}

diagnostics::Diagnostic shown_as_known(const findings::Finding& finding, const Result& result) {
  diagnostics::Diagnostic diagnostic = shown(finding);
  diagnostic.severity = diagnostics::Severity::note;
  diagnostic.label = result.lists_known ? "known" : "accepted";
  if (result.lists_known) {
    diagnostic.detail = fmt::format("{}, {}{}{}", config::name(finding.severity),
                                    acceptance(finding.known, result.change),
                                    diagnostic.detail.empty() ? "" : "\n", diagnostic.detail);
  }
  return diagnostic;
}

diagnostics::Diagnostic shown(const findings::SuppressedFinding& suppressed) {
  diagnostics::Diagnostic diagnostic = shown(suppressed.finding);
  diagnostic.severity = diagnostics::Severity::note;
  diagnostic.label = "suppressed";
  std::string terms;
  const auto add = [&terms](std::string_view name, const std::string& text) {
    if (text.empty()) return;
    if (!terms.empty()) terms += ", ";
    terms += fmt::format("{} {}", name, text);
  };
  add("until", suppressed.until);
  add("by", suppressed.owner);
  if (!suppressed.reason.empty()) {
    terms += fmt::format("{}{}", terms.empty() ? "" : ": ", suppressed.reason);
  }
  diagnostic.related.push_back({suppressed.comment, terms.empty() ? "suppressed here" : terms});
  diagnostic.remedy.clear();
  return diagnostic;
}

diagnostics::Diagnostic shown(const findings::Undecided& undecided) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = diagnostics::Severity::note;
  diagnostic.id = undecided.rule;
  diagnostic.label = "undecided";
  diagnostic.summary = undecided.address + " cannot be judged yet";
  diagnostic.detail = fmt::format("{}", fmt::join(undecided.reasons, "\n"));
  if (!undecided.environment.empty()) diagnostic.detail += "\nin " + undecided.environment;
  diagnostic.subject = undecided.range;
  return diagnostic;
}

// Draws diagnostics, one after the other.
class Renderer {
 public:
  Renderer(const Result& result, const TextOptions& options)
      : files_(*result.files),
        render_{.color = options.color, .width = options.width},
        secrets_(files_, result.report.secret_places) {}

  std::string operator()(const diagnostics::Diagnostic& diagnostic) {
    return diagnostics::render(diagnostic, files_, render_, secrets_) + "\n";
  }

 private:
  const source::Files& files_;
  diagnostics::RenderOptions render_;
  diagnostics::Secrets secrets_;
};

std::string problems_text(const Result& result, const TextOptions& options, Renderer& rendered) {
  std::string text;
  for (const diagnostics::Diagnostic& problem : result.report.problems) {
    if (problem.severity == diagnostics::Severity::note && !options.verbose) continue;
    text += rendered(problem);
  }
  return text;
}

}  // namespace

std::string to_problems(const Result& result, const TextOptions& options) {
  Renderer rendered(result, options);
  return problems_text(result, options, rendered);
}

std::string to_text(const Result& result, const TextOptions& options) {
  Renderer rendered(result, options);
  std::string text = problems_text(result, options, rendered);
  // What is new stands behind what is known, next to the summary.
  for (const findings::Finding& finding : result.report.accepted) {
    if (options.verbose || result.lists_known) text += rendered(shown_as_known(finding, result));
  }
  for (const findings::Finding& finding : result.report.findings) {
    text += rendered(shown(finding));
  }
  for (const findings::SuppressedFinding& suppressed : result.report.suppressed) {
    if (options.verbose) text += rendered(shown(suppressed));
  }
  for (const findings::Undecided& undecided : result.report.undecided) {
    if (options.verbose) text += rendered(shown(undecided));
  }
  if (!options.quiet) text += to_summary(result, options);
  return text;
}

}  // namespace report
