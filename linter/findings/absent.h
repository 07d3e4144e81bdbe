// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "terraform/terraform.h"

namespace findings {

// Resources and module calls that the configuration has, and of which no instance exists with these
// inputs (a count of 0, an empty for_each): their addresses, sorted. Modules that are not installed
// are none of them.
std::vector<std::string> without_instances(const terraform::Evaluation& evaluation);

}  // namespace findings
