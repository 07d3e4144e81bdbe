// SPDX-License-Identifier: Apache-2.0
// Reads the declarations out of CLI11. Exported: declarations, all_of, name_of. Tested in
// tests/cli/completion_test.cc.

#include "cli/completion/declarations.h"

#include <fmt/format.h>

namespace cli::completion {

namespace {

// "a" and "b" of "TEXT:{a,b}", which is how CLI11 speaks of the values that are allowed.
std::vector<std::string> choices_of(std::string_view type) {
  std::vector<std::string> choices;
  const size_t open = type.find('{');
  const size_t close = type.find('}');
  if (open == std::string_view::npos || close == std::string_view::npos) return choices;
  for (std::string_view rest = type.substr(open + 1, close - open - 1); !rest.empty();) {
    const size_t end = std::min(rest.find(','), rest.size());
    choices.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return choices;
}

Takes takes_of(const CLI::Option& option, const Argument& argument, std::string_view type) {
  if (option.get_items_expected_max() == 0) return Takes::nothing;
  if (!argument.choices.empty()) return Takes::choice;
  if (type == "RULE") return Takes::rule;
  if (type == "PROFILE") return Takes::profile;
  const bool number = type.starts_with("INT") || type.starts_with("UINT");
  return number ? Takes::text : Takes::file;
}

Argument argument_of(const CLI::Option& option) {
  Argument argument;
  for (const std::string& name : option.get_lnames()) argument.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) argument.names.push_back("-" + name);
  const std::string type = option.get_type_name();
  argument.description = option.get_description();
  argument.choices = choices_of(type);
  argument.takes = takes_of(option, argument, type);
  argument.many = option.get_items_expected_max() > 1;
  argument.required = option.get_required();
  argument.value = type.substr(0, type.find(':'));
  if (option.get_positional()) argument.value = option.get_name(true);
  if (!argument.choices.empty() && !option.get_positional()) argument.value = "WORD";
  return argument;
}

Command command_of(const CLI::App& app, std::vector<std::string> words) {
  Command command;
  command.words = std::move(words);
  command.description = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    (option->get_positional() ? command.positionals : command.options)
        .push_back(argument_of(*option));
  }
  for (const CLI::App* below : app.get_subcommands([](const CLI::App*) { return true; })) {
    std::vector<std::string> all = command.words;
    all.push_back(below->get_name());
    command.commands.push_back(command_of(*below, std::move(all)));
  }
  return command;
}

void add_all(const Command& command, std::vector<const Command*>& all) {
  all.push_back(&command);
  for (const Command& below : command.commands) add_all(below, all);
}

}  // namespace

Command declarations(const CLI::App& app) { return command_of(app, {}); }

std::vector<const Command*> all_of(const Command& command) {
  std::vector<const Command*> all;
  add_all(command, all);
  return all;
}

std::string name_of(const Command& command) {
  return fmt::format("{}", fmt::join(command.words, " "));
}

}  // namespace cli::completion
