// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

// The command line as it is declared, for those who write of it: shells' completions and the manual
// page. No option is named anywhere else.
namespace cli::completion {

enum class Takes : uint8_t { nothing, choice, rule, profile, text, file };

// An option; of a positional argument, `names` is empty.
struct Argument {
  std::vector<std::string> names;  // "--format", long ones first
  std::string value;               // what it is called: "FILE", "paths"
  std::string description;
  Takes takes = Takes::nothing;
  std::vector<std::string> choices;
  bool many = false;      // several values, or given several times
  bool required = false;  // of positional arguments
};

struct Command {
  std::vector<std::string> words;  // "rules", "diff"; of the program itself none
  std::string description;
  std::vector<Argument> options;
  std::vector<Argument> positionals;
  std::vector<Command> commands;
};

Command declarations(const CLI::App& app);

// The program and all commands of it, each before what is below it.
std::vector<const Command*> all_of(const Command& command);

// "rules diff".
std::string name_of(const Command& command);

// A script that completes command lines in that shell: each word on the line is looked up among the
// declarations; names of rules and profiles are asked of the program.
std::string bash_script(const Command& program);
std::string zsh_script(const Command& program);
std::string fish_script(const Command& program);

// The manual page, plumbline(1), in the macros of man(7).
std::string manual_page(const Command& program, std::string_view version);

}  // namespace cli::completion
