// SPDX-License-Identifier: Apache-2.0
// CSV (RFC 4180). Exported: to_csv, csv_record. Tested in tests/report/formats_test.cc.

#include <fmt/format.h>

#include "report/cells.h"
#include "report/formats.h"
#include "report/rows.h"

namespace report {

namespace {

// A spreadsheet takes what begins so for a formula, and would work it out.
constexpr std::string_view kFormula = "=+-@\t\r";

std::string cell(std::string_view text) {
  std::string value;
  if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) value = "'";
  value += text;
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string csv_record(std::span<const std::string> cells) {
  std::string text;
  for (const std::string& one : cells) {
    text += cell(one);
    text += &one == &cells.back() ? "\r\n" : ",";
  }
  return text;
}

std::string to_csv(const Result& result) {
  static constexpr std::string_view kStates[] = {"reported", "suppressed", "accepted"};
  std::string text =
      "rule,severity,state,path,line,address,message,clauses,environments,justification,"
      "fingerprint\r\n";
  for (const Row& row : rows_of(result)) {
    const findings::Finding& finding = *row.finding;
    const std::string cells[] = {finding.rule,
                                 std::string(config::name(finding.severity)),
                                 std::string(kStates[static_cast<size_t>(row.state)]),
                                 row.path,
                                 row.placed ? std::to_string(row.begin.line) : "",
                                 finding.address,
                                 row.text,
                                 fmt::format("{}", fmt::join(finding.clauses, " ")),
                                 fmt::format("{}", fmt::join(finding.environments, " ")),
                                 row.justification,
                                 finding.fingerprint};
    text += csv_record(cells);
  }
  return text;
}

}  // namespace report
