// SPDX-License-Identifier: Apache-2.0
// Judges what a change makes fail: what stood before it, then what stands now. Exported:
// check_change. Tested in tests/cli/change_test.cc.

#include <algorithm>
#include <future>
#include <utility>

#include "run/run.h"

namespace run {

namespace {

// The directories that were there before, of files their own.
std::vector<std::string> directories_of(const source::FileSystem& before,
                                        std::vector<std::string> paths) {
  if (paths.empty()) paths.emplace_back(".");
  std::vector<std::string> directories;
  for (const std::string& path : paths) {
    const bool file = before.kind(path) != source::EntryKind::directory;
    std::string directory = file ? source::parent_path(path) : path;
    if (before.kind(directory) != source::EntryKind::directory) continue;
    if (std::ranges::find(directories, directory) == directories.end()) {
      directories.push_back(std::move(directory));
    }
  }
  return directories;
}

// What the run of what stands now tells that of what stood before, when it knows.
struct Parsed {
  source::Files files;
  terraform::ParsedFiles trees;
};
struct Told {
  std::shared_future<Parsed> parsed;
  std::shared_future<RuleNames> asked;
};

// What fails in `before`, by the rules that are asked. False if it could not be judged in full.
bool judge_before(const source::FileSystem& before, const source::FileSystem& now,
                  const Options& options, const Told& told, findings::Baseline& failing) {
  Options of_before = options;
  of_before.paths = directories_of(before, options.paths);
  if (of_before.paths.empty()) return true;
  of_before.policy_files = &now;
  of_before.baseline_path.clear();
  of_before.no_baseline = of_before.extend_baseline = true;
  of_before.rules_to_ask = [&told] { return told.asked.get(); };
  // Nobody is shown more of it than what fails.
  of_before.ledger = nullptr;
  of_before.details = of_before.other_verdicts = of_before.timing = false;
  of_before.print = Stage::none;
  of_before.parsed = told.parsed.get().trees;
  source::Files files = told.parsed.get().files;
  Outcome outcome = check(before, files, of_before);
  failing.entries = std::move(outcome.result.report.baseline);
  // No baseline accepts what does not parse, but the change did not make it so.
  for (const findings::Finding& finding : outcome.result.report.findings) {
    if (finding.rule != diagnostics::kSyntaxError) continue;
    failing.entries.push_back(
        {finding.fingerprint, finding.rule, {}, finding.address, {}, finding.message});
  }
  return outcome.complete;
}

}  // namespace

Outcome check_change(const source::FileSystem& before, const source::FileSystem& file_system,
                     source::Files& files, const Options& options) {
  findings::Baseline failing;
  // Outlives the promises: where an exception ends all, those are broken, and nobody waits for
  // them.
  std::future<bool> judged;
  std::promise<Parsed> parsed;
  std::promise<RuleNames> asked;
  bool is_asked = false;
  const auto ask = [&](RuleNames rules) {
    if (!std::exchange(is_asked, true)) asked.set_value(std::move(rules));
  };
  if (options.tells_mended) ask(std::nullopt);
  // Both are evaluated at the same time.
  judged = std::async(options.jobs > 1 ? std::launch::async : std::launch::deferred,
                      [&, told = Told{parsed.get_future().share(), asked.get_future().share()}] {
                        return judge_before(before, file_system, options, told, failing);
                      });
  Options of_now = options;
  of_now.share_parsed = [&](const source::Files& all, terraform::ParsedFiles trees) {
    parsed.set_value({all, std::move(trees)});
  };
  of_now.before = [&](RuleNames rules) -> const findings::Baseline& {
    ask(std::move(rules));
    judged.wait();
    return failing;
  };
  Outcome outcome = check(file_system, files, of_now);
  ask(RuleNames(std::in_place));
  const bool complete = judged.get();
  outcome.complete = outcome.complete && complete && options.untold_before.empty();
  for (const std::string& submodule : options.untold_before) {
    diagnostics::Diagnostic& problem = outcome.result.report.problems.emplace_back();
    problem.severity = diagnostics::Severity::error;
    problem.id = diagnostics::kUnreadable;
    problem.summary = "What stood before in a submodule cannot be told";
    problem.detail = "It was " + submodule + ", a commit that its repository lacks.";
    problem.remedy = "`git fetch` in it brings that commit.";
  }
  if (!complete) {
    diagnostics::Diagnostic& problem = outcome.result.report.problems.emplace_back();
    problem.severity = diagnostics::Severity::error;
    problem.id = diagnostics::kUnreadable;
    problem.summary = "What stood before could not be judged in full";
    problem.detail = "So what the change made fail is not told from what failed before. Check " +
                     options.change + " for itself to see why.";
  }
  return outcome;
}

}  // namespace run
