// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/outputs.h"
#include "run/run.h"

// Reports of a check: which ones, in which formats, and where they go.
namespace cli {

struct OutputOptions {
  std::string format = "text";
  std::vector<std::string> outputs;  // FORMAT=FILE
  std::string color = "auto";
  std::vector<std::string> sarif_results = {"suppressed", "accepted"};
  bool quiet = false;
  bool verbose = false;
  bool strict = false;  // as of the check
};

void add_output_options(CLI::App& command, OutputOptions& options);

// All reports that are asked for; nothing, with a message on stderr, if an option is malformed.
std::optional<std::vector<Output>> outputs_of(const OutputOptions& options);

// Has the run gather what only some of them say.
void ask_for_details(const std::vector<Output>& outputs, const OutputOptions& options,
                     run::Options& run);

// Says on stderr what was wrong beside findings.
void say_problems(const run::Outcome& outcome, bool verbose);

// False, with a message on stderr, if one cannot be written; then the ones behind it are not. What
// they have no place for is said on stderr.
bool write_outputs(const std::vector<Output>& outputs, const run::Outcome& outcome,
                   const OutputOptions& options);

}  // namespace cli
