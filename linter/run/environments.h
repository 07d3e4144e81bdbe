// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "run/stages.h"

namespace run {

// What is judged: the environments that the config declares for a root, else those that its
// variable files tell of if they are asked for, else the root with the inputs of the options; with
// a plan, the root that it is of and nothing else. A library that has environments is a root.
std::vector<Environment> environments_of(Run& run, terraform::Loader& loader);

// The directory that the plan is of.
std::string planned_directory(const Options& options);

}  // namespace run
