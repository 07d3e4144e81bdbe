// SPDX-License-Identifier: Apache-2.0
// Holds the examples of a rule against its condition changed in one place. Exported: run_mutants.
// Tested in tests/rules/mutants_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <set>

#include "rules/example_run.h"
#include "rules/mutants.h"

namespace rules {

namespace {

constexpr std::string_view kExcuse = "# mutant-ok: ";

// An excuse for the changes on its line, or on the next if it stands alone on its own.
struct Excuse {
  source::Range range;
  uint32_t line = 0;
  bool used = false;
};

std::vector<Excuse> excuses_in(const syntax::Tree& tree, const syntax::Block& rule,
                               const source::Files& files) {
  std::vector<Excuse> excuses;
  const source::File& file = files[tree.file];
  for (const syntax::Comment& comment : tree.comments) {
    if (comment.range.begin < rule.range.begin || comment.range.end > rule.range.end) continue;
    if (!files.text(comment.range).starts_with(kExcuse)) continue;
    uint32_t line = file.position(comment.range.begin).line;
    const std::string_view before = file.text().substr(0, comment.range.begin);
    const size_t last = before.find_last_not_of(" \t");
    if (last == std::string_view::npos || before[last] == '\n') ++line;
    excuses.push_back({comment.range, line});
  }
  return excuses;
}

// An example with its graph, which no change of the rule touches.
struct Bench {
  Bench(RuleSet& rules, const Rule& rule, const Example& example, source::Files& files)
      : run(rules, rule, example, files), graph(graph_of(as_it_is(run.text()), files)) {}
  ExampleRun run;
  ExampleGraph graph;
};

class Mutation {
 public:
  Mutation(RuleSet& rules, const Rule& rule, source::Files& files)
      : rules_(rules), rule_(rule), files_(files) {
    for (const Example& example : rule.examples) benches_.emplace_back(rules, rule, example, files);
    const Definition& definition = rules.state().definitions.at({DefinitionKind::rule, rule.name});
    excuses_ = excuses_in(*definition.tree, *definition.block, files);
  }

  MutationResult run() {
    change(&Rule::condition);
    if (rule_.when != nullptr) change(&Rule::when);
    for (const Excuse& excuse : excuses_) {
      if (excuse.used) continue;
      result_.failures.push_back({excuse.range, "Nothing is excused here"});
    }
    return std::move(result_);
  }

 private:
  void change(const syntax::Expression* Rule::*member) {
    const syntax::Expression& expression = *(rule_.*member);
    const source::File& file = files_[expression.range.file];
    for (const Mutant& mutant : mutants_of(expression, file.text())) {
      ++result_.mutants;
      if (is_noticed(mutant, member)) continue;
      const uint32_t line = file.position(mutant.range.begin).line;
      const auto excuse = std::ranges::find(excuses_, line, &Excuse::line);
      if (excuse != excuses_.end()) {
        excuse->used = true;
        ++result_.excused;
      } else {
        result_.failures.push_back(
            {mutant.range, fmt::format("No example notices if {}", mutant.change)});
      }
    }
  }

  bool is_noticed(const Mutant& mutant, const syntax::Expression* Rule::*member) {
    const source::Range& whole = (rule_.*member)->range;
    const source::File& file = files_[whole.file];
    std::string text(file.text().substr(whole.begin, whole.end - whole.begin));
    text.replace(mutant.range.begin - whole.begin, mutant.range.end - mutant.range.begin,
                 mutant.text);
    source::Files changed;
    // In parentheses lines may end anywhere.
    const source::FileId id = changed.add(file.path(), "(" + text + ")");
    const syntax::ExpressionTree tree = syntax::parse_expression(id, changed);
    if (tree.root == nullptr) return true;
    Rule rule = rule_;
    rule.*member = tree.root;
    return std::ranges::any_of(benches_, [&](const Bench& bench) {
      const CheckResult checked =
          check_rule(rules_, rule, *bench.graph.graph, bench.run.policies());
      return checked.diagnostics.has_errors() ||
             !bench.run.failures(checked, *bench.graph.graph).empty();
    });
  }

  RuleSet& rules_;
  const Rule& rule_;
  source::Files& files_;
  std::deque<Bench> benches_;
  std::vector<Excuse> excuses_;
  MutationResult result_;
};

}  // namespace

MutationResult run_mutants(RuleSet& rules, std::string_view rule, source::Files& files) {
  const Rule* found = rules.rule(rule);
  return found == nullptr ? MutationResult() : Mutation(rules, *found, files).run();
}

}  // namespace rules
