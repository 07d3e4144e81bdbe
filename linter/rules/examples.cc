// SPDX-License-Identifier: Apache-2.0
// Runs the examples of a rule: Terraform text, through the whole pipeline, in memory. Exported:
// run_examples. Findings must stand on exactly the lines marked `# finding` (`# finding: text`
// also asks for the message), undecided verdicts on those marked `# undecided`; and the verdicts
// stay what they are however the example is written. Tested in tests/rules/.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rules/example_files.h"
#include "rules/library.h"
#include "rules/print.h"
#include "rules/state.h"
#include "rules/variants.h"

namespace rules {

namespace {

struct Mark {
  source::Range range;
  uint32_t line = 0;
  std::string text;  // what the message must hold; may be empty
};

// An example as files, and what it says of itself.
struct ExampleFiles {
  ExampleText text;
  config::Policy policy;
  std::vector<Mark> findings;
  std::vector<Mark> undecided;
};

ExampleFiles files_of(const Example& example, const syntax::Tree& tree, const source::Files& files,
                      values::Arena& arena, diagnostics::Diagnostics& diagnostics) {
  const source::File& file = files[tree.file];
  const syntax::Body& body = *example.block->body;
  ExampleFiles result{.text = example_text(body, file),
                      .policy = example_policy(body, arena, diagnostics),
                      .findings = {},
                      .undecided = {}};
  for (const syntax::Comment& comment : tree.comments) {
    if (comment.range.begin < body.range.begin || comment.range.end > body.range.end) continue;
    const std::string_view text = files.text(comment.range);
    const uint32_t line = file.position(comment.range.begin).line;
    const auto add = [&](std::string_view word, std::vector<Mark>& marks) {
      const std::string mark = fmt::format("# {}", word);
      if (text == mark) marks.push_back({comment.range, line, {}});
      if (text.starts_with(mark + ": ")) {
        marks.push_back({comment.range, line, std::string(text.substr(mark.size() + 2))});
      }
    };
    add("finding", result.findings);
    add("undecided", result.undecided);
  }
  return result;
}

// An example's graph and the verdicts on it.
struct Evaluated {
  ExampleGraph example;
  CheckResult checked;
};

Evaluated evaluate(RuleSet& rules, const Variant& variant, const Policies& policies,
                   source::Files& files) {
  Evaluated result{.example = graph_of(variant, files), .checked = {}};
  result.checked = check(rules, *result.example.graph, policies, Messages::of_all);
  return result;
}

// What the pipeline said of one example.
struct Judged {
  std::vector<std::pair<uint32_t, const Verdict*>> fails;
  std::vector<std::pair<uint32_t, const Verdict*>> undecided;
  size_t passes = 0;
};

Judged sort_verdicts(const CheckResult& checked, const source::Files& files) {
  Judged judged;
  for (const Verdict& verdict : checked.verdicts) {
    const uint32_t line =
        verdict.range.known() ? files[verdict.range.file].position(verdict.range.begin).line : 0;
    if (verdict.outcome == Outcome::fail) judged.fails.emplace_back(line, &verdict);
    if (verdict.outcome == Outcome::undecided) judged.undecided.emplace_back(line, &verdict);
    if (verdict.outcome == Outcome::pass) ++judged.passes;
  }
  return judged;
}

std::string why(const Verdict& verdict) {
  if (!verdict.rule_error.empty()) return verdict.rule_error;
  std::string text;
  for (const values::Reason* reason : verdict.reasons) {
    if (!text.empty()) text += ", ";
    text += reason->subject;
  }
  return text;
}

// Marked lines and the lines of verdicts must be the same, both ways.
void compare(std::string_view what, std::span<const Mark> marks,
             std::span<const std::pair<uint32_t, const Verdict*>> verdicts,
             source::FileId rule_file, const source::Files& files, std::vector<Failure>& failures) {
  std::set<uint32_t> found;
  for (const auto& [line, verdict] : verdicts) {
    found.insert(line);
    const auto mark = std::ranges::find(marks, line, &Mark::line);
    const std::string said = verdict->message.empty() ? why(*verdict) : verdict->message;
    if (mark == marks.end()) {
      failures.push_back({in_rule_file(verdict->range, rule_file, files),
                          fmt::format("{} that is not marked: {}", what, said)});
    } else if (!mark->text.empty() && said.find(mark->text) == std::string::npos) {
      failures.push_back(
          {mark->range, fmt::format("the message is \"{}\", not \"{}\"", said, mark->text)});
    }
  }
  for (const Mark& mark : marks) {
    if (!found.contains(mark.line)) {
      failures.push_back({mark.range, fmt::format("no {} here", what)});
    }
  }
}

// "aws_vpc.a [0]: pass": the verdicts with the addresses of the example, sorted.
std::vector<std::string> verdicts_of(const Evaluated& evaluated, const Variant& variant) {
  std::vector<std::string> verdicts;
  for (const Verdict& verdict : evaluated.checked.verdicts) {
    const std::string_view address = evaluated.example.graph->node(verdict.node).address;
    if (variant.prefix == fmt::format("{}.", address)) continue;  // the call of the variant's own
    const std::string element =
        verdict.element.empty() ? std::string() : fmt::format(" [{}]", verdict.element);
    verdicts.push_back(fmt::format("{}{}: {}", original_address(variant, address), element,
                                   name(verdict.outcome)));
  }
  std::ranges::sort(verdicts);
  return verdicts;
}

// Empty if both are the same.
std::string difference_of(std::span<const std::string> expected,
                          std::span<const std::string> found) {
  std::vector<std::string> missing, others;
  std::ranges::set_difference(expected, found, std::back_inserter(missing));
  std::ranges::set_difference(found, expected, std::back_inserter(others));
  if (missing.empty() && others.empty()) return {};
  return fmt::format("it says \"{}\" instead of \"{}\"", fmt::join(others, ", "),
                     fmt::join(missing, ", "));
}

ExampleResult run_example(RuleSet& rules, const Rule& rule, const Example& example,
                          source::Files& files) {
  ExampleResult result{.rule = &rule, .example = &example, .failures = {}};
  RuleSet::State& state = rules.state();
  const syntax::Tree& tree = *state.definitions.at({DefinitionKind::rule, rule.name}).tree;
  diagnostics::Diagnostics diagnostics;
  const ExampleFiles example_files = files_of(example, tree, files, state.arena, diagnostics);
  Policies policies;
  policies.config = example_files.policy;
  policies.config.rules = {{.rules = "*", .enabled = false, .severity = {}, .range = {}},
                           {.rules = rule.name, .enabled = true, .severity = {}, .range = {}}};
  const Variant as_written = as_it_is(example_files.text);
  const Evaluated evaluated = evaluate(rules, as_written, policies, files);
  diagnostics.append(evaluated.example.diagnostics);
  diagnostics.append(evaluated.checked.diagnostics);
  add_errors(diagnostics, tree.file, files, result.failures);

  const Judged judged = sort_verdicts(evaluated.checked, files);
  compare("finding", example_files.findings, judged.fails, tree.file, files, result.failures);
  compare("undecided verdict", example_files.undecided, judged.undecided, tree.file, files,
          result.failures);
  const auto missing = [&](std::string text) {
    result.failures.push_back({example.block->header, std::move(text)});
  };
  if (example.kind == ExampleKind::pass && judged.passes == 0) missing("nothing passed here");
  if (example.kind == ExampleKind::fail && judged.fails.empty()) missing("nothing failed here");
  if (example.kind == ExampleKind::undecided && judged.undecided.empty()) {
    missing("nothing is undecided here");
  }
  if (!result.failures.empty()) return result;
  const std::vector<std::string> verdicts = verdicts_of(evaluated, as_written);
  for (const Variant& variant : variants_of(example_files.text, files[tree.file])) {
    const Evaluated again = evaluate(rules, variant, policies, files);
    const std::string difference = difference_of(verdicts, verdicts_of(again, variant));
    if (!difference.empty()) missing(fmt::format("{}, {}", variant.name, difference));
    ++result.variants;
  }
  return result;
}

}  // namespace

std::vector<ExampleResult> run_examples(RuleSet& rules, std::string_view rule,
                                        source::Files& files) {
  std::vector<ExampleResult> results;
  const Rule* found = rules.rule(rule);
  if (found == nullptr) return results;
  for (const Example& example : found->examples) {
    results.push_back(run_example(rules, *found, example, files));
  }
  return results;
}

}  // namespace rules
