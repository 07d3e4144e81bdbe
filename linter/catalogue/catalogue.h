// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/describe.h"
#include "rules/reference.h"
#include "rules/rules.h"

// What people read about rules: lists, explanations and pages, all made from the rules themselves.
namespace catalogue {

// What a profile makes of a rule.
struct InProfile {
  std::string_view profile;
  std::optional<config::Severity> severity;  // nothing: switched off
};

struct Entry {
  const rules::Rule* rule = nullptr;
  std::string area;    // "network": the directory of its file
  std::string family;  // "subnets-three-azs": its file
  bool built_in = false;
  std::optional<config::Severity> severity;  // by the catalogue's policies; nothing: switched off
  std::vector<InProfile> profiles;           // by name
  std::vector<std::string> parameters;       // that it reads, sorted
};

struct Catalogue {
  std::vector<Entry> entries;  // by area and name
  std::string profile;         // whose severities the entries have
  std::vector<rules::ParameterInfo> parameters;
  std::vector<rules::FunctionInfo> functions;
  // The profiles with their summaries, and the parameters under each of them, in the same order.
  std::vector<std::pair<std::string_view, std::string>> profiles;
  std::vector<std::vector<rules::ParameterInfo>> profile_parameters;
};

// Reads every rule, function, parameter and profile; what is broken is left out. The rule set must
// outlive the catalogue.
Catalogue describe(rules::RuleSet& rules, const rules::Policies& policies, std::string profile);

// Null if there is none of that name.
const Entry* find(const Catalogue& catalogue, std::string_view rule);

// Whether a name fits a pattern with *, or holds the text where there is no *.
bool is_wanted(std::string_view pattern, std::string_view name);

// Which entries are wanted: those that fit everything that is given.
struct Filter {
  std::string name;  // a pattern with *, or a part of the name
  std::string area;
  std::string target;    // a type of node
  std::string clause;    // "A6.3.7", or "A6.3" for all that begin so
  std::string standard;  // "cis-aws-3"
  std::string severity;  // the least one, or "off"
};

// A filter that no rule can fit because its word is unknown: what to say. Empty if there is none.
std::string unknown_word(const Catalogue& catalogue, const Filter& filter);
std::vector<const Entry*> select(const Catalogue& catalogue, const Filter& filter);

struct Style {
  bool color = false;
  uint32_t width = 100;  // columns
};

// Lists for people. They end with a newline.
std::string rules_text(const Catalogue& catalogue, const std::vector<const Entry*>& entries,
                       const Style& style);
std::string parameters_text(const Catalogue& catalogue, std::string_view pattern,
                            const Style& style);
std::string functions_text(const Catalogue& catalogue, std::string_view pattern,
                           const Style& style);
std::string profiles_text(const Catalogue& catalogue, const Style& style);

// What a newer version of the rule set would change: rules that come with it and what they find,
// and rules that it changed.
struct NewRule {
  const Entry* entry = nullptr;
  size_t findings = 0;
  size_t undecided = 0;
};
struct Difference {
  std::string from, to;
  std::vector<NewRule> added;
  std::vector<const Entry*> changed;
};
// Rules that are on in `catalogue` (made for version `to`) and off under `before`.
Difference difference(const Catalogue& catalogue, const Catalogue& before, std::string from,
                      std::string to);
std::string difference_text(const Difference& difference, const Style& style);

// The lists for programs; described in docs/json.md.
std::string rules_json(const Catalogue& catalogue, const std::vector<const Entry*>& entries);
std::string parameters_json(const Catalogue& catalogue, std::string_view pattern);
std::string functions_json(const Catalogue& catalogue, std::string_view pattern);
std::string profiles_json(const Catalogue& catalogue);

// An example and what the tool says of it.
struct ShownRun {
  rules::ShownExample example;
  std::string output;  // as `check` prints it; empty where it finds nothing
};
std::vector<ShownRun> run_examples(rules::RuleSet& rules, const rules::Rule& rule,
                                   source::Files& files, const Style& style);

// Everything about a rule. `runs` are its examples; all are shown, or the first that fails and the
// first that passes.
std::string rule_text(const Catalogue& catalogue, const Entry& entry,
                      const std::vector<ShownRun>& runs, bool all_examples, const Style& style);
// A clause of the architecture and the rules that check it.
std::string clause_text(const Catalogue& catalogue, const rules::Clause& clause,
                        const Style& style);

// A rule that is no block of HCL, like `syntax-error`.
// Empty if there is none of that name.
std::string built_in_text(std::string_view name, const Style& style);

// The pages of docs/rules/: path and Markdown text, in order of paths. Links to rule files assume
// that they stand two directories below the project.
std::vector<std::pair<std::string, std::string>> pages(rules::RuleSet& rules,
                                                       const Catalogue& catalogue,
                                                       source::Files& files);

}  // namespace catalogue
