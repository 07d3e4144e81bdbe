// SPDX-License-Identifier: Apache-2.0
// Formats by their names, and what is written in them. Exported: outputs.h. Tested end to end in
// tests/cli/.

#include "cli/outputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/commands.h"
#include "report/formats.h"
#include "report/sarif.h"

namespace cli {

struct Format {
  std::string_view name;
  std::string (*write)(const run::Outcome&, const OutputOptions&, bool to_terminal);
  bool details = false;  // whether it says what only details tell
};

namespace {

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

}  // namespace

void add_output_options(CLI::App& command, OutputOptions& options) {
  command.add_option("--format", options.format, format_names())->capture_default_str();
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

// All reports that are asked for; nothing, with a message on stderr, if an option is malformed.
std::optional<std::vector<Output>> outputs_of(const OutputOptions& options) {
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

void ask_for_details(const std::vector<Output>& outputs, const OutputOptions& options,
                     run::Options& run) {
  run.details =
      std::ranges::any_of(outputs, [](const Output& output) { return output.format->details; });
  run.other_verdicts =
      run.details && std::ranges::any_of(options.sarif_results, [](const std::string& what) {
        return what == "pass" || what == "notApplicable";
      });
}

bool write_outputs(const std::vector<Output>& outputs, const run::Outcome& outcome,
                   const OutputOptions& options) {
  return std::ranges::all_of(outputs, [&](const Output& output) {
    return write_output(output.path, output.format->write(outcome, options, output.path == "-"));
  });
}

}  // namespace cli
