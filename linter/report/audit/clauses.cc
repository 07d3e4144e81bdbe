// SPDX-License-Identifier: Apache-2.0
// The clauses, section by section. Exported: write_clauses. Tested in tests/report/audit/.

#include <fmt/format.h>

#include "report/audit/parts.h"
#include "report/words.h"

namespace audit {

namespace {

void write_line(Page& page, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  const Html::Scope line = page.html.in("p", {{"class", "said"}});
  page.html.leaf("b", name);
  page.html.text(" ");
  page.html.text(text);
}

// What is to be said of a clause whatever its rules found.
void write_said(Page& page, const Clause& clause) {
  Html& html = page.html;
  if (!clause.why.empty()) html.leaf("p", clause.why, {{"class", "said"}});
  const bool nothing = clause.text != nullptr && clause.text->checkable.starts_with("not-static");
  write_line(page, nothing ? "Files cannot tell:" : "Files tell only a part:", clause.limit);
  if (clause.limit.empty()) return;
  write_line(page, "An auditor may accept:", rules::other_evidence(clause.name));
}

void write_clause(Page& page, const Clause& clause) {
  Html& html = page.html;
  const std::string id = clause_id(clause.name), outcome(name(clause.outcome));
  const Html::Scope article = html.in("article", {{"class", "clause " + class_of(clause.outcome)},
                                                  {"id", id},
                                                  {"data-verdict", outcome},
                                                  {"aria-labelledby", id + "-heading"}});
  {
    const Html::Scope header = html.in("div", {{"class", "clause-head"}});
    {
      const Html::Scope heading = html.in("h5", {{"id", id + "-heading"}});
      html.leaf("span", clause.name, {{"class", "number"}});
      html.text(" ");
      html.text(clause.text == nullptr ? "A clause of which only rules know."
                                       : clause.text->statement);
    }
    html.leaf("p", outcome, {{"class", "verdict"}});
  }
  if (clause.text != nullptr && clause.text->derived) {
    html.leaf("p",
              "Derived: the document does not say it in words, but what it says is empty without.",
              {{"class", "said"}});
  }
  write_said(page, clause);
  write_evidence(page, clause);
}

void write_part(Page& page, const Part& part) {
  Html& html = page.html;
  const Html::Scope scope = html.in("div", {{"class", "part"}});
  // The only part of a section needs no heading to be seen, but headings go down step by step.
  html.leaf("h4", part.title.empty() ? "All clauses" : fmt::format("{} {}", part.name, part.title),
            {part.title.empty() ? Html::Attribute("class", "aside") : Html::Attribute()});
  for (const Clause& clause : part.clauses) write_clause(page, clause);
}

// Does nothing without the script, which shows it.
void write_filter(Page& page) {
  Html& html = page.html;
  const Html::Scope form = html.in("div", {{"class", "filter"},
                                           {"id", "filter"},
                                           {"role", "search"},
                                           {"aria-label", "Clauses"},
                                           {"hidden", "hidden"}});
  html.leaf("label", "Show clauses with", {{"for", "filter-text"}});
  html.text(" ");
  html.alone("input", {{"type", "search"},
                       {"id", "filter-text"},
                       {"placeholder", "a word, a rule, an address"},
                       {"autocomplete", "off"}});
  {
    const Html::Scope group =
        html.in("div", {{"role", "group"}, {"aria-label", "Verdicts"}, {"class", "choices"}});
    for (size_t i = 0; i < kOutcomes; ++i) {
      if (page.audit.counts[i] == 0) continue;
      const std::string_view outcome = name(static_cast<Outcome>(i));
      html.leaf("button", fmt::format("{} {}", outcome, page.audit.counts[i]),
                {{"type", "button"}, {"aria-pressed", "false"}, {"data-verdict", outcome}});
    }
  }
  html.leaf("p", "", {{"id", "filter-result"}, {"role", "status"}});
}

}  // namespace

void write_clauses(Page& page) {
  Html& html = page.html;
  const Html::Scope clauses = section(page, "clauses");
  write_heading(page, "clauses");
  write_filter(page);
  for (const Section& one : page.audit.sections) {
    const std::string id = "section-" + clause_id(one.name);
    const Html::Scope scope = html.in("section", {{"id", id}, {"class", "clauses"}});
    {
      const Html::Scope heading = html.in("h3");
      if (one.name != "other") html.leaf("span", one.name, {{"class", "number"}});
      html.text(" " + one.title);
    }
    for (const Part& part : one.parts) write_part(page, part);
  }
}

}  // namespace audit
