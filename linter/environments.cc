// SPDX-License-Identifier: Apache-2.0
// Which roots are judged with which inputs. Exported: environments_of, planned_directory. Tested in
// tests/run/.

#include "environments.h"

namespace run {

std::string planned_directory(const Options& options) {
  return source::join_path(".", options.paths.empty() ? "." : options.paths.front());
}

std::vector<Environment> environments_of(std::span<const terraform::Configuration> configurations,
                                         const config::Config& config, const Options& options) {
  std::vector<Environment> environments;
  const auto add = [&](const terraform::Configuration& configuration, std::string name,
                       terraform::Inputs inputs) {
    environments.push_back({.configuration = &configuration,
                            .name = std::move(name),
                            .inputs = std::move(inputs),
                            .evaluation = {},
                            .graph = {},
                            .verdicts = {}});
  };
  if (options.inputs.plan) {
    for (const terraform::Configuration& configuration : configurations) {
      if (configuration.directory == planned_directory(options)) {
        add(configuration, {}, options.inputs);
      }
    }
    return environments;
  }
  const std::string base = source::parent_path(config.path);
  for (const terraform::Configuration& configuration : configurations) {
    if (configuration.kind == terraform::DirectoryKind::called) continue;
    const size_t before = environments.size();
    for (const config::Environment& declared : config.environments) {
      if (source::join_path(base, declared.root) != configuration.directory) continue;
      if (!options.only_environment.empty() && options.only_environment != declared.name) continue;
      terraform::Inputs inputs;
      inputs.variables = declared.variables;
      inputs.workspace = declared.workspace;
      for (const std::string& file : declared.var_files) {
        inputs.var_files.push_back(source::join_path(configuration.directory, file));
      }
      add(configuration, declared.name, std::move(inputs));
    }
    if (environments.size() > before || !options.only_environment.empty()) continue;
    add(configuration, {}, options.inputs);
  }
  return environments;
}

}  // namespace run
