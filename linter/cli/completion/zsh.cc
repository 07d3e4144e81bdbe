// SPDX-License-Identifier: Apache-2.0
// Completion for zsh: a function for each command, which has _arguments read the line. Exported:
// zsh_script. Tested in tests/cli/completion_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "cli/completion/declarations.h"

namespace cli::completion {

namespace {

// Text between single quotes in which none of the characters has a meaning that _arguments gives
// it.
std::string in_quotes(std::string_view text, std::string_view special) {
  std::string result;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) result += '\\';
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result;
}

std::string function_of(const Command& command) {
  std::string name = "_plumbline";
  for (const std::string& word : command.words) name += "_" + word;
  return name;
}

std::string action_of(const Argument& argument) {
  switch (argument.takes) {
    case Takes::choice:
      return argument.many ? fmt::format("_values -s , word {}", fmt::join(argument.choices, " "))
                           : fmt::format("({})", fmt::join(argument.choices, " "));
    case Takes::rule:
      return " _plumbline_names rules";  // the blank keeps _arguments from adding words
    case Takes::profile:
      return " _plumbline_names profiles";
    case Takes::file:
      return "_files";
    case Takes::nothing:
    case Takes::text:
      return " ";
  }
  return " ";
}

// "'--format=[What it is]:WORD:(text json)'"; each may stand behind another of its kind.
std::string spec_of(const Argument& option, const std::string& name) {
  std::string spec = "'*" + name;
  const bool takes = option.takes != Takes::nothing;
  if (takes && name.starts_with("--")) spec += "=";
  spec += fmt::format("[{}]", in_quotes(option.description, "[]\\"));
  if (takes) spec += fmt::format(":{}:{}", in_quotes(option.value, ":\\"), action_of(option));
  return spec + "'";
}

std::string commands_of(const Command& command) {
  std::string text = "      local -a commands=(\n";
  for (const Command& below : command.commands) {
    text +=
        fmt::format("        '{}:{}'\n", below.words.back(), in_quotes(below.description, ":\\"));
  }
  return text + "      )\n      _describe command commands\n";
}

// What stands at the first place: a command, or the argument that may stand there instead.
std::string first_of(const Command& command) {
  std::string text = "    first)\n" + commands_of(command);
  if (!command.positionals.empty()) {
    text += "      " + action_of(command.positionals.front()) + "\n";
  }
  text += "      ;;\n    rest)\n      case $words[1] in\n";
  for (const Command& below : command.commands) {
    text += fmt::format("        {}) {} ;;\n", below.words.back(), function_of(below));
  }
  return text + "      esac\n      ;;\n";
}

std::string function_text(const Command& command) {
  std::string text =
      function_of(command) +
      "() {\n  local context state state_descr line\n  typeset -A opt_args\n  _arguments -C";
  for (const Argument& option : command.options) {
    for (const std::string& name : option.names) text += " \\\n    " + spec_of(option, name);
  }
  if (!command.commands.empty()) {
    text +=
        " \\\n    '1:command:->first' \\\n    '*::argument:->rest' && return\n  case $state in\n";
    return text + first_of(command) + "  esac\n}\n";
  }
  for (size_t i = 0; i < command.positionals.size(); ++i) {
    const Argument& argument = command.positionals[i];
    text += fmt::format(" \\\n    '{}:{}:{}'", argument.many ? "*" : std::to_string(i + 1),
                        argument.value, action_of(argument));
  }
  return text + "\n}\n";
}

constexpr std::string_view kHead = R"zsh(#compdef plumbline
# Completion of plumbline for zsh: a file named _plumbline in a directory of $fpath.
_plumbline_names() {
  local -a names=(${(f)"$(plumbline completion $1 2>/dev/null)"})
  compadd -a names
}
)zsh";

constexpr std::string_view kTail = R"(if [[ $funcstack[1] == _plumbline ]]; then
  _plumbline "$@"
else
  compdef _plumbline plumbline
fi
)";

}  // namespace

std::string zsh_script(const Command& program) {
  std::string text(kHead);
  for (const Command* command : all_of(program)) text += function_text(*command);
  return text + std::string(kTail);
}

}  // namespace cli::completion
