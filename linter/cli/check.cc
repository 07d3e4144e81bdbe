// SPDX-License-Identifier: Apache-2.0
// plumbline check: the main job. Exported: add_check. Tested end to end in tests/cli/.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "run.h"

namespace cli {

namespace {

struct CheckOptions {
  run::Options run;
  std::string format = "text";
  std::vector<std::string> outputs;  // FORMAT=FILE
  InputOptions inputs;
  std::string fail_on;
  std::string color = "auto";
  std::string print;
  bool strict = false;
  bool quiet = false;
};

std::optional<std::string> written(std::string_view format, const run::Outcome& outcome,
                                   const CheckOptions& options, bool to_terminal) {
  if (format == "json") return report::to_json(outcome.result);
  if (format == "text") {
    return report::to_text(
        outcome.result,
        {.color = to_terminal && wants_color(options.color), .width = 100, .quiet = options.quiet});
  }
  std::fprintf(stderr, "plumbline: there is no format \"%s\"; formats are text and json\n",
               std::string(format).c_str());
  return std::nullopt;
}

bool write_reports(const run::Outcome& outcome, const CheckOptions& options) {
  const auto shown = written(options.format, outcome, options, true);
  if (!shown || !write_output("-", *shown)) return false;
  for (const std::string& output : options.outputs) {
    const size_t equals = output.find('=');
    if (equals == std::string::npos) {
      std::fprintf(stderr, "plumbline: --output takes FORMAT=FILE, not \"%s\"\n", output.c_str());
      return false;
    }
    const auto text = written(output.substr(0, equals), outcome, options, false);
    if (!text || !write_output(output.substr(equals + 1), *text)) return false;
  }
  return true;
}

int exit_code(const run::Outcome& outcome, const CheckOptions& options) {
  if (!outcome.complete) return kCouldNotRun;
  config::Severity threshold = outcome.config.fail_on.value_or(config::Severity::low);
  if (!options.fail_on.empty()) threshold = *config::parse_severity(options.fail_on);
  const bool found = std::ranges::any_of(
      outcome.result.report.findings,
      [threshold](const findings::Finding& finding) { return finding.severity >= threshold; });
  const bool gaps = options.strict && outcome.result.report.summary.undecided > 0;
  return found || gaps ? kFindings : kClean;
}

int check(CheckOptions& options) {
  if (!read_inputs(options.inputs, options.run.inputs)) return kCouldNotRun;
  static constexpr std::pair<std::string_view, run::Stage> kStages[] = {
      {"syntax", run::Stage::syntax},
      {"values", run::Stage::values},
      {"graph", run::Stage::graph},
      {"verdicts", run::Stage::verdicts}};
  for (const auto& [name, stage] : kStages) {
    if (options.print == name) options.run.print = stage;
  }
  const source::DiskFileSystem file_system;
  source::Files files;
  const run::Outcome outcome = run::check(file_system, files, options.run);
  if (options.run.print != run::Stage::none) {
    return write_output("-", outcome.printed) ? exit_code(outcome, options) : kCouldNotRun;
  }
  if (!write_reports(outcome, options)) return kCouldNotRun;
  return exit_code(outcome, options);
}

}  // namespace

void add_check(CLI::App& app, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<CheckOptions>();
  options->run.date = today;
  options->run.jobs = std::max(1u, std::thread::hardware_concurrency());
  run::Options& run = options->run;
  CLI::App* command = app.add_subcommand("check", "Judge the Terraform of these paths");
  command->add_option("paths", run.paths, "Directories or files; the current directory by default");
  command->add_option("--format", options->format, "text or json")->capture_default_str();
  one_each(
      command->add_option("--output", options->outputs, "FORMAT=FILE: write a further report"));
  command->add_option("--config", run.config_path, "Config instead of .plumbline.hcl");
  command->add_option("--profile", run.profile, "Profile instead of the config's");
  one_each(command->add_option("--rules", run.rule_directories, "Directory with further rules"));
  add_input_options(*command, options->inputs);
  command->add_option("--environment", run.only_environment, "Only this environment");
  command->add_option("--date", run.date, "Today, as YYYY-MM-DD");
  command->add_option("--jobs", run.jobs, "Threads")->capture_default_str();
  command->add_option("--fail-on", options->fail_on, "Least severity that makes exit code 1")
      ->check(CLI::IsMember({"info", "low", "medium", "high", "critical"}));
  command->add_option("--color", options->color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  command->add_option("--print", options->print, "A stage instead of the report")
      ->check(CLI::IsMember({"syntax", "values", "graph", "verdicts"}));
  command->add_flag("--strict", options->strict, "Fail on what is undecided, too");
  command->add_flag("--timing", run.timing, "Say how long each stage took");
  command->add_flag("--quiet", options->quiet, "No summary");
  command->callback([options, &chosen] { chosen.command = [options] { return check(*options); }; });
}

}  // namespace cli
