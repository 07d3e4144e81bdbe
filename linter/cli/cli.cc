// SPDX-License-Identifier: Apache-2.0
// Reads the command line and runs the command. Exported: cli::run, write_output, wants_color.
// Tested end to end in tests/cli/.

#include "cli/cli.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "cli/commands.h"
#include "cli/version.h"
#include "diagnostics/diagnostics.h"

namespace cli {

bool write_output(const std::string& path, const std::string& text) {
  std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    std::fprintf(stderr, "plumbline: cannot write %s\n", path.c_str());
    return false;
  }
  bool ok = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  ok = (file == stdout ? std::fflush(file) : std::fclose(file)) == 0 && ok;
  if (!ok) std::fprintf(stderr, "plumbline: cannot write %s\n", path.c_str());
  return ok;
}

bool wants_color(const std::string& when) {
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0');
}

namespace {

// False, with a message on stderr, if the first word is a command that there is not: CLI11 would
// only say that one is required.
bool is_known_command(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2 || argv[1][0] == '-') return true;
  const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  std::vector<std::string> words;
  for (const CLI::App* command : commands) words.push_back(command->get_name());
  const std::vector<std::string_view> names(words.begin(), words.end());
  if (std::ranges::find(names, argv[1]) != names.end()) return true;
  const auto near = diagnostics::suggest(argv[1], names);
  std::fprintf(stderr, "plumbline: there is no command \"%s\"%s\n", argv[1],
               near ? ("; did you mean \"" + std::string(*near) + "\"?").c_str() : "");
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
  if (!is_known_command(app, argc, argv)) return kCouldNotRun;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kClean : kCouldNotRun;
  }
  return chosen.command();
}

}  // namespace cli
