// SPDX-License-Identifier: Apache-2.0
// An example of a rule and what it says of the verdicts on it. Exported: the class ExampleRun.
// Tested in tests/rules/examples_test.cc.

#include "rules/example_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace rules {

struct ExampleRun::Placed {
  uint32_t line = 0;
  const Verdict* verdict = nullptr;
};

namespace {

std::string why(const Verdict& verdict) {
  if (!verdict.rule_error.empty()) return verdict.rule_error;
  std::string text;
  for (const values::Reason* reason : verdict.reasons) {
    if (!text.empty()) text += ", ";
    text += reason->subject;
  }
  return text;
}

std::string said_of(const Verdict& verdict) {
  return verdict.message.empty() ? why(verdict) : verdict.message;
}

const syntax::Tree& tree_of(RuleSet& rules, const Rule& rule) {
  return *rules.state().definitions.at({DefinitionKind::rule, rule.name}).tree;
}

}  // namespace

ExampleRun::ExampleRun(RuleSet& rules, const Rule& rule, const Example& example,
                       source::Files& files)
    : example_(example),
      rule_file_(tree_of(rules, rule).file),
      files_(files),
      text_(example_text(*example.block->body, files[rule_file_])) {
  policies_.config = example_policy(*example.block->body, rules.state().arena, diagnostics_);
  policies_.config.rules = {{.rules = "*", .enabled = false, .severity = {}, .range = {}},
                            {.rules = rule.name, .enabled = true, .severity = {}, .range = {}}};
  add_marks(tree_of(rules, rule));
}

void ExampleRun::add_marks(const syntax::Tree& tree) {
  const source::Range& inside = example_.block->body->range;
  for (const syntax::Comment& comment : tree.comments) {
    if (comment.range.begin < inside.begin || comment.range.end > inside.end) continue;
    add_mark(comment.range);
  }
  for (const source::Range& raw : text_.raw) {
    const std::string_view text = files_.text(raw);
    for (size_t at = text.find(" # "); at != std::string_view::npos;
         at = text.find(" # ", at + 1)) {
      const auto end = static_cast<uint32_t>(std::min(text.find('\n', at), text.size()));
      add_mark({raw.file, raw.begin + static_cast<uint32_t>(at) + 1, raw.begin + end});
    }
  }
}

void ExampleRun::add_mark(const source::Range& comment) {
  const std::string_view text = files_.text(comment);
  const uint32_t line = files_[rule_file_].position(comment.begin).line;
  const auto add = [&](std::string_view word, std::vector<Mark>& marks) {
    const std::string mark = fmt::format("# {}", word);
    if (text == mark) marks.push_back({comment, line, {}});
    if (text.starts_with(mark + ": ")) {
      marks.push_back({comment, line, std::string(text.substr(mark.size() + 2))});
    }
  };
  add("finding", findings_);
  add("undecided", undecided_);
  add("not applicable", not_applicable_);
}

// Marked lines and the lines of verdicts must be the same, both ways.
void ExampleRun::compare(std::string_view what, const std::vector<Mark>& marks,
                         const std::vector<Placed>& verdicts,
                         std::vector<Failure>& failures) const {
  std::set<uint32_t> found;
  std::vector<const Placed*> unmarked;
  for (const Placed& placed : verdicts) {
    found.insert(placed.line);
    const auto mark = std::ranges::find(marks, placed.line, &Mark::line);
    const std::string said = said_of(*placed.verdict);
    if (mark == marks.end()) {
      unmarked.push_back(&placed);
    } else if (!mark->text.empty() && said.find(mark->text) == std::string::npos) {
      failures.push_back(
          {mark->range, fmt::format("the message is \"{}\", not \"{}\"", said, mark->text)});
    }
  }
  std::vector<const Mark*> unmet;
  for (const Mark& mark : marks) {
    if (!found.contains(mark.line)) unmet.push_back(&mark);
  }
  if (unmarked.size() == 1 && unmet.size() == 1) {
    failures.push_back(
        {unmet[0]->range, fmt::format("the {} stands on line {}: mark that, or point to this line "
                                      "with `at`",
                                      what, unmarked[0]->line)});
    return;
  }
  for (const Placed* placed : unmarked) {
    failures.push_back({in_rule_file(placed->verdict->range, rule_file_, files_),
                        fmt::format("{} that is not marked: {}", what, said_of(*placed->verdict))});
  }
  for (const Mark* mark : unmet) {
    failures.push_back({mark->range, fmt::format("no {} here", what)});
  }
}

std::vector<Failure> ExampleRun::failures(const CheckResult& checked,
                                          const graph::Graph& graph) const {
  std::vector<Placed> fails, undecided, not_applicable;
  size_t passes = 0;
  // What has no place, such as a root module, stands on the line that the example begins with.
  const auto line_of = [this](const source::Range& range) {
    const source::Range& placed = range.known() ? range : example_.block->header;
    return files_[placed.file].position(placed.begin).line;
  };
  for (const Verdict& verdict : checked.verdicts) {
    const uint32_t line = line_of(verdict.range);
    if (verdict.outcome == Outcome::not_applicable) {
      const uint32_t header = line_of(graph.node(verdict.node).range);
      // What an example does not speak of may be so.
      if (std::ranges::find(not_applicable_, header, &Mark::line) != not_applicable_.end()) {
        not_applicable.push_back({header, &verdict});
      }
    }
    if (verdict.outcome == Outcome::fail) fails.push_back({line, &verdict});
    if (verdict.outcome == Outcome::undecided) undecided.push_back({line, &verdict});
    if (verdict.outcome == Outcome::pass) ++passes;
  }
  std::vector<Failure> failures;
  compare("finding", findings_, fails, failures);
  compare("undecided verdict", undecided_, undecided, failures);
  compare("resource that the rule leaves alone", not_applicable_, not_applicable, failures);
  const auto missing = [&](std::string text) {
    failures.push_back({example_.block->header, std::move(text)});
  };
  const bool nothing_passed = passes == 0 && not_applicable_.empty();
  if (example_.kind == ExampleKind::pass && nothing_passed) missing("nothing passed here");
  if (example_.kind == ExampleKind::fail && fails.empty()) missing("nothing failed here");
  if (example_.kind == ExampleKind::undecided && undecided.empty()) {
    missing("nothing is undecided here");
  }
  return failures;
}

}  // namespace rules
