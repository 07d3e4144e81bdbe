// SPDX-License-Identifier: Apache-2.0
// The JSON report. Exported: to_json, add_place,
// summary_json. Tested in tests/report/; described in docs/json.md.

#include "report/json.h"

#include <nlohmann/json.hpp>

#include "findings/gaps.h"
#include "report/report.h"

namespace report {

using Json = nlohmann::ordered_json;

void add_place(Json& json, const source::Range& range, const source::Files& files) {
  if (!range.known()) return;
  const source::File& file = files[range.file];
  const source::Position begin = file.position(range.begin);
  const source::Position end = file.position(range.end);
  json["file"] = file.path();
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["end_line"] = end.line;
  json["end_column"] = end.column;
}

Json summary_json(const findings::Report& report) {
  const findings::Summary& summary = report.summary;
  Json json;
  json["findings"] = report.findings.size();
  json["roots"] = summary.roots;
  json["environments"] = summary.environments;
  json["libraries"] = summary.libraries;
  if (summary.pipelines > 0) json["pipelines"] = summary.pipelines;
  json["files"] = summary.files;
  json["resources"] = summary.resources;
  json["unseen_resources"] = summary.unseen_resources;
  json["rules"] = summary.rules;
  json["verdicts"] = {
      {"passed", summary.passed},         {"failed", summary.failed},
      {"suppressed", summary.suppressed}, {"accepted", summary.accepted},
      {"undecided", summary.undecided},   {"not_applicable", summary.not_applicable}};
  json["library_undecided"] = summary.library_undecided;
  json["not_supported"] = summary.not_supported;
  json["missing_modules"] = summary.missing_modules;
  json["awaiting_modules"] = summary.awaiting_modules;
  json["missing_inputs"] = Json::array();
  for (const findings::MissingInput& input : report.missing) {
    json["missing_inputs"].push_back(
        {{"reason", input.sentence}, {"roots", input.roots}, {"verdicts", input.verdicts}});
  }
  json["gaps"] = Json::array();
  for (const findings::Gap& gap : findings::gaps_of(report)) {
    json["gaps"].push_back({{"what", gap.what}, {"remedy", gap.remedy}});
  }
  return json;
}

namespace {

Json finding_json(const findings::Finding& finding, const source::Files& files) {
  Json json;
  json["rule"] = finding.rule;
  json["severity"] = config::name(finding.severity);
  json["message"] = finding.message;
  if (!finding.detail.empty()) json["detail"] = finding.detail;
  if (!finding.remedy.empty()) json["remedy"] = finding.remedy;
  json["address"] = finding.address;
  json["instances"] = finding.instances;
  if (!finding.environments.empty()) json["environments"] = finding.environments;
  json["root"] = finding.root;
  json["attribute"] = finding.attribute;
  add_place(json, finding.range, files);
  json["related"] = Json::array();
  for (const findings::RelatedPlace& place : finding.related) {
    Json related;
    add_place(related, place.range, files);
    related["message"] = place.message;
    json["related"].push_back(std::move(related));
  }
  json["clauses"] = finding.clauses;
  json["fingerprint"] = finding.fingerprint;
  return json;
}

Json suppressed_json(const findings::SuppressedFinding& suppressed, const source::Files& files) {
  Json json = finding_json(suppressed.finding, files);
  Json& comment = json["suppression"] = Json::object();
  add_place(comment, suppressed.comment, files);
  if (!suppressed.until.empty()) comment["until"] = suppressed.until;
  if (!suppressed.owner.empty()) comment["owner"] = suppressed.owner;
  if (!suppressed.reason.empty()) comment["reason"] = suppressed.reason;
  return json;
}

Json undecided_json(const findings::Undecided& undecided, const source::Files& files) {
  Json json;
  json["rule"] = undecided.rule;
  json["severity"] = config::name(undecided.severity);
  json["address"] = undecided.address;
  json["root"] = undecided.root;
  if (!undecided.environment.empty()) json["environment"] = undecided.environment;
  add_place(json, undecided.range, files);
  json["reasons"] = undecided.reasons;
  return json;
}

Json problem_json(const diagnostics::Diagnostic& problem, const source::Files& files) {
  static constexpr std::string_view kSeverities[] = {"error", "warning", "note"};
  Json json;
  json["id"] = problem.id;
  json["severity"] = kSeverities[static_cast<size_t>(problem.severity)];
  json["message"] = problem.summary;
  if (!problem.detail.empty()) json["detail"] = problem.detail;
  if (!problem.remedy.empty()) json["remedy"] = problem.remedy;
  add_place(json, problem.subject, files);
  return json;
}

}  // namespace

std::string to_json(const Result& result) {
  const source::Files& files = *result.files;
  Json json;
  json["schema_version"] = "1";
  json["version"] = result.version;
  json["date"] = result.date;
  json["profile"] = result.profile;
  if (!result.rules_version.empty()) {
    json["rules_version"] = result.rules_version;
    json["newer_rules"] = result.newer_rules;
  }
  json["findings"] = Json::array();
  for (const findings::Finding& finding : result.report.findings) {
    json["findings"].push_back(finding_json(finding, files));
  }
  json["accepted"] = Json::array();
  for (const findings::Finding& finding : result.report.accepted) {
    json["accepted"].push_back(finding_json(finding, files));
    const bool before = finding.known == findings::KnownBy::before;
    json["accepted"].back()["known_by"] = before ? "before" : "baseline";
  }
  json["unneeded"] = Json::array();
  for (const findings::BaselineEntry& entry : result.report.unneeded) {
    json["unneeded"].push_back({{"rule", entry.rule},
                                {"root", entry.root},
                                {"address", entry.address},
                                {"attribute", entry.attribute},
                                {"message", entry.message},
                                {"fingerprint", entry.fingerprint}});
  }
  json["suppressed"] = Json::array();
  for (const findings::SuppressedFinding& suppressed : result.report.suppressed) {
    json["suppressed"].push_back(suppressed_json(suppressed, files));
  }
  json["undecided"] = Json::array();
  for (const findings::Undecided& undecided : result.report.undecided) {
    json["undecided"].push_back(undecided_json(undecided, files));
  }
  json["problems"] = Json::array();
  for (const diagnostics::Diagnostic& problem : result.report.problems) {
    json["problems"].push_back(problem_json(problem, files));
  }
  json["summary"] = summary_json(result.report);
  // Text that is not UTF-8 is shown with replacement characters rather than refused.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace report
