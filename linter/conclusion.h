// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "stages.h"

namespace run {

// What the stages have found, as one result: findings, what is suppressed, what was looked at.
report::Result conclude(Run& run, std::span<const Environment> environments,
                        terraform::Loader& loader);

}  // namespace run
