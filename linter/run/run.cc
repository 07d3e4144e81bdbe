// SPDX-License-Identifier: Apache-2.0
// The story of a check on one page: discover, read, parse, load, evaluate, graph, check, report.
// Each stage hands on a result that nobody changes any more. Exported: run::check. Tested end to
// end in tests/end_to_end/.

#include "run/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "graph/graph.h"
#include "graph/print.h"
#include "rules/print.h"
#include "rules/rules.h"
#include "run/conclusion.h"
#include "run/environments.h"
#include "run/names.h"
#include "terraform/environments.h"
#include "terraform/planned_values.h"
#include "terraform/print.h"
#include "terraform/terraform.h"

namespace run {

namespace {

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

// Single files stand for the roots that they affect, so all of the repository is discovered.
void discover(Run& run, const source::FileSystem& sources) {
  std::vector<std::string> paths = run.options.paths;
  if (paths.empty()) paths.emplace_back(".");
  run.discovery = source::discover(sources, paths);
  if (names_files(sources, run.options)) {
    paths.push_back(run.discovery.repository);
    run.discovery = source::discover(sources, paths);
  }
  for (const std::string& problem : run.discovery.problems) {
    run.diagnostics.error(diagnostics::kUnreadable, {}, problem);
  }
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

// Every configuration file is parsed and merged; no value is computed yet.
void load(Run& run, terraform::Loader& loader) {
  const Options& options = run.options;
  loader.reuse(options.parsed);
  loader.read_named(options.inputs.var_files, run.file_system);
  run.configurations = loader.load_all(run.discovery, run.config.roots);
  make_planned_root(run.configurations, options, run.diagnostics);
  if (options.share_parsed) options.share_parsed(run.files, loader.parsed());
}

const source::FileSystem& policy_files(const Run& run) {
  return run.options.policy_files == nullptr ? run.file_system : *run.options.policy_files;
}

// Nobody wants to be judged by other rules than were asked for.
void refuse_unreadable(Run& run, const diagnostics::Diagnostics& problems) {
  for (const diagnostics::Diagnostic& problem : problems.all()) {
    if (problem.id == diagnostics::kUnreadable) run.refusals.add(problem);
  }
}

void read_config(Run& run) {
  const source::FileSystem& files = policy_files(run);
  const std::string start = run.options.paths.empty() ? "." : run.options.paths.front();
  const std::string path = run.options.config_path.empty()
                               ? config::find(files, start, run.discovery.repository)
                               : run.options.config_path;
  config::LoadedConfig loaded = config::load(files, run.files, path, run.arena);
  refuse_unreadable(run, loaded.diagnostics);
  run.diagnostics.append(std::move(loaded.diagnostics));
  run.config = std::move(loaded.config);
  run.profile = run.options.profile.empty() ? run.config.profile : run.options.profile;
}

// The file that the options name, else the config's, which strangers may have written: it lies in
// the repository. Empty, and said, if it does not.
std::string baseline_path(Run& run) {
  if (!run.options.baseline_path.empty()) return run.options.baseline_path;
  std::string path = config::baseline_path(run.config);
  if (path.empty()) return path;
  if (source::is_inside(run.discovery.repository, policy_files(run).canonical(path))) return path;
  run.diagnostics.error(diagnostics::kInvalidConfig, run.config.baseline_range,
                        "The baseline lies outside the repository",
                        "A config names a file from its own directory on, such as "
                        "\".plumbline-baseline.json\".");
  return {};
}

void check_baseline_writes(Run& run) {
  const Options& options = run.options;
  if (!options.update_baseline && !options.extend_baseline) return;
  if (run.baseline_path.empty()) {
    run.diagnostics.error(diagnostics::kInvalidConfig, {}, "There is no baseline to write",
                          "It is the file of --baseline, or of `baseline` in .plumbline.hcl.");
  } else if (names_files(run.file_system, options)) {
    run.diagnostics.error(diagnostics::kInvalidConfig, {},
                          "A baseline cannot be written from single files",
                          "It is of whole roots: name directories.");
  }
}

// The baseline is extended where it is not there yet.
void read_baseline(Run& run) {
  const Options& options = run.options;
  if (options.no_baseline) return;
  run.baseline_path = baseline_path(run);
  check_baseline_writes(run);
  if (run.baseline_path.empty()) return;
  const source::FileSystem& files =
      options.baseline_path.empty() ? policy_files(run) : run.file_system;
  if (options.extend_baseline && !files.kind(run.baseline_path)) return;
  findings::LoadedBaseline loaded = findings::read_baseline(files, run.files, run.baseline_path);
  run.diagnostics.append(std::move(loaded.diagnostics));
  run.baseline = std::move(loaded.baseline);
}

void read_rules(Run& run) {
  rules::RuleSet& rules = run.rules;
  rules.add_built_in();
  for (const std::string& path : run.options.rule_paths) {
    rules.add_path(policy_files(run), path);
  }
  refuse_unreadable(run, rules.diagnostics());
  const std::vector<std::string_view> profiles = rules.profile_names();
  // What is not read may have it.
  const bool all_read = run.refusals.all().empty();
  if (all_read && std::ranges::find(profiles, run.profile) == profiles.end()) {
    const bool named = !run.options.profile.empty();
    report_absent_profile(run.profile, named ? source::Range() : run.config.profile_range, profiles,
                          run.refusals);
  }
  run.policies = {.profile = rules.profile(run.profile).value_or(config::Policy()),
                  .config = run.config.policy,
                  .own_profile = rules.is_own_profile(run.profile),
                  .rules_version = run.options.rules_version.empty() ? run.config.rules_version
                                                                     : run.options.rules_version};
  rules.update_names(run.policies.profile, run.diagnostics);
  rules.update_names(run.policies.config, run.diagnostics);
}

void report_absent_names(Run& run) {
  rules::check_version(run.policies, run.config.rules_version_range, run.diagnostics);
  const std::vector<std::string_view> environments(run.environment_names.begin(),
                                                   run.environment_names.end());
  const std::vector<std::string_view> names = rule_names(run.rules);
  report_absent_names(run.options, run.config, run.policies,
                      {.rules = names, .environments = environments}, run.diagnostics);
}

bool has_too_many_nodes(Run& run, const Environment& environment) {
  if (terraform::count_nodes(*environment.evaluation) <= terraform::kMaxNodes) return false;
  run.diagnostics.error(diagnostics::kLimitReached, {}, "Too many blocks in one root",
                        fmt::format("The resources, variables, outputs and providers of one root "
                                    "may have {} instances. \"{}\" was not judged.",
                                    terraform::kMaxNodes, environment.configuration->directory));
  return true;
}

// What there is no memory for is left out, and said. Indexes are those of all environments.
void evaluate(Run& run, std::vector<Environment>& environments, terraform::Environments& all) {
  for (Environment& environment : environments) {
    environment.index = all.size();
    all.add(*environment.configuration, environment.inputs);
  }
  size_t memory = 0;
  bool all_fit = true;
  for (Environment& environment : environments) {
    const bool fits = memory <= run.options.max_memory || all.is_evaluated(environment.index);
    if (!fits && all_fit) {
      run.diagnostics.error(
          diagnostics::kLimitReached, {}, "Too many values in one run",
          fmt::format("The values of one run may take {} MiB. \"{}\" and what comes after it were "
                      "not judged.",
                      run.options.max_memory >> 20, environment.configuration->directory));
    }
    all_fit = all_fit && fits;
    if (!fits) continue;
    environment.evaluation = &all.evaluation(environment.index);
    memory += environment.evaluation->arena().used();
  }
  all.finish();
  std::erase_if(environments, [&](const Environment& environment) {
    return environment.evaluation == nullptr || has_too_many_nodes(run, environment);
  });
}

void make_graphs(Run& run, const source::FileSystem& repository,
                 std::vector<Environment>& environments, graph::Graphs& graphs) {
  for (Environment& environment : environments) {
    environment.graph = std::make_unique<graph::Graph>(*environment.evaluation, &graphs);
    graphs[environment.index] = environment.graph.get();
  }
  configure_backends(run, environments, repository);
}

// The stage that --print asks for, as text.
std::string printed(const Run& run, std::span<const Environment> environments,
                    terraform::Loader& loader) {
  std::string text;
  for (const Environment& environment : environments) {
    if (run.options.print == Stage::values) text += print(*environment.evaluation);
    if (run.options.print == Stage::graph) text += print(*environment.graph);
    if (run.options.print == Stage::verdicts) {
      text += print(environment.verdicts, *environment.graph);
    }
  }
  for (const Pipeline& pipeline : run.pipelines) {
    if (run.options.print == Stage::graph) text += print(*pipeline.graph);
    if (run.options.print == Stage::verdicts) text += print(pipeline.verdicts, *pipeline.graph);
  }
  if (run.options.print != Stage::syntax) return text;
  for (const terraform::Configuration& configuration : run.configurations) {
    if (configuration.root == nullptr) continue;
    for (source::FileId file : configuration.root->files) {
      text += syntax::print(*loader.tree(run.files[file].path())->body, run.files);
    }
  }
  return text;
}

void ask_only(Run& run, const RuleNames& rules) {
  if (!rules) return;
  std::vector<config::RuleSetting>& settings = run.policies.config.rules;
  settings.push_back({.rules = "*", .enabled = false, .severity = {}, .range = {}});
  for (const std::string& rule : *rules) {
    settings.push_back({.rules = rule, .enabled = true, .severity = {}, .range = {}});
  }
}

// Judges what is not only to be shown.
void judge(Run& run, std::vector<Environment>& environments) {
  if (run.options.rules_to_ask) ask_only(run, run.options.rules_to_ask());
  std::vector<drawing::Subject> subjects;
  for (Environment& environment : environments) {
    subjects.push_back({environment.graph.get(), environment.name});
    if (run.options.show) continue;
    environment.verdicts = rules::check(run.rules, *environment.graph, run.policies);
  }
  for (Pipeline& pipeline : run.pipelines) {
    if (run.options.show) break;
    pipeline.verdicts = rules::check(run.rules, *pipeline.graph, run.policies);
  }
  run.diagnostics.append(run.rules.diagnostics());
  if (run.options.show) run.options.show(subjects);
}

// The baseline's file as it is to be from now on, if it does not stay.
void add_baseline(const Run& run, Outcome& outcome) {
  outcome.baseline_path = run.baseline_path;
  if (!outcome.complete || (!run.options.update_baseline && !run.options.extend_baseline)) return;
  outcome.baseline = findings::baseline_text(outcome.result.report.baseline);
}

Outcome outcome_of(Run& run, std::span<const Environment> environments, terraform::Loader& loader,
                   Timer& timer) {
  Outcome outcome;
  outcome.printed = printed(run, environments, loader);
  outcome.result = conclude(run, environments, loader);
  if (run.options.ledger) write_ledger(run, environments, outcome.result);
  timer.stage("gather");
  outcome.complete = is_complete(run.diagnostics.all());
  add_baseline(run, outcome);
  outcome.timing = timer.stages();
  outcome.config = std::move(run.config);
  return outcome;
}

Outcome refused(Run& run) {
  Outcome outcome;
  outcome.refused = true;
  outcome.complete = false;
  outcome.result.files = &run.files;
  outcome.result.report.problems = diagnostics::sorted(run.refusals.all(), run.files);
  return outcome;
}

}  // namespace

Outcome check(const source::FileSystem& file_system, source::Files& files, const Options& options) {
  Run run{.file_system = file_system, .files = files, .options = options};
  Timer timer(options.timing);

  source::MemoryFileSystem of_plan;
  const source::FileSystem& sources = sources_of(options, file_system, of_plan);
  discover(run, sources);
  read_config(run);
  read_baseline(run);
  timer.stage("discover");

  // From here on nothing outside the repository exists but the variable files that the user named.
  const source::ConfinedFileSystem repository(sources, run.discovery.repository);
  terraform::Loader loader(repository, files, options.jobs);
  load(run, loader);
  timer.stage("load");
  read_pipelines(run, repository);
  timer.stage("pipelines");

  read_rules(run);
  if (!run.refusals.all().empty()) return refused(run);
  timer.stage("rules");

  // Each environment is evaluated, linked and judged on its own, but for the states of others that
  // it reads; then it does not change.
  terraform::Environments evaluations(loader);
  std::vector<Environment> environments = environments_of(run, loader);
  report_absent_names(run);
  evaluate(run, environments, evaluations);
  timer.stage("evaluate");
  graph::Graphs graphs(evaluations.size());
  make_graphs(run, repository, environments, graphs);
  link_pipelines(run, loader, evaluations, graphs);
  timer.stage("graph");
  judge(run, environments);
  timer.stage("check");

  return outcome_of(run, environments, loader, timer);
}

}  // namespace run
