// SPDX-License-Identifier: Apache-2.0
// Input variables from the command line and the environment. Exported: add_input_options,
// read_inputs. Tested end to end in tests/cli/.

#include "cli/inputs.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "cli/commands.h"
#include "source/source.h"

extern char** environ;

namespace cli {

void add_input_options(CLI::App& command, InputOptions& options) {
  one_each(command.add_option("--var", options.variables, "NAME=VALUE of an input variable"));
  one_each(command.add_option("--var-file", options.var_files, "Variable file"));
  command.add_option("--workspace", options.workspace, "The workspace that is selected");
}

namespace {

std::vector<std::pair<std::string, std::string>> environment_variables() {
  constexpr std::string_view kPrefix = "TF_VAR_";
  std::vector<std::pair<std::string, std::string>> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const size_t equals = text.find('=');
    if (!text.starts_with(kPrefix) || equals == std::string_view::npos) continue;
    result.emplace_back(text.substr(kPrefix.size(), equals - kPrefix.size()),
                        text.substr(equals + 1));
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace

bool read_inputs(const InputOptions& options, terraform::Inputs& inputs) {
  for (const std::string& text : options.variables) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos) {
      std::fprintf(stderr, "plumbline: --var takes NAME=VALUE, not \"%s\"\n", text.c_str());
      return false;
    }
    inputs.variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  const source::DiskFileSystem file_system;
  for (const std::string& path : options.var_files) {
    if (file_system.kind(path)) continue;
    std::fprintf(stderr, "plumbline: there is no variable file %s\n", path.c_str());
    return false;
  }
  inputs.var_files = options.var_files;
  inputs.workspace = options.workspace;
  inputs.environment = environment_variables();
  return true;
}

}  // namespace cli
