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
  std::map<std::string, BaselineEntry> members;                // by fingerprint
  std::set<std::pair<std::string, std::string>> environments;  // root and name
};

// Place, rule, the suppression, if there is one, and what knows of it: what differs in none of them
// is one finding.
using DraftKey =
    std::tuple<source::FileId, uint32_t, uint32_t, std::string, const Suppression*, KnownBy>;

struct Gathering {
  const source::Files& files;
  const Terms& terms;
  Coverage coverage;
  Acceptance baseline, before;
  Judgeable judgeable = {};
  Report report = {};
  std::vector<Draft> drafts = {};
  std::map<DraftKey, size_t> draft_at = {};
  std::map<std::string, uint32_t> said = {};  // what Terraform would reject: how often so far
  std::map<std::pair<values::ReasonKind, std::string>, MissingInput> missing = {};  // by sentence
};

// What knows of a failure: the baseline, which may be about to, or the state before the change.
KnownBy known_by(Gathering& gathering, const BaselineEntry& entry);

// What Terraform would reject, and what is wrong with suppressions, is a finding of a built-in
// rule; the rest is a problem to be told.
void add_diagnostic(Gathering& gathering, const diagnostics::Diagnostic& diagnostic);

}  // namespace findings
