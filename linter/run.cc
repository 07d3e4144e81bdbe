// SPDX-License-Identifier: Apache-2.0
// The story of a check on one page: discover, read, parse, load, evaluate, graph, check, report.
// Each stage hands on a result that nobody changes any more. Exported: run::check. Tested end to
// end in tests/end_to_end/.

#include "run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>

#include "findings/findings.h"
#include "graph/graph.h"
#include "graph/print.h"
#include "rules/print.h"
#include "rules/rules.h"
#include "terraform/print.h"
#include "terraform/terraform.h"

namespace run {

namespace {

// One root (or library) with one set of inputs, on its way through the stages.
struct Environment {
  const terraform::Configuration* configuration = nullptr;
  std::string name;  // empty: the only one of its root
  terraform::Inputs inputs;
  std::unique_ptr<terraform::Evaluation> evaluation;
  std::unique_ptr<graph::Graph> graph;
  rules::CheckResult verdicts;
};

// Milliseconds between stages, only where they are asked for: no clock reaches a verdict.
class Timer {
 public:
  explicit Timer(bool on) : on_(on) { last_ = now(); }
  void stage(std::string name) {
    if (!on_) return;
    const auto time = now();
    stages_.emplace_back(std::move(name),
                         std::chrono::duration<double, std::milli>(time - last_).count());
    last_ = time;
  }
  std::vector<std::pair<std::string, double>> stages() { return std::move(stages_); }

 private:
  std::chrono::steady_clock::time_point now() const {
    return on_ ? std::chrono::steady_clock::now() : std::chrono::steady_clock::time_point();
  }
  bool on_;
  std::chrono::steady_clock::time_point last_;
  std::vector<std::pair<std::string, double>> stages_;
};

bool names_files(const source::FileSystem& file_system, const Options& options) {
  return std::ranges::any_of(options.paths, [&file_system](const std::string& path) {
    return file_system.kind(path) == source::EntryKind::file;
  });
}

// Single files stand for the roots that they affect, so all of the repository is discovered.
source::Discovery discover(const source::FileSystem& file_system, const Options& options) {
  std::vector<std::string> paths = options.paths;
  if (paths.empty()) paths.emplace_back(".");
  source::Discovery discovery = source::discover(file_system, paths);
  if (!names_files(file_system, options)) return discovery;
  paths.push_back(discovery.repository);
  return source::discover(file_system, paths);
}

std::vector<Environment> environments_of(std::span<const terraform::Configuration> configurations,
                                         const config::Config& config, const Options& options) {
  std::vector<Environment> environments;
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
      environments.push_back({.configuration = &configuration,
                              .name = declared.name,
                              .inputs = std::move(inputs),
                              .evaluation = {},
                              .graph = {},
                              .verdicts = {}});
    }
    if (environments.size() > before) continue;
    environments.push_back({.configuration = &configuration,
                            .name = {},
                            .inputs = options.inputs,
                            .evaluation = {},
                            .graph = {},
                            .verdicts = {}});
  }
  return environments;
}

void add_policy_problems(rules::RuleSet& rules, const config::Config& config,
                         const std::string& profile, diagnostics::Diagnostics& diagnostics) {
  const auto profiles = rules.profile_names();
  if (std::ranges::find(profiles, profile) == profiles.end()) {
    diagnostics.error(diagnostics::kInvalidConfig, config.profile_range,
                      fmt::format("There is no profile \"{}\"", profile),
                      fmt::format("Profiles are {}.", fmt::join(profiles, ", ")));
  }
  for (const config::RuleSetting& setting : config.policy.rules) {
    const bool known = std::ranges::any_of(rules.heads(), [&setting](const rules::RuleHead& head) {
      return config::matches(setting.rules, head.name);
    });
    if (!known) {
      std::vector<std::string_view> names;
      for (const rules::RuleHead& head : rules.heads()) names.push_back(head.name);
      diagnostics::Diagnostic& diagnostic =
          diagnostics.error(diagnostics::kInvalidConfig, setting.range,
                            fmt::format("There is no rule \"{}\"", setting.rules));
      if (const auto near = diagnostics::suggest(setting.rules, names)) {
        diagnostic.remedy = fmt::format("Did you mean \"{}\"?", *near);
      }
    }
  }
}

// Findings that have to do with the files that were named.
void keep_named_files(findings::Report& report, const source::FileSystem& file_system,
                      const source::Files& files, const Options& options) {
  if (!names_files(file_system, options)) return;
  std::set<std::string> named;
  for (const std::string& path : options.paths) named.insert(source::join_path(".", path));
  const auto is_named = [&](const source::Range& range) {
    if (!range.known()) return false;
    const std::string path = source::join_path(".", files[range.file].path());
    return std::ranges::any_of(named, [&path](const std::string& name) {
      return path == name || path.starts_with(name + "/");
    });
  };
  std::erase_if(report.findings, [&](const findings::Finding& finding) {
    return !is_named(finding.range) &&
           std::ranges::none_of(finding.related, [&](const findings::RelatedPlace& place) {
             return is_named(place.range);
           });
  });
}

bool is_complete(std::span<const diagnostics::Diagnostic> diagnostics) {
  return std::ranges::none_of(diagnostics, [](const diagnostics::Diagnostic& diagnostic) {
    return diagnostic.severity == diagnostics::Severity::error &&
           (diagnostic.id == diagnostics::kLimitReached ||
            diagnostic.id == diagnostics::kUnreadable ||
            diagnostic.id == diagnostics::kInvalidRule ||
            diagnostic.id == diagnostics::kInvalidConfig);
  });
}

}  // namespace

Outcome check(const source::FileSystem& file_system, source::Files& files, const Options& options) {
  Outcome outcome;
  Timer timer(options.timing);
  diagnostics::Diagnostics diagnostics;

  const source::Discovery discovery = discover(file_system, options);
  for (const std::string& problem : discovery.problems) {
    diagnostics.error(diagnostics::kUnreadable, {}, problem);
  }
  values::Arena config_arena;
  config::LoadedConfig loaded =
      config::load(file_system, files, discovery.repository, options.config_path, config_arena);
  diagnostics.append(std::move(loaded.diagnostics));
  const config::Config& config = outcome.config = std::move(loaded.config);
  timer.stage("discover");

  // From here on every configuration file is parsed and merged; no value is computed yet.
  terraform::Loader loader(file_system, files, options.jobs);
  const std::vector<terraform::Configuration> configurations =
      loader.load_all(discovery, config.roots);
  timer.stage("load");

  rules::RuleSet rules(files);
  rules.add_built_in();
  for (const std::string& directory : options.rule_directories) {
    rules.add_directory(file_system, directory);
  }
  const std::string profile = options.profile.empty() ? config.profile : options.profile;
  add_policy_problems(rules, config, profile, diagnostics);
  const rules::Policies policies{rules.profile(profile).value_or(config::Policy()), config.policy};
  timer.stage("rules");

  // Each environment is evaluated, linked and judged on its own; then it does not change.
  std::vector<Environment> environments = environments_of(configurations, config, options);
  for (Environment& environment : environments) {
    environment.evaluation = std::make_unique<terraform::Evaluation>(terraform::evaluate(
        *environment.configuration, environment.inputs, terraform::Purpose::check, loader));
  }
  timer.stage("evaluate");
  for (Environment& environment : environments) {
    environment.graph = std::make_unique<graph::Graph>(*environment.evaluation);
  }
  timer.stage("graph");
  for (Environment& environment : environments) {
    environment.verdicts = rules::check(rules, *environment.graph, policies);
  }
  timer.stage("check");

  std::vector<findings::Judged> judged;
  for (const Environment& environment : environments) {
    diagnostics.append(environment.evaluation->diagnostics());
    diagnostics.append(environment.verdicts.diagnostics);
    judged.push_back({environment.evaluation.get(), environment.graph.get(), &environment.verdicts,
                      environment.name});
    if (options.print == Stage::values) outcome.printed += print(*environment.evaluation);
    if (options.print == Stage::graph) outcome.printed += print(*environment.graph);
    if (options.print == Stage::verdicts) {
      outcome.printed += print(environment.verdicts, *environment.graph);
    }
  }
  for (const terraform::Configuration& configuration : configurations) {
    if (configuration.root == nullptr) continue;
    diagnostics.append(configuration.root->diagnostics);
    for (source::FileId file : configuration.root->files) {
      if (options.print != Stage::syntax) break;
      outcome.printed += syntax::print(*loader.tree(files[file].path())->body, files);
    }
  }
  diagnostics.append(rules.diagnostics());
  const std::vector<diagnostics::Diagnostic> all = diagnostics::sorted(diagnostics.all(), files);
  outcome.complete = is_complete(all);
  outcome.result.report = findings::gather(judged, all, files);
  keep_named_files(outcome.result.report, file_system, files, options);
  for (const source::TerraformDirectory& directory : discovery.directories) {
    outcome.result.report.summary.files += static_cast<uint32_t>(directory.files.size());
  }
  timer.stage("gather");

  outcome.result.files = &files;
  outcome.result.version = PLUMBLINE_VERSION;
  outcome.result.date = options.date;
  outcome.result.profile = profile;
  outcome.result.timing = timer.stages();
  return outcome;
}

}  // namespace run
