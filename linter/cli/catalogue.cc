// SPDX-License-Identifier: Apache-2.0
// The rules that commands speak of. Exported: add_catalogue_options, OpenCatalogue, output_style.
// Tested end to end in tests/cli/.

#include "cli/catalogue.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/commands.h"

namespace cli {

void add_catalogue_options(CLI::App& command, CatalogueOptions& options) {
  not_empty(command.add_option("--profile", options.profile, "Profile instead of the config's"))
      ->type_name("PROFILE");
  not_empty(
      command.add_option("--config", options.config_path, "Config instead of .plumbline.hcl"));
  one_each(
      command.add_option("--rules", options.rule_paths, "File or directory with further rules"));
  add_color(&command, options.color);
}

std::unique_ptr<OpenCatalogue> OpenCatalogue::open(const CatalogueOptions& options,
                                                   rules::Examples examples) {
  auto opened = std::make_unique<OpenCatalogue>();
  const source::DiskFileSystem file_system;
  const std::vector<std::string> start = {options.start};
  const std::string path = options.config_path.empty()
                               ? config::find(file_system, options.start,
                                              source::discover(file_system, start).repository)
                               : options.config_path;
  config::LoadedConfig loaded = config::load(file_system, opened->files, path, opened->arena);
  diagnostics::Diagnostics problems = std::move(loaded.diagnostics);
  rules::RuleSet& rules = opened->rules;
  rules.add_built_in(examples);
  for (const std::string& path : options.rule_paths) {
    rules.add_path(file_system, path);
  }
  const std::string profile = options.profile.empty() ? loaded.config.profile : options.profile;
  const auto names = rules.profile_names();
  if (std::ranges::find(names, profile) == names.end()) {
    const auto near = diagnostics::suggest(profile, names);
    problems.error(diagnostics::kInvalidConfig, {},
                   fmt::format("There is no profile \"{}\"", profile),
                   near ? fmt::format("Did you mean \"{}\"?", *near)
                        : fmt::format("Profiles are {}.", fmt::join(names, ", ")));
  }
  opened->policies = {.profile = rules.profile(profile).value_or(config::Policy()),
                      .config = std::move(loaded.config.policy),
                      .own_profile = rules.is_own_profile(profile),
                      .rules_version = loaded.config.rules_version};
  rules::check_version(opened->policies, loaded.config.rules_version_range, problems);
  rules.update_names(opened->policies.profile, problems);
  rules.update_names(opened->policies.config, problems);
  opened->catalogue = catalogue::describe(rules, opened->policies, profile);
  problems.append(rules.diagnostics());
  for (const diagnostics::Diagnostic& problem :
       diagnostics::sorted(problems.all(), opened->files)) {
    std::fputs(diagnostics::render(problem, opened->files, {}).c_str(), stderr);
  }
  return problems.has_errors() ? nullptr : std::move(opened);
}

catalogue::Style output_style(const std::string& color) {
  catalogue::Style style{.color = wants_color(color), .width = 100};
  winsize size{};
  if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
      size.ws_col > 0) {
    style.width = std::clamp<uint32_t>(size.ws_col, 40, 140);
  }
  return style;
}

}  // namespace cli
