// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

// The commands of the command line, each in the file of its name. `add_…` declares the options and
// leaves the command to be run in `chosen`.
namespace cli {

struct Chosen {
  std::function<int()> command;
};

void add_audit(CLI::App& app, Chosen& chosen, const std::string& today);
void add_check(CLI::App& app, Chosen& chosen, const std::string& today);
void add_completion(CLI::App& app, Chosen& chosen);
void add_console(CLI::App& app, Chosen& chosen);
void add_eval(CLI::App& app, Chosen& chosen);
void add_explain(CLI::App& app, Chosen& chosen, const std::string& today);
void add_graph(CLI::App& app, Chosen& chosen, const std::string& today);
void add_init(CLI::App& app, Chosen& chosen, const std::string& today);
void add_publish(CLI::App& app, Chosen& chosen, const std::string& today);
void add_rules(CLI::App& app, Chosen& chosen, const std::string& today);
void add_rules_diff(CLI::App& rules, Chosen& chosen, const std::string& today);
void add_test(CLI::App& app, Chosen& chosen);
void add_verify(CLI::App& app, Chosen& chosen);

// Lets an option be given several times with one value each, so that it takes no path that stands
// behind it.
inline void one_each(CLI::Option* option) { option->allow_extra_args(false); }

inline void add_color(CLI::App* command, std::string& color) {
  command->add_option("--color", color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

// Refuses an empty text, which a script makes of a variable that is not set.
inline CLI::Option* not_empty(CLI::Option* option) {
  return option->check([](const std::string& text) {
    return text.empty() ? std::string("an empty text says nothing; leave the option out")
                        : std::string();
  });
}

// Says on stderr that a file, or standard output for "-", cannot be written, and why (errno).
void say_unwritable(const std::string& path);

// Writes to a file, or to standard output for "-". False, with a message on stderr, if it cannot.
bool write_output(const std::string& path, const std::string& text);

// Whether to paint: "always", "never", or "auto": as NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE say,
// else if standard output is a terminal that knows colours.
bool wants_color(const std::string& when);

}  // namespace cli
