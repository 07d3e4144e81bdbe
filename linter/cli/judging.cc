// SPDX-License-Identifier: Apache-2.0
// What is judged, and how that ends. Exported: judging.h. Tested end to end in tests/cli/.

#include "cli/judging.h"

#include <algorithm>
#include <cstdio>
#include <thread>
#include <utility>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/plan_file.h"
#include "findings/date.h"
#include "findings/gaps.h"
#include "source/git.h"

namespace cli {

namespace {

// Empty if a text is a date, else what is wrong, as CLI11 wants it.
std::string check_date(const std::string& text) {
  if (findings::parse_date(text)) return {};
  return "a date is YYYY-MM-DD, not \"" + text + "\"";
}

// Takes the plan in; false, with a message on stderr, if it cannot be taken.
bool read_plan(run::Options& options) {
  if (options.paths.size() > 1) {
    std::fprintf(stderr, "plumbline: a plan is of one root: name one directory beside --plan\n");
    return false;
  }
  const auto part = options.paths.empty() ? terraform::PlanPart::values_and_configuration
                                          : terraform::PlanPart::values;
  options.inputs.plan = planned_values(options.plan_path, part);
  return options.inputs.plan != nullptr;
}

// Those that --fail-on names.
std::vector<config::Severity> severities_of(const Judging& judging) {
  std::vector<config::Severity> severities;
  for (const std::string& word : judging.fail_on) {
    if (const auto severity = config::parse_severity(word)) severities.push_back(*severity);
  }
  return severities;
}

// What a change makes fail is never taken in with what failed before it.
void add_baseline_options(CLI::App& command, run::Options& run) {
  CLI::Option* baseline = command.add_option("--baseline", run.baseline_path,
                                             "File of accepted findings instead of the config's");
  CLI::Option* update = command.add_flag("--update-baseline", run.update_baseline,
                                         "Take out of the baseline what it need not hold any more");
  CLI::Option* extend = command.add_flag("--extend-baseline", run.extend_baseline,
                                         "The same, and take in all that is found now");
  CLI::Option* none = command.add_flag("--no-baseline", run.no_baseline,
                                       "Report what the config's baseline accepts, too");
  none->excludes(baseline, update, extend);
  for (CLI::Option* write : {update, extend}) {
    for (const char* change : {"--staged", "--changed-since"}) {
      write->excludes(command.get_option(change));
    }
  }
}

}  // namespace

void add_date(CLI::App& command, std::string& date) {
  command.add_option("--date", date, "Today, as YYYY-MM-DD")->check(check_date);
}

void add_judging_options(CLI::App& command, Judging& judging, const std::string& today) {
  run::Options& run = judging.run;
  run.date = today;
  run.jobs = std::max(1u, std::thread::hardware_concurrency());
  command.add_option("paths", run.paths, "Directories or files; the current directory by default");
  not_empty(command.add_option("--config", run.config_path, "Config instead of .plumbline.hcl"));
  not_empty(command.add_option("--profile", run.profile, "Profile instead of the config's"))
      ->type_name("PROFILE");
  one_each(command.add_option("--rules", run.rule_paths, "File or directory with further rules"));
  add_input_options(command, judging.inputs);
  command.add_option("--plan", run.plan_path,
                     "Plan of the one root that is named, from `terraform show -json`; of none: "
                     "what the plan alone tells");
  add_change_options(command, judging.change);
  add_baseline_options(command, run);
  command.add_flag("--no-suppressions", run.no_suppressions,
                   "Report what comments in the Terraform suppress, too");
  command.add_flag("--all-environments", run.all_environments,
                   "Find environments by variable files such as env/prod.tfvars");
  not_empty(command.add_option("--environment", run.only_environment, "Only this environment"));
  add_date(command, run.date);
  command.add_option("--jobs", run.jobs, "Threads")
      ->capture_default_str()
      ->check(CLI::Range(1, 1024));
  one_each(command
               .add_option("--fail-on", judging.fail_on,
                           "Least severity that makes exit code 1; new: list what the baseline or "
                           "the state before knows, too, and fail on what is new; or both, as "
                           "new,high")
               ->delimiter(',')
               ->check(CLI::IsMember({"new", "info", "low", "medium", "high", "critical"})));
  command.add_flag("--strict", judging.strict,
                   "Fail on what is left open, too: undecided, missing, unread");
  command.add_flag("--timing", run.timing, "Say on stderr how long each stage took");
}

bool fails_on_new(const Judging& judging) {
  return std::ranges::find(judging.fail_on, "new") != judging.fail_on.end();
}

std::optional<run::Outcome> judge(const Judging& judging, source::Files& files) {
  run::Options options = judging.run;
  if (severities_of(judging).size() > 1) {
    std::fprintf(stderr, "plumbline: --fail-on takes one severity\n");
    return std::nullopt;
  }
  if (!read_inputs(judging.inputs, options.inputs)) return std::nullopt;
  if (!options.plan_path.empty() && !read_plan(options)) return std::nullopt;
  const std::optional<Sources> sources = sources_of(judging.change, options);
  if (!sources) return std::nullopt;
  run::Outcome outcome = sources->before == nullptr
                             ? run::check(*sources->now, files, options)
                             : run::check_change(*sources->before, *sources->now, files, options);
  if (outcome.refused) {
    std::fputs(report::to_problems(outcome.result, {}).c_str(), stderr);
    return std::nullopt;
  }
  if (options.details) {
    const auto repository = source::GitRepository::around(
        outcome.result.repository.empty() ? "." : outcome.result.repository);
    if (repository.ok()) outcome.result.details.revision = repository.value().revision();
  }
  outcome.result.lists_known = fails_on_new(judging);
  if (outcome.result.lists_known && !outcome.result.has_baseline) {
    std::fprintf(stderr,
                 "plumbline: --fail-on new asks what is new since when: give --staged, "
                 "--changed-since REVISION, --baseline FILE, or a baseline in .plumbline.hcl\n");
    return std::nullopt;
  }
  // On stderr, so that no report depends on it.
  for (const auto& [stage, milliseconds] : outcome.timing) {
    std::fprintf(stderr, "%10.2f ms  %s\n", milliseconds, stage.c_str());
  }
  if (outcome.baseline && !write_output(outcome.baseline_path, *outcome.baseline)) {
    return std::nullopt;
  }
  return outcome;
}

int exit_code(const run::Outcome& outcome, const Judging& judging) {
  if (!outcome.complete) return kCouldNotRun;
  config::Severity threshold = outcome.config.fail_on.value_or(config::Severity::low);
  for (const config::Severity severity : severities_of(judging)) threshold = severity;
  const bool found = std::ranges::any_of(
      outcome.result.report.findings,
      [threshold](const findings::Finding& finding) { return finding.severity >= threshold; });
  const bool gaps = judging.strict && !findings::gaps_of(outcome.result.report).empty();
  return found || gaps ? kFindings : kClean;
}

}  // namespace cli
