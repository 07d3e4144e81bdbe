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
  std::string_view summary;
  std::string_view why;
  std::string_view remedy;
};

// flat table: all of them, sorted by name.
inline constexpr BuiltInRule kBuiltInRules[] = {
    {diagnostics::kInvalidConfiguration, config::Severity::high, true,
     "Terraform would refuse this",
     "It parses, but `terraform plan` would end with an error here, whatever the missing inputs "
     "turn out to be.",
     "Mend what the finding says, in the words of Terraform."},
    {diagnostics::kInvalidPipeline, config::Severity::high, true,
     "Bitbucket would refuse this pipeline",
     "The file is YAML, but no pipeline that Bitbucket would run.", "Mend what the finding says."},
    {kSuppressionExpired, config::Severity::medium, false, "A suppression has expired",
     "Its `until` has passed, so it suppresses nothing any more.",
     "Mend what it suppressed, or decide anew until when it may stay."},
    {kSuppressionForbidden, config::Severity::high, false,
     "A suppression names a rule that may not be suppressed",
     "The config's `suppressions` block says of this rule that no comment suppresses it.",
     "Mend what the rule finds."},
    {kSuppressionMalformed, config::Severity::medium, false, "A suppression has no effect",
     "It names no rule that there is, stands at nothing, or does not say what the config demands.",
     "Write it as the finding says."},
    {kSuppressionUnused, config::Severity::low, false, "A suppression suppresses nothing",
     "Nothing fails where it stands, so it only hides what may come.", "Take it out."},
    {diagnostics::kSyntaxError, config::Severity::high, false, "The file does not parse",
     "Terraform would not read it, and what stands in the broken part is not judged.",
     "Mend the syntax at the place that the finding shows."},
};

// Null if there is none of that name.
constexpr const BuiltInRule* built_in_rule(std::string_view name) {
  for (const BuiltInRule& rule : kBuiltInRules) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

}  // namespace findings
