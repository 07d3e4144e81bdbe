// SPDX-License-Identifier: Apache-2.0
// plumbline check: the main job. Exported: add_check. Tested end to end in tests/cli/.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/judging.h"
#include "report/formats.h"
#include "report/sarif.h"
#include "run.h"

namespace cli {

namespace {

struct CheckOptions {
  Judging judging;
  std::string format = "text";
  std::vector<std::string> outputs;  // FORMAT=FILE
  std::string color = "auto";
  std::string print;
  std::string ledger;  // file; empty: none
  std::vector<std::string> sarif_results = {"suppressed", "accepted"};
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
                                               .strict = options.judging.strict,
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

void ask_for_details(CheckOptions& options, const std::vector<Output>& outputs) {
  run::Options& run = options.judging.run;
  run.details =
      std::ranges::any_of(outputs, [](const Output& output) { return output.format->details; });
  run.other_verdicts =
      run.details && std::ranges::any_of(options.sarif_results, [](const std::string& what) {
        return what == "pass" || what == "notApplicable";
      });
}

run::Stage stage_of(std::string_view name) {
  static constexpr std::pair<std::string_view, run::Stage> kStages[] = {
      {"syntax", run::Stage::syntax},
      {"values", run::Stage::values},
      {"graph", run::Stage::graph},
      {"verdicts", run::Stage::verdicts}};
  for (const auto& [stage_name, stage] : kStages) {
    if (name == stage_name) return stage;
  }
  return run::Stage::none;
}

int check(CheckOptions& options) {
  const std::optional<std::vector<Output>> outputs = outputs_of(options);
  if (!outputs) return kCouldNotRun;
  run::Options& run = options.judging.run;
  run.print = stage_of(options.print);
  ask_for_details(options, *outputs);
  OutputFile ledger;
  if (!options.ledger.empty()) {
    if (!ledger.open(options.ledger)) return kCouldNotRun;
    run.ledger = [&ledger](std::string_view text) { ledger.write(text); };
  }
  source::Files files;
  const std::optional<run::Outcome> outcome = judge(options.judging, files);
  if (!ledger.close() || !outcome) return kCouldNotRun;
  const int code = exit_code(*outcome, options.judging);
  if (run.print != run::Stage::none) {
    return write_output("-", outcome->printed) ? code : kCouldNotRun;
  }
  for (const Output& output : *outputs) {
    const std::string text = output.format->write(*outcome, options, output.path == "-");
    if (!write_output(output.path, text)) return kCouldNotRun;
  }
  return code;
}

void add_report_options(CLI::App& command, CheckOptions& options) {
  // The values are shown, and offered by completions; format_of says which one is wrong.
  std::string choices;
  for (const Format& format : kFormats)
    choices += (choices.empty() ? "" : ",") + std::string(format.name);
  command.add_option("--format", options.format, format_names())
      ->type_name("{" + choices + "}")
      ->capture_default_str();
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
  CLI::App* command = app.add_subcommand("check", "Judge the Terraform of these paths");
  add_report_options(*command, *options);
  add_judging_options(*command, options->judging, today);
  add_color(command, options->color);
  command->add_option("--print", options->print, "A stage instead of the report")
      ->check(CLI::IsMember({"syntax", "values", "graph", "verdicts"}));
  command->add_option("--ledger", options->ledger,
                      "File to account in for every resource, rule and clause, as JSON");
  command->add_flag("--quiet", options->quiet, "No summary");
  command->add_flag("--verbose", options->verbose, "Notes and what is undecided, too");
  command->callback([options, &chosen] { chosen.command = [options] { return check(*options); }; });
}

}  // namespace cli
