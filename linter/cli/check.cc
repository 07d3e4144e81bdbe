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
#include "cli/plan_file.h"
#include "cli/sources.h"
#include "findings/date.h"
#include "findings/gaps.h"
#include "report/formats.h"
#include "report/sarif.h"
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
  std::string ledger;  // file; empty: none
  std::vector<std::string> sarif_results = {"suppressed", "accepted"};
  ChangeOptions change;
  bool strict = false;
  bool quiet = false;
  bool verbose = false;
};

// A file that is written piece by piece.
class OutputFile {
 public:
  ~OutputFile() { close(); }
  // False, with a message on stderr, as are the others.
  bool open(const std::string& path) {
    path_ = path;
    file_ = std::fopen(path.c_str(), "wb");
    return file_ != nullptr || report();
  }
  void write(std::string_view text) {
    ok_ = std::fwrite(text.data(), 1, text.size(), file_) == text.size() && ok_;
  }
  bool close() {
    if (file_ == nullptr) return true;
    ok_ = std::fclose(std::exchange(file_, nullptr)) == 0 && ok_;
    return ok_ || report();
  }

 private:
  bool report() const {
    std::fprintf(stderr, "plumbline: cannot write %s\n", path_.c_str());
    return false;
  }
  std::string path_;
  std::FILE* file_ = nullptr;
  bool ok_ = true;
};

struct Format {
  std::string_view name;
  std::string (*write)(const run::Outcome&, const CheckOptions&, bool to_terminal);
  bool details = false;  // whether it says what only details tell
};

template <auto Write>
std::string of_result(const run::Outcome& outcome, const CheckOptions&, bool) {
  return Write(outcome.result);
}

std::string sarif_of(const run::Outcome& outcome, const CheckOptions& options, bool) {
  const auto holds = [&options](std::string_view what) {
    return std::ranges::find(options.sarif_results, what) != options.sarif_results.end();
  };
  return report::to_sarif(outcome.result, {.suppressed = holds("suppressed"),
                                           .accepted = holds("accepted"),
                                           .open = holds("open"),
                                           .pass = holds("pass"),
                                           .not_applicable = holds("notApplicable"),
                                           .notes = options.verbose,
                                           .complete = outcome.complete});
}

constexpr Format kFormats[] = {
    {"text",
     [](const run::Outcome& outcome, const CheckOptions& options, bool to_terminal) {
       return report::to_text(outcome.result, {.color = to_terminal && wants_color(options.color),
                                               .width = 100,
                                               .quiet = options.quiet,
                                               .strict = options.strict,
                                               .verbose = options.verbose});
     }},
    {"json", of_result<report::to_json>},
    {"sarif", sarif_of, true},
    {"junit", of_result<report::to_junit>, true},
    {"checkstyle", of_result<report::to_checkstyle>},
    {"gitlab", of_result<report::to_gitlab>},
    {"github", of_result<report::to_github>},
    {"rdjson", of_result<report::to_rdjson>},
    {"csv", of_result<report::to_csv>},
    {"markdown", of_result<report::to_markdown>},
};

// A report that is asked for.
struct Output {
  const Format* format = nullptr;
  std::string path;  // "-": standard output
};

// "text, json and sarif".
std::string format_names() {
  std::string names;
  for (const Format& format : kFormats) {
    const bool last = &format == std::end(kFormats) - 1;
    names += fmt::format("{}{}", names.empty() ? "" : last ? " and " : ", ", format.name);
  }
  return names;
}

// The format of that name; null pointer, with a message on stderr, if there is none.
const Format* format_of(std::string_view name) {
  const auto* format = std::ranges::find(kFormats, name, &Format::name);
  if (format != std::end(kFormats)) return format;
  std::fprintf(stderr, "plumbline: there is no format \"%s\"; formats are %s\n",
               std::string(name).c_str(), format_names().c_str());
  return nullptr;
}

// All reports that are asked for; nothing, with a message on stderr, if an option is malformed.
std::optional<std::vector<Output>> outputs_of(const CheckOptions& options) {
  std::vector<Output> outputs = {{format_of(options.format), "-"}};
  for (const std::string& text : options.outputs) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos) {
      std::fprintf(stderr, "plumbline: --output takes FORMAT=FILE, not \"%s\"\n", text.c_str());
      return std::nullopt;
    }
    outputs.push_back({format_of(text.substr(0, equals)), text.substr(equals + 1)});
  }
  if (std::ranges::find(outputs, nullptr, &Output::format) != outputs.end()) return std::nullopt;
  return outputs;
}

// Empty if a text is a date, else what is wrong, as CLI11 wants it.
std::string check_date(const std::string& text) {
  if (findings::parse_date(text)) return {};
  return "a date is YYYY-MM-DD, not \"" + text + "\"";
}

int exit_code(const run::Outcome& outcome, const CheckOptions& options) {
  if (!outcome.complete) return kCouldNotRun;
  config::Severity threshold = outcome.config.fail_on.value_or(config::Severity::low);
  if (!options.fail_on.empty()) threshold = *config::parse_severity(options.fail_on);
  const bool found = std::ranges::any_of(
      outcome.result.report.findings,
      [threshold](const findings::Finding& finding) { return finding.severity >= threshold; });
  const bool gaps = options.strict && !findings::gaps_of(outcome.result.report).empty();
  return found || gaps ? kFindings : kClean;
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

void ask_for_details(CheckOptions& options, const std::vector<Output>& outputs) {
  options.run.details =
      std::ranges::any_of(outputs, [](const Output& output) { return output.format->details; });
  options.run.other_verdicts =
      options.run.details &&
      std::ranges::any_of(options.sarif_results, [](const std::string& what) {
        return what == "pass" || what == "notApplicable";
      });
}

int check(CheckOptions& options) {
  const std::optional<std::vector<Output>> outputs = outputs_of(options);
  if (!outputs || !read_inputs(options.inputs, options.run.inputs)) return kCouldNotRun;
  if (!options.run.plan_path.empty() && !read_plan(options.run)) return kCouldNotRun;
  static constexpr std::pair<std::string_view, run::Stage> kStages[] = {
      {"syntax", run::Stage::syntax},
      {"values", run::Stage::values},
      {"graph", run::Stage::graph},
      {"verdicts", run::Stage::verdicts}};
  for (const auto& [name, stage] : kStages) {
    if (options.print == name) options.run.print = stage;
  }
  ask_for_details(options, *outputs);
  const std::optional<Sources> sources = sources_of(options.change, options.run);
  if (!sources) return kCouldNotRun;
  source::Files files;
  OutputFile ledger;
  if (!options.ledger.empty()) {
    if (!ledger.open(options.ledger)) return kCouldNotRun;
    options.run.ledger = [&ledger](std::string_view text) { ledger.write(text); };
  }
  const run::Outcome outcome =
      sources->before == nullptr
          ? run::check(*sources->now, files, options.run)
          : run::check_change(*sources->before, *sources->now, files, options.run);
  if (!ledger.close()) return kCouldNotRun;
  // On stderr, so that no report depends on it.
  for (const auto& [stage, milliseconds] : outcome.timing) {
    std::fprintf(stderr, "%10.2f ms  %s\n", milliseconds, stage.c_str());
  }
  if (outcome.baseline && !write_output(options.run.baseline_path, *outcome.baseline)) {
    return kCouldNotRun;
  }
  if (options.run.print != run::Stage::none) {
    return write_output("-", outcome.printed) ? exit_code(outcome, options) : kCouldNotRun;
  }
  for (const Output& output : *outputs) {
    const std::string text = output.format->write(outcome, options, output.path == "-");
    if (!write_output(output.path, text)) return kCouldNotRun;
  }
  return exit_code(outcome, options);
}

void add_report_options(CLI::App& command, CheckOptions& options) {
  command.add_option("--format", options.format, format_names())->capture_default_str();
  one_each(command.add_option("--output", options.outputs, "FORMAT=FILE: write a further report"));
  CLI::Option* sarif = command.add_option(
      "--sarif-results", options.sarif_results,
      "What SARIF holds beside findings, by commas: suppressed, accepted, open, pass, "
      "notApplicable; or none");
  one_each(sarif->delimiter(',')->check(
      CLI::IsMember({"suppressed", "accepted", "open", "pass", "notApplicable", "none"})));
}

}  // namespace

void add_check(CLI::App& app, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<CheckOptions>();
  options->run.date = today;
  options->run.jobs = std::max(1u, std::thread::hardware_concurrency());
  run::Options& run = options->run;
  CLI::App* command = app.add_subcommand("check", "Judge the Terraform of these paths");
  command->add_option("paths", run.paths, "Directories or files; the current directory by default");
  add_report_options(*command, *options);
  command->add_option("--config", run.config_path, "Config instead of .plumbline.hcl");
  command->add_option("--profile", run.profile, "Profile instead of the config's");
  one_each(command->add_option("--rules", run.rule_paths, "File or directory with further rules"));
  add_input_options(*command, options->inputs);
  command->add_option("--plan", run.plan_path,
                      "Plan of the one root that is named, from `terraform show -json`; of none: "
                      "what the plan alone tells");
  CLI::Option* baseline =
      command->add_option("--baseline", run.baseline_path, "File of findings that are accepted");
  command
      ->add_flag("--update-baseline", run.update_baseline,
                 "Take out of the baseline what it need not hold any more")
      ->needs(baseline);
  command
      ->add_flag("--extend-baseline", run.extend_baseline,
                 "The same, and take in all that is found now")
      ->needs(baseline);
  add_change_options(*command, options->change, *baseline);
  command->add_flag("--no-suppressions", run.no_suppressions,
                    "Report what comments in the Terraform suppress, too");
  command->add_flag("--all-environments", run.all_environments,
                    "Find environments by variable files such as env/prod.tfvars");
  command->add_option("--environment", run.only_environment, "Only this environment");
  command->add_option("--date", run.date, "Today, as YYYY-MM-DD")->check(check_date);
  command->add_option("--jobs", run.jobs, "Threads")
      ->capture_default_str()
      ->check(CLI::Range(1, 1024));
  command->add_option("--fail-on", options->fail_on, "Least severity that makes exit code 1")
      ->check(CLI::IsMember({"info", "low", "medium", "high", "critical"}));
  add_color(command, options->color);
  command->add_option("--print", options->print, "A stage instead of the report")
      ->check(CLI::IsMember({"syntax", "values", "graph", "verdicts"}));
  command->add_option("--ledger", options->ledger,
                      "File to account in for every resource, rule and clause, as JSON");
  command->add_flag("--strict", options->strict,
                    "Fail on what is left open, too: undecided, missing, unread");
  command->add_flag("--timing", run.timing, "Say on stderr how long each stage took");
  command->add_flag("--quiet", options->quiet, "No summary");
  command->add_flag("--verbose", options->verbose, "Notes and what is undecided, too");
  command->callback([options, &chosen] { chosen.command = [options] { return check(*options); }; });
}

}  // namespace cli
