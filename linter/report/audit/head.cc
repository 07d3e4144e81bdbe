// SPDX-License-Identifier: Apache-2.0
// What was judged, and by what. Exported: write_head. Tested in tests/report/audit/.

#include <fmt/format.h>

#include <algorithm>

#include "report/audit/parts.h"
#include "report/words.h"
#include "rules/rules.h"

namespace audit {

namespace {

void write_fact(Page& page, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  const Html::Scope fact = page.html.in("div");
  page.html.leaf("dt", name);
  page.html.leaf("dd", text);
}

void write_facts(Page& page) {
  const report::Result& result = page.result;
  const source::Revision& revision = result.details.revision;
  const Html::Scope list = page.html.in("dl", {{"class", "facts"}});
  write_fact(page, "Date", result.date);
  write_fact(page, "Revision", revision.commit.empty() ? "not known" : revision.commit);
  write_fact(page, "Branch", revision.branch);
  write_fact(page, "Repository", revision.repository);
  write_fact(page, "Profile", result.profile);
  std::string version(rules::built_in_version());
  if (!result.rules_version.empty()) {
    version = fmt::format("{}, pinned: {} newer and off", result.rules_version,
                          report::counted(result.newer_rules, "rule is", "rules are"));
  }
  write_fact(page, "Rules", version);
  write_fact(page, "Plumbline", result.version);
  if (!result.change.empty()) write_fact(page, "Judged", "the change since " + result.change);
}

std::string_view kind_of(const report::SubjectAccount& subject) {
  switch (subject.kind) {
    case terraform::DirectoryKind::library:
      return "library";
    case terraform::DirectoryKind::pipeline:
      return "pipeline file";
    default:
      return "root";
  }
}

// Columns in which nothing would stand are left out.
struct Columns {
  bool environments = false;
  bool inputs = false;
};

void write_subject(Page& page, const report::SubjectAccount& subject, const Columns& columns) {
  Html& html = page.html;
  const Html::Scope row = html.in("tr");
  html.leaf("th", subject_name(page.result, subject.root, ""), {{"scope", "row"}});
  html.leaf("td", kind_of(subject));
  if (columns.environments) html.leaf("td", subject.environment);
  if (columns.inputs) html.leaf("td", fmt::format("{}", fmt::join(subject.inputs, ", ")));
  html.leaf("td", std::to_string(subject.resources), {{"class", "count"}});
}

void write_subjects(Page& page) {
  const auto& subjects = page.result.details.account.subjects;
  Html& html = page.html;
  if (subjects.empty()) {
    html.leaf("p", "There was nothing to judge: no Terraform and no pipeline file.");
    return;
  }
  Columns columns;
  for (const report::SubjectAccount& subject : subjects) {
    columns.environments = columns.environments || !subject.environment.empty();
    columns.inputs = columns.inputs || !subject.inputs.empty();
  }
  const Html::Scope scroll = wide(page, "What was judged");
  const Html::Scope table = html.in("table", {{"class", "judged"}});
  html.leaf("caption", "What was judged");
  {
    const Html::Scope head = html.in("thead");
    const Html::Scope row = html.in("tr");
    html.leaf("th", "Directory or file", {{"scope", "col"}});
    html.leaf("th", "Kind", {{"scope", "col"}});
    if (columns.environments) html.leaf("th", "Environment", {{"scope", "col"}});
    if (columns.inputs) html.leaf("th", "Inputs given", {{"scope", "col"}});
    html.leaf("th", "Resources", {{"scope", "col"}, {"class", "count"}});
  }
  const Html::Scope body = html.in("tbody");
  for (size_t i = 0; i < std::min(subjects.size(), kShownRows); ++i) {
    write_subject(page, subjects[i], columns);
  }
}

}  // namespace

void write_head(Page& page) {
  Html& html = page.html;
  const Html::Scope header = html.in("header", {{"class", "title"}});
  {
    const Html::Scope heading = html.in("h1");
    html.leaf("span", "Architecture audit", {{"class", "kicker"}});
    html.text(" " + subject_name(page.result, ".", ""));
  }
  write_facts(page);
  write_subjects(page);
  write_left_out(page, page.result.details.account.subjects.size(), kShownRows);
}

}  // namespace audit
