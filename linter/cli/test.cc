// SPDX-License-Identifier: Apache-2.0
// plumbline test: runs the examples of rules. Exported: add_test. Tested end to end in tests/cli/.

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

int test(const TestOptions& options) {
  const source::DiskFileSystem file_system;
  source::Files files;
  rules::RuleSet rules(files);
  for (const std::string& directory : options.directories) {
    rules.add_directory(file_system, directory);
  }
  size_t examples = 0, failed = 0, tested = 0;
  std::string text;
  for (const rules::RuleHead& head : rules.heads()) {
    if (!config::matches(options.only, head.name)) continue;
    std::vector<std::string> failures;
    const rules::Rule* rule = rules.rule(head.name);
    if (rule == nullptr) continue;
    ++tested;
    add_missing_kinds(*rule, failures);
    for (const rules::ExampleResult& result : rules::run_examples(rules, head.name, files)) {
      ++examples;
      for (const std::string& failure : result.failures) {
        failures.push_back(fmt::format("\"{}\": {}", result.example->name, failure));
      }
    }
    if (failures.empty()) continue;
    ++failed;
    text += fmt::format("{}\n", head.name);
    for (const std::string& failure : failures) text += fmt::format("    {}\n", failure);
  }
  for (const diagnostics::Diagnostic& diagnostic :
       diagnostics::sorted(rules.diagnostics().all(), files)) {
    text += diagnostics::render(diagnostic, files, {});
  }
  const bool broken = rules.diagnostics().has_errors() || tested == 0;
  text += fmt::format("{}, {}: {} failed\n", report::counted(tested, "rule", "rules"),
                      report::counted(examples, "example", "examples"), failed);
  if (!write_output("-", text)) return kCouldNotRun;
  if (broken) return kCouldNotRun;
  return failed == 0 ? kClean : kFindings;
}

}  // namespace

void add_test(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = app.add_subcommand("test", "Run the examples of rules");
  command->add_option("directories", options->directories, "Directories with rules")->required();
  command->add_option("--only", options->only, "Rules of this name, or pattern with *");
  command->callback([options, &chosen] { chosen.command = [options] { return test(*options); }; });
}

}  // namespace cli
