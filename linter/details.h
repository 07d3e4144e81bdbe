// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "report/report.h"
#include "stages.h"

namespace run {

// What the rules say of themselves, which state of the repository was judged, and, if the options
// ask for it, the verdicts that are no findings.
report::Details details_of(Run& run, std::span<const findings::Judged> judged,
                           const findings::Report& report);

}  // namespace run
