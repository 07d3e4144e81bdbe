// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "config/config.h"
#include "diagnostics/diagnostics.h"

namespace findings {

// What is wrong with comments that suppress, beside the built-in rules of diagnostics.h.
inline constexpr std::string_view kSuppressionExpired = "suppression-expired";
inline constexpr std::string_view kSuppressionForbidden = "suppression-forbidden";
inline constexpr std::string_view kSuppressionMalformed = "suppression-malformed";
inline constexpr std::string_view kSuppressionUnused = "suppression-unused";

struct BuiltInRule {
  std::string_view name;
  config::Severity severity{};
  bool suppressible = false;  // by a comment
};

// All of them, sorted by name.
inline constexpr BuiltInRule kBuiltInRules[] = {
    {diagnostics::kInvalidConfiguration, config::Severity::high, true},
    {diagnostics::kInvalidPipeline, config::Severity::high, true},
    {kSuppressionExpired, config::Severity::medium},
    {kSuppressionForbidden, config::Severity::high},
    {kSuppressionMalformed, config::Severity::medium},
    {kSuppressionUnused, config::Severity::low},
    {diagnostics::kSyntaxError, config::Severity::high},
};

// Null if there is none of that name.
constexpr const BuiltInRule* built_in_rule(std::string_view name) {
  for (const BuiltInRule& rule : kBuiltInRules) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

}  // namespace findings
