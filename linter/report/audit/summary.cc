// SPDX-License-Identifier: Apache-2.0
// How it stands, at a glance. Exported: write_summary. Tested in tests/report/audit/.

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "report/audit/parts.h"
#include "report/words.h"

namespace audit {

namespace {

constexpr std::array<std::string_view, kOutcomes> kMeanings = {
    "A rule fails, and nothing excuses it",
    "What would decide it is missing",
    "It fails only where an exception is recorded",
    "Its rules pass, and none fails or is undecided",
    "Some of its rules pass, the others are not on",
    "Nothing that it speaks of is here",
    "No rule that checks it is on",
    "Files cannot tell"};
// The order in which people read.
constexpr std::array<Outcome, kOutcomes> kShownOrder = {
    Outcome::proved,   Outcome::in_part, Outcome::violated,  Outcome::undecided,
    Outcome::excepted, Outcome::absent,  Outcome::unchecked, Outcome::not_checkable};

size_t at(const Counts& counts, Outcome outcome) { return counts[static_cast<size_t>(outcome)]; }

size_t sum(const Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), size_t{0});
}

// A bar of one thousand units, in parts as long as the counts. What it shows stands below it in
// words.
void write_bar(Page& page) {
  Html& html = page.html;
  const size_t all = std::max<size_t>(1, sum(page.audit.counts));
  const Html::Scope bar = html.in("svg", {{"class", "bar"},
                                          {"viewBox", "0 0 1000 12"},
                                          {"preserveAspectRatio", "none"},
                                          {"aria-hidden", "true"}});
  size_t passed = 0;
  for (const Outcome outcome : kShownOrder) {
    const size_t count = at(page.audit.counts, outcome);
    if (count == 0) continue;
    const size_t begin = passed * 1000 / all;
    passed += count;
    const size_t end = passed * 1000 / all;
    html.leaf("rect", "",
              {{"class", class_of(outcome)},
               {"x", std::to_string(begin)},
               {"width", std::to_string(std::max<size_t>(end - begin, 3) - 2)},
               {"height", "12"}});
  }
}

void write_outcomes(Page& page) {
  Html& html = page.html;
  const Html::Scope list = html.in("ul", {{"class", "outcomes"}});
  for (const Outcome outcome : kShownOrder) {
    const Html::Scope item = html.in("li", {{"class", class_of(outcome)}});
    html.leaf("span", std::to_string(at(page.audit.counts, outcome)), {{"class", "number"}});
    html.text(" ");
    html.leaf("span", name(outcome), {{"class", "verdict"}});
    html.text(" ");
    html.leaf("span", kMeanings[static_cast<size_t>(outcome)], {{"class", "meaning"}});
  }
}

void write_severities(Page& page) {
  const findings::Report& report = page.result.report;
  std::array<std::array<size_t, 3>, 5> counts{};
  const auto row = [&counts](const findings::Finding& finding) -> std::array<size_t, 3>& {
    return counts[static_cast<size_t>(finding.severity)];
  };
  for (const findings::Finding& finding : report.findings) ++row(finding)[0];
  for (const findings::SuppressedFinding& one : report.suppressed) ++row(one.finding)[1];
  for (const findings::Finding& finding : report.accepted) ++row(finding)[2];
  Html& html = page.html;
  const Html::Scope table = html.in("table", {{"class", "severities"}});
  html.leaf("caption", "Findings by severity");
  {
    const Html::Scope head = html.in("thead");
    const Html::Scope columns = html.in("tr");
    html.leaf("th", "Severity", {{"scope", "col"}});
    for (const char* column : {"Reported", "Suppressed", "Accepted"}) {
      html.leaf("th", column, {{"scope", "col"}, {"class", "count"}});
    }
  }
  const Html::Scope body = html.in("tbody");
  for (size_t i = counts.size(); i-- > 0;) {
    const Html::Scope line = html.in("tr");
    {
      const Html::Scope title = html.in("th", {{"scope", "row"}});
      write_severity(page, static_cast<config::Severity>(i));
    }
    for (const size_t count : counts[i]) {
      html.leaf("td", std::to_string(count), {{"class", count == 0 ? "count none" : "count"}});
    }
  }
}

// The clauses of a section as a row of tiles, which say nothing that the numbers do not.
void write_tiles(Page& page, const Section& section) {
  Html& html = page.html;
  const Html::Scope cell = html.in("td", {{"class", "tiles"}, {"aria-hidden", "true"}});
  for (const Part& part : section.parts) {
    for (const Clause& clause : part.clauses) {
      html.leaf("a", "",
                {{"href", "#" + clause_id(clause.name)},
                 {"tabindex", "-1"},
                 {"class", class_of(clause.outcome)},
                 {"title", fmt::format("{} {}", clause.name, name(clause.outcome))}});
    }
  }
}

void write_sections(Page& page) {
  Html& html = page.html;
  const Html::Scope scroll = wide(page, "Clauses by section");
  const Html::Scope table = html.in("table", {{"class", "sections"}});
  html.leaf("caption", "Clauses by section");
  {
    const Html::Scope head = html.in("thead");
    const Html::Scope columns = html.in("tr");
    html.leaf("th", "Section", {{"scope", "col"}});
    for (const Outcome outcome : kShownOrder) {
      if (at(page.audit.counts, outcome) == 0) continue;
      html.leaf("th", name(outcome), {{"scope", "col"}, {"class", "count"}});
    }
    html.leaf("td", "", {{"class", "tiles"}});
  }
  const Html::Scope body = html.in("tbody");
  for (const Section& section : page.audit.sections) {
    const Html::Scope row = html.in("tr");
    {
      const Html::Scope title = html.in("th", {{"scope", "row"}});
      const Html::Scope link = html.in("a", {{"href", "#section-" + clause_id(section.name)}});
      if (section.name != "other") html.leaf("span", section.name, {{"class", "number"}});
      html.text(" " + section.title);
    }
    for (const Outcome outcome : kShownOrder) {
      if (at(page.audit.counts, outcome) == 0) continue;
      const size_t count = at(section.counts, outcome);
      html.leaf("td", std::to_string(count),
                {{"class", count == 0 ? "count none" : "count " + class_of(outcome)}});
    }
    write_tiles(page, section);
  }
}

void write_verdicts(Page& page) {
  const findings::Summary& summary = page.result.report.summary;
  page.html.leaf(
      "p",
      fmt::format("Verdicts of {} on {}: {} passed, {} failed, {} suppressed, {} accepted, {} "
                  "undecided, {} not applicable.",
                  report::counted(summary.rules, "rule", "rules"),
                  report::counted(summary.resources, "resource instance", "resource instances"),
                  summary.passed, summary.failed, summary.suppressed, summary.accepted,
                  summary.undecided, summary.not_applicable) +
          (summary.library_undecided == 0
               ? ""
               : fmt::format(" Further {} undecided in libraries, whose variables have no values.",
                             report::counted(summary.library_undecided, "is", "are"))));
}

}  // namespace

void write_summary(Page& page) {
  const Html::Scope summary = section(page, "summary");
  write_heading(page, "summary");
  const Counts& counts = page.audit.counts;
  const size_t judged = at(counts, Outcome::proved) + at(counts, Outcome::in_part) +
                        at(counts, Outcome::violated) + at(counts, Outcome::undecided) +
                        at(counts, Outcome::excepted);
  page.html.leaf("p",
                 fmt::format("Of {}, these files could be held against {}: {} proved, {} in part, "
                             "{} violated, {} undecided, {} excepted.",
                             report::counted(sum(counts), "clause", "clauses"), judged,
                             at(counts, Outcome::proved), at(counts, Outcome::in_part),
                             at(counts, Outcome::violated), at(counts, Outcome::undecided),
                             at(counts, Outcome::excepted)),
                 {{"class", "lead"}});
  write_bar(page);
  write_outcomes(page);
  write_severities(page);
  write_verdicts(page);
  write_sections(page);
}

}  // namespace audit
