// SPDX-License-Identifier: Apache-2.0
// What profile and config make of rules and parameters. Exported: severity_in, ParameterValues.
// Tested in tests/rules/.

#include <fmt/format.h>

#include <algorithm>

#include "rules/state.h"

namespace rules {

using diagnostics::kInvalidConfig;

std::optional<config::Severity> severity_in(const Policies& policies, const RuleHead& head,
                                            const Rule* rule) {
  bool enabled = true;
  // Newer than what the config pins: only who names it wants it.
  bool wanted = !head.built_in || !is_newer(head, policies.rules_version);
  std::optional<config::Severity> severity;
  const auto apply = [&](const config::Policy& policy, bool own) {
    for (const config::RuleSetting& setting : policy.rules) {
      if (!config::matches(setting.rules, head.name)) continue;
      enabled = setting.enabled.value_or(enabled);
      if (setting.severity) severity = setting.severity;
      wanted = wanted || (own && setting.rules == head.name);
    }
  };
  if (head.built_in || policies.own_profile) apply(policies.profile, policies.own_profile);
  apply(policies.config, true);
  if (!enabled || !wanted) return std::nullopt;
  return severity.value_or(rule == nullptr ? config::Severity::medium : rule->severity);
}

ParameterValues::ParameterValues(RuleSet& rules, const Policies& policies,
                                 diagnostics::Diagnostics& diagnostics)
    : rules_(rules), policies_(policies), diagnostics_(diagnostics) {
  const std::vector<std::string_view> known = rules_.parameter_names();
  for (const config::Policy* policy : {&policies_.profile, &policies_.config}) {
    for (const auto& [name, range] : policy->parameter_ranges) {
      if (std::ranges::find(known, name) != known.end()) continue;
      diagnostics::Diagnostic& diagnostic = diagnostics_.error(
          kInvalidConfig, range, fmt::format("There is no parameter \"{}\"", name));
      if (std::optional<std::string_view> near = diagnostics::suggest(name, known)) {
        diagnostic.remedy = fmt::format("Did you mean \"{}\"?", *near);
      }
    }
  }
}

const Value* ParameterValues::find(std::string_view name) {
  const auto known = values_.find(name);
  if (known != values_.end()) return &known->second;
  const Parameter* parameter = rules_.state().parameter(name);
  if (parameter == nullptr) return nullptr;
  Value value = parameter->default_value;
  for (const config::Policy* policy : {&policies_.profile, &policies_.config}) {
    const auto given = policy->parameters.find(name);
    if (given == policy->parameters.end()) continue;
    const values::Conversion conversion =
        values::convert(given->second, parameter->type, rules_.state().arena);
    if (conversion.ok) {
      value = conversion.value;
      continue;
    }
    const auto range = policy->parameter_ranges.find(name);
    diagnostics_.error(kInvalidConfig,
                       range == policy->parameter_ranges.end() ? source::Range{} : range->second,
                       fmt::format("Wrong value for parameter \"{}\"", name),
                       fmt::format("It is {}: {}.",
                                   values::friendly_name(given->second.type(rules_.state().arena)),
                                   conversion.error));
  }
  return &values_.emplace(std::string(name), value).first->second;
}

}  // namespace rules
