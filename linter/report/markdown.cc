// SPDX-License-Identifier: Apache-2.0
// Markdown for a comment: what every host's dialect shows alike. Exported: to_markdown. Tested in
// tests/report/formats_test.cc.

#include <fmt/format.h>

#include "report/formats.h"
#include "report/rows.h"
#include "report/words.h"

namespace report {

namespace {

constexpr size_t kMaxRows = 100;

// Plain text in a cell of a table.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\`*_<>|[]#").find(c) != std::string_view::npos) result += '\\';
    result += c == '\n' || c == '\r' ? ' ' : c;
  }
  return result;
}

// What kept the check from judging everything, with what else is wrong.
std::string errors_text(const findings::Report& report) {
  std::string text;
  for (const diagnostics::Diagnostic& problem : report.problems) {
    if (problem.severity != diagnostics::Severity::error) continue;
    text += fmt::format("- {}{}{}\n", cell(problem.summary), problem.detail.empty() ? "" : ": ",
                        cell(problem.detail));
  }
  return text.empty() ? text : "\nNot everything could be judged:\n\n" + text;
}

}  // namespace

std::string to_markdown(const Result& result) {
  const findings::Report& report = result.report;
  std::string text = "### Plumbline\n\n";
  const std::vector<Row> rows = listed_rows(result);
  text += rows.empty()
              ? std::string("No findings.\n")
              : counted(rows.size(), "finding", "findings") +
                    (result.lists_known ? fmt::format(", of which {} new", report.findings.size())
                                        : "") +
                    ".\n";
  if (report.summary.undecided > 0) {
    text +=
        "\n" + counted(report.summary.undecided, "verdict is", "verdicts are") + " undecided.\n";
  }
  text += errors_text(report);
  if (rows.empty()) return text;
  text += "\n| severity | rule | place | finding |\n| --- | --- | --- | --- |\n";
  size_t shown = 0;
  for (const Row& row : rows) {
    if (shown++ == kMaxRows) break;
    const findings::Finding& finding = *row.finding;
    const std::string line = row.placed ? fmt::format(":{}", row.begin.line) : "";
    text += fmt::format("| {} | {} | {}{} | {} |\n", config::name(finding.severity),
                        cell(finding.rule), cell(row.path), line, cell(row.text));
  }
  if (rows.size() > kMaxRows) {
    text += fmt::format("\nand {} more.\n", rows.size() - kMaxRows);
  }
  return text;
}

}  // namespace report
