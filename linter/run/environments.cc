// SPDX-License-Identifier: Apache-2.0
// Which roots are judged with which inputs. Exported: environments_of, planned_directory. Tested in
// tests/run/.

#include "run/environments.h"

#include <fmt/format.h>

#include <set>

#include "terraform/found_environments.h"

namespace run {

std::string planned_directory(const Options& options) {
  return source::join_path(".", options.paths.empty() ? "." : options.paths.front());
}

namespace {

class EnvironmentList {
 public:
  EnvironmentList(Run& run, terraform::Loader& loader) : run_(run), loader_(loader) {}

  void add_planned() {
    for (const terraform::Configuration& configuration : run_.configurations) {
      if (configuration.directory == planned_directory(run_.options)) {
        add(configuration, {}, run_.options.inputs);
      }
    }
  }

  // Those that are declared, else those that are found, else the root with the options' inputs.
  void add_all(terraform::Configuration& configuration) {
    const std::string& wanted = run_.options.only_environment;
    if (add_declared(configuration)) return;
    if ((run_.options.all_environments || !wanted.empty()) && add_found(configuration)) return;
    if (wanted.empty()) add(configuration, {}, run_.options.inputs);
  }

  std::vector<Environment> finish() {
    report_unusable();
    return std::move(environments_);
  }

 private:
  void add(const terraform::Configuration& configuration, const std::string& name,
           terraform::Inputs inputs) {
    const std::string& wanted = run_.options.only_environment;
    if (!name.empty()) run_.environment_names.insert(name);
    if (!wanted.empty() && wanted != name) return;
    environments_.push_back({.configuration = &configuration,
                             .name = name,
                             .inputs = std::move(inputs),
                             .index = 0,
                             .evaluation = nullptr,
                             .graph = {},
                             .verdicts = {}});
  }

  // Whether there are any.
  bool add_declared(const terraform::Configuration& configuration) {
    const std::string base = source::parent_path(run_.config.path);
    bool any = false;
    for (const config::Environment& declared : run_.config.environments) {
      if (source::join_path(base, declared.root) != configuration.directory) continue;
      any = true;
      terraform::Inputs inputs;
      inputs.variables = declared.variables;
      inputs.workspace = declared.workspace;
      for (const std::string& file : declared.var_files) {
        inputs.var_files.push_back(source::join_path(configuration.directory, file));
      }
      add(configuration, declared.name, std::move(inputs));
    }
    return any;
  }

  // What lies beside a directory that nothing else says to be a root is no sign that it is one.
  bool add_found(terraform::Configuration& configuration) {
    const bool root = configuration.kind == terraform::DirectoryKind::root;
    const auto found = terraform::find_environments(
        loader_, configuration,
        root ? terraform::Reach::below_and_beside : terraform::Reach::below);
    if (!found.empty()) configuration.kind = terraform::DirectoryKind::root;
    unusable_.insert(unusable_.end(), found.unusable.begin(), found.unusable.end());
    for (const terraform::FoundEnvironment& environment : found.all) {
      taken_.insert(environment.var_files.begin(), environment.var_files.end());
      terraform::Inputs inputs = run_.options.inputs;
      inputs.var_files.insert(inputs.var_files.begin(), environment.var_files.begin(),
                              environment.var_files.end());
      add(configuration, environment.name, std::move(inputs));
    }
    return !found.all.empty();
  }

  // What keeps environments from being judged, said of the file, and of each environment once.
  void report_unusable() {
    for (const terraform::UnusableFile& file : unusable_) {
      const bool foreign = file.why == terraform::UnusableFile::Why::foreign;
      const std::string& wanted = run_.options.only_environment;
      if (foreign && taken_.contains(file.path)) continue;  // it is another root's
      if (!file.environment.empty()) run_.environment_names.insert(file.environment);
      if (!wanted.empty() && !file.environment.empty() && wanted != file.environment) continue;
      report(file);
    }
  }

  void report(const terraform::UnusableFile& file) {
    using Why = terraform::UnusableFile::Why;
    const bool is_wanted = !run_.options.only_environment.empty();
    std::string why = "It gives none of the root's variables a value.";
    if (file.why == Why::unreadable) {
      const auto text = loader_.file_system().read(file.path);
      why = text.ok() ? "It cannot be read." : text.error() + ".";
    } else if (file.why == Why::broken) {
      why = "It does not parse.";
      run_.diagnostics.append(loader_.tree(file.path)->diagnostics);
    }
    const std::string name =
        file.environment.empty() ? "Environments" : "Environment \"" + file.environment + '"';
    const std::string_view verb = file.environment.empty() ? "are" : "is";
    diagnostics::Diagnostic& said = run_.diagnostics.error(
        diagnostics::kUnreadable, {}, fmt::format("{} of {} {} not judged", name, file.path, verb),
        std::move(why));
    // A file that does not parse is a finding, which is enough.
    if (!is_wanted && file.why != Why::unreadable) said.severity = diagnostics::Severity::warning;
    run_.unjudged.insert(file.environment.empty() ? file.path : file.environment);
  }

  Run& run_;
  terraform::Loader& loader_;
  std::vector<Environment> environments_;
  std::vector<terraform::UnusableFile> unusable_;
  std::set<std::string> taken_;  // variable files of environments
};

}  // namespace

std::vector<Environment> environments_of(Run& run, terraform::Loader& loader) {
  for (const config::Environment& declared : run.config.environments) {
    run.environment_names.insert(declared.name);
  }
  EnvironmentList list(run, loader);
  if (run.options.inputs.plan) {
    list.add_planned();
    return list.finish();
  }
  for (terraform::Configuration& configuration : run.configurations) {
    if (configuration.kind != terraform::DirectoryKind::called) list.add_all(configuration);
  }
  return list.finish();
}

}  // namespace run
