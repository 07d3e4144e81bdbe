// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "stages.h"

namespace run {

// What is judged: the environments that the config declares for a root, else the root with the
// inputs of the options; with a plan, the root that it is of and nothing else.
std::vector<Environment> environments_of(std::span<const terraform::Configuration> configurations,
                                         const config::Config& config, const Options& options);

// The directory that the plan is of.
std::string planned_directory(const Options& options);

}  // namespace run
