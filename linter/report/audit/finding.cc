// SPDX-License-Identifier: Apache-2.0
// One finding: its place, how its value came about, what to do. Exported: write_finding,
// write_finding_facts, write_severity. Tested in tests/report/audit/.

#include <fmt/format.h>

#include <algorithm>

#include "report/audit/parts.h"
#include "report/words.h"

namespace audit {

namespace {

void write_place(Page& page, const findings::Finding& finding) {
  Html& html = page.html;
  const Html::Scope place = html.in("p", {{"class", "place"}});
  if (finding.range.known()) {
    html.leaf("span", place_text(page.result, finding.range), {{"class", "file"}});
    html.text(" ");
  }
  const bool is_root = finding.address == ".";
  if (!finding.address.empty() && !is_root) html.leaf("code", finding.address);
  if (is_root) html.text(subject_name(page.result, finding.root, ""));
}

void write_derivation(Page& page, const findings::Finding& finding) {
  if (finding.related.empty()) return;
  Html& html = page.html;
  html.leaf("p", finding.derived ? "How the value came about, from there backwards:" : "Seen also:",
            {{"class", "label"}});
  const Html::Scope list = html.in("ol", {{"class", "steps"}});
  for (const findings::RelatedPlace& step : finding.related) {
    const Html::Scope item = html.in("li");
    html.text(step.message);
    html.text(" ");
    html.leaf("span", place_text(page.result, step.range), {{"class", "file"}});
    write_source(page, step.range);
  }
}

void write_instances(Page& page, const findings::Finding& finding) {
  if (finding.instances.size() < 2) return;
  const size_t shown = std::min(finding.instances.size(), kShownInstances);
  const Html::Scope fact = page.html.in("div");
  page.html.leaf("dt", report::counted(finding.instances.size(), "instance", "instances"));
  const Html::Scope text = page.html.in("dd");
  for (size_t i = 0; i < shown; ++i) {
    if (i > 0) page.html.text(", ");
    page.html.leaf("code", finding.instances[i]);
  }
  if (shown < finding.instances.size()) {
    page.html.text(fmt::format(" and {} more", finding.instances.size() - shown));
  }
}

void write_fact(Page& page, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  const Html::Scope fact = page.html.in("div");
  page.html.leaf("dt", name);
  page.html.leaf("dd", text);
}

void write_other_clauses(Page& page, const findings::Finding& finding, std::string_view clause) {
  const auto is_other = [clause](const std::string& name) { return name != clause; };
  if (std::ranges::none_of(finding.clauses, is_other)) return;
  const Html::Scope fact = page.html.in("div");
  page.html.leaf("dt", clause.empty() ? "Clauses" : "Other clauses");
  const Html::Scope text = page.html.in("dd");
  bool first = true;
  for (const std::string& name : finding.clauses) {
    if (!is_other(name)) continue;
    if (!std::exchange(first, false)) page.html.text(", ");
    page.html.leaf("a", name, {{"href", "#" + clause_id(name)}});
  }
}

void write_what(Page& page, const findings::Finding& finding) {
  const Html::Scope what = page.html.in("p", {{"class", "what"}});
  write_severity(page, finding.severity);
  page.html.text(" ");
  page.html.leaf("strong", finding.message);
}

}  // namespace

void write_severity(Page& page, config::Severity severity) {
  const std::string_view name = config::name(severity);
  page.html.leaf("span", name, {{"class", fmt::format("severity s-{}", name)}});
}

void write_finding_facts(Page& page, const findings::Finding& finding, std::string_view clause) {
  write_what(page, finding);
  if (!finding.detail.empty()) page.html.leaf("p", finding.detail, {{"class", "lines"}});
  write_place(page, finding);
  write_source(page, finding.range);
  write_derivation(page, finding);
  const Html::Scope facts = page.html.in("dl", {{"class", "facts"}});
  write_fact(page, "Remedy", finding.remedy);
  write_instances(page, finding);
  write_fact(page, "Environments", fmt::format("{}", fmt::join(finding.environments, ", ")));
  write_other_clauses(page, finding, clause);
  write_fact(page, "Fingerprint", finding.fingerprint);
}

void write_finding(Page& page, size_t finding, std::string_view clause) {
  const findings::Finding& what = page.result.report.findings[finding];
  std::string& shown_at = page.places_of_findings[finding];
  Html& html = page.html;
  const bool in_full = shown_at.empty() && page.shown_in_full < kShownInFull;
  const std::string id = fmt::format("finding-{}", finding + 1);
  if (in_full) {
    ++page.shown_in_full;
    shown_at = clause.empty() ? "other findings" : clause;
    const Html::Scope box = html.in("div", {{"class", "finding"}, {"id", id}});
    write_finding_facts(page, what, clause);
    return;
  }
  const Html::Scope box = html.in("div", {{"class", "finding short"}});
  write_what(page, what);
  write_place(page, what);
  if (shown_at.empty()) return;
  const Html::Scope line = html.in("p", {{"class", "said"}});
  html.leaf("a", "Shown in full at " + shown_at, {{"href", "#" + id}});
}

}  // namespace audit
