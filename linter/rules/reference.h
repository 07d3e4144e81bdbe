// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"

// What rules refer to: the clauses of the architecture and the controls of standards. Facts from
// data/, read when first asked for.
namespace rules {

// A testable sentence of the architecture. Members as data/clauses.tsv explains them; "" for "-".
struct Clause {
  std::string_view name;  // "A6.3.7"
  std::string_view kind;
  std::string_view severity;
  std::string_view family;  // "subnets-three-azs": of the rules that check it
  bool derived = false;
  std::string_view checkable;
  std::string_view parameters;
  std::string_view statement;
  std::string_view check;
};

// In the order of the document.
std::span<const Clause> clauses();
// Null if there is none of that name.
const Clause* clause(std::string_view name);
// What a kind of clause speaks of, in words; the kind itself if it is none of them.
std::string_view words_of_kind(std::string_view kind);
// What an auditor may accept as evidence of a clause of which files tell only a part, or nothing.
// Empty if they tell all, or if no evidence is possible.
std::string_view other_evidence(std::string_view clause);

// A part of the architecture: "A6", and "A6.3" in it.
struct Section {
  std::string_view name;
  std::string_view title;
};

// In the order of the document. The names of a section's clauses begin with its own and a dot.
std::span<const Section> sections();

struct StandardFact {
  std::string_view name;   // "nist-800-53-r5"
  std::string_view title;  // "NIST SP 800-53 Rev. 5"
  std::string_view version;
  std::string_view source;
  std::string_view date;
};

struct Control {
  std::string_view standard;
  std::string_view name;   // "SC-7"
  std::string_view title;  // empty where it is not free
};

// Sorted by name.
std::span<const StandardFact> standards();
// Null if there is none of that name.
const StandardFact* standard(std::string_view name);
const Control* control(std::string_view standard, std::string_view name);

// Standards and controls that a rule names and that there are not.
std::vector<Failure> wrong_standards(const Rule& rule);

}  // namespace rules
