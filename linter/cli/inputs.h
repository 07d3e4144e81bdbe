// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "terraform/terraform.h"

namespace cli {

// Options that give an environment its inputs, as Terraform's own are called.
struct InputOptions {
  std::vector<std::string> variables;  // NAME=VALUE
  std::vector<std::string> var_files;
  std::string workspace = {};
};

void add_input_options(CLI::App& command, InputOptions& options);

// The inputs, with TF_VAR_ variables of the environment. False, with a message on stderr, if an
// option is malformed or names a file that is not there.
bool read_inputs(const InputOptions& options, terraform::Inputs& inputs);

}  // namespace cli
