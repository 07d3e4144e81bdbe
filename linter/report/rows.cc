// SPDX-License-Identifier: Apache-2.0
// Findings, one row each. Exported: everything in rows.h. Tested in tests/report/.

#include "report/rows.h"

#include <algorithm>

#include "report/paths.h"
#include "report/words.h"

namespace report {

namespace {

Row row_of(const Result& result, const findings::Finding& finding, State state) {
  Row row;
  row.finding = &finding;
  row.state = state;
  row.text = finding.message;
  if (!finding.detail.empty()) {
    if (!row.text.ends_with('.')) row.text += '.';
    row.text += " " + finding.detail;
  }
  std::ranges::replace(row.text, '\n', ' ');
  row.placed = finding.range.known();
  if (!row.placed) {
    const std::string first = first_file(result, finding.root);
    if (!first.empty()) row.path = repository_path(result, first);
    return row;
  }
  const source::File& file = (*result.files)[finding.range.file];
  row.path = repository_path(result, file.path());
  row.begin = file.position(finding.range.begin);
  row.end = file.position(finding.range.end);
  return row;
}

std::string justification_of(const findings::SuppressedFinding& suppressed) {
  std::string text = suppressed.reason.empty() ? "Suppressed by a comment" : suppressed.reason;
  if (!suppressed.owner.empty()) text += ", by " + suppressed.owner;
  if (!suppressed.until.empty()) text += ", until " + suppressed.until;
  return text;
}

}  // namespace

std::vector<Row> rows_of(const Result& result) {
  std::vector<Row> rows;
  for (const findings::Finding& finding : result.report.findings) {
    rows.push_back(row_of(result, finding, State::reported));
  }
  for (const findings::SuppressedFinding& suppressed : result.report.suppressed) {
    rows.push_back(row_of(result, suppressed.finding, State::suppressed));
    rows.back().justification = justification_of(suppressed);
  }
  for (const findings::Finding& finding : result.report.accepted) {
    rows.push_back(row_of(result, finding, State::accepted));
  }
  return rows;
}

std::vector<Row> listed_rows(const Result& result) {
  std::vector<Row> rows = rows_of(result);
  std::erase_if(rows, [&result](const Row& row) {
    return row.state == State::suppressed || (row.state == State::accepted && !result.lists_known);
  });
  for (Row& row : rows) {
    if (row.state == State::reported) continue;
    row.text += fmt::format(" ({})", acceptance(row.finding->known, result.change));
  }
  return rows;
}

}  // namespace report
