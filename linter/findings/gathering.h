// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "findings/coverage.h"
#include "findings/findings.h"

namespace findings {

// A finding in the making, and what is decided about it.
struct Draft {
  Finding finding;
  const Suppression* suppression = nullptr;                    // null: it is not suppressed
  std::set<std::pair<std::string, std::string>> environments;  // root and name
};

// Place, rule, and the suppression, if there is one: what differs in none of them is one finding.
using DraftKey = std::tuple<source::FileId, uint32_t, uint32_t, std::string, const Suppression*>;

struct Gathering {
  const source::Files& files;
  const Terms& terms;
  Coverage coverage;
  Report report = {};
  std::vector<Draft> drafts = {};
  std::map<DraftKey, size_t> draft_at = {};
  std::map<std::string, uint32_t> said = {};  // what Terraform would reject: how often so far
  std::map<std::pair<values::ReasonKind, std::string>, MissingInput> missing = {};  // by sentence
};

// What Terraform would reject, and what is wrong with suppressions, is a finding of a built-in
// rule; the rest is a problem to be told.
void add_diagnostic(Gathering& gathering, const diagnostics::Diagnostic& diagnostic);

}  // namespace findings
