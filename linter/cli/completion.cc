// SPDX-License-Identifier: Apache-2.0
// plumbline completion: what shells and man are told of the command line. Exported: add_completion.
// Tested end to end in tests/cli/completion_test.cc.

#include <memory>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/completion/declarations.h"
#include "rules/reference.h"
#include "rules/rules.h"

namespace cli {

namespace {

template <class Names>
std::string lines(const Names& names) {
  std::string text;
  for (const auto& name : names) text += std::string(name) + "\n";
  return text;
}

// What `explain` takes: rules and clauses.
std::string rule_names() {
  source::Files files;
  rules::RuleSet rules(files);
  rules.add_built_in();
  std::vector<std::string_view> names;
  for (const rules::RuleHead& head : rules.heads()) names.push_back(head.name);
  for (const rules::Clause& clause : rules::clauses()) names.push_back(clause.name);
  return lines(names);
}

std::string profile_names() {
  source::Files files;
  rules::RuleSet rules(files);
  rules.add_built_in();
  return lines(rules.profile_names());
}

std::string text_of(const std::string& what, const CLI::App& app) {
  if (what == "rules") return rule_names();
  if (what == "profiles") return profile_names();
  const completion::Command program = completion::declarations(app);
  if (what == "bash") return bash_script(program);
  if (what == "zsh") return zsh_script(program);
  if (what == "fish") return fish_script(program);
  return manual_page(program, PLUMBLINE_VERSION);
}

}  // namespace

void add_completion(CLI::App& app, Chosen& chosen) {
  auto what = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completion", "Write a shell's completion, or the manual page (man), to standard output");
  command
      ->add_option("what", *what,
                   "A shell, or man; rules and profiles list the names that completions offer")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish", "man", "rules", "profiles"}));
  command->callback([what, &app, &chosen] {
    chosen.command = [what, &app] {
      return write_output("-", text_of(*what, app)) ? kClean : kCouldNotRun;
    };
  });
}

}  // namespace cli
