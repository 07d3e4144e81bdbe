// SPDX-License-Identifier: Apache-2.0
// plumbline verify: a plan beside what was made of its source. Exported: add_verify. Tested end to
// end in tests/cli/.

#include "terraform/verify.h"

#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/plan_file.h"
#include "cli/root.h"
#include "terraform/terraform.h"

namespace cli {

namespace {

struct VerifyOptions {
  std::string plan;
  std::string directory = ".";
  bool all = false;  // also what the source alone does not tell
  InputOptions inputs;
};

std::string line_of(const terraform::Difference& difference) {
  using Kind = terraform::Difference::Kind;
  const std::string at =
      difference.path.empty() ? difference.address : difference.address + ": " + difference.path;
  switch (difference.kind) {
    case Kind::value:
      return fmt::format("{}: plan {}, source {}\n", at, difference.plan, difference.source);
    case Kind::invented:
      return fmt::format("{}: not known to the plan, source {}\n", at, difference.source);
    case Kind::unknown:
      if (difference.path.empty()) return fmt::format("{}: may or may not be in the source\n", at);
      return fmt::format("{}: plan {}, not known from the source\n", at, difference.plan);
    case Kind::missing:
      return fmt::format("{}: only in the plan\n", at);
    case Kind::extra:
      return fmt::format("{}: only in the source\n", at);
  }
  return {};
}

int verify(const VerifyOptions& options) {
  terraform::Inputs inputs;
  if (!read_inputs(options.inputs, inputs)) return kCouldNotRun;
  inputs.plan = planned_values(options.plan, terraform::PlanPart::data_sources);
  if (inputs.plan == nullptr) return kCouldNotRun;

  const auto root = Root::open(options.directory, options.inputs);
  if (root == nullptr) return kCouldNotRun;
  if (root->configuration.root->files.empty()) {
    std::fprintf(stderr, "plumbline: there is no Terraform in %s\n", options.directory.c_str());
    return kCouldNotRun;
  }
  const terraform::Evaluation evaluation =
      terraform::evaluate(root->configuration, inputs, terraform::Purpose::check, root->loader);
  terraform::PlanComparison comparison(evaluation);
  const auto compare = [&comparison](std::FILE* file) {
    const terraform::PlanVisitor visitor{
        .resource = [&](const terraform::PlannedChange& change) { comparison.compare(change); }};
    return terraform::read_plan(file, visitor).error();
  };
  if (!read_plan_file(options.plan, compare)) return kCouldNotRun;
  const terraform::Comparison result = comparison.finish();

  std::string text;
  for (const terraform::Difference& difference : result.differences) {
    const bool contradicts = difference.kind != terraform::Difference::Kind::unknown;
    if (contradicts || options.all) text += line_of(difference);
  }
  const uint64_t unknown = result.count(terraform::Difference::Kind::unknown);
  text += fmt::format(
      "{} instances: {} values equal, {} unknown to both, {} only known to the "
      "plan, {} contradictions.\n",
      result.instances, result.equal, result.unknown_in_both, unknown, result.contradictions());
  if (!write_output("-", text)) return kCouldNotRun;
  return result.contradictions() > 0 ? kFindings : kClean;
}

}  // namespace

void add_verify(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = app.add_subcommand("verify", "Hold the source against a plan of it");
  command->add_option("--plan", options->plan, "The plan, from `terraform show -json`")->required();
  command->add_option("directory", options->directory, "Root module")->capture_default_str();
  command->add_flag("--all", options->all, "Also list what only the plan knows");
  add_input_options(*command, options->inputs);
  command->callback(
      [options, &chosen] { chosen.command = [options] { return verify(*options); }; });
}

}  // namespace cli
