// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "diagnostics/diagnostics.h"
#include "rules/rules.h"
#include "source/source.h"
#include "syntax/syntax.h"

// Comments in the user's Terraform that suppress rules: what they say, and what they stand at.
namespace findings {

// What a comment stands at: a block with all that is in it, or an attribute.
struct SuppressionTarget {
  source::Range range;  // unknown: nothing
  bool attribute = false;
  const syntax::Block* top = nullptr;  // the block of the file that it is or is in; may be null
};

struct Suppression {
  source::Range comment;
  SuppressionTarget target;
  std::vector<std::string> rules;    // names and patterns that are suppressed
  std::string until, owner, reason;  // as the comment says; may be empty
};

// What comments are held against.
struct SuppressionTerms {
  std::span<const std::string_view> rules;  // all that there are, without the built-in ones
  const config::SuppressionDemands* demands = nullptr;
  const rules::RuleSet* rule_set = nullptr;  // knows former names; null: there are none
  std::string date;                          // YYYY-MM-DD
};

struct Suppressions {
  std::vector<Suppression> all;  // by file and place; only those that have an effect
  std::map<source::FileId, std::vector<uint32_t>> by_file;
  std::vector<std::string> never;  // patterns of rules that none of them suppresses
  // Comments that have no effect, and why: ids of built-in rules.
  diagnostics::Diagnostics diagnostics;
};

// How many comments of one run suppress; those beyond are left out, which is said.
inline constexpr size_t kMaxSuppressions = 10'000;

// The suppressions of some files. Trees outlive the result.
Suppressions read_suppressions(std::span<const syntax::Tree* const> trees,
                               const source::Files& files, const SuppressionTerms& terms);

// What a comment stands at: what begins on its line before it, else on the next line that is no
// comment; within an attribute of many lines, that attribute.
SuppressionTarget suppression_target(const syntax::Tree& tree, const source::Range& comment,
                                     const source::Files& files);

// Whether no comment suppresses a rule: by the config's word, or because it is a built-in one that
// says how far anything was judged.
bool is_never_suppressed(std::string_view rule, std::span<const std::string> never);

// Whether one range lies in another of the same file.
inline bool is_within(const source::Range& inner, const source::Range& outer) {
  return inner.known() && inner.file == outer.file && outer.begin <= inner.begin &&
         inner.end <= outer.end;
}

}  // namespace findings
