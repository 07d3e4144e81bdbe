// SPDX-License-Identifier: Apache-2.0
// The report for people: findings as diagnostics are shown, then what was looked at and what could
// not be decided. Exported: to_text. Tested in tests/report/.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "diagnostics/secrets.h"
#include "diagnostics/terminal.h"
#include "findings/gaps.h"
#include "report/report.h"
#include "report/words.h"

namespace report {

using diagnostics::Paint;
using diagnostics::Style;

namespace {

constexpr size_t kShownInstances = 4;
constexpr size_t kShownInputs = 8;
constexpr size_t kShownRoots = 3;
// From how many findings on they are summed up by rule, and how many rules that names.
constexpr size_t kManyFindings = 10;
constexpr size_t kShownRules = 10;

diagnostics::Severity shown_severity(config::Severity severity) {
  if (severity >= config::Severity::high) return diagnostics::Severity::error;
  return severity == config::Severity::medium ? diagnostics::Severity::warning
                                              : diagnostics::Severity::note;
}

// What else is to be said of a finding: other instances and the environments it occurs in.
std::string scope_of(const findings::Finding& finding) {
  std::string text = finding.detail;
  const auto add = [&text](std::string_view more) {
    if (!text.empty()) text += '\n';
    text += more;
  };
  if (finding.instances.size() > 1) {
    const size_t shown = std::min(finding.instances.size(), kShownInstances);
    std::string list = fmt::format(
        "{}", fmt::join(finding.instances.begin(),
                        finding.instances.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    if (shown < finding.instances.size()) {
      list += fmt::format(" and {} more", finding.instances.size() - shown);
    }
    add(fmt::format("{} instances: {}", finding.instances.size(), list));
  }
  if (finding.environments.empty()) {
    // Of what has a place, the place says it.
    if (!finding.range.known() && !finding.root.empty()) add("in " + finding.root);
  } else {
    add(fmt::format("in {}", fmt::join(finding.environments, ", ")));
  }
  if (!finding.clauses.empty()) {
    add(fmt::format("{} {}", finding.clauses.size() == 1 ? "clause" : "clauses",
                    fmt::join(finding.clauses, ", ")));
  }
  return text;
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
  if (counts.size() < 2) return {};
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
  } else
    text += result.baseline_changes
                ? fmt::format("{} taken out of the baseline:\n",
                              counted(unneeded, "entry was", "entries were"))
                : fmt::format(
                      "{} no longer needed (--update-baseline takes {} out):\n",
                      counted(unneeded, "entry of the baseline is", "entries of the baseline are"),
                      unneeded == 1 ? "it" : "them");
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

// "3 modules are not installed: `terraform init -backend=false` in a and b installs them". `one`:
// what is said of the only one; may be empty.
std::string modules_line(const findings::Report& report, std::string_view one) {
  const uint32_t count = report.summary.missing_modules;
  std::string place;
  const std::vector<std::string>& roots = report.awaiting_init;
  const size_t shown = roots.size() > kShownRoots + 1 ? kShownRoots : roots.size();
  for (size_t i = 0; i < shown && roots != std::vector<std::string>{"."}; ++i) {
    const bool last = i + 1 == roots.size();
    place += (i == 0 ? " in " : last ? " and " : ", ") + roots[i];
  }
  if (shown < roots.size()) place += fmt::format(" and {} others", roots.size() - shown);
  const std::string what = one.empty()
                               ? counted(count, "module is", "modules are") + " not installed"
                               : std::string(one);
  return fmt::format("{}: `terraform init -backend=false`{} installs {}", what, place,
                     count == 1 ? "it" : "them");
}

struct MissingLine {
  uint32_t verdicts = 0;
  std::string text;
};

// What is missing, what would decide the most first. One command installs all modules, so they are
// one line.
std::vector<MissingLine> missing_lines(const findings::Report& report) {
  std::vector<MissingLine> lines;
  const auto is_module = [](const findings::MissingInput& input) {
    return input.kind == values::ReasonKind::module;
  };
  const bool one = std::ranges::count_if(report.missing, is_module) == 1;
  bool modules_said = false;
  for (const findings::MissingInput& input : report.missing) {
    if (is_module(input)) {
      if (std::exchange(modules_said, true)) continue;
      const bool only = one && report.summary.missing_modules == 1;
      lines.push_back({report.summary.awaiting_modules,
                       modules_line(report, only ? input.sentence : std::string())});
      continue;
    }
    lines.push_back({input.verdicts, input.sentence});
    if (input.roots.size() > 1) {
      lines.back().text += fmt::format(", in {} roots", input.roots.size());
    }
  }
  std::ranges::stable_sort(lines, std::greater<>(), &MissingLine::verdicts);
  return lines;
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

std::string to_text(const Result& result, const TextOptions& options) {
  const source::Files& files = *result.files;
  const diagnostics::RenderOptions render{.color = options.color, .width = options.width};
  const Paint paint(options.color);
  diagnostics::Secrets secrets(files, result.report.secret_places);
  const auto rendered = [&](const diagnostics::Diagnostic& diagnostic) {
    return diagnostics::render(diagnostic, files, render, secrets) + "\n";
  };
  std::string text;
  for (const diagnostics::Diagnostic& problem : result.report.problems) {
    if (problem.severity == diagnostics::Severity::note && !options.verbose) continue;
    text += rendered(problem);
  }
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
  if (options.quiet) return text;
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
