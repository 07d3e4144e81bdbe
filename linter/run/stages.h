// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <memory>
#include <set>
#include <span>
#include <string>

#include "config/config.h"
#include "diagnostics/diagnostics.h"
#include "findings/baseline.h"
#include "graph/graph.h"
#include "pipelines/pipelines.h"
#include "rules/rules.h"
#include "run/run.h"
#include "terraform/environments.h"
#include "terraform/terraform.h"

// What goes from stage to stage in one run.
namespace run {

// One root (or library) with one set of inputs, on its way through the stages.
struct Environment {
  const terraform::Configuration* configuration = nullptr;
  std::string name;  // empty: the only one of its root
  terraform::Inputs inputs;
  size_t index = 0;  // among terraform::Environments
  const terraform::Evaluation* evaluation = nullptr;
  std::unique_ptr<graph::Graph> graph;
  rules::CheckResult verdicts;
};

// One pipeline file on its way. Its configuration is empty, and named by the file's path.
struct Pipeline {
  std::unique_ptr<pipelines::File> file;
  syntax::Tree comments;  // no body: none that suppress
  terraform::Module nothing;
  terraform::Configuration configuration;
  std::unique_ptr<terraform::Evaluation> evaluation;
  std::unique_ptr<graph::Graph> graph;
  rules::CheckResult verdicts;
};

// What the stages share, and what they say.
struct Run {
  const source::FileSystem& file_system;
  source::Files& files;
  const Options& options;
  values::Arena arena = {};  // of the config's values
  config::Config config = {};
  std::string baseline_path = {};  // empty: nothing is accepted
  findings::Baseline baseline = {};
  std::string profile = {};
  source::Discovery discovery = {};
  std::vector<terraform::Configuration> configurations = {};
  std::deque<Pipeline> pipelines = {};
  std::deque<syntax::Tree> backend_files = {};   // that -backend-config is given
  std::set<std::string> environment_names = {};  // that there are, judged or not
  std::set<std::string> unjudged = {};           // of these, those that cannot be
  rules::RuleSet rules = rules::RuleSet(files);
  rules::Policies policies = {};
  diagnostics::Diagnostics diagnostics = {};
  diagnostics::Diagnostics refusals = {};  // why nothing can be judged as it was asked
};

// Reads the pipeline files that were discovered: those by name, and those whose text says so.
void read_pipelines(Run& run, const source::FileSystem& repository);
// Makes their graphs, in which the roots of the repository can be reached.
void link_pipelines(Run& run, terraform::Loader& loader, terraform::Environments& evaluations,
                    const graph::Graphs& graphs);

// Tells the graphs what their roots' backends are given beside their blocks: by pipelines, else by
// the files *.tfbackend in the root's directory and those right below.
void configure_backends(Run& run, std::span<const Environment> environments,
                        const source::FileSystem& repository);

// Whether the options name files, of whose neighbours nothing is said.
bool names_files(const source::FileSystem& file_system, const Options& options);

bool is_plan_alone(const Options& options);

// Whether nothing kept a run from judging everything.
bool is_complete(std::span<const diagnostics::Diagnostic> diagnostics);

}  // namespace run
