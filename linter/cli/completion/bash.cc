// SPDX-License-Identifier: Apache-2.0
// Completion for bash. Exported: bash_script. Tested in tests/cli/completion_test.cc.

#include <fmt/format.h>

#include <map>

#include "cli/completion/declarations.h"

namespace cli::completion {

namespace {

// The line as it is read: which command it has come to, and what stands before the word that is to
// be completed. bash splits "--format=json" at the sign.
constexpr std::string_view kHead =
    R"(# Completion of plumbline for bash: source it, or put it where bash-completion looks.
_plumbline_among() {
  local begun=${2%"${2##*,}"}
  COMPREPLY=($(compgen -P "$begun" -W "$1" -- "${2##*,}"))
}
_plumbline_files() {
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$1"))
}
_plumbline() {
  local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local command='' index IFS=$' \t\n'
  COMPREPLY=()
  if [[ $word == = ]]; then
    word=''
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]}
  fi
)";

constexpr std::string_view kTail = R"(}
complete -F _plumbline plumbline
)";

// What completes a value of an argument.
std::string action_of(const Argument& argument) {
  switch (argument.takes) {
    case Takes::choice:
      return fmt::format("_plumbline_among '{}' \"$word\"", fmt::join(argument.choices, " "));
    case Takes::rule:
      return "_plumbline_among \"$(\"$program\" completion rules 2>/dev/null)\" \"$word\"";
    case Takes::profile:
      return "_plumbline_among \"$(\"$program\" completion profiles 2>/dev/null)\" \"$word\"";
    case Takes::file:
      return "_plumbline_files \"$word\"";
    case Takes::nothing:
    case Takes::text:
      return ":";
  }
  return ":";
}

// Follows the words up to the one at hand from command to command.
std::string steps(const std::vector<const Command*>& all) {
  std::string text =
      "  for ((index = 1; index < COMP_CWORD; index++)); do\n"
      "    case $command:${COMP_WORDS[index]} in\n";
  for (const Command* command : all) {
    for (const Command& below : command->commands) {
      text += fmt::format("      '{}:{}') command='{}' ;;\n", name_of(*command), below.words.back(),
                          name_of(below));
    }
  }
  return text + "    esac\n  done\n";
}

// Values of options; those that are completed alike stand together.
std::string values(const std::vector<const Command*>& all) {
  std::map<std::string, std::string> patterns;  // by action
  for (const Command* command : all) {
    for (const Argument& option : command->options) {
      if (option.takes == Takes::nothing) continue;
      for (const std::string& name : option.names) {
        std::string& pattern = patterns[action_of(option)];
        pattern += fmt::format("{}'{}:{}'", pattern.empty() ? "" : " | ", name_of(*command), name);
      }
    }
  }
  std::string text = "  case $command:$before in\n";
  for (const auto& [action, pattern] : patterns) {
    text += fmt::format("    {})\n      {}\n      return\n      ;;\n", pattern, action);
  }
  return text + "  esac\n";
}

std::string words_of(const Command& command) {
  std::string options, commands;
  for (const Argument& option : command.options) {
    for (const std::string& name : option.names) options += name + " ";
  }
  for (const Command& below : command.commands) commands += below.words.back() + " ";
  std::string text =
      fmt::format("    '{}')\n      if [[ $word == -* ]]; then\n        ", name_of(command));
  text += fmt::format("_plumbline_among '{}' \"$word\"\n      else\n        ", options);
  if (!command.positionals.empty())
    text += action_of(command.positionals.front()) + "\n";
  else if (commands.empty())
    text += ":\n";
  if (!commands.empty()) {
    text += fmt::format("{}COMPREPLY+=($(compgen -W '{}' -- \"$word\"))\n",
                        command.positionals.empty() ? "" : "        ", commands);
  }
  return text + "      fi\n      ;;\n";
}

}  // namespace

std::string bash_script(const Command& program) {
  const std::vector<const Command*> all = all_of(program);
  std::string text(kHead);
  text += steps(all) + values(all) + "  case $command in\n";
  for (const Command* command : all) text += words_of(*command);
  return text + "  esac\n" + std::string(kTail);
}

}  // namespace cli::completion
