// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/stages.h"

namespace run {

// Says of each path that was named, or of the current directory, that there was nothing in it to
// judge, and gives those. To be asked when all is read.
std::vector<std::string> report_without_subject(Run& run);

// Whether nothing was asked for but such paths.
bool is_without_subject(const Run& run, const std::vector<std::string>& without_subject);

}  // namespace run
