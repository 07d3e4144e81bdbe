// SPDX-License-Identifier: Apache-2.0
// plumbline test: runs the examples of rules and the known answers of functions. Exported:
// add_test. Tested end to end in tests/cli/.

#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "cli/cli.h"
#include "cli/commands.h"
#include "config/config.h"
#include "report/words.h"
#include "rules/rules.h"

namespace cli {

namespace {

struct TestOptions {
  std::vector<std::string> directories;
  std::string only = "*";
};

// Every rule has to have a passing and a failing example.
void add_missing_kinds(const rules::Rule& rule, std::vector<std::string>& failures) {
  bool passes = false, fails = false;
  for (const rules::Example& example : rule.examples) {
    passes = passes || example.kind == rules::ExampleKind::pass;
    fails = fails || example.kind == rules::ExampleKind::fail;
  }
  if (!passes) failures.push_back(fmt::format("{}: has no pass example", rule.file));
  if (!fails) failures.push_back(fmt::format("{}: has no fail example", rule.file));
}

// What was tested, and what went wrong.
struct Tally {
  size_t rules = 0, examples = 0, answers = 0, failed = 0;
  std::string text;

  void add(std::string_view name, const std::vector<std::string>& failures) {
    if (failures.empty()) return;
    ++failed;
    text += fmt::format("{}\n", name);
    for (const std::string& failure : failures) text += fmt::format("    {}\n", failure);
  }
};

void test_rules(rules::RuleSet& rules, std::string_view only, source::Files& files, Tally& tally) {
  for (const rules::RuleHead& head : rules.heads()) {
    if (!config::matches(only, head.name)) continue;
    std::vector<std::string> failures;
    const rules::Rule* rule = rules.rule(head.name);
    if (rule == nullptr) continue;
    ++tally.rules;
    add_missing_kinds(*rule, failures);
    for (const rules::ExampleResult& result : rules::run_examples(rules, head.name, files)) {
      ++tally.examples;
      for (const std::string& failure : result.failures) {
        failures.push_back(fmt::format("\"{}\": {}", result.example->name, failure));
      }
    }
    tally.add(head.name, failures);
  }
}

void test_functions(rules::RuleSet& rules, std::string_view only, source::Files& files,
                    Tally& tally) {
  for (const rules::FunctionHead& head : rules.functions()) {
    if (!config::matches(only, head.name)) continue;
    std::vector<std::string> failures;
    const auto results = rules::run_answers(rules, head.name, files);
    tally.answers += results.size();
    for (const rules::AnswerResult& result : results) {
      for (const std::string& failure : result.failures) {
        failures.push_back(fmt::format("\"{}\": {}", result.answer->name, failure));
      }
    }
    tally.add(fmt::format("{}()", head.name), failures);
  }
}

int test(const TestOptions& options) {
  const source::DiskFileSystem file_system;
  source::Files files;
  rules::RuleSet rules(files);
  for (const std::string& directory : options.directories) {
    rules.add_directory(file_system, directory);
  }
  Tally tally;
  test_rules(rules, options.only, files, tally);
  test_functions(rules, options.only, files, tally);
  for (const diagnostics::Diagnostic& diagnostic :
       diagnostics::sorted(rules.diagnostics().all(), files)) {
    tally.text += diagnostics::render(diagnostic, files, {});
  }
  const bool tested = tally.rules > 0 || tally.answers > 0 || tally.failed > 0;
  const std::string answers =
      tally.answers == 0 ? "" : ", " + report::counted(tally.answers, "answer", "answers");
  tally.text +=
      fmt::format("{}, {}{}: {} failed\n", report::counted(tally.rules, "rule", "rules"),
                  report::counted(tally.examples, "example", "examples"), answers, tally.failed);
  if (!write_output("-", tally.text)) return kCouldNotRun;
  if (rules.diagnostics().has_errors() || !tested) return kCouldNotRun;
  return tally.failed == 0 ? kClean : kFindings;
}

}  // namespace

void add_test(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command =
      app.add_subcommand("test", "Run the examples of rules and the answers of functions");
  command->add_option("directories", options->directories, "Directories with rules")->required();
  command->add_option("--only", options->only,
                      "Rules and functions of this name, or pattern with *");
  command->callback([options, &chosen] { chosen.command = [options] { return test(*options); }; });
}

}  // namespace cli
