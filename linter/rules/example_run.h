// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rules/example_files.h"
#include "rules/library.h"
#include "rules/state.h"

namespace rules {

// One example of a rule: its files, and what it says of the verdicts on them. Findings must stand
// on exactly the lines marked `# finding` (`# finding: text` also asks for the message), undecided
// verdicts on those marked `# undecided`, and a rule must not apply to resources on whose first
// line stands `# not applicable`; and something must come out as the example's kind says.
class ExampleRun {
 public:
  ExampleRun(RuleSet& rules, const Rule& rule, const Example& example, source::Files& files);

  [[nodiscard]] const ExampleText& text() const { return text_; }
  // Only the rule judges, with the example's parameters.
  [[nodiscard]] const Policies& policies() const { return policies_; }
  // What was wrong with the example's own arguments.
  [[nodiscard]] const diagnostics::Diagnostics& diagnostics() const { return diagnostics_; }

  // In what the verdicts on its graph are not as the example says; empty if they are.
  [[nodiscard]] std::vector<Failure> failures(const CheckResult& checked,
                                              const graph::Graph& graph) const;

 private:
  struct Mark {
    source::Range range;
    uint32_t line = 0;
    std::string text;  // what the message must hold; may be empty
  };
  struct Placed;  // a verdict and its line

  void add_marks(const syntax::Tree& tree);
  void add_mark(const source::Range& comment);
  void compare(std::string_view what, const std::vector<Mark>& marks,
               const std::vector<Placed>& verdicts, std::vector<Failure>& failures) const;

  const Example& example_;
  source::FileId rule_file_;
  const source::Files& files_;
  diagnostics::Diagnostics diagnostics_;
  ExampleText text_;
  Policies policies_;
  std::vector<Mark> findings_;
  std::vector<Mark> undecided_;
  std::vector<Mark> not_applicable_;
};

// The examples of a rule, with their constants also moved in further ways than the usual ones.
std::vector<ExampleResult> run_examples(RuleSet& rules, std::string_view rule, source::Files& files,
                                        std::span<const Moving> further);

}  // namespace rules
