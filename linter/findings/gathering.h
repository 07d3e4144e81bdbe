// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "findings/acceptance.h"
#include "findings/coverage.h"
#include "findings/findings.h"

namespace findings {

// A finding in the making, and what is decided about it.
struct Draft {
  Finding finding;
  const Suppression* suppression = nullptr;                    // null: it is not suppressed
  bool accepted = false;                                       // by the baseline
  std::map<std::string, BaselineEntry> members;                // by fingerprint
  std::set<std::pair<std::string, std::string>> environments;  // root and name
};

// Place, rule, the suppression, if there is one, and whether it is accepted: what differs in none
// of them is one finding.
using DraftKey =
    std::tuple<source::FileId, uint32_t, uint32_t, std::string, const Suppression*, bool>;

struct Gathering {
  const source::Files& files;
  const Terms& terms;
  Coverage coverage;
  Acceptance acceptance;
  Judgeable judgeable = {};
  Report report = {};
  std::vector<Draft> drafts = {};
  std::map<DraftKey, size_t> draft_at = {};
  std::map<std::string, uint32_t> said = {};  // what Terraform would reject: how often so far
  std::map<std::pair<values::ReasonKind, std::string>, MissingInput> missing = {};  // by sentence
};

// Whether the baseline has it, or is to have it.
bool is_accepted(Gathering& gathering, const BaselineEntry& entry);

// What Terraform would reject, and what is wrong with suppressions, is a finding of a built-in
// rule; the rest is a problem to be told.
void add_diagnostic(Gathering& gathering, const diagnostics::Diagnostic& diagnostic);

}  // namespace findings
