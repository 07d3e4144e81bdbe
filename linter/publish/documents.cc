// SPDX-License-Identifier: Apache-2.0
// Reports, annotations and build statuses as Bitbucket takes them. Exported: everything in
// documents.h. Tested in tests/publish/documents_test.cc.

#include "publish/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "findings/built_in_rules.h"
#include "publish/text.h"
#include "report/paths.h"
#include "report/rows.h"
#include "report/words.h"

namespace publish {

namespace {

constexpr std::string_view kSeverities[] = {"LOW", "LOW", "MEDIUM", "HIGH", "CRITICAL"};

bool is_built_in(std::string_view rule) {
  return std::ranges::find(findings::kBuiltInRules, rule, &findings::BuiltInRule::name) !=
         std::end(findings::kBuiltInRules);
}

// What Terraform or Bitbucket would refuse is a bug; what is of little weight, a smell.
std::string_view annotation_type(const findings::Finding& finding) {
  if (finding.severity <= config::Severity::low) return "CODE_SMELL";
  return is_built_in(finding.rule) ? "BUG" : "VULNERABILITY";
}

// The pages of rules, by their names.
using Pages = std::map<std::string_view, std::string>;

Pages pages_of(const report::Details& details) {
  Pages pages;
  if (details.docs_url.empty()) return pages;
  for (const report::RuleText& rule : details.rules) {
    pages.emplace(rule.name, report::rule_url(details.docs_url, rule));
  }
  return pages;
}

// How to mend it first: what comes last is cut first.
std::string details_of(const report::Result& result, const findings::Finding& finding) {
  std::string text;
  const auto add = [&text](std::string_view line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
  };
  add(finding.remedy);
  add(report::scope_of(finding));
  if (!finding.related.empty()) add(finding.derived ? "How its value came about:" : "See also:");
  for (const findings::RelatedPlace& place : finding.related) {
    if (!place.range.known()) continue;
    const source::File& file = (*result.files)[place.range.file];
    add(fmt::format("{}:{}: {}", report::repository_path(result, file.path()),
                    file.position(place.range.begin).line, place.message));
  }
  return text;
}

Json annotation_json(const Publication& publication, const report::Row& row, const Pages& pages) {
  const findings::Finding& finding = *row.finding;
  Json json = {
      {"external_id", fmt::format("{}-{}", publication.target.report_id, row.id)},
      {"annotation_type", annotation_type(finding)},
      {"severity", kSeverities[static_cast<size_t>(finding.severity)]},
      {"summary", bounded(fmt::format("{}: {}", finding.rule, finding.message), kMaxSummary)}};
  const std::string details = bounded(details_of(*publication.result, finding), kMaxDetails);
  if (!details.empty()) json["details"] = details;
  // Bitbucket knows no file that is not in the repository.
  if (!row.path.empty() && !row.outside) {
    json["path"] = row.path;
    if (row.placed) json["line"] = row.begin.line;
  }
  const auto page = pages.find(finding.rule);
  if (page != pages.end()) json["link"] = page->second;
  return json;
}

// "1000 of 1500 findings are shown, the worst ones.", and what `check` says behind its findings.
std::string report_details(const Publication& publication, size_t shown) {
  const report::Result& result = *publication.result;
  const size_t found = result.report.findings.size();
  std::string text;
  if (!publication.complete) {
    text += "Plumbline could not do all of its work: its log says why.\n";
  }
  if (shown < found) {
    text += fmt::format("{} of {} findings are shown, the worst ones.\n", shown, found);
  }
  text += report::to_summary(result, {});
  while (text.ends_with('\n')) text.pop_back();
  return bounded(text, kMaxDetails);
}

// Those that there are at most kMaxDataFields of.
Json data_of(const findings::Report& report, size_t shown) {
  std::array<size_t, std::size(kSeverities)> by_severity{};
  for (const findings::Finding& finding : report.findings) {
    ++by_severity[static_cast<size_t>(finding.severity)];
  }
  Json data = Json::array();
  const auto add = [&data](std::string_view title, size_t value) {
    data.push_back({{"type", "NUMBER"}, {"title", title}, {"value", value}});
  };
  add("Findings", report.findings.size());
  add("Critical", by_severity[static_cast<size_t>(config::Severity::critical)]);
  add("High", by_severity[static_cast<size_t>(config::Severity::high)]);
  add("Medium", by_severity[static_cast<size_t>(config::Severity::medium)]);
  add("Low", by_severity[static_cast<size_t>(config::Severity::low)]);
  add("Info", by_severity[static_cast<size_t>(config::Severity::info)]);
  add("Not shown", report.findings.size() - shown);
  add("Undecided", report.summary.undecided);
  add("Suppressed", report.suppressed.size());
  add("Accepted", report.accepted.size());
  return data;
}

}  // namespace

Json report_json(const Publication& publication, ReportState state, size_t shown) {
  const Target& target = publication.target;
  std::string_view outcome = "PENDING";
  if (state == ReportState::done) outcome = publication.failed ? "FAILED" : "PASSED";
  Json json = {{"title", bounded(target.title, kMaxTitle)},
               {"details", report_details(publication, shown)},
               {"external_id", target.report_id},
               {"reporter", "Plumbline"},
               {"report_type", "SECURITY"},
               {"result", outcome},
               {"data", data_of(publication.result->report, shown)}};
  if (!target.link.empty()) json["link"] = target.link;
  return json;
}

std::vector<Json> annotations_of(const Publication& publication) {
  std::vector<report::Row> rows = report::rows_of(*publication.result);
  std::erase_if(rows, [](const report::Row& row) { return row.state != report::State::reported; });
  std::ranges::stable_sort(rows, std::greater<>(),
                           [](const report::Row& row) { return row.finding->severity; });
  if (rows.size() > kMaxAnnotations) rows.resize(kMaxAnnotations);
  const Pages pages = pages_of(publication.result->details);
  std::vector<Json> annotations;
  annotations.reserve(rows.size());
  for (const report::Row& row : rows) {
    annotations.push_back(annotation_json(publication, row, pages));
  }
  return annotations;
}

Json build_status_json(const Publication& publication) {
  const Target& target = publication.target;
  const std::string summary = report::to_summary(*publication.result, {});
  const std::string commit_page = fmt::format("https://bitbucket.org/{}/{}/commits/{}",
                                              target.workspace, target.repository, target.commit);
  return {{"key", target.report_id},
          {"state", publication.failed ? "FAILED" : "SUCCESSFUL"},
          {"name", bounded(target.title, kMaxStatusText)},
          {"description", bounded(summary.substr(0, summary.find('\n')), kMaxStatusText)},
          {"url", target.link.empty() ? commit_page : target.link}};
}

}  // namespace publish
