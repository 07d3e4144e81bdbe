// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "rules/reference.h"

// The architecture clause by clause, for auditors: what each says, whether it is kept, and what
// tells so. Described in docs/audit.md.
namespace audit {

// What is to be said of a clause. The first that applies holds.
enum class Outcome : uint8_t {
  violated,       // a rule fails, and nothing excuses it
  undecided,      // a rule could not be decided
  excepted,       // rules fail only where a comment or the baseline accepts it
  proved,         // its rules pass, and none of them does anything else
  in_part,        // the same, but others that check it are not on
  absent,         // rules that check it are on, and nothing that they look at is there
  unchecked,      // no rule that checks it is on
  not_checkable,  // files cannot tell, and no rule that is on tries
};
inline constexpr size_t kOutcomes = 8;
std::string_view name(Outcome outcome);  // "not checkable"

// How many clauses have which outcome.
using Counts = std::array<size_t, kOutcomes>;

// A resource that a rule passes: the instances of one block, in all environments.
struct Passed {
  std::string address;  // without keys where it stands for several instances
  size_t instances = 1;
  std::vector<std::string> environments;  // "shop, prod", sorted
  std::string note;                       // that the rule has on it; may be empty
  source::Range range;                    // unknown where there is no file
};

// What one rule found. Indexes are those of the report's lists of the same name.
struct Evidence {
  const report::RuleAccount* rule = nullptr;
  std::vector<size_t> findings, suppressed, accepted, undecided;
  std::vector<Passed> passed;  // by address
  [[nodiscard]] uint32_t count(findings::Standing standing) const {
    return rule->verdicts[static_cast<size_t>(standing)];
  }
};

struct Clause {
  std::string name;                     // "A6.3.7"
  const rules::Clause* text = nullptr;  // null: only rules know of it
  Outcome outcome = Outcome::unchecked;
  std::string why;                        // why it is neither proved nor violated; may be empty
  std::string limit;                      // what files do not tell of it; may be empty
  std::vector<const Evidence*> evidence;  // of its rules, the worst first, those that are off last
};

struct Part {
  std::string name, title;  // "A6.3", "Private Subnets"; empty title: the section's only part
  std::vector<Clause> clauses;
};

struct Section {
  std::string name, title;
  std::vector<Part> parts;
  Counts counts{};
};

struct Audit {
  const report::Result* result = nullptr;  // outlives this; with its account and other verdicts
  std::vector<Evidence> rules;             // by name, of rules of Plumbline itself none
  std::vector<Section> sections;  // of the document, then one of the clauses that only rules know
  Counts counts{};
  std::vector<size_t> outside;  // findings of no clause: indexes of the report's
};

// O(verdicts * log + clauses * rules).
Audit make_audit(const report::Result& result);

// A root with one set of inputs as people call it: "shop, prod". The root that is the repository
// itself has its name.
std::string subject_name(const report::Result& result, std::string_view root,
                         std::string_view environment);

// One page that needs nothing else: no network, no other file.
std::string to_html(const report::Result& result);
// Rows for a spreadsheet: a clause, one of its rules, and what that found somewhere.
std::string to_csv(const report::Result& result);

}  // namespace audit
