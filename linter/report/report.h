// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/findings.h"

// One result, written in several formats: one file of this room each.
namespace report {

// All that a report says, whatever its format.
struct Result {
  const source::Files* files = nullptr;
  findings::Report report;
  std::string version;  // of Plumbline
  std::string date;     // YYYY-MM-DD, that the run counted as today
  std::string profile;
  std::string rules_version;      // that the config pins; may be empty
  size_t newer_rules = 0;         // that are off because of it
  bool baseline_changes = false;  // it is written anew, without what it need not hold
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

// For programs: one document, `schema_version` "1". Described in docs/json.md.
std::string to_json(const Result& result);

}  // namespace report
