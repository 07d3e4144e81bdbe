// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/findings.h"
#include "report/account.h"
#include "source/revision.h"

// One result, written in several formats: one file of this room each.
namespace report {

// A verdict that is no finding: it passed, or the rule had nothing to say.
struct OtherVerdict {
  bool passed = false;  // else not applicable
  std::string rule;
  std::string address;
  std::string root;
  std::string environment;
  std::string note;  // of what passed; may be empty
  source::Range range;
};

// What a report says only in formats that have a place for it.
struct Details {
  std::vector<RuleText> rules;         // that looked at something, or found something; by name
  std::vector<OtherVerdict> verdicts;  // if they are asked for
  Account account;                     // if it is asked for
  source::Revision revision;           // filled by whoever knows that files are a repository's
  std::string docs_url;  // where docs/ is published, with a slash at its end; may be empty
};

// All that a report says, whatever its format.
struct Result {
  const source::Files* files = nullptr;
  findings::Report report;
  std::string version;  // of Plumbline
  std::string date;     // YYYY-MM-DD, that the run counted as today
  std::string profile;
  std::string rules_version;      // that the config pins; may be empty
  size_t newer_rules = 0;         // that are off because of it
  bool has_baseline = false;      // or a state before: whether anything can be known
  bool lists_known = false;       // what is known is shown beside what is new
  std::string change;             // since what a change is judged; empty: none is
  bool baseline_changes = false;  // it is written anew, without what it need not hold
  // Canonical: the directory that paths are relative to, and the repository. Empty: the same.
  std::string current;
  std::string repository;
  Details details;  // empty unless they are asked for
};

struct TextOptions {
  bool color = false;
  uint32_t width = 100;
  bool quiet = false;    // no summary
  bool strict = false;   // say what to do about what is left open, which then fails
  bool verbose = false;  // notes and undecided verdicts too, else only their number
};

// For people: each finding with its excerpt, derivation and remedy, then the summary.
std::string to_text(const Result& result, const TextOptions& options);

// The problems alone, for people: what formats for other tools have no place for.
std::string to_problems(const Result& result, const TextOptions& options);

// What stands behind the findings there: what was looked at, and what could not be decided.
std::string to_summary(const Result& result, const TextOptions& options);

// For programs: one document, `schema_version` "1". Described in docs/json.md.
std::string to_json(const Result& result);

}  // namespace report
