// SPDX-License-Identifier: Apache-2.0
// Reads the command line and runs the command. Exported: cli::run, write_output, wants_color.
// Tested end to end in tests/cli/.

#include "cli/cli.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "cli/commands.h"

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

int run(int argc, const char* const* argv, const std::string& today) {
  CLI::App app("Plumbline holds infrastructure code against the architecture it was meant to be.",
               "plumbline");
  app.set_version_flag("--version", "plumbline " PLUMBLINE_VERSION);
  app.require_subcommand(1);
  Chosen chosen;
  add_check(app, chosen, today);
  add_console(app, chosen);
  add_eval(app, chosen);
  add_test(app, chosen);
  add_verify(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kClean : kCouldNotRun;
  }
  return chosen.command();
}

}  // namespace cli
