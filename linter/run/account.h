// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "report/account.h"
#include "run/stages.h"

namespace run {

// Accounts for what was judged: `judged` holds the environments, in their order, and then the
// pipelines.
report::Account account_of(Run& run, std::span<const Environment> environments,
                           std::span<const findings::Judged> judged,
                           const findings::Report& report);

}  // namespace run
