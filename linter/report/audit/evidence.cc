// SPDX-License-Identifier: Apache-2.0
// What the rules of a clause found. Exported: write_evidence, controls_of. Tested in
// tests/report/audit/.

#include <fmt/format.h>

#include <algorithm>

#include "report/audit/parts.h"
#include "report/words.h"

namespace audit {

using findings::Standing;
using report::RuleState;

namespace {

// "2 failed, 14 passed".
std::string counts_of(const std::array<uint64_t, 6>& counts) {
  static constexpr std::pair<Standing, std::string_view> kWords[] = {
      {Standing::failed, "failed"},         {Standing::undecided, "undecided"},
      {Standing::suppressed, "suppressed"}, {Standing::accepted, "accepted"},
      {Standing::passed, "passed"},         {Standing::not_applicable, "not applicable"}};
  std::string text;
  for (const auto& [standing, word] : kWords) {
    const uint64_t count = counts[static_cast<size_t>(standing)];
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
  }
  return text.empty() ? "nothing to look at" : text;
}

std::string counts_of(const Evidence& evidence) {
  if (evidence.rule->state != RuleState::on) return "off";
  std::array<uint64_t, 6> counts{};
  std::ranges::copy(evidence.rule->verdicts, counts.begin());
  return counts_of(counts);
}

void write_rule_head(Page& page, const Evidence& evidence) {
  const report::RuleText& rule = evidence.rule->text;
  Html& html = page.html;
  {
    const Html::Scope heading = html.in("h6");
    html.leaf("code", rule.name);
    html.text(" ");
    html.leaf("span", fmt::format("{}; {}", config::name(rule.severity), counts_of(evidence)),
              {{"class", "counts"}});
  }
  html.leaf("p", rule.summary + ".", {{"class", "said"}});
  const std::string controls = controls_of(rule);
  if (!controls.empty()) html.leaf("p", "Controls: " + controls, {{"class", "controls"}});
}

void write_findings(Page& page, const Evidence& evidence, std::string_view clause) {
  const size_t shown = std::min(evidence.findings.size(), kShownFindings);
  for (size_t i = 0; i < shown; ++i) write_finding(page, evidence.findings[i], clause);
  write_left_out(page, evidence.findings.size(), shown);
}

// What is excused has its own part of the page; here only what it is.
void write_excused_here(Page& page, const Evidence& evidence) {
  if (evidence.suppressed.empty() && evidence.accepted.empty()) return;
  Html& html = page.html;
  const findings::Report& report = page.result.report;
  const Html::Scope list = html.in("ul", {{"class", "plain"}});
  const auto write = [&](const findings::Finding& finding, std::string_view how,
                         const std::string& id) {
    const Html::Scope item = html.in("li");
    html.leaf("b", how);
    html.text(" ");
    html.text(finding.message);
    html.text(" ");
    html.leaf("a", "Who says so, and why", {{"href", "#" + id}});
  };
  for (const size_t i : evidence.suppressed) {
    write(report.suppressed[i].finding, "Suppressed:", fmt::format("suppressed-{}", i + 1));
  }
  for (const size_t i : evidence.accepted) {
    write(report.accepted[i], "Accepted:", fmt::format("accepted-{}", i + 1));
  }
}

void write_undecided(Page& page, const Evidence& evidence) {
  if (evidence.undecided.empty()) return;
  Html& html = page.html;
  html.leaf("p", "Undecided, and what would decide it:", {{"class", "label"}});
  const size_t shown = std::min(evidence.undecided.size(), kShownUndecided);
  {
    const Html::Scope list = html.in("ul", {{"class", "plain"}});
    for (size_t i = 0; i < shown; ++i) {
      const findings::Undecided& open = page.result.report.undecided[evidence.undecided[i]];
      const Html::Scope item = html.in("li");
      html.leaf("code", open.address);
      html.text(" ");
      html.leaf("span", place_text(page.result, open.range), {{"class", "file"}});
      html.text(fmt::format(" {}: {}", open.environment.empty() ? "" : "in " + open.environment,
                            fmt::join(open.reasons, "; ")));
    }
  }
  write_left_out(page, evidence.undecided.size(), shown);
}

void write_passed(Page& page, const Evidence& evidence) {
  if (evidence.passed.empty()) return;
  Html& html = page.html;
  html.leaf("p", "Passed:", {{"class", "label"}});
  const size_t shown = std::min(evidence.passed.size(), kShownPassed);
  {
    const Html::Scope list = html.in("ul", {{"class", "plain passed"}});
    for (size_t i = 0; i < shown; ++i) {
      const Passed& passed = evidence.passed[i];
      const Html::Scope item = html.in("li");
      if (passed.address == ".") {
        html.text("the root as a whole");
      } else {
        html.leaf("code", passed.address);
      }
      if (passed.instances > 1) html.text(fmt::format(" ×{}", passed.instances));
      html.text(" ");
      html.leaf("span", place_text(page.result, passed.range), {{"class", "file"}});
      if (page.result.details.account.subjects.size() > 1) {
        html.text(fmt::format(" in {}", fmt::join(passed.environments, "; ")));
      }
      if (!passed.note.empty()) html.text(". Note: " + passed.note);
    }
  }
  write_left_out(page, evidence.passed.size(), shown);
}

// What is wrong or open is to be seen at once; the rest is folded by the script, and never on
// paper.
bool is_folded(const Clause& clause) {
  return clause.outcome != Outcome::violated && clause.outcome != Outcome::undecided;
}

std::string summary_of(const Clause& clause) {
  std::array<uint64_t, 6> sum{};
  for (const Evidence* evidence : clause.evidence) {
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += evidence->rule->verdicts[i];
  }
  return fmt::format("{}, verdicts: {}", report::counted(clause.evidence.size(), "rule", "rules"),
                     counts_of(sum));
}

}  // namespace

std::string controls_of(const report::RuleText& rule) {
  std::string text;
  for (const rules::Standard& used : rule.standards) {
    const rules::StandardFact* standard = rules::standard(used.name);
    const std::string_view title = standard == nullptr ? used.name : standard->title;
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", title, fmt::join(used.controls, ", "));
  }
  return text;
}

void write_evidence(Page& page, const Clause& clause) {
  if (clause.evidence.empty()) return;
  Html& html = page.html;
  const Html::Scope details =
      html.in("details", {{"open", "open"}, {"class", is_folded(clause) ? "fold" : "evidence"}});
  {
    const Html::Scope summary = html.in("summary");
    html.text(summary_of(clause));
    html.leaf("span", " for " + clause.name, {{"class", "aside"}});
  }
  for (const Evidence* evidence : clause.evidence) {
    const Html::Scope rule = html.in("div", {{"class", "rule"}});
    write_rule_head(page, *evidence);
    write_findings(page, *evidence, clause.name);
    write_excused_here(page, *evidence);
    write_undecided(page, *evidence);
    write_passed(page, *evidence);
  }
}

}  // namespace audit
