// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "report/report.h"
#include "run/stages.h"

namespace run {

// What the rules say of themselves, which state of the repository was judged, and, if the options
// ask for it, the verdicts that are no findings and an account of everything. `judged` holds the
// environments, in their order, and then the pipelines.
report::Details details_of(Run& run, std::span<const Environment> environments,
                           std::span<const findings::Judged> judged,
                           const findings::Report& report);

report::RuleText text_of(const rules::Rule& rule, config::Severity severity);

}  // namespace run
