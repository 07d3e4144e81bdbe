// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.h"
#include "findings/baseline.h"
#include "report/drawing/picture.h"
#include "report/report.h"
#include "source/source.h"
#include "terraform/terraform.h"

// The whole of a check, stage after stage.
namespace run {

// A stage whose result is printed instead of a report.
enum class Stage : uint8_t { none, syntax, values, graph, verdicts };

// Some of the rules that are on; nothing: all of them.
using RuleNames = std::optional<std::vector<std::string>>;

struct Options {
  std::vector<std::string> paths;       // files or directories; empty: the current directory
  std::string config_path;              // empty: the repository's
  std::string profile;                  // empty: the config's
  std::vector<std::string> rule_paths;  // beside the built-in rules
  std::string rules_version;            // of the rule set; empty: the config's
  terraform::Inputs inputs;             // of roots for which the config declares no environment
  std::string plan_path;                // of inputs.plan, for people; that plan is of the one path
  std::string only_environment;         // empty: all
  // Whether roots for which none are declared have those that their variable files tell of.
  bool all_environments = false;
  std::string date;  // YYYY-MM-DD
  unsigned jobs = 1;
  // Bytes that the values of all environments may take before no further one is evaluated.
  size_t max_memory = 2 * expressions::kMaxMemory;
  std::string baseline_path;  // file of accepted findings; empty: the config's, if it names one
  bool no_baseline = false;   // nothing is accepted, whatever the config says
  // Whether that file is written anew: without what it need not hold any more, or also with all
  // that is found now.
  bool update_baseline = false;
  bool extend_baseline = false;
  // Gives the findings that stood before the change that is judged, by these rules; empty: no
  // change is.
  std::function<const findings::Baseline&(RuleNames rules)> before;
  std::string change;  // since what it is, for people
  // Submodules of which the state before is not there to be read, for people.
  std::vector<std::string> untold_before;
  // Whether it is told what the change mends. Else the state before need not be judged where
  // nothing fails now, and not by rules by which nothing does.
  bool tells_mended = true;
  // Tells, when all is evaluated, which rules judge; empty: all do.
  std::function<RuleNames()> rules_to_ask;
  // What the run of another state of the same files has parsed: files, which `files` of this run
  // begins with, and their trees.
  terraform::ParsedFiles parsed;
  // Is shown the like of this run, once all configurations are loaded.
  std::function<void(const source::Files&, terraform::ParsedFiles)> share_parsed;
  // Where the config and further rules are read; null: where everything is.
  const source::FileSystem* policy_files = nullptr;
  bool no_suppressions = false;  // comments in the Terraform suppress nothing
  std::function<void(std::string_view)>
      ledger;  // takes the ledger's text; empty: none is asked for
  // Whether the result has details: rules and the repository's revision; and verdicts that are no
  // findings, too.
  bool details = false;
  bool other_verdicts = false;
  bool account = false;  // whether details also account for every rule, resource and root
  bool timing = false;
  Stage print = Stage::none;
  // Is shown the graphs of all environments, which are then not judged.
  std::function<void(std::span<const drawing::Subject>)> show = {};
};

struct Outcome {
  report::Result result;
  config::Config config;
  std::string printed;                                 // what --print asked for
  std::optional<std::string> baseline;                 // the text of its file, if that is to change
  std::string baseline_path;                           // of that file; empty: none was asked
  std::vector<std::pair<std::string, double>> timing;  // stage, milliseconds; only if asked for
  // What the rules were to be, the config, rules or a profile, is not there: nothing was judged,
  // and the result has only its problems.
  bool refused = false;
  bool complete = true;  // false: a limit, an unreadable input or an error of ours (exit 2)
};

// Reads, judges and gathers. `files` takes every file that was read, and must outlive the outcome.
Outcome check(const source::FileSystem& file_system, source::Files& files, const Options& options);

// The same of a change: what failed in `before`, too, is no finding. Both are judged by the config
// and the rules of `file_system`.
Outcome check_change(const source::FileSystem& before, const source::FileSystem& file_system,
                     source::Files& files, const Options& options);

}  // namespace run
