// SPDX-License-Identifier: Apache-2.0
// Findings, one row each. Exported: everything in rows.h. Tested in tests/report/.

#include "report/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/paths.h"
#include "report/words.h"

namespace report {

namespace {

constexpr size_t kShownInstances = 4;

void set_path(Row& row, const Result& result, std::string_view path) {
  row.path = repository_path(result, path);
  row.outside = !in_repository(result, path);
}

// Gives each row an id of its own.
void number(std::vector<Row>& rows) {
  std::map<std::string_view, size_t> seen;
  for (Row& row : rows) {
    row.id = row.finding->fingerprint;
    if (const size_t times = seen[row.finding->fingerprint]++) {
      row.id += "-" + std::to_string(times + 1);
    }
  }
}

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
    if (!first.empty()) set_path(row, result, first);
    return row;
  }
  const source::File& file = (*result.files)[finding.range.file];
  set_path(row, result, file.path());
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
  number(rows);
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
