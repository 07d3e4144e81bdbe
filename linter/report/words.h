// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "findings/findings.h"
#include "report/report.h"

namespace report {

// "1 rule", "2 rules".
inline std::string counted(size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// Where others know three levels: errors are high and critical, a warning is medium.
template <class Level>
Level by_level(config::Severity severity, Level error, Level warning, Level note) {
  if (severity >= config::Severity::high) return error;
  return severity == config::Severity::medium ? warning : note;
}

// Why a finding that fails is not reported, though no comment suppresses it; `change` is since what
// a change is judged.
inline std::string acceptance(findings::KnownBy known, std::string_view change) {
  return known == findings::KnownBy::before ? fmt::format("as before the change since {}", change)
                                            : "accepted by the baseline";
}

// Where docs/ describes a rule; `docs_url` is not empty.
inline std::string rule_url(std::string_view docs_url, const RuleText& rule) {
  return rule.area.empty() ? fmt::format("{}rules/README.md", docs_url)
                           : fmt::format("{}rules/{}/{}.md", docs_url, rule.area, rule.name);
}

}  // namespace report
