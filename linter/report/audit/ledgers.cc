// SPDX-License-Identifier: Apache-2.0
// What stands beside the clauses: findings of none, exceptions, what is undecided, what nothing was
// said of. Exported: write_outside, write_excused, write_open, write_unseen. Tested in
// tests/report/audit/.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "findings/place.h"
#include "report/audit/parts.h"
#include "report/missing.h"
#include "report/paths.h"
#include "report/words.h"

namespace audit {

namespace {

void write_columns(Page& page, std::initializer_list<std::string_view> columns) {
  const Html::Scope head = page.html.in("thead");
  const Html::Scope row = page.html.in("tr");
  for (const std::string_view column : columns) {
    page.html.leaf("th", column, {{"scope", "col"}});
  }
}

void write_suppressed(Page& page, size_t index) {
  const findings::SuppressedFinding& one = page.result.report.suppressed[index];
  Html& html = page.html;
  const Html::Scope box = html.in(
      "div", {{"class", "finding excused"}, {"id", fmt::format("suppressed-{}", index + 1)}});
  {
    const Html::Scope facts = html.in("dl", {{"class", "facts decided"}});
    const auto write = [&](std::string_view name, std::string_view text) {
      const Html::Scope fact = html.in("div");
      html.leaf("dt", name);
      html.leaf("dd", text.empty() ? "not said" : text);
    };
    write("Rule", one.finding.rule);
    write("Owner", one.owner);
    write("Until", one.until);
    write("Reason", one.reason);
    write("Comment at", place_text(page.result, one.comment));
  }
  write_finding_facts(page, one.finding, "");
}

void write_accepted(Page& page, size_t index) {
  const findings::Finding& one = page.result.report.accepted[index];
  Html& html = page.html;
  const Html::Scope box =
      html.in("div", {{"class", "finding excused"}, {"id", fmt::format("accepted-{}", index + 1)}});
  html.leaf("p", one.rule + ": " + report::acceptance(one.known, page.result.change),
            {{"class", "said"}});
  write_finding_facts(page, one, "");
}

// One command installs them, so they are one list.
void write_missing_modules(Page& page) {
  std::vector<std::string> calls;
  for (const report::SubjectAccount& subject : page.result.details.account.subjects) {
    for (const std::string& call : subject.missing_modules) {
      calls.push_back(fmt::format("{} of {}", call,
                                  subject_name(page.result, subject.root, subject.environment)));
    }
  }
  if (calls.empty()) return;
  Html& html = page.html;
  html.leaf("h3", "Modules that are not installed");
  {
    const Html::Scope line = html.in("p");
    html.text("In each root, ");
    html.leaf("code", "terraform init -backend=false");
    html.text(" installs them.");
  }
  {
    const Html::Scope list = html.in("ul");
    for (size_t i = 0; i < std::min(calls.size(), kShownRows); ++i) html.leaf("li", calls[i]);
  }
  write_left_out(page, calls.size(), kShownRows);
}

void write_list(Page& page, std::string_view title, const std::vector<std::string>& rows,
                std::string_view none) {
  Html& html = page.html;
  html.leaf("h3", fmt::format("{}: {}", title, rows.size()));
  if (rows.empty()) {
    html.leaf("p", none);
    return;
  }
  {
    const Html::Scope list = html.in("ul", {{"class", "places"}});
    for (size_t i = 0; i < std::min(rows.size(), kShownRows); ++i) html.leaf("li", rows[i]);
  }
  if (rows.size() > kShownRows) {
    html.leaf("p", fmt::format("{} more are not shown here.", rows.size() - kShownRows),
              {{"class", "left-out"}});
  }
}

void write_problems(Page& page) {
  static constexpr std::string_view kSeverities[] = {"error", "warning", "note"};
  std::vector<std::string> rows;
  for (const diagnostics::Diagnostic& problem : page.result.report.problems) {
    const std::string place = place_text(page.result, problem.subject);
    rows.push_back(fmt::format("{}{}{}: {}{}{}", place, place.empty() ? "" : ": ",
                               kSeverities[static_cast<size_t>(problem.severity)], problem.summary,
                               problem.detail.empty() ? "" : ". ", problem.detail));
  }
  if (!rows.empty()) write_list(page, "Notes on the files", rows, "");
}

using UnseenBlock = std::tuple<std::string, std::string, std::string>;  // root, address, place

void write_unseen_blocks(Page& page, const std::map<UnseenBlock, size_t>& blocks) {
  Html& html = page.html;
  const Html::Scope scroll = wide(page, "Resources that no rule looks at");
  const Html::Scope table = html.in("table");
  html.leaf("caption", "There is no rule for everything: these are for people to look at");
  write_columns(page, {"Resource", "Place", "Root"});
  const Html::Scope body = html.in("tbody");
  size_t shown = 0;
  for (const auto& [block, instances] : blocks) {
    if (shown++ == kShownRows) break;
    const Html::Scope row = html.in("tr");
    {
      const Html::Scope title = html.in("th", {{"scope", "row"}});
      html.leaf("code", std::get<1>(block));
      if (instances > 1) html.text(fmt::format(" ×{}", instances));
    }
    html.leaf("td", std::get<2>(block), {{"class", "file"}});
    html.leaf("td", std::get<0>(block), {{"class", "file"}});
  }
}

void write_unseen_resources(Page& page) {
  std::map<UnseenBlock, size_t> blocks;
  for (const report::SubjectAccount& subject : page.result.details.account.subjects) {
    const std::string root = subject_name(page.result, subject.root, subject.environment);
    for (const report::UnseenResource& one : subject.unseen) {
      ++blocks[{root, findings::without_keys(one.address), place_text(page.result, one.range)}];
    }
  }
  page.html.leaf("h3", fmt::format("Resources that no rule looks at: {}",
                                   page.result.report.summary.unseen_resources));
  if (blocks.empty()) {
    page.html.leaf("p", "None: a rule looks at every resource.");
  } else {
    write_unseen_blocks(page, blocks);
  }
  if (blocks.size() <= kShownRows) return;
  page.html.leaf(
      "p",
      fmt::format("{} more are not shown here: the ledger of `plumbline check` holds all.",
                  blocks.size() - kShownRows),
      {{"class", "left-out"}});
}

}  // namespace

void write_outside(Page& page) {
  const Html::Scope outside = section(page, "outside");
  write_heading(page, "outside");
  const std::vector<size_t>& all = page.audit.outside;
  if (all.empty()) page.html.leaf("p", "None.");
  const size_t shown = std::min(all.size(), kShownRows);
  for (size_t i = 0; i < shown; ++i) write_finding(page, all[i], "");
  write_left_out(page, all.size(), shown);
}

void write_excused(Page& page) {
  const findings::Report& report = page.result.report;
  Html& html = page.html;
  const Html::Scope excused = section(page, "excused");
  write_heading(page, "excused");
  html.leaf("h3", fmt::format("Suppressed by comments: {}", report.suppressed.size()));
  if (report.suppressed.empty()) html.leaf("p", "None.");
  const size_t suppressed = std::min(report.suppressed.size(), kShownRows);
  for (size_t i = 0; i < suppressed; ++i) write_suppressed(page, i);
  write_left_out(page, report.suppressed.size(), suppressed);
  html.leaf("h3", fmt::format("Accepted: {}", report.accepted.size()));
  if (report.accepted.empty()) {
    html.leaf("p", page.result.has_baseline ? "None." : "None: no baseline was given.");
  }
  const size_t accepted = std::min(report.accepted.size(), kShownRows);
  for (size_t i = 0; i < accepted; ++i) write_accepted(page, i);
  write_left_out(page, report.accepted.size(), accepted);
}

void write_open(Page& page) {
  Html& html = page.html;
  const Html::Scope open = section(page, "open");
  write_heading(page, "open");
  const std::vector<report::MissingLine> lines = report::missing_lines(page.result.report);
  if (lines.empty()) {
    html.leaf("p", "Nothing: every rule that had something to look at could be decided.");
  } else {
    const Html::Scope scroll = wide(page, "What would decide the most");
    const Html::Scope table = html.in("table");
    html.leaf("caption", "What would decide the most");
    write_columns(page, {"What is missing", "Verdicts that wait for it"});
    const Html::Scope body = html.in("tbody");
    for (size_t i = 0; i < std::min(lines.size(), kShownRows); ++i) {
      const Html::Scope row = html.in("tr");
      html.leaf("th", lines[i].text, {{"scope", "row"}});
      html.leaf("td", std::to_string(lines[i].verdicts), {{"class", "count"}});
    }
  }
  write_left_out(page, lines.size(), kShownRows);
  if (const uint32_t count = page.result.report.summary.library_undecided; count > 0) {
    html.leaf(
        "p", fmt::format("Beside these, {} in libraries, whose variables have no values.",
                         report::counted(count, "verdict is undecided", "verdicts are undecided")));
  }
  write_missing_modules(page);
}

void write_unseen(Page& page) {
  const Html::Scope unseen = section(page, "unseen");
  write_heading(page, "unseen");
  write_unseen_resources(page);
  std::vector<std::string> files;
  for (const std::string& file : page.result.report.unparsed) {
    files.push_back(report::repository_path(page.result, file));
  }
  write_list(page, "Files that did not parse", files, "None: every file was read.");
  write_problems(page);
}

}  // namespace audit
