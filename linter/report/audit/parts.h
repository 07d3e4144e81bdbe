// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/secrets.h"
#include "report/audit/audit.h"
#include "report/audit/html.h"

// The page, one function a part, in the order in which they stand.
namespace audit {

// What of a list is shown on the page; CSV holds everything.
inline constexpr size_t kShownFindings = 50;   // of one rule at one clause
inline constexpr size_t kShownPassed = 20;     // likewise
inline constexpr size_t kShownUndecided = 20;  // likewise
inline constexpr size_t kShownInstances = 20;  // of one finding
inline constexpr size_t kShownRows = 200;      // of any other list
inline constexpr size_t kShownInFull = 500;    // findings of all rules

struct Page {
  explicit Page(const Audit& of)
      : audit(of),
        result(*of.result),
        secrets(*of.result->files, of.result->report.secret_places),
        places_of_findings(of.result->report.findings.size()) {}

  const Audit& audit;
  const report::Result& result;
  Html html;
  diagnostics::Secrets secrets;
  // The clause at which each finding of the report is shown in full; empty: at none so far.
  std::vector<std::string> places_of_findings;
  size_t shown_in_full = 0;
};

// "main.tf:12" from the top of the repository; empty for an unknown place.
std::string place_text(const report::Result& result, const source::Range& range);
// "v-not-checkable".
std::string class_of(Outcome outcome);
// The id of a clause on the page.
std::string clause_id(std::string_view clause);
// "42 more are not shown here: the CSV of this audit holds all."; nothing if none is left out.
void write_left_out(Page& page, size_t all, size_t shown);

void write_head(Page& page);
void write_summary(Page& page);
void write_clauses(Page& page);
void write_evidence(Page& page, const Clause& clause);
// "NIST SP 800-53 Rev. 5 SC-7, SC-8; …".
std::string controls_of(const report::RuleText& rule);
// The lines of a place, with what is meant marked.
void write_source(Page& page, const source::Range& range);
// A finding in full, but for those that were shown so already: they are named in one line.
// `clause`: at which it is shown; may be empty.
void write_finding(Page& page, size_t finding, std::string_view clause);
// What is said of a finding that is excused, too.
void write_finding_facts(Page& page, const findings::Finding& finding, std::string_view clause);
void write_severity(Page& page, config::Severity severity);
void write_outside(Page& page);
void write_excused(Page& page);
void write_open(Page& page);
void write_unseen(Page& page);
void write_graphs(Page& page);

// The sections of the page in order, for the table of contents.
struct Heading {
  std::string_view id, title;
};
inline constexpr Heading kHeadings[] = {{"summary", "Summary"},
                                        {"clauses", "Clauses"},
                                        {"outside", "Findings of no clause"},
                                        {"excused", "Exceptions"},
                                        {"open", "What is undecided"},
                                        {"unseen", "What nothing was said of"},
                                        {"graphs", "Resource graph"},
                                        {"reading", "How to read this"}};
// The <section> of such a heading, and the heading to be written in it.
[[nodiscard]] Html::Scope section(Page& page, std::string_view id);
void write_heading(Page& page, std::string_view id);

// What may be wider than the page, and can then be moved by keys as well. `label` says what it is.
[[nodiscard]] Html::Scope wide(Page& page, std::string_view label);

// Texts of texts/.
std::string_view style();
std::string_view script();
std::string_view reading();

}  // namespace audit
