// SPDX-License-Identifier: Apache-2.0
// Names and versions of rules over time. Exported: RuleSet::current_name, RuleSet::update_names,
// built_in_version, is_newer, newer_rules, check_version. Tested in tests/rules/names_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "rules/built_in.h"
#include "rules/state.h"
#include "schema/version.h"

namespace rules {

using diagnostics::kInvalidConfig;
using diagnostics::kInvalidRule;

void RuleSet::State::check_former_names() {
  const auto wrong = [this](const RuleHead& head, std::string summary, std::string detail) {
    const syntax::Block* rule = block(DefinitionKind::rule, head.name);
    diagnostics.error(kInvalidRule, rule == nullptr ? source::Range() : rule->header,
                      std::move(summary), std::move(detail));
  };
  for (const RuleHead& head : heads) {
    for (std::string_view name : head.formerly) {
      const auto [known, is_new] = former_names.emplace(name, head.name);
      if (definitions.contains({DefinitionKind::rule, name}) && known->second == head.name) {
        wrong(head, fmt::format("\"{}\" is the name of a rule", name),
              fmt::format("Rule \"{}\" says that it was called so formerly.", head.name));
      } else if (!is_new && known->second != head.name) {
        wrong(head, fmt::format("Two rules were called \"{}\"", name),
              fmt::format("They are \"{}\" and \"{}\".", known->second, head.name));
      }
    }
  }
}

std::string_view RuleSet::current_name(std::string_view name) const {
  const auto present = state_->definitions.find({DefinitionKind::rule, name});
  if (present != state_->definitions.end()) return present->first.second;
  const auto former = state_->former_names.find(name);
  return former == state_->former_names.end() ? std::string_view() : former->second;
}

void RuleSet::update_names(config::Policy& policy, diagnostics::Diagnostics& diagnostics) const {
  for (config::RuleSetting& setting : policy.rules) {
    const std::string_view name = current_name(setting.rules);
    if (name.empty() || name == setting.rules) continue;
    diagnostics::Diagnostic& renamed =
        diagnostics.error(kInvalidConfig, setting.range,
                          fmt::format("Rule \"{}\" is called \"{}\" today", setting.rules, name));
    renamed.severity = diagnostics::Severity::warning;
    setting.rules = std::string(name);
  }
}

std::string_view built_in_version() {
  std::string_view newest = "0";
  for (const BuiltIn& built_in : built_in_rules()) {
    if (schema::version_numbers(built_in.since) > schema::version_numbers(newest)) {
      newest = built_in.since;
    }
  }
  return newest;
}

bool is_newer(const RuleHead& head, std::string_view version) {
  return !version.empty() && schema::version_numbers(head.since) > schema::version_numbers(version);
}

size_t newer_rules(RuleSet& rules, const Policies& policies) {
  if (policies.rules_version.empty()) return 0;
  Policies unpinned = policies;
  unpinned.rules_version.clear();
  return static_cast<size_t>(std::ranges::count_if(rules.heads(), [&](const RuleHead& head) {
    return !severity_in(policies, head, nullptr) && severity_in(unpinned, head, nullptr);
  }));
}

void check_version(const Policies& policies, const source::Range& range,
                   diagnostics::Diagnostics& diagnostics) {
  const std::string_view newest = built_in_version();
  if (schema::version_numbers(policies.rules_version) <= schema::version_numbers(newest)) return;
  diagnostics.error(kInvalidConfig, range,
                    fmt::format("There is no version {} of the rules", policies.rules_version),
                    fmt::format("The newest that this Plumbline has is {}.", newest));
}

}  // namespace rules
