// SPDX-License-Identifier: Apache-2.0
// Reads the command line and runs the command. Exported: cli::run, write_output, say_unwritable,
// wants_color. Tested end to end in tests/cli/.

#include "cli/cli.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>

#include "cli/commands.h"
#include "cli/version.h"
#include "diagnostics/diagnostics.h"

namespace cli {

void say_unwritable(const std::string& path) {
  const int reason = errno;
  std::fprintf(stderr, "plumbline: cannot write %s%s%s\n",
               path == "-" ? "standard output" : path.c_str(), reason == 0 ? "" : ": ",
               reason == 0 ? "" : std::strerror(reason));
}

bool write_output(const std::string& path, const std::string& text) {
  errno = 0;
  std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    say_unwritable(path);
    return false;
  }
  bool ok = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  ok = (file == stdout ? std::fflush(file) : std::fclose(file)) == 0 && ok;
  if (!ok) say_unwritable(path);
  return ok;
}

namespace {

// Whether a variable of the environment is set, to anything but `off`.
bool is_set(const char* name, std::string_view off = {}) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' && value != off;
}

}  // namespace

bool wants_color(const std::string& when) {
  if (when != "auto") return when == "always";
  if (is_set("NO_COLOR")) return false;
  if (is_set("FORCE_COLOR", "0") || is_set("CLICOLOR_FORCE", "0")) return true;
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return isatty(STDOUT_FILENO) != 0 && !dumb;
}

namespace {

// "; did you mean "check"?", or nothing if no name is near.
std::string meant(std::string_view word, std::span<const std::string> names) {
  const std::vector<std::string_view> all(names.begin(), names.end());
  auto near = diagnostics::suggest(word, all);
  if (!near && all.size() == 1) near = all[0];
  return near ? "; did you mean \"" + std::string(*near) + "\"?" : "";
}

// False, with a message on stderr, if a word is a command that there is not, where one is required:
// CLI11 would only say that.
bool is_known_command(const CLI::App& app, int argc, const char* const* argv, int at) {
  if (argc <= at || argv[at][0] == '-' || app.get_require_subcommand_min() == 0) return true;
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name() == argv[at]) return is_known_command(*command, argc, argv, at + 1);
    names.push_back(command->get_name());
  }
  const std::string around = at > 1 ? app.get_name() + " " : "";
  std::fprintf(stderr, "plumbline: there is no command \"%s%s\"%s\n", around.c_str(), argv[at],
               meant(argv[at], names).c_str());
  return false;
}

// The command that was chosen, or one of its own.
const CLI::App& chosen_in(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : chosen_in(*chosen.front());
}

// Whether one of the words is an option that the command does not have, which is said on stderr.
bool has_unknown_option(const CLI::App& command, int argc, const char* const* argv) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  for (int i = 1; i < argc; ++i) {
    const std::string_view text = argv[i];
    const std::string_view word = text.substr(0, text.find('='));
    if (word == "--") return false;
    if (!word.starts_with("--") || std::ranges::find(names, word) != names.end()) continue;
    std::fprintf(stderr, "plumbline: there is no option \"%s\"%s\n", std::string(word).c_str(),
                 meant(word, names).c_str());
    return true;
  }
  return false;
}

}  // namespace

int run(int argc, const char* const* argv, const std::string& today) {
  CLI::App app("Plumbline holds infrastructure code against the architecture it was meant to be.",
               "plumbline");
  app.set_version_flag("--version", version_text);
  app.require_subcommand(1);
  Chosen chosen;
  add_audit(app, chosen, today);
  add_check(app, chosen, today);
  add_completion(app, chosen);
  add_console(app, chosen);
  add_eval(app, chosen);
  add_explain(app, chosen, today);
  add_graph(app, chosen, today);
  add_init(app, chosen, today);
  add_publish(app, chosen, today);
  add_rules(app, chosen, today);
  add_test(app, chosen);
  add_verify(app, chosen);
  if (!is_known_command(app, argc, argv, 1)) return kCouldNotRun;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError& error) {
    return has_unknown_option(chosen_in(app), argc, argv) || app.exit(error) != 0 ? kCouldNotRun
                                                                                  : kClean;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kClean : kCouldNotRun;
  }
  return chosen.command();
}

}  // namespace cli
