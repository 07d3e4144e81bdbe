// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "config/config.h"
#include "diagnostics/diagnostics.h"
#include "rules/rules.h"
#include "run/run.h"

namespace run {

// What the names in options, profile and config are held against.
struct Names {
  std::span<const std::string_view> rules, environments;
};

// The names of all rules, built-in ones of findings included where the config may speak of them.
std::vector<std::string_view> rule_names(const rules::RuleSet& rules);

// Says that there is no profile of that name.
void report_absent_profile(std::string_view profile, const source::Range& range,
                           std::span<const std::string_view> profiles,
                           diagnostics::Diagnostics& diagnostics);

// Says which names in the options, the profile and the config stand for nothing, with the nearest
// there is.
void report_absent_names(const Options& options, const config::Config& config,
                         const rules::Policies& policies, const Names& names,
                         diagnostics::Diagnostics& diagnostics);

}  // namespace run
