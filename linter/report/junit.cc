// SPDX-License-Identifier: Apache-2.0
// JUnit's XML, as Jenkins and Bitbucket's Pipelines read it. Exported: to_junit. Tested in
// tests/report/formats_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/formats.h"
#include "report/rows.h"
#include "report/words.h"
#include "report/xml.h"

namespace report {

namespace {

std::string case_of(const Row& row, std::string_view change) {
  const findings::Finding& finding = *row.finding;
  const std::string place = row.placed ? fmt::format("{}:{}", row.path, row.begin.line) : row.path;
  std::string text =
      fmt::format("    <testcase classname=\"{}\" name=\"{}\"", xml(finding.rule),
                  xml(fmt::format("{}{}{}", finding.address, place.empty() ? "" : " at ", place)));
  if (!row.path.empty()) text += fmt::format(" file=\"{}\"", xml(row.path));
  if (row.state != State::reported) {
    const std::string why =
        row.state == State::suppressed ? row.justification : acceptance(finding.known, change);
    return text + fmt::format(">\n      <skipped message=\"{}\"/>\n    </testcase>\n", xml(why));
  }
  std::string body = place + "\n" + row.text;
  if (!finding.remedy.empty()) body += "\n" + finding.remedy;
  return text + fmt::format(
                    ">\n      <failure message=\"{}\" type=\"{}\">{}</failure>\n"
                    "    </testcase>\n",
                    xml(row.text), config::name(finding.severity), xml(body));
}

}  // namespace

std::string to_junit(const Result& result) {
  std::string cases;
  size_t count = 0, failed = 0, skipped = 0, errors = 0;
  std::set<std::string_view> found;
  for (const Row& row : rows_of(result)) {
    cases += case_of(row, result.change);
    ++count;
    ++(row.state == State::reported ? failed : skipped);
    found.insert(row.finding->rule);
  }
  for (const diagnostics::Diagnostic& problem : result.report.problems) {
    if (problem.severity != diagnostics::Severity::error) continue;
    cases += fmt::format(
        "    <testcase classname=\"{}\" name=\"{}\">\n      <error message=\"{}\"/>\n"
        "    </testcase>\n",
        xml(problem.id), xml(problem.summary), xml(problem.summary + ". " + problem.detail));
    ++count;
    ++errors;
  }
  for (const RuleText& rule : result.details.rules) {
    if (found.contains(rule.name)) continue;
    cases +=
        fmt::format("    <testcase classname=\"{}\" name=\"finds nothing\"/>\n", xml(rule.name));
    ++count;
  }
  const std::string counts = fmt::format(
      "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", count, failed, errors, skipped);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"plumbline\" {0}>\n"
      "  <testsuite name=\"plumbline\" {0}>\n{1}  </testsuite>\n</testsuites>\n",
      counts, cases);
}

}  // namespace report
