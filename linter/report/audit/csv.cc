// SPDX-License-Identifier: Apache-2.0
// The audit as rows. Exported: to_csv. Tested in tests/report/audit/.

#include <fmt/format.h>

#include "report/audit/parts.h"
#include "report/cells.h"
#include "report/paths.h"

namespace audit {

namespace {

constexpr std::string_view kColumns =
    "clause,statement,section,clause_verdict,rule,severity,controls,result,root,environments,"
    "address,instances,path,line,message,reason,owner,until,fingerprint\r\n";

struct Row {
  std::string result = {};
  std::string root = {}, environments = {}, address = {}, instances = {};
  source::Range range = {};
  std::string message = {}, reason = {}, owner = {}, until = {}, fingerprint = {};
};

Row row_of(const report::Result& result, const findings::Finding& finding, std::string what) {
  return {.result = std::move(what),
          .root = finding.root.empty() ? "" : report::repository_path(result, finding.root),
          .environments = fmt::format("{}", fmt::join(finding.environments, "; ")),
          .address = finding.address,
          .instances = std::to_string(finding.instances.size()),
          .range = finding.range,
          .message = finding.message,
          .reason = finding.remedy,
          .fingerprint = finding.fingerprint};
}

// All that one rule found, the worst first.
std::vector<Row> rows_of(const report::Result& result, const Evidence& evidence) {
  const findings::Report& report = result.report;
  std::vector<Row> rows;
  for (const size_t i : evidence.findings) {
    rows.push_back(row_of(result, report.findings[i], "failed"));
  }
  for (const size_t i : evidence.undecided) {
    const findings::Undecided& open = report.undecided[i];
    rows.push_back({.result = "undecided",
                    .root = report::repository_path(result, open.root),
                    .environments = open.environment,
                    .address = open.address,
                    .instances = "1",
                    .range = open.range,
                    .reason = fmt::format("{}", fmt::join(open.reasons, "; "))});
  }
  for (const size_t i : evidence.suppressed) {
    const findings::SuppressedFinding& one = report.suppressed[i];
    Row row = row_of(result, one.finding, "suppressed");
    row.reason = one.reason;
    row.owner = one.owner;
    row.until = one.until;
    rows.push_back(std::move(row));
  }
  for (const size_t i : evidence.accepted) {
    rows.push_back(row_of(result, report.accepted[i], "accepted"));
  }
  for (const Passed& passed : evidence.passed) {
    rows.push_back({.result = "passed",
                    .environments = fmt::format("{}", fmt::join(passed.environments, "; ")),
                    .address = passed.address,
                    .instances = std::to_string(passed.instances),
                    .range = passed.range,
                    .message = passed.note});
  }
  return rows;
}

class Table {
 public:
  explicit Table(const report::Result& result) : result_(result) {}

  void add(const Section& section, const Clause& clause) {
    for (const Evidence* evidence : clause.evidence) {
      const std::vector<Row> rows = rows_of(result_, *evidence);
      for (const Row& row : rows) add(section, clause, evidence, row);
      const bool on = evidence->rule->state == report::RuleState::on;
      if (rows.empty()) add(section, clause, evidence, {.result = on ? "nothing to say" : "off"});
    }
    if (clause.evidence.empty()) {
      add(section, clause, nullptr, {.reason = clause.why.empty() ? clause.limit : clause.why});
    }
  }

  void add(const Section& section, const Clause& clause, const Evidence* evidence, const Row& row) {
    const report::RuleText* rule = evidence == nullptr ? nullptr : &evidence->rule->text;
    const bool placed = row.range.known();
    const std::string cells[] = {
        clause.name,
        clause.text == nullptr ? "" : std::string(clause.text->statement),
        section.title,
        std::string(name(clause.outcome)),
        rule == nullptr ? "" : rule->name,
        rule == nullptr ? "" : std::string(config::name(rule->severity)),
        rule == nullptr ? "" : controls_of(*rule),
        row.result,
        row.root,
        row.environments,
        row.address,
        row.instances,
        placed ? report::repository_path(result_, (*result_.files)[row.range.file].path()) : "",
        placed ? std::to_string((*result_.files)[row.range.file].position(row.range.begin).line)
               : "",
        row.message,
        row.reason,
        row.owner,
        row.until,
        row.fingerprint};
    text_ += report::csv_record(cells);
  }

  std::string take() { return std::string(kColumns) + text_; }

 private:
  const report::Result& result_;
  std::string text_;
};

// Findings that belong to no clause are not to be lost.
void add_outside(const Audit& audit, Table& table) {
  const report::Result& result = *audit.result;
  const Section none;
  Clause clause;
  clause.outcome = Outcome::violated;
  for (const size_t i : audit.outside) {
    const findings::Finding& finding = result.report.findings[i];
    report::RuleAccount rule;
    rule.text.name = finding.rule;
    rule.text.severity = finding.severity;
    Evidence evidence;
    evidence.rule = &rule;
    table.add(none, clause, &evidence, row_of(result, finding, "failed"));
  }
}

}  // namespace

std::string to_csv(const report::Result& result) {
  const Audit audit = make_audit(result);
  Table table(result);
  for (const Section& section : audit.sections) {
    for (const Part& part : section.parts) {
      for (const Clause& clause : part.clauses) table.add(section, clause);
    }
  }
  add_outside(audit, table);
  return table.take();
}

}  // namespace audit
