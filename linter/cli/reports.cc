// SPDX-License-Identifier: Apache-2.0
// Formats by their names, and what is written in them. Exported: reports.h. Tested end to end in
// tests/cli/.

#include "cli/reports.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "cli/commands.h"
#include "report/formats.h"
#include "report/sarif.h"

namespace cli {

namespace {

struct Format {
  std::string_view name;
  std::string (*write)(const run::Outcome&, const OutputOptions&, bool to_terminal);
  bool details = false;   // whether it says what only details tell
  bool problems = false;  // whether it has a place for them
};

template <auto Write>
std::string of_result(const run::Outcome& outcome, const OutputOptions&, bool) {
  return Write(outcome.result);
}

std::string sarif_of(const run::Outcome& outcome, const OutputOptions& options, bool) {
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
     [](const run::Outcome& outcome, const OutputOptions& options, bool to_terminal) {
       return report::to_text(outcome.result, {.color = to_terminal && wants_color(options.color),
                                               .width = 100,
                                               .quiet = options.quiet,
                                               .strict = options.strict,
                                               .verbose = options.verbose});
     },
     false, true},
    {"json", of_result<report::to_json>, false, true},
    {"sarif", sarif_of, true, true},
    {"junit", of_result<report::to_junit>, true, true},
    {"checkstyle", of_result<report::to_checkstyle>},
    {"gitlab", of_result<report::to_gitlab>},
    {"github", of_result<report::to_github>},
    {"rdjson", of_result<report::to_rdjson>},
    {"csv", of_result<report::to_csv>},
    {"markdown", of_result<report::to_markdown>},
};

constexpr auto kFormatNames = [] {
  std::array<std::string_view, std::size(kFormats)> names;
  std::ranges::transform(kFormats, names.begin(), &Format::name);
  return names;
}();

// One of those that there are.
const Format& format_of(const Output& output) {
  return *std::ranges::find(kFormats, output.format, &Format::name);
}

// Whether nobody would see the problems: some report has no place for them, and the one on standard
// output is none that has.
bool hides_problems(const std::vector<Output>& outputs) {
  const auto shows = [](const Output& output) { return format_of(output).problems; };
  return !std::ranges::all_of(outputs, shows) &&
         std::ranges::none_of(outputs, [&shows](const Output& output) {
           return output.path == "-" && shows(output);
         });
}

}  // namespace

void say_problems(const run::Outcome& outcome, bool verbose) {
  const std::string text = report::to_problems(outcome.result, {.verbose = verbose});
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void add_output_options(CLI::App& command, OutputOptions& options) {
  // The values are shown, and offered by completions; outputs_of says which one is wrong.
  std::string choices;
  for (const std::string_view name : kFormatNames) {
    choices += (choices.empty() ? "" : ",") + std::string(name);
  }
  command.add_option("--format", options.format, listed(kFormatNames))
      ->type_name("{" + choices + "}")
      ->capture_default_str();
  one_each(command.add_option("--output", options.outputs, "FORMAT=FILE: write a further report"));
  CLI::Option* sarif = command.add_option(
      "--sarif-results", options.sarif_results,
      "What SARIF holds beside findings, by commas: suppressed, accepted, open, pass, "
      "notApplicable; or none");
  one_each(sarif->delimiter(',')->check(
      CLI::IsMember({"suppressed", "accepted", "open", "pass", "notApplicable", "none"})));
  add_color(&command, options.color);
  command.add_flag("--quiet", options.quiet, "No summary");
  command.add_flag("--verbose", options.verbose, "Notes and what is undecided, too");
}

std::optional<std::vector<Output>> outputs_of(const OutputOptions& options) {
  return outputs_of(options.format, options.outputs, kFormatNames);
}

void ask_for_details(const std::vector<Output>& outputs, const OutputOptions& options,
                     run::Options& run) {
  run.details =
      std::ranges::any_of(outputs, [](const Output& output) { return format_of(output).details; });
  run.other_verdicts =
      run.details && std::ranges::any_of(options.sarif_results, [](const std::string& what) {
        return what == "pass" || what == "notApplicable";
      });
  // Only the summary of the text report can do without.
  const auto is_text = [](const Output& output) { return output.format == "text"; };
  run.tells_mended = !options.quiet || options.strict || !std::ranges::all_of(outputs, is_text);
}

bool write_outputs(const std::vector<Output>& outputs, const run::Outcome& outcome,
                   const OutputOptions& options) {
  if (hides_problems(outputs)) say_problems(outcome, options.verbose);
  return std::ranges::all_of(outputs, [&](const Output& output) {
    return write_output(output.path, format_of(output).write(outcome, options, output.path == "-"));
  });
}

}  // namespace cli
