// SPDX-License-Identifier: Apache-2.0
// Names that stand for nothing. Exported: rule_names, report_absent_profile, report_absent_names.
// Tested in tests/run/.

#include "run/names.h"

#include <fmt/format.h>

#include <algorithm>

#include "findings/built_in_rules.h"

namespace run {

namespace {

// "There is no profile "x"", with the nearest name there is.
diagnostics::Diagnostic& report_absent(std::string_view what, std::string_view name,
                                       const source::Range& range,
                                       std::span<const std::string_view> names,
                                       diagnostics::Diagnostics& diagnostics) {
  diagnostics::Diagnostic& diagnostic = diagnostics.error(
      diagnostics::kInvalidConfig, range, fmt::format("There is no {} \"{}\"", what, name));
  if (const auto near = diagnostics::suggest(name, names)) {
    diagnostic.remedy = fmt::format("Did you mean \"{}\"?", *near);
  }
  return diagnostic;
}

bool is_there(std::string_view pattern, std::span<const std::string_view> names) {
  return std::ranges::any_of(
      names, [pattern](std::string_view name) { return config::matches(pattern, name); });
}

}  // namespace

std::vector<std::string_view> rule_names(const rules::RuleSet& rules) {
  std::vector<std::string_view> names;
  for (const rules::RuleHead& head : rules.heads()) names.push_back(head.name);
  for (const findings::BuiltInRule& rule : findings::kBuiltInRules) names.push_back(rule.name);
  return names;
}

void report_absent_profile(std::string_view profile, const source::Range& range,
                           std::span<const std::string_view> profiles,
                           diagnostics::Diagnostics& diagnostics) {
  report_absent("profile", profile, range, profiles, diagnostics).detail =
      fmt::format("Profiles are {}.", fmt::join(profiles, ", "));
}

void report_absent_names(const Options& options, const config::Config& config,
                         const rules::Policies& policies, const Names& names,
                         diagnostics::Diagnostics& diagnostics) {
  const std::string& wanted = options.only_environment;
  if (!wanted.empty() &&
      std::ranges::find(names.environments, wanted) == names.environments.end()) {
    report_absent("environment", wanted, {}, names.environments, diagnostics).detail =
        "Environments are declared in .plumbline.hcl, or found by the names of variable files.";
  }
  for (const config::Policy* policy : {&policies.profile, &policies.config}) {
    for (const config::RuleSetting& setting : policy->rules) {
      if (is_there(setting.rules, names.rules)) continue;
      report_absent("rule", setting.rules, setting.range, names.rules, diagnostics);
    }
  }
  for (const std::string& name : config.suppressions.never) {
    if (is_there(name, names.rules)) continue;
    report_absent("rule", name, config.suppressions.never_range, names.rules, diagnostics);
  }
}

}  // namespace run
