// SPDX-License-Identifier: Apache-2.0
// Runs the examples of a rule: Terraform text, through the whole pipeline, in memory. Exported:
// run_examples. The verdicts must be those that the example marks, however it is written. Tested in
// tests/rules/.

#include <fmt/format.h>

#include <algorithm>

#include "rules/example_run.h"
#include "rules/print.h"
#include "rules/state.h"
#include "rules/variants.h"

namespace rules {

namespace {

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

// "aws_vpc.a [0]: pass": the verdicts with the addresses of the example, sorted.
std::vector<std::string> verdicts_of(const Evaluated& evaluated, const Variant& variant) {
  std::vector<std::string> verdicts;
  for (const Verdict& verdict : evaluated.checked.verdicts) {
    const std::string_view address = evaluated.example.graph->node(verdict.node).address;
    if (std::ranges::find(variant.own, address) != variant.own.end()) continue;
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
                          source::Files& files, std::span<const Moving> further) {
  ExampleResult result{
      .rule = &rule, .example = &example, .failures = {}, .variants = 0, .rewritten = {}};
  const ExampleRun run(rules, rule, example, files);
  const Variant as_written = as_it_is(run.text());
  const Evaluated evaluated = evaluate(rules, as_written, run.policies(), files);
  diagnostics::Diagnostics diagnostics = run.diagnostics();
  diagnostics.append(evaluated.example.diagnostics);
  diagnostics.append(evaluated.checked.diagnostics);
  const source::FileId rule_file = rule.range.file;
  add_errors(diagnostics, rule_file, files, result.failures);
  for (Failure& failure : run.failures(evaluated.checked, *evaluated.example.graph)) {
    result.failures.push_back(std::move(failure));
  }
  if (!result.failures.empty()) return result;
  const std::vector<std::string> verdicts = verdicts_of(evaluated, as_written);
  std::vector<Variant> variants = variants_of(run.text(), files[rule_file]);
  for (const Moving& moving : further) {
    if (auto variant = moved(run.text(), files[rule_file], moving)) {
      variants.push_back(std::move(*variant));
    }
  }
  for (const Variant& variant : variants) {
    const Evaluated again = evaluate(rules, variant, run.policies(), files);
    const std::string difference = difference_of(verdicts, verdicts_of(again, variant));
    ++result.variants;
    result.rewritten.push_back({variant.name, difference.empty()});
    if (difference.empty()) continue;
    result.failures.push_back(
        {example.block->header, fmt::format("{}, {}", variant.name, difference)});
  }
  return result;
}

}  // namespace

std::vector<ExampleResult> run_examples(RuleSet& rules, std::string_view rule,
                                        source::Files& files) {
  return run_examples(rules, rule, files, {});
}

std::vector<ExampleResult> run_examples(RuleSet& rules, std::string_view rule, source::Files& files,
                                        std::span<const Moving> further) {
  std::vector<ExampleResult> results;
  const Rule* found = rules.rule(rule);
  if (found == nullptr) return results;
  for (const Example& example : found->examples) {
    results.push_back(run_example(rules, *found, example, files, further));
  }
  return results;
}

}  // namespace rules
