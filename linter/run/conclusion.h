// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "run/stages.h"

namespace run {

// What the stages have found, as one result: findings, what is suppressed, what was looked at.
report::Result conclude(Run& run, std::span<const Environment> environments,
                        terraform::Loader& loader);

// Accounts for every node, rule and clause, through the sink of the options.
void write_ledger(Run& run, std::span<const Environment> environments,
                  const report::Result& result);

}  // namespace run
