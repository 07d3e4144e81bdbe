// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "diagnostics/diagnostics.h"
#include "graph/graph.h"
#include "source/source.h"
#include "syntax/syntax.h"

// Rules: HCL over the graph, evaluated by the evaluator of the user's own code.
namespace rules {

using values::NodeId;
using values::Value;

struct Standard {
  std::string name;                   // "cis-aws-3"
  std::vector<std::string> controls;  // "5.1"
};

// What a version of the rule set changed in a rule.
struct Change {
  std::string version;
  std::string what;
};

enum class ExampleKind : uint8_t { pass, fail, undecided };

// One example in a rule: Terraform text and further files.
struct Example {
  ExampleKind kind{};
  std::string name;
  const syntax::Block* block = nullptr;
};

// A known answer of a function: an expression of rules on the graph of some Terraform, and the
// value that it must have there.
struct Answer {
  std::string name;
  const syntax::Block* block = nullptr;
  const syntax::Expression* value = nullptr;
  const syntax::Expression* is = nullptr;
};

// A function as far as it matters to who tests it.
struct FunctionHead {
  std::string_view name;
  std::string_view file;
  source::Range range;  // of the block's header, once it is parsed
  bool built_in = false;
};

// A rule as it is written; expressions live in the rule set's trees.
struct Rule {
  std::string name;
  std::string summary;
  config::Severity severity = config::Severity::medium;
  std::vector<std::string> clauses;
  std::string since;                  // the version of the rule set that it came with
  std::vector<Change> changed;        // oldest first
  std::vector<std::string> formerly;  // names it had before
  std::string why;
  std::string remedy;
  std::vector<Standard> standards;
  source::Range standards_range;
  std::vector<std::string> targets;
  const syntax::Expression* when = nullptr;
  const syntax::Expression* for_each = nullptr;
  const syntax::Expression* condition = nullptr;
  const syntax::Expression* error_message = nullptr;
  const syntax::Expression* note = nullptr;  // said beside a pass
  const syntax::Expression* at = nullptr;
  const syntax::Expression* secret = nullptr;  // that a finding is about; or true
  std::vector<Example> examples;               // empty in the embedded form
  std::string file;                            // rules/network/….hcl
  source::Range range;                         // of the block's header
};

// What is known of a rule without parsing it.
struct RuleHead {
  std::string_view name;
  std::string_view file;  // "rules/network/private-subnet-no-igw.hcl": area and family
  std::vector<std::string_view> targets;
  std::vector<std::string_view> formerly;  // names it had before
  std::string_view since;
  bool built_in = false;  // else the user's own, which no built-in profile switches off
};

// Examples and answers are for those who read or test rules; to judge, nobody needs them.
enum class Examples : uint8_t { left_out, included };

// The rules at hand. Rules, functions, parameters and profiles are parsed when first asked for.
class RuleSet {
 public:
  // Empty. Texts of rules are added to `files`, which must outlive the set.
  explicit RuleSet(source::Files& files);
  RuleSet(RuleSet&&) noexcept;
  ~RuleSet();

  // The rules compiled into the binary. O(number of rules).
  void add_built_in(Examples examples = Examples::left_out);
  // A file, or all *.hcl files below a directory (those that built-in definitions were made from
  // take the place of these), parsed and read whole, with their examples, and held against the
  // schemas of providers.
  void add_path(const source::FileSystem& file_system, std::string_view path);

  [[nodiscard]] std::span<const RuleHead> heads() const;      // sorted by name
  [[nodiscard]] std::vector<FunctionHead> functions() const;  // sorted by name
  // Parsed on first use; null if there is no such rule or it is broken (see diagnostics).
  const Rule* rule(std::string_view name);
  // A profile's policy; nothing if there is no such profile.
  std::optional<config::Policy> profile(std::string_view name);
  // Whether a profile is the user's own, which then speaks of the user's own rules too.
  [[nodiscard]] bool is_own_profile(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> profile_names() const;
  [[nodiscard]] std::vector<std::string_view> parameter_names() const;
  // The name that a rule has today: `name` itself, or that of the rule which was called so before.
  // Empty if there is no such rule.
  [[nodiscard]] std::string_view current_name(std::string_view name) const;
  // Writes today's names into a policy that still has former ones, and says so (warnings).
  void update_names(config::Policy& policy, diagnostics::Diagnostics& diagnostics) const;
  // What was wrong with rules, functions and parameters parsed so far (id invalid-rule).
  [[nodiscard]] const diagnostics::Diagnostics& diagnostics() const;

  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

enum class Outcome : uint8_t { pass, fail, undecided, not_applicable };

// One rule held against one node (or one element of it, if the rule has for_each).
struct Verdict {
  const Rule* rule = nullptr;
  config::Severity severity{};
  NodeId node{};
  Outcome outcome = Outcome::not_applicable;
  std::string element;  // the key of each, if the rule has for_each
  std::string message;  // of a fail or an undecided; the note of a pass
  // The attribute path that decided ("ingress[0].cidr_blocks"), the node it belongs to (the one
  // judged, or the rule of a security group that stands apart), and where it is written. Empty
  // path: the block as a whole.
  NodeId place_node{};
  std::string path;
  source::Range range;
  // The secrets that a fail is about, whatever they look like; empty: all that is written at its
  // place, and on the way there, is one.
  std::optional<std::vector<std::string>> secrets;
  // Why it is undecided: what is missing, each once, or the error in the rule.
  std::vector<const values::Reason*> reasons;
  std::string rule_error;  // set: the rule itself failed here
};

struct CheckResult {
  std::vector<Verdict> verdicts;  // by rule name, node, element; not-applicable ones included
  diagnostics::Diagnostics diagnostics;  // rule errors and wrong parameters
};

// What is judged: the config's policy over the profile's over what the rules say themselves.
struct Policies {
  config::Policy profile;
  config::Policy config;
  bool own_profile = false;  // it is the user's: it speaks of the user's own rules too
  // Of the rule set: built-in rules that came later are off, unless the config or the user's own
  // profile names them. Empty: none is.
  std::string rules_version = {};
};

// The newest version of the rule set that a built-in rule came with.
std::string_view built_in_version();
// Whether a rule came with a later version of the rule set.
bool is_newer(const RuleHead& head, std::string_view version);

// What the policies make of a rule: nothing if it is switched off. Medium if the rule is null.
std::optional<config::Severity> severity_in(const Policies& policies, const RuleHead& head,
                                            const Rule* rule);

// The rules that are off only because they are newer than the version that the policies pin.
size_t newer_rules(RuleSet& rules, const Policies& policies);
// An error if that version is later than any that is built in.
void check_version(const Policies& policies, const source::Range& range,
                   diagnostics::Diagnostics& diagnostics);

// Every enabled rule against every node of its targets. The rule set and the graph must outlive
// the result. O(rules * nodes of their targets * cost of a condition).
CheckResult check(RuleSet& rules, const graph::Graph& graph, const Policies& policies);

// Why an example or an answer is not as it says.
struct Failure {
  source::Range range;  // in the rule's file, or in another that is to blame; may be unknown
  std::string text;     // what is wrong, without a full stop
};

// An example written otherwise ("under count"), and whether the verdicts stayed what they were.
struct Rewritten {
  std::string_view way;
  bool judged_alike = false;
};

// How an example went.
struct ExampleResult {
  const Rule* rule = nullptr;
  const Example* example = nullptr;
  std::vector<Failure> failures;     // empty: it did as it says
  size_t variants = 0;               // other ways of writing it that were judged as well
  std::vector<Rewritten> rewritten;  // one each
};

// Runs a rule's examples through the whole pipeline, in memory.
std::vector<ExampleResult> run_examples(RuleSet& rules, std::string_view rule,
                                        source::Files& files);

// What a rule's examples made of its condition and its `when`, changed in one place each.
struct MutationResult {
  size_t mutants = 0;
  size_t excused = 0;             // by a comment `# mutant-ok: REASON` on the same line
  std::vector<Failure> failures;  // changes that no example notices, and excuses for nothing
};
// O(changes * examples * cost of judging one).
MutationResult run_mutants(RuleSet& rules, std::string_view rule, source::Files& files);

// How an answer went.
struct AnswerResult {
  const Answer* answer = nullptr;
  std::vector<Failure> failures;  // empty: the value was as it must be
  size_t variants = 0;            // other ways of writing its example
};

// Works out the known answers of a function, each on its own graph.
std::vector<AnswerResult> run_answers(RuleSet& rules, std::string_view function,
                                      source::Files& files);

}  // namespace rules
