// SPDX-License-Identifier: Apache-2.0
// plumbline audit: the architecture clause by clause. Exported: add_audit. Tested end to end in
// tests/cli/.

#include "report/audit/audit.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/judging.h"
#include "cli/reports.h"
#include "report/sarif.h"

namespace cli {

namespace {

struct AuditOptions {
  Judging judging;
  std::string format;                // empty: HTML, unless outputs are named
  std::vector<std::string> outputs;  // FORMAT=FILE
};

constexpr std::array<std::string_view, 3> kFormats = {"html", "csv", "sarif"};

std::string text_of(const run::Outcome& outcome, std::string_view format) {
  if (format == "csv") return audit::to_csv(outcome.result);
  if (format == "html") return audit::to_html(outcome.result);
  return report::to_sarif(outcome.result, {.open = true,
                                           .pass = true,
                                           .not_applicable = true,
                                           .notes = true,
                                           .complete = outcome.complete});
}

// Of a part of a root, a clause cannot be proved.
bool names_a_file(const AuditOptions& options) {
  const source::DiskFileSystem file_system;
  for (const std::string& path : options.judging.run.paths) {
    if (file_system.kind(path) != source::EntryKind::file) continue;
    std::fprintf(stderr,
                 "plumbline: an audit is of whole roots: name the directory instead of %s\n",
                 path.c_str());
    return true;
  }
  return false;
}

int audit(AuditOptions& options) {
  std::string format = options.format;
  if (format.empty() && options.outputs.empty()) format = "html";
  const std::optional<std::vector<Output>> outputs = outputs_of(format, options.outputs, kFormats);
  if (!outputs || names_a_file(options)) return kCouldNotRun;
  run::Options& run = options.judging.run;
  run.details = run.other_verdicts = run.account = true;
  source::Files files;
  const std::optional<run::Outcome> outcome = judge(options.judging, files);
  if (!outcome) return kCouldNotRun;
  // A table of clauses has no place for what was wrong.
  const auto is_csv = [](const Output& output) { return output.format == "csv"; };
  if (std::ranges::any_of(*outputs, is_csv)) say_problems(*outcome, false);
  for (const Output& output : *outputs) {
    if (!write_output(output.path, text_of(*outcome, output.format))) return kCouldNotRun;
  }
  return exit_code(*outcome, options.judging);
}

}  // namespace

void add_audit(CLI::App& app, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<AuditOptions>();
  CLI::App* command =
      app.add_subcommand("audit", "Show clause by clause how the architecture is kept");
  command->add_option("--format", options->format,
                      listed(kFormats) + "; html by default, unless there is an --output");
  one_each(command->add_option("--output", options->outputs, "FORMAT=FILE: write it to a file"));
  add_judging_options(*command, options->judging, today);
  command->callback([options, &chosen] { chosen.command = [options] { return audit(*options); }; });
}

}  // namespace cli
