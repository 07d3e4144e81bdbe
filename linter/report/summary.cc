// SPDX-License-Identifier: Apache-2.0
// What was found, looked at and could not be decided, in a few lines for people. Exported:
// to_summary. Tested in tests/report/text_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "diagnostics/terminal.h"
#include "findings/gaps.h"
#include "report/missing.h"
#include "report/report.h"
#include "report/words.h"

namespace report {

using diagnostics::Paint;
using diagnostics::Style;

namespace {

constexpr size_t kShownInputs = 8;
// From how many findings on they are summed up by rule, and how many rules that names.
constexpr size_t kManyFindings = 10;
constexpr size_t kShownRules = 10;

std::string findings_line(const Result& result, const Paint& paint) {
  const findings::Report& report = result.report;
  const std::string_view fresh = result.lists_known ? "new " : "";
  if (report.findings.empty()) {
    return paint(Style::help, fmt::format("No {}findings", fresh)) + ".";
  }
  std::array<size_t, 5> by_severity{};
  for (const findings::Finding& finding : report.findings) {
    ++by_severity[static_cast<size_t>(finding.severity)];
  }
  std::string parts;
  for (size_t i = by_severity.size(); i-- > 0;) {
    if (by_severity[i] == 0) continue;
    if (!parts.empty()) parts += ", ";
    parts += fmt::format("{} {}", by_severity[i], config::name(static_cast<config::Severity>(i)));
  }
  return paint(Style::error, counted(report.findings.size(), fmt::format("{}finding", fresh),
                                     fmt::format("{}findings", fresh))) +
         ": " + parts + ".";
}

// How many findings each rule has, the worst first: where to begin.
std::string by_rule_lines(const findings::Report& report) {
  if (report.findings.size() < kManyFindings) return {};
  // Severity and number, both from the most down, then name.
  std::map<std::string_view, std::pair<config::Severity, size_t>> counts;
  for (const findings::Finding& finding : report.findings) {
    auto& [severity, count] = counts[finding.rule];
    severity = std::max(severity, finding.severity);
    ++count;
  }
  // Where hardly any rule has more than one, the findings themselves say as much.
  if (counts.size() < 2 || report.findings.size() < 2 * counts.size()) return {};
  std::vector<std::pair<std::string_view, std::pair<config::Severity, size_t>>> rules(
      counts.begin(), counts.end());
  std::ranges::stable_sort(rules, std::greater<>(), [](const auto& rule) { return rule.second; });
  std::string text;
  const size_t shown = std::min(rules.size(), kShownRules);
  for (const auto& [name, of_rule] : std::span(rules).first(shown)) {
    text += fmt::format("{:>6}  {:<8}  {}\n", of_rule.second, config::name(of_rule.first), name);
  }
  if (shown < rules.size()) {
    text += fmt::format("        and those of {}\n",
                        counted(rules.size() - shown, "other rule", "other rules"));
  }
  return text;
}

// Findings that are known and not reported.
std::string set_aside_lines(const Result& result, bool verbose) {
  const findings::Report& report = result.report;
  const std::string_view shown = verbose ? "" : " (--verbose shows)";
  std::string text;
  if (!report.suppressed.empty()) {
    text += fmt::format("{} suppressed by comments in the Terraform{}.\n",
                        counted(report.suppressed.size(), "finding is", "findings are"), shown);
  }
  for (const findings::KnownBy known : {findings::KnownBy::baseline, findings::KnownBy::before}) {
    const auto count =
        static_cast<size_t>(std::ranges::count(report.accepted, known, &findings::Finding::known));
    if (count == 0) continue;
    text += fmt::format("{} {}{}.\n", counted(count, "finding is", "findings are"),
                        acceptance(known, result.change), result.lists_known ? "" : shown);
  }
  const size_t unneeded = report.unneeded.size();
  if (unneeded == 0) return text;
  if (!result.change.empty()) {
    text += fmt::format("The change mends {}:\n", counted(unneeded, "finding", "findings"));
  } else {
    text += result.baseline_changes
                ? fmt::format("{} taken out of the baseline:\n",
                              counted(unneeded, "entry was", "entries were"))
                : fmt::format(
                      "{} no longer needed (--update-baseline takes {} out):\n",
                      counted(unneeded, "entry of the baseline is", "entries of the baseline are"),
                      unneeded == 1 ? "it" : "them");
  }
  const size_t named = verbose ? unneeded : std::min(unneeded, kShownInputs);
  for (size_t i = 0; i < named; ++i) {
    const findings::BaselineEntry& entry = report.unneeded[i];
    text += fmt::format("        {} {}{}\n", diagnostics::printable(entry.rule),
                        diagnostics::printable(entry.address),
                        entry.root.empty() || entry.root == "."
                            ? ""
                            : " in " + std::string(diagnostics::printable(entry.root)));
  }
  if (named < unneeded) {
    text += fmt::format("        and {} more (--verbose names all)\n", unneeded - named);
  }
  return text;
}

std::string roots_of(const findings::Summary& summary) {
  std::string text = counted(summary.roots, "root", "roots");
  if (summary.environments != summary.roots) {
    text += fmt::format(" ({})", counted(summary.environments, "environment", "environments"));
  }
  return text;
}

std::string looked_at_line(const findings::Summary& summary, std::string_view profile) {
  std::string text =
      fmt::format("Judged {} in {} by {} of profile {}",
                  counted(summary.resources, "resource instance", "resource instances"),
                  roots_of(summary), counted(summary.rules, "rule", "rules"), profile);
  if (summary.libraries > 0) {
    text += fmt::format(", and {} for what fails whatever their variables are",
                        counted(summary.libraries, "library", "libraries"));
  }
  if (summary.pipelines > 0) {
    text += fmt::format(", and {}", counted(summary.pipelines, "pipeline file", "pipeline files"));
  }
  return text + ".";
}

std::string verdict_line(const findings::Summary& summary) {
  std::string failed = fmt::format("{} failed", summary.failed);
  if (summary.suppressed > 0) failed += fmt::format(", {} suppressed", summary.suppressed);
  if (summary.accepted > 0) failed += fmt::format(", {} accepted", summary.accepted);
  return fmt::format(
      "Verdicts: {} passed, {}, {} undecided, {} not applicable; {} seen by no rule.",
      summary.passed, failed, summary.undecided, summary.not_applicable,
      counted(summary.unseen_resources, "resource", "resources"));
}

std::string undecided_lines(const findings::Report& report, const Paint& paint) {
  if (report.summary.undecided == 0) return {};
  std::string text = paint(Style::warning, "Undecided") +
                     fmt::format(": {}. What is missing:\n",
                                 counted(report.summary.undecided, "verdict", "verdicts"));
  const std::vector<MissingLine> lines = missing_lines(report);
  const size_t shown = std::min(lines.size(), kShownInputs);
  for (size_t i = 0; i < shown; ++i) {
    text += fmt::format("{:>6}  {}\n", lines[i].verdicts, diagnostics::printable(lines[i].text));
  }
  if (shown < lines.size()) {
    text += fmt::format("        and {} (--format json names all)\n",
                        counted(lines.size() - shown, "other input", "other inputs"));
  }
  return text;
}

// Modules of which nothing is known, though nothing that was judged waits for them.
std::string unseen_modules_line(const findings::Report& report) {
  if (report.summary.missing_modules == 0 || report.summary.awaiting_modules > 0) return {};
  return diagnostics::printable(modules_line(report, {})) + ".\n";
}

// What --strict fails on, and what to do about it.
std::string gap_lines(const findings::Report& report, const Paint& paint) {
  const std::vector<findings::Gap> gaps = findings::gaps_of(report);
  if (gaps.empty()) return {};
  std::string text = paint(Style::error, "Gaps") + ", on which --strict fails:\n";
  for (const findings::Gap& gap : gaps) {
    text += fmt::format("        {}: {}\n", gap.what, gap.remedy);
  }
  return text;
}

// How much was said to be wrong beside findings without being shown.
std::string notes_line(const findings::Report& report) {
  const auto notes = std::ranges::count(report.problems, diagnostics::Severity::note,
                                        &diagnostics::Diagnostic::severity);
  if (notes == 0) return {};
  return counted(static_cast<size_t>(notes), "note", "notes") + " not shown (--verbose shows).\n";
}

}  // namespace

std::string to_summary(const Result& result, const TextOptions& options) {
  const Paint paint(options.color);
  std::string text;
  const findings::Summary& summary = result.report.summary;
  text += findings_line(result, paint) + "\n";
  text += by_rule_lines(result.report);
  text += set_aside_lines(result, options.verbose);
  text += looked_at_line(summary, result.profile) + "\n";
  text += verdict_line(summary) + "\n";
  if (result.newer_rules > 0) {
    text += fmt::format("{} newer than rules_version {}, and off: see `plumbline rules diff`.\n",
                        counted(result.newer_rules, "rule is", "rules are"), result.rules_version);
  }
  if (summary.not_supported > 0) {
    text += fmt::format("Of the undecided, {} because Plumbline does not support something yet.\n",
                        summary.not_supported);
  }
  text += unseen_modules_line(result.report);
  text += undecided_lines(result.report, paint);
  if (options.strict) text += gap_lines(result.report, paint);
  if (!options.verbose) text += notes_line(result.report);
  return text;
}

}  // namespace report
