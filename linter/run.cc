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
#include "terraform/planned_values.h"
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

// What the stages of one run share, and what they say.
struct Run {
  const source::FileSystem& file_system;
  source::Files& files;
  const Options& options;
  values::Arena arena = {};  // of the config's values
  config::Config config = {};
  std::string profile = {};
  diagnostics::Diagnostics diagnostics = {};
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

bool is_plan_alone(const Options& options) {
  return options.inputs.plan && options.inputs.plan->alone();
}

// The directory that the plan is of.
std::string planned_directory(const Options& options) {
  return source::join_path(".", options.paths.empty() ? "." : options.paths.front());
}

// Where sources are read: the disk, or what a plan without its source tells of that.
const source::FileSystem& sources_of(const Options& options, const source::FileSystem& disk,
                                     source::MemoryFileSystem& of_plan) {
  if (!is_plan_alone(options)) return disk;
  for (auto& [path, text] : options.inputs.plan->source()) of_plan.add(path, std::move(text));
  return of_plan;
}

// A directory of which there is a plan is a root, whatever it looks like.
void make_planned_root(std::vector<terraform::Configuration>& configurations,
                       const Options& options, diagnostics::Diagnostics& diagnostics) {
  if (!options.inputs.plan) return;
  const std::string directory = planned_directory(options);
  const auto found =
      std::ranges::find(configurations, directory, &terraform::Configuration::directory);
  if (found != configurations.end()) {
    found->kind = terraform::DirectoryKind::root;
  } else {
    diagnostics.error(diagnostics::kUnreadable, {},
                      "There is no Terraform in " + directory + ", of which a plan is given");
  }
}

// What was made of the plan is no file of the user's: places in it are the plan.
void point_at_plan(findings::Report& report, source::Files& files, const std::string& path) {
  const source::Range plan{files.add(path, ""), 0, 0};
  for (findings::Finding& finding : report.findings) {
    finding.range = plan;
    finding.related.clear();
  }
  for (findings::Undecided& undecided : report.undecided) undecided.range = plan;
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

// "There is no profile "x"", with the nearest name there is.
diagnostics::Diagnostic& report_absent(std::string_view what, std::string_view name,
                                       const source::Range& range,
                                       std::span<const std::string_view> names,
                                       diagnostics::Diagnostics& diagnostics) {
  diagnostics::Diagnostic& diagnostic = diagnostics.error(
      diagnostics::kInvalidConfig, range, fmt::format("There is no {} \"{}\"", what, name));
  if (const auto near = diagnostics::suggest(name, names)) {
    diagnostic.remedy = fmt::format("Did you mean \"{}\"?", *near);
  }
  return diagnostic;
}

// Names in the options, the profile and the config that stand for nothing.
void report_absent_names(const Run& run, rules::RuleSet& rules, const rules::Policies& policies,
                         diagnostics::Diagnostics& diagnostics) {
  const auto profiles = rules.profile_names();
  if (std::ranges::find(profiles, run.profile) == profiles.end()) {
    const bool by_option = !run.options.profile.empty();
    const source::Range range = by_option ? source::Range() : run.config.profile_range;
    report_absent("profile", run.profile, range, profiles, diagnostics).detail =
        fmt::format("Profiles are {}.", fmt::join(profiles, ", "));
  }
  std::vector<std::string_view> names;
  for (const config::Environment& environment : run.config.environments) {
    names.push_back(environment.name);
  }
  const std::string& wanted = run.options.only_environment;
  if (!wanted.empty() && std::ranges::find(names, wanted) == names.end()) {
    report_absent("environment", wanted, {}, names, diagnostics).detail =
        "Environments are declared in .plumbline.hcl.";
  }
  names.clear();
  for (const rules::RuleHead& head : rules.heads()) names.push_back(head.name);
  for (const config::Policy* policy : {&policies.profile, &policies.config}) {
    for (const config::RuleSetting& setting : policy->rules) {
      const bool known = std::ranges::any_of(names, [&setting](std::string_view name) {
        return config::matches(setting.rules, name);
      });
      if (!known) report_absent("rule", setting.rules, setting.range, names, diagnostics);
    }
  }
}

// Findings and undecided verdicts that have to do with the files that were named.
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
  std::erase_if(report.undecided,
                [&](const findings::Undecided& undecided) { return !is_named(undecided.range); });
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

void read_config(Run& run, const source::Discovery& discovery) {
  const std::string start = run.options.paths.empty() ? "." : run.options.paths.front();
  const std::string path = run.options.config_path.empty()
                               ? config::find(run.file_system, start, discovery.repository)
                               : run.options.config_path;
  config::LoadedConfig loaded = config::load(run.file_system, run.files, path, run.arena);
  run.diagnostics.append(std::move(loaded.diagnostics));
  run.config = std::move(loaded.config);
  run.profile = run.options.profile.empty() ? run.config.profile : run.options.profile;
}

rules::Policies read_rules(Run& run, rules::RuleSet& rules) {
  rules.add_built_in();
  for (const std::string& directory : run.options.rule_directories) {
    rules.add_directory(run.file_system, directory);
  }
  rules::Policies policies{.profile = rules.profile(run.profile).value_or(config::Policy()),
                           .config = run.config.policy,
                           .own_profile = rules.is_own_profile(run.profile)};
  report_absent_names(run, rules, policies, run.diagnostics);
  return policies;
}

// What there is no memory for is left out, and said.
void evaluate(Run& run, std::vector<Environment>& environments, terraform::Loader& loader) {
  size_t memory = 0;
  for (size_t i = 0; i < environments.size(); ++i) {
    if (memory > run.options.max_memory) {
      run.diagnostics.error(
          diagnostics::kLimitReached, {}, "Too many values in one run",
          fmt::format("The values of one run may take {} MiB. \"{}\" and what comes after it were "
                      "not judged.",
                      run.options.max_memory >> 20, environments[i].configuration->directory));
      environments.erase(environments.begin() + static_cast<std::ptrdiff_t>(i), environments.end());
      return;
    }
    const Environment& environment = environments[i];
    environments[i].evaluation = std::make_unique<terraform::Evaluation>(terraform::evaluate(
        *environment.configuration, environment.inputs, terraform::Purpose::check, loader));
    memory += environments[i].evaluation->arena().used();
  }
}

// The stage that --print asks for, as text.
std::string printed(const Run& run, std::span<const Environment> environments,
                    std::span<const terraform::Configuration> configurations,
                    terraform::Loader& loader) {
  std::string text;
  for (const Environment& environment : environments) {
    if (run.options.print == Stage::values) text += print(*environment.evaluation);
    if (run.options.print == Stage::graph) text += print(*environment.graph);
    if (run.options.print == Stage::verdicts) {
      text += print(environment.verdicts, *environment.graph);
    }
  }
  if (run.options.print != Stage::syntax) return text;
  for (const terraform::Configuration& configuration : configurations) {
    if (configuration.root == nullptr) continue;
    for (source::FileId file : configuration.root->files) {
      text += syntax::print(*loader.tree(run.files[file].path())->body, run.files);
    }
  }
  return text;
}

report::Result gather(Run& run, std::span<const Environment> environments,
                      const source::Discovery& discovery) {
  std::vector<findings::Judged> judged;
  for (const Environment& environment : environments) {
    run.diagnostics.append(environment.evaluation->diagnostics());
    run.diagnostics.append(environment.verdicts.diagnostics);
    judged.push_back({environment.evaluation.get(), environment.graph.get(), &environment.verdicts,
                      environment.name});
  }
  report::Result result;
  const auto all = diagnostics::sorted(run.diagnostics.all(), run.files);
  result.report = findings::gather(judged, all, run.files);
  keep_named_files(result.report, run.file_system, run.files, run.options);
  for (const source::TerraformDirectory& directory : discovery.directories) {
    result.report.summary.files += static_cast<uint32_t>(directory.files.size());
  }
  if (is_plan_alone(run.options)) point_at_plan(result.report, run.files, run.options.plan_path);
  result.files = &run.files;
  result.version = PLUMBLINE_VERSION;
  result.date = run.options.date;
  result.profile = run.profile;
  return result;
}

}  // namespace

Outcome check(const source::FileSystem& file_system, source::Files& files, const Options& options) {
  Run run{.file_system = file_system, .files = files, .options = options};
  Timer timer(options.timing);

  source::MemoryFileSystem of_plan;
  const source::FileSystem& sources = sources_of(options, file_system, of_plan);
  const source::Discovery discovery = discover(sources, options);
  for (const std::string& problem : discovery.problems) {
    run.diagnostics.error(diagnostics::kUnreadable, {}, problem);
  }
  read_config(run, discovery);
  timer.stage("discover");

  // From here on nothing outside the repository exists but the variable files that the user named.
  // Every configuration file is parsed and merged; no value is computed yet.
  const source::ConfinedFileSystem repository(sources, discovery.repository);
  terraform::Loader loader(repository, files, options.jobs);
  loader.read_named(options.inputs.var_files, file_system);
  std::vector<terraform::Configuration> configurations =
      loader.load_all(discovery, run.config.roots);
  make_planned_root(configurations, options, run.diagnostics);
  timer.stage("load");

  rules::RuleSet rules(files);
  const rules::Policies policies = read_rules(run, rules);
  timer.stage("rules");

  // Each environment is evaluated, linked and judged on its own; then it does not change.
  std::vector<Environment> environments = environments_of(configurations, run.config, options);
  evaluate(run, environments, loader);
  timer.stage("evaluate");
  for (Environment& environment : environments) {
    environment.graph = std::make_unique<graph::Graph>(*environment.evaluation);
  }
  timer.stage("graph");
  for (Environment& environment : environments) {
    environment.verdicts = rules::check(rules, *environment.graph, policies);
  }
  run.diagnostics.append(rules.diagnostics());
  timer.stage("check");

  Outcome outcome;
  outcome.printed = printed(run, environments, configurations, loader);
  outcome.result = gather(run, environments, discovery);
  timer.stage("gather");
  outcome.complete = is_complete(run.diagnostics.all());
  outcome.timing = timer.stages();
  outcome.config = std::move(run.config);
  return outcome;
}

}  // namespace run
