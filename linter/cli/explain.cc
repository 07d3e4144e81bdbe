// SPDX-License-Identifier: Apache-2.0
// plumbline explain: a rule, a clause of the architecture, or a finding. Exported: add_explain.
// Tested end to end in tests/cli/rules_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include "cli/catalogue.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "run/run.h"

namespace cli {

namespace {

struct ExplainOptions {
  CatalogueOptions catalogue;
  InputOptions inputs;
  run::Options run;
  std::string subject;
  bool all_examples = false;
};

constexpr size_t kLeastFingerprint = 6;  // digits of a fingerprint that are told from a name

bool is_fingerprint(std::string_view text) {
  return text.size() >= kLeastFingerprint && text.size() <= 32 &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string explain_rule(OpenCatalogue& opened, const catalogue::Entry& entry,
                         const ExplainOptions& options, const catalogue::Style& style) {
  // Examples are indented.
  const catalogue::Style inner{.color = style.color, .width = style.width - 2};
  return rule_text(opened.catalogue, entry,
                   run_examples(opened.rules, *entry.rule, opened.files, inner),
                   options.all_examples, style);
}

// The rule, clause or parameter that the subject names; empty if it names none.
std::string explain_name(OpenCatalogue& opened, const ExplainOptions& options,
                         const catalogue::Style& style) {
  if (const rules::Clause* clause = rules::clause(options.subject)) {
    return clause_text(opened.catalogue, *clause, style);
  }
  if (std::string text = built_in_text(options.subject, style); !text.empty()) return text;
  const std::string_view name = opened.rules.current_name(options.subject);
  const catalogue::Entry* entry = catalogue::find(opened.catalogue, name);
  if (entry == nullptr) return {};
  if (name != options.subject) {
    std::fprintf(stderr, "plumbline: \"%s\" is called \"%s\" today\n", options.subject.c_str(),
                 std::string(name).c_str());
  }
  return explain_rule(opened, *entry, options, style);
}

void say_unknown(const OpenCatalogue& opened, const std::string& subject) {
  std::vector<std::string_view> names;
  for (const catalogue::Entry& entry : opened.catalogue.entries) names.push_back(entry.rule->name);
  for (const rules::Clause& clause : rules::clauses()) names.push_back(clause.name);
  const auto near = diagnostics::suggest(subject, names);
  std::fprintf(stderr, "plumbline: there is no rule or clause \"%s\"%s\n", subject.c_str(),
               near ? fmt::format("; did you mean \"{}\"?", *near).c_str() : "");
}

// Checks the paths and shows the finding whose fingerprint begins so, and its rule.
int explain_finding(OpenCatalogue& opened, ExplainOptions& options, const catalogue::Style& style) {
  options.run.profile = options.catalogue.profile;
  options.run.config_path = options.catalogue.config_path;
  options.run.rule_paths = options.catalogue.rule_paths;
  if (!read_inputs(options.inputs, options.run.inputs)) return kCouldNotRun;
  const source::DiskFileSystem file_system;
  source::Files files;
  run::Outcome outcome = run::check(file_system, files, options.run);
  std::vector<findings::Finding>& all = outcome.result.report.findings;
  std::erase_if(all, [&](const findings::Finding& finding) {
    return !finding.fingerprint.starts_with(options.subject);
  });
  if (all.empty()) {
    std::fprintf(stderr, "plumbline: there is no finding %s in %s%s\n", options.subject.c_str(),
                 fmt::format("{}", fmt::join(options.run.paths, ", ")).c_str(),
                 outcome.complete ? "" : ", but the check could not do all of its work");
    return kCouldNotRun;
  }
  outcome.result.report.undecided.clear();
  outcome.result.report.problems.clear();
  std::string text =
      report::to_text(outcome.result, {.color = style.color, .width = style.width, .quiet = true});
  for (const findings::Finding& finding : all) {
    if (const catalogue::Entry* entry = catalogue::find(opened.catalogue, finding.rule)) {
      text += explain_rule(opened, *entry, options, style);
      break;  // of one fingerprint, all are of one rule
    }
  }
  return write_output("-", text) ? kClean : kCouldNotRun;
}

int explain(ExplainOptions& options) {
  options.catalogue.start = options.run.paths.front();
  const std::unique_ptr<OpenCatalogue> opened =
      OpenCatalogue::open(options.catalogue, rules::Examples::included);
  if (opened == nullptr) return kCouldNotRun;
  const catalogue::Style style = output_style(options.catalogue.color);
  if (const std::string text = explain_name(*opened, options, style); !text.empty()) {
    return write_output("-", text) ? kClean : kCouldNotRun;
  }
  if (is_fingerprint(options.subject)) return explain_finding(*opened, options, style);
  say_unknown(*opened, options.subject);
  return kCouldNotRun;
}

}  // namespace

void add_explain(CLI::App& app, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<ExplainOptions>();
  options->run.date = today;
  options->run.no_baseline = true;
  options->run.jobs = std::max(1u, std::thread::hardware_concurrency());
  options->run.paths = {"."};
  CLI::App* command = app.add_subcommand("explain", "Explain a rule, a clause or a finding");
  command
      ->add_option("subject", options->subject,
                   "Name of a rule, clause, or at least six digits of a finding's fingerprint")
      ->type_name("RULE")
      ->required();
  command->add_option("paths", options->run.paths,
                      "Where the finding is; the current directory by default");
  command->add_flag("--all", options->all_examples, "All examples of the rule");
  add_catalogue_options(*command, options->catalogue);
  add_input_options(*command, options->inputs);
  command->callback(
      [options, &chosen] { chosen.command = [options] { return explain(*options); }; });
}

}  // namespace cli
