// SPDX-License-Identifier: Apache-2.0
// plumbline rules diff: what a newer version of the rule set would add to a repository. Exported:
// add_rules_diff. Tested end to end in tests/cli/rules_test.cc.

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <memory>
#include <thread>

#include "cli/catalogue.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "run/run.h"

namespace cli {

namespace {

struct DiffOptions {
  CatalogueOptions catalogue;
  InputOptions inputs;
  run::Options run;
  std::string from;  // empty: what the config pins, else the newest
  std::string to;    // empty: the newest
};

// How often each new rule was found to fail, or could not be decided.
void count_findings(const run::Outcome& outcome, catalogue::Difference& difference) {
  for (catalogue::NewRule& rule : difference.added) {
    const std::string& name = rule.entry->rule->name;
    const findings::Report& report = outcome.result.report;
    rule.findings =
        static_cast<size_t>(std::ranges::count(report.findings, name, &findings::Finding::rule));
    rule.undecided =
        static_cast<size_t>(std::ranges::count(report.undecided, name, &findings::Undecided::rule));
  }
}

// False, with a message on stderr, if one is none of the rule set's.
bool are_versions(rules::Policies policies, std::initializer_list<std::string> versions) {
  diagnostics::Diagnostics problems;
  for (const std::string& version : versions) {
    policies.rules_version = version;
    rules::check_version(policies, {}, problems);
  }
  const source::Files files;
  for (const diagnostics::Diagnostic& problem : problems.all()) {
    std::fputs(diagnostics::render(problem, files, {}).c_str(), stderr);
  }
  return !problems.has_errors();
}

int diff(DiffOptions& options) {
  options.catalogue.start = options.run.paths.front();
  if (!read_inputs(options.inputs, options.run.inputs)) return kCouldNotRun;
  const auto opened = OpenCatalogue::open(options.catalogue, rules::Examples::left_out);
  if (opened == nullptr) return kCouldNotRun;
  rules::Policies policies = opened->policies;
  const std::string newest(rules::built_in_version());
  const std::string to = options.to.empty() ? newest : options.to;
  const std::string pinned = policies.rules_version.empty() ? newest : policies.rules_version;
  const std::string from = options.from.empty() ? pinned : options.from;
  if (!are_versions(policies, {from, to})) return kCouldNotRun;
  policies.rules_version = to;
  const catalogue::Catalogue after =
      catalogue::describe(opened->rules, policies, opened->catalogue.profile);
  policies.rules_version = from;
  const catalogue::Catalogue before =
      catalogue::describe(opened->rules, policies, opened->catalogue.profile);
  catalogue::Difference difference = catalogue::difference(after, before, from, to);
  options.run.rules_version = to;
  options.run.profile = options.catalogue.profile;
  options.run.config_path = options.catalogue.config_path;
  options.run.rule_paths = options.catalogue.rule_paths;
  const source::DiskFileSystem file_system;
  source::Files files;
  const run::Outcome outcome = run::check(file_system, files, options.run);
  if (!outcome.complete) {
    std::fprintf(stderr, "plumbline: not everything could be judged; `plumbline check` says why\n");
  }
  count_findings(outcome, difference);
  const std::string text = difference_text(difference, output_style(options.catalogue.color));
  return write_output("-", text) && outcome.complete ? kClean : kCouldNotRun;
}

}  // namespace

void add_rules_diff(CLI::App& rules, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<DiffOptions>();
  options->run.date = today;
  options->run.no_baseline = true;
  options->run.jobs = std::max(1u, std::thread::hardware_concurrency());
  options->run.paths = {"."};
  CLI::App* command =
      rules.add_subcommand("diff", "Show what a newer version of the rule set would add");
  command->add_option("paths", options->run.paths,
                      "Directories or files; the current directory by default");
  const CLI::Validator version(
      [](const std::string& text) {
        const bool ok = text.find_first_not_of("0123456789.") == std::string::npos;
        return ok ? std::string() : "a version is numbers with dots, not \"" + text + "\"";
      },
      "VERSION");
  command->add_option("--from", options->from, "Version instead of the config's rules_version")
      ->check(version);
  command->add_option("--to", options->to, "Version; the newest by default")->check(version);
  add_catalogue_options(*command, options->catalogue);
  add_input_options(*command, options->inputs);
  command->callback([options, &chosen] { chosen.command = [options] { return diff(*options); }; });
}

}  // namespace cli
