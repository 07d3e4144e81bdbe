// SPDX-License-Identifier: Apache-2.0
// Makes the result of a run from what its stages have found. Exported: conclude, write_ledger,
// names_files, is_plan_alone, is_complete. Tested in tests/run/.

#include "run/conclusion.h"

#include <algorithm>
#include <map>
#include <set>

#include "findings/findings.h"
#include "findings/place.h"
#include "findings/suppressions.h"
#include "report/ledger.h"
#include "run/details.h"
#include "run/subjects.h"
#include "terraform/found_environments.h"
#include "terraform/planned_values.h"

namespace run {

bool names_files(const source::FileSystem& file_system, const Options& options) {
  return std::ranges::any_of(options.paths, [&file_system](const std::string& path) {
    return file_system.kind(path) == source::EntryKind::file;
  });
}

bool is_plan_alone(const Options& options) {
  return options.inputs.plan && options.inputs.plan->alone();
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

namespace {

// What was made of the plan is no file of the user's: places in it are the plan.
void point_at_plan(findings::Report& report, source::Files& files, const std::string& path) {
  const source::Range plan{files.add(path, ""), 0, 0};
  for (findings::Finding& finding : report.findings) {
    finding.range = plan;
    finding.related.clear();
  }
  for (findings::Undecided& undecided : report.undecided) undecided.range = plan;
}

// Findings and undecided verdicts that have to do with the files that were named.
void keep_named_files(findings::Report& report, const source::FileSystem& file_system,
                      const source::Files& files, const Options& options) {
  if (!names_files(file_system, options)) return;
  std::set<std::string> named;  // canonical, as links lead to files that others lend
  for (const std::string& path : options.paths) named.insert(file_system.canonical(path));
  std::map<source::FileId, bool> known;
  const auto is_named = [&](const source::Range& range) {
    if (!range.known()) return false;
    const auto [at, fresh] = known.try_emplace(range.file);
    if (fresh) {
      const std::string path = file_system.canonical(files[range.file].path());
      at->second = std::ranges::any_of(
          named, [&path](const std::string& name) { return source::is_inside(name, path); });
    }
    return at->second;
  };
  const auto touches_none = [&](const findings::Finding& finding) {
    return !is_named(finding.range) &&
           std::ranges::none_of(finding.related, [&](const findings::RelatedPlace& place) {
             return is_named(place.range);
           });
  };
  std::erase_if(report.findings, touches_none);
  std::erase_if(report.accepted, touches_none);
  std::erase_if(report.suppressed, [&](const findings::SuppressedFinding& suppressed) {
    return touches_none(suppressed.finding);
  });
  std::erase_if(report.undecided,
                [&](const findings::Undecided& undecided) { return !is_named(undecided.range); });
}

uint32_t count_files(const Run& run) {
  size_t count = run.pipelines.size();
  for (const source::TerraformDirectory& directory : run.discovery.directories) {
    count += directory.files.size();
  }
  return static_cast<uint32_t>(count);
}

void keep_problems_alone(findings::Report& report) {
  findings::Report nothing;
  nothing.problems = std::move(report.problems);
  report = std::move(nothing);
}

// The files whose comments count, by path: those of roots, libraries and the modules that they
// call, and their variable files, but for what was installed.
std::vector<const syntax::Tree*> own_trees(const Run& run,
                                           std::span<const Environment> environments,
                                           terraform::Loader& loader) {
  std::set<std::string> paths;
  const auto add_module = [&](const terraform::Module* module) {
    if (module == nullptr) return;
    for (source::FileId file : module->files) paths.insert(run.files[file].path());
  };
  for (const terraform::Configuration& configuration : run.configurations) {
    add_module(configuration.root);
  }
  for (const Environment& environment : environments) {
    for (const terraform::Module* module : findings::own_modules(*environment.evaluation)) {
      add_module(module);
    }
    const auto& automatic = environment.configuration->automatic_var_files;
    paths.insert(automatic.begin(), automatic.end());
    paths.insert(environment.inputs.var_files.begin(), environment.inputs.var_files.end());
  }
  std::vector<const syntax::Tree*> trees;
  for (const std::string& path : paths) {
    if (const syntax::Tree* tree = loader.tree(path)) trees.push_back(tree);
  }
  for (const Pipeline& pipeline : run.pipelines) {
    if (pipeline.comments.body != nullptr) trees.push_back(&pipeline.comments);
  }
  return trees;
}

// Whether the roots that were judged were so in full: in all of their environments, too, which
// nobody need have asked for.
bool is_in_full(const Run& run, std::span<const Environment> environments,
                terraform::Loader& loader) {
  if (names_files(run.file_system, run.options)) return false;
  if (!run.options.only_environment.empty() || run.options.inputs.plan) return false;
  if (!is_complete(run.diagnostics.all())) return false;
  return std::ranges::none_of(environments, [&](const Environment& environment) {
    return environment.name.empty() &&
           environment.configuration->kind == terraform::DirectoryKind::root &&
           !find_environments(loader, *environment.configuration,
                              terraform::Reach::below_and_beside)
                .empty();
  });
}

// Whether they are all there are in the repository.
bool is_everything(const Run& run) {
  const auto is_all = [&](const std::string& path) {
    return run.file_system.canonical(path) == run.discovery.repository;
  };
  return run.options.paths.empty() ? is_all(".") : std::ranges::any_of(run.options.paths, is_all);
}

// The rules that are on, whether anything was there for them or not.
std::vector<std::string_view> rules_on(const Run& run) {
  std::vector<std::string_view> names;
  for (const rules::RuleHead& head : run.rules.heads()) {
    if (rules::severity_in(run.policies, head, nullptr)) names.push_back(head.name);
  }
  return names;
}

std::vector<std::string_view> names_of_rules(const Run& run) {
  std::vector<std::string_view> names;
  for (const rules::RuleHead& head : run.rules.heads()) names.push_back(head.name);
  return names;
}

findings::Suppressions suppressions_of(Run& run, std::span<const Environment> environments,
                                       terraform::Loader& loader) {
  if (run.options.no_suppressions || is_plan_alone(run.options)) return {};
  const std::vector<std::string_view> names = names_of_rules(run);
  const findings::SuppressionTerms terms{.rules = names,
                                         .demands = &run.config.suppressions,
                                         .rule_set = &run.rules,
                                         .date = run.options.date};
  return findings::read_suppressions(own_trees(run, environments, loader), run.files, terms);
}

std::vector<findings::Judged> judged_of(const Run& run, std::span<const Environment> environments) {
  std::vector<findings::Judged> judged;
  for (const Environment& environment : environments) {
    judged.push_back(
        {environment.evaluation, environment.graph.get(), &environment.verdicts, environment.name});
  }
  for (const Pipeline& pipeline : run.pipelines) {
    judged.push_back({pipeline.evaluation.get(), pipeline.graph.get(), &pipeline.verdicts, {}});
  }
  return judged;
}

std::set<std::string_view> failing_rules(std::span<const findings::Judged> judged) {
  std::set<std::string_view> rules;
  for (const findings::Judged& one : judged) {
    for (const rules::Verdict& verdict : one.result->verdicts) {
      if (verdict.outcome == rules::Outcome::fail) rules.insert(verdict.rule->name);
    }
  }
  return rules;
}

// What failed before the change, as far as it is needed. What is said of suppressions hangs on all
// rules.
const findings::Baseline& failed_before(const Run& run, std::span<const findings::Judged> judged,
                                        const findings::Suppressions& suppressions) {
  static const findings::Baseline nothing;
  if (run.options.tells_mended || !suppressions.all.empty())
    return run.options.before(std::nullopt);
  const std::set<std::string_view> failing = failing_rules(judged);
  if (failing.empty() && !run.diagnostics.has_errors()) return nothing;
  // Errors of the configuration are found by the way, whichever rules are asked.
  return run.options.before(RuleNames(std::in_place, failing.begin(), failing.end()));
}

findings::Terms terms_of(const Run& run, std::span<const findings::Judged> judged,
                         std::span<const Environment> environments,
                         const findings::Suppressions& suppressions, terraform::Loader& loader) {
  findings::Terms terms;
  terms.suppressions = &suppressions;
  if (!run.baseline_path.empty() || run.options.extend_baseline) terms.baseline = &run.baseline;
  if (run.options.before) terms.before = &failed_before(run, judged, suppressions);
  terms.accept_all = run.options.extend_baseline;
  // Asked only where it matters: it looks for files.
  const bool matters = terms.accepts() || !suppressions.all.empty();
  terms.complete = matters && is_in_full(run, environments, loader);
  terms.whole = terms.complete && is_everything(run);
  terms.rules = rules_on(run);
  terms.known_rules = names_of_rules(run);
  terms.settings = run.config.policy.rules;
  terms.current = run.file_system.canonical(".");
  terms.repository = run.discovery.repository;
  return terms;
}

}  // namespace

report::Result conclude(Run& run, std::span<const Environment> environments,
                        terraform::Loader& loader) {
  for (const Environment& environment : environments) {
    run.diagnostics.append(environment.evaluation->diagnostics());
    run.diagnostics.append(environment.verdicts.diagnostics);
  }
  for (const Pipeline& pipeline : run.pipelines) {
    run.diagnostics.append(pipeline.verdicts.diagnostics);
  }
  const std::vector<findings::Judged> judged = judged_of(run, environments);
  const findings::Suppressions suppressions = suppressions_of(run, environments, loader);
  run.diagnostics.append(suppressions.diagnostics);
  std::vector<std::string> without_subject = report_without_subject(run);
  findings::Terms terms = terms_of(run, judged, environments, suppressions, loader);
  if (terms.accepts()) {
    for (const findings::Judged& one : judged) {
      const std::string root = in_repository(one.evaluation->configuration().directory, terms);
      for (findings::Move& move : findings::moves_of(*one.evaluation, loader)) {
        terms.moves[root].push_back(std::move(move));
      }
    }
  }
  report::Result result;
  const auto all = diagnostics::sorted(run.diagnostics.all(), run.files);
  result.report = findings::gather(judged, all, run.files, terms);
  keep_named_files(result.report, run.file_system, run.files, run.options);
  result.report.summary.files = count_files(run);
  // The whole repository was judged for the sake of files that are no part of it.
  if (is_without_subject(run, without_subject)) keep_problems_alone(result.report);
  result.report.without_subject = std::move(without_subject);
  result.report.without_verdict.assign(run.unjudged.begin(), run.unjudged.end());
  if (is_plan_alone(run.options)) point_at_plan(result.report, run.files, run.options.plan_path);
  result.files = &run.files;
  result.version = PLUMBLINE_VERSION;
  result.date = run.options.date;
  result.profile = run.profile;
  result.baseline_changes = run.options.update_baseline || run.options.extend_baseline;
  result.change = run.options.change;
  result.rules_version = run.policies.rules_version;
  result.newer_rules = rules::newer_rules(run.rules, run.policies);
  result.has_baseline = terms.accepts();
  result.current = terms.current;
  result.repository = terms.repository;
  if (run.options.details) {
    result.details = details_of(run, environments, judged, result.report);
  }
  return result;
}

void write_ledger(Run& run, std::span<const Environment> environments,
                  const report::Result& result) {
  std::vector<report::LedgerRule> rules;
  for (const rules::RuleHead& head : run.rules.heads()) {
    const rules::Rule* rule = run.rules.rule(head.name);
    const auto severity = rules::severity_in(run.policies, head, rule);
    if (!severity || rule == nullptr) continue;
    rules.push_back({.name = head.name, .severity = *severity, .clauses = rule->clauses});
  }
  const std::vector<findings::Judged> judged = judged_of(run, environments);
  report::write_ledger({.result = result, .judged = judged, .rules = rules}, run.options.ledger);
}

}  // namespace run
