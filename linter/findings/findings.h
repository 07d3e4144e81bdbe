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
#include "findings/baseline.h"
#include "findings/moves.h"
#include "graph/graph.h"
#include "rules/rules.h"
#include "source/source.h"

// From verdicts of many environments to what people read: findings with their place, fingerprint
// and derivation, and an account of everything that was looked at.
namespace findings {

// A place beside the finding's own: where the value was written, or a step on the way.
struct RelatedPlace {
  source::Range range;
  std::string message;
};

// What makes a finding one that is no news.
enum class KnownBy : uint8_t { nothing, baseline, before };

struct Finding {
  std::string rule;
  config::Severity severity{};
  std::string message;
  std::string address;                 // of the first instance
  std::vector<std::string> instances;  // all of them, sorted
  // That it occurs in, sorted: by name, or by the root where it has none. Empty: only in `root`,
  // which is one environment.
  std::vector<std::string> environments;
  std::string root;  // directory of the root; empty for what belongs to a file
  // Path of the argument that decided, with the address before it where it is another resource's;
  // may be empty.
  std::string attribute;
  source::Range range;                // unknown where no file is to blame
  std::vector<RelatedPlace> related;  // the derivation, nearest first
  bool derived = false;  // whether `related` is one: how the value came about, step by step
  std::vector<std::string> clauses;
  std::string remedy;
  std::string detail;       // of built-in rules: what was expected
  std::string fingerprint;  // 32 hexadecimal digits: of the first instance
  KnownBy known = KnownBy::nothing;
};

// A finding that a comment in the Terraform suppresses.
struct SuppressedFinding {
  Finding finding;
  source::Range comment;
  std::string until, owner, reason;  // as the comment says; may be empty
};

// A verdict that could not be reached.
struct Undecided {
  std::string rule;
  config::Severity severity{};
  std::string address;
  std::string root;
  std::string environment;
  source::Range range;
  std::vector<std::string> reasons;  // sentences, in order of appearance
};

// What one missing input keeps from being decided.
struct MissingInput {
  values::ReasonKind kind{};
  std::string sentence;            // "var.vpc_cidr has no value"
  std::vector<std::string> roots;  // where it is missing, sorted
  uint32_t verdicts = 0;
};

struct Summary {
  uint32_t roots = 0;
  uint32_t environments = 0;
  uint32_t libraries = 0;
  uint32_t pipelines = 0;  // files
  uint32_t files = 0;
  uint32_t resources = 0;         // managed instances, over all environments
  uint32_t unseen_resources = 0;  // that no rule looks at
  uint32_t rules = 0;             // that looked at something
  uint32_t passed = 0;            // verdicts
  uint32_t failed = 0;            // of which those that are suppressed are none
  uint32_t suppressed = 0;
  uint32_t accepted = 0;  // by the baseline, or as before
  uint32_t undecided = 0;
  uint32_t not_applicable = 0;
  uint32_t library_undecided = 0;  // in libraries, whose variables have no values
  uint32_t not_supported = 0;      // of the undecided: because Plumbline does not do it yet
  uint32_t missing_modules = 0;    // calls in roots whose modules are not installed
  uint32_t awaiting_modules = 0;   // of the undecided: because of them
};

// What became of one verdict.
enum class Standing : uint8_t { passed, failed, suppressed, accepted, undecided, not_applicable };

struct Report {
  std::vector<Finding> findings;                  // by file, place, rule
  std::vector<SuppressedFinding> suppressed;      // likewise
  std::vector<Finding> accepted;                  // likewise: known by something
  std::vector<Undecided> undecided;               // likewise
  std::vector<MissingInput> missing;              // most verdicts first
  std::vector<diagnostics::Diagnostic> problems;  // notes, limits, errors of rules: no findings
  // Mended, gone or suppressed: entries of the baseline; of a change, what failed before it.
  std::vector<BaselineEntry> unneeded;
  std::vector<BaselineEntry> baseline;  // what it is to hold
  std::vector<std::string> unparsed;    // files, sorted
  // Roots with calls of modules that are not installed, sorted.
  std::vector<std::string> awaiting_init;
  std::vector<std::string> missing_submodules;   // of git, not checked out, with modules, sorted
  std::vector<std::string> without_subject;      // paths that were named and hold nothing to judge
  std::vector<std::string> without_verdict;      // environments that cannot be judged, sorted
  std::vector<std::vector<Standing>> standings;  // of each environment, as its verdicts
  // Where secrets are written that do not look like ones: excerpts hide the literal texts in them.
  // In what the report says, secrets are hidden already.
  std::vector<source::Range> secret_places;
  Summary summary;
};

// One judged environment.
struct Judged {
  const terraform::Evaluation* evaluation = nullptr;
  const graph::Graph* graph = nullptr;
  const rules::CheckResult* result = nullptr;
  std::string environment;  // its name; empty if the root has only one
};

struct Suppressions;

// What decides, beside the verdicts, which findings are reported.
struct Terms {
  const Suppressions* suppressions = nullptr;  // null: comments suppress nothing
  const Baseline* baseline = nullptr;          // null: there is none
  const Baseline* before = nullptr;            // what failed before the change; null: there is none
  bool accept_all = false;                     // the baseline takes in what fails now
  // Moves by root, as its path in the repository.
  std::map<std::string, std::vector<Move>, std::less<>> moves = {};
  // Whether the roots that were judged were so in full, and whether they are all there are in the
  // repository: only then something can be said to be without need.
  bool complete = false;
  bool whole = false;
  std::vector<std::string_view> rules = {};            // that were judged, if only at no node
  std::vector<std::string_view> known_rules = {};      // that there are
  std::span<const config::RuleSetting> settings = {};  // of built-in rules `suppression-…`
  // Canonical: the directory that paths are relative to, and the repository. Empty: the same.
  std::string current = {};
  std::string repository = {};

  // Whether anything may be known.
  [[nodiscard]] bool accepts() const { return baseline != nullptr || before != nullptr; }
};

// A path as it is from the repository's top, whatever directory the run stands in; as it is if it
// lies outside.
std::string in_repository(std::string_view path, const Terms& terms);

// Gathers what was judged. Errors of ids syntax-error, invalid-configuration and invalid-pipeline
// become findings. O(verdicts * log).
Report gather(std::span<const Judged> judged, std::span<const diagnostics::Diagnostic> diagnostics,
              const source::Files& files, const Terms& terms = {});

// The identity of a finding over time: of rule, root, address and attribute path, never of lines.
// The 128 bits of XXH3, in hexadecimal.
std::string fingerprint(std::span<const std::string_view> parts);

// A reason as a sentence: "var.vpc_cidr has no value".
std::string sentence(const values::Reason& reason, const source::Files& files);

}  // namespace findings
