// SPDX-License-Identifier: Apache-2.0
// plumbline test: runs the examples of rules and the known answers of functions. Exported:
// add_test. Tested end to end in tests/cli/.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/cli.h"
#include "cli/commands.h"
#include "config/config.h"
#include "report/words.h"
#include "rules/reference.h"
#include "rules/rules.h"

namespace cli {

namespace {

struct TestOptions {
  std::vector<std::string> paths;
  std::string only = "*";
  std::string color = "auto";
};

// What was run, and what is not as it says.
struct Tally {
  size_t rules = 0, examples = 0, answers = 0, variants = 0, mutants = 0;
  std::vector<std::string> failed;  // rules and functions
  diagnostics::Diagnostics failures;
};

void add_failure(Tally& tally, std::string_view name, const source::Range& range,
                 std::string text) {
  diagnostics::Diagnostic failure;
  failure.id = name;
  failure.summary = std::move(text);
  failure.subject = range;
  tally.failures.add(std::move(failure));
}

// Every rule has to have a passing and a failing example.
void add_missing_kinds(const rules::Rule& rule, Tally& tally) {
  for (const auto& [kind, word] : {std::pair(rules::ExampleKind::pass, "passes"),
                                   std::pair(rules::ExampleKind::fail, "fails")}) {
    if (std::ranges::find(rule.examples, kind, &rules::Example::kind) != rule.examples.end()) {
      continue;
    }
    add_failure(tally, rule.name, rule.range, fmt::format("No example {}", word));
  }
}

template <class Result>
void add_result(Tally& tally, std::string_view name, std::string_view what, const Result& result,
                std::string_view label) {
  tally.variants += result.variants;
  for (const rules::Failure& failure : result.failures) {
    add_failure(tally, name, failure.range,
                fmt::format("{} \"{}\": {}", what, label, failure.text));
  }
}

void test_rule(rules::RuleSet& rules, std::string_view name, source::Files& files, Tally& tally) {
  const rules::Rule* rule = rules.rule(name);
  if (rule == nullptr) return;
  const size_t before = tally.failures.count();
  ++tally.rules;
  add_missing_kinds(*rule, tally);
  for (rules::Failure& failure : rules::wrong_standards(*rule)) {
    add_failure(tally, name, failure.range, std::move(failure.text));
  }
  for (const rules::ExampleResult& result : rules::run_examples(rules, name, files)) {
    ++tally.examples;
    add_result(tally, name, "Example", result, result.example->name);
  }
  // Changes are only told from each other by examples that are right.
  if (tally.failures.count() == before) {
    const rules::MutationResult mutation = rules::run_mutants(rules, name, files);
    tally.mutants += mutation.mutants;
    for (const rules::Failure& failure : mutation.failures) {
      add_failure(tally, name, failure.range, failure.text);
    }
  }
  if (tally.failures.count() > before) tally.failed.emplace_back(name);
}

// A function in a folder `lib` is anybody's, so it has to have a known answer; one beside rules is
// known by their examples.
bool is_shared(std::string_view file) {
  return file.starts_with("lib/") || file.find("/lib/") != std::string_view::npos;
}

void test_function(rules::RuleSet& rules, const rules::FunctionHead& head, source::Files& files,
                   Tally& tally) {
  const size_t before = tally.failures.count();
  const std::string_view name = head.name;
  const auto results = rules::run_answers(rules, name, files);
  if (results.empty() && is_shared(head.file)) {
    add_failure(tally, name, head.range, "No known answer");
  }
  for (const rules::AnswerResult& result : results) {
    ++tally.answers;
    add_result(tally, name, "Answer", result, result.answer->name);
  }
  if (tally.failures.count() > before) tally.failed.push_back(fmt::format("{}()", name));
}

std::string summary_of(const Tally& tally, bool all_read) {
  using report::counted;
  std::string run =
      counted(tally.rules, "rule", "rules") + ", " + counted(tally.examples, "example", "examples");
  if (tally.answers > 0) run += ", " + counted(tally.answers, "answer", "answers");
  run += fmt::format(" and {} of them", counted(tally.variants, "variant", "variants"));
  if (tally.mutants > 0) {
    run += fmt::format(", {} of conditions", counted(tally.mutants, "change", "changes"));
  }
  if (tally.failed.empty()) {
    return run + (all_read ? ": all are as they say.\n"
                           : ": these are as they say, but not all could be read.\n");
  }
  return fmt::format("{}: {} in {}.\n", run, counted(tally.failures.count(), "failure", "failures"),
                     fmt::join(tally.failed, ", "));
}

// Says why there was nothing to test.
void say_nothing_tested(const TestOptions& options, const rules::RuleSet& rules) {
  std::vector<std::string_view> names;
  for (const rules::RuleHead& head : rules.heads()) {
    if (!head.built_in) names.push_back(head.name);
  }
  for (const rules::FunctionHead& head : rules.functions()) {
    if (!head.built_in) names.push_back(head.name);
  }
  const std::string paths = fmt::format("{}", fmt::join(options.paths, ", "));
  if (names.empty()) {
    std::fprintf(stderr, "plumbline: there is no rule in %s\n", paths.c_str());
    return;
  }
  const bool any = std::ranges::any_of(
      names, [&](std::string_view name) { return config::matches(options.only, name); });
  if (any) {
    std::fprintf(stderr, "plumbline: nothing in %s has an example or an answer\n", paths.c_str());
    return;
  }
  const auto near = diagnostics::suggest(options.only, names);
  std::fprintf(stderr, "plumbline: there is no rule or function \"%s\" in %s%s\n",
               options.only.c_str(), paths.c_str(),
               near ? fmt::format("; did you mean \"{}\"?", *near).c_str() : "");
}

int test(const TestOptions& options) {
  const source::DiskFileSystem file_system;
  source::Files files;
  rules::RuleSet rules(files);
  rules.add_built_in();  // whose functions and parameters the user's own rules may use
  for (const std::string& path : options.paths) {
    rules.add_path(file_system, path);
  }
  std::string only = options.only;
  if (const std::string_view today = rules.current_name(only); !today.empty() && today != only) {
    std::fprintf(stderr, "plumbline: \"%s\" is called \"%s\" today\n", only.c_str(),
                 std::string(today).c_str());
    only = today;
  }
  Tally tally;
  for (const rules::RuleHead& head : rules.heads()) {
    if (!head.built_in && config::matches(only, head.name))
      test_rule(rules, head.name, files, tally);
  }
  for (const rules::FunctionHead& head : rules.functions()) {
    if (head.built_in || !config::matches(only, head.name)) continue;
    test_function(rules, head, files, tally);
  }
  diagnostics::Diagnostics problems = tally.failures;
  problems.append(rules.diagnostics());
  const diagnostics::RenderOptions render{.color = wants_color(options.color), .width = 100};
  std::string text;
  for (const diagnostics::Diagnostic& problem : diagnostics::sorted(problems.all(), files)) {
    text += diagnostics::render(problem, files, render) + "\n";
  }
  const bool all_read = !rules.diagnostics().has_errors();
  const bool tested = tally.rules > 0 || tally.answers > 0 || !tally.failed.empty();
  if (tested) text += summary_of(tally, all_read);
  if (!write_output("-", text)) return kCouldNotRun;
  if (!tested && all_read) say_nothing_tested(options, rules);
  if (!all_read || !tested) return kCouldNotRun;
  return tally.failed.empty() ? kClean : kFindings;
}

}  // namespace

void add_test(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command =
      app.add_subcommand("test", "Run the examples of rules and the answers of functions");
  command->add_option("paths", options->paths, "Files and directories with rules")->required();
  command->add_option("--only", options->only,
                      "Rules and functions of this name, or pattern with *");
  add_color(command, options->color);
  command->callback([options, &chosen] { chosen.command = [options] { return test(*options); }; });
}

}  // namespace cli
