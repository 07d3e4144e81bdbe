// SPDX-License-Identifier: Apache-2.0
// Completion for fish. Exported: fish_script. Tested in tests/cli/completion_test.cc.

#include <fmt/format.h>

#include "cli/completion/declarations.h"

namespace cli::completion {

namespace {

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

// Whether the line has come to a command, and no further.
std::string condition_of(const Command& command) {
  std::string text = command.words.empty() ? "__fish_use_subcommand" : "";
  for (const std::string& word : command.words) {
    text += fmt::format("{}__fish_seen_subcommand_from {}", text.empty() ? "" : "; and ", word);
  }
  if (command.words.empty() || command.commands.empty()) return in_quotes(text);
  text += "; and not __fish_seen_subcommand_from";
  for (const Command& below : command.commands) text += " " + below.words.back();
  return in_quotes(text);
}

// -x takes no file, -r and -F take one.
std::string action_of(const Argument& argument) {
  switch (argument.takes) {
    case Takes::choice:
      return fmt::format(" -x -a {}",
                         in_quotes(fmt::format("{}", fmt::join(argument.choices, " "))));
    case Takes::rule:
      return " -x -a '(plumbline completion rules 2>/dev/null)'";
    case Takes::profile:
      return " -x -a '(plumbline completion profiles 2>/dev/null)'";
    case Takes::file:
      return " -r -F";
    case Takes::text:
      return " -x";
    case Takes::nothing:
      return "";
  }
  return "";
}

std::string lines_of(const Command& command) {
  const std::string begin = "complete -c plumbline -n " + condition_of(command);
  std::string text;
  for (const Command& below : command.commands) {
    text +=
        fmt::format("{} -a {} -d {}\n", begin, below.words.back(), in_quotes(below.description));
  }
  for (const Argument& option : command.options) {
    text += begin;
    for (const std::string& name : option.names) {
      text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    text += action_of(option) + " -d " + in_quotes(option.description) + "\n";
  }
  for (const Argument& argument : command.positionals) {
    // Without the option that would take the value, -x and -r mean nothing.
    const std::string action = action_of(argument);
    const size_t at = action.find(argument.takes == Takes::file ? "-F" : "-a");
    if (at != std::string::npos) text += begin + " " + action.substr(at) + "\n";
  }
  return text;
}

}  // namespace

std::string fish_script(const Command& program) {
  std::string text =
      "# Completion of plumbline for fish: ~/.config/fish/completions/plumbline.fish.\n"
      "complete -c plumbline -f\n";
  for (const Command* command : all_of(program)) text += lines_of(*command);
  return text;
}

}  // namespace cli::completion
