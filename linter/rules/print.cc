// SPDX-License-Identifier: Apache-2.0
// Verdicts as text. Exported: print, name. Tested in tests/rules/.

#include "rules/print.h"

#include <fmt/format.h>

namespace rules {

std::string_view name(Outcome outcome) {
  static constexpr std::string_view kNames[] = {"pass", "fail", "undecided", "not applicable"};
  return kNames[static_cast<size_t>(outcome)];
}

std::string print(const CheckResult& result, const graph::Graph& graph) {
  std::string text;
  for (const Verdict& verdict : result.verdicts) {
    text += fmt::format("{}: {}", verdict.rule->name, graph.node(verdict.node).address);
    if (!verdict.element.empty()) text += fmt::format(" [{}]", verdict.element);
    text += fmt::format(": {}", name(verdict.outcome));
    if (!verdict.path.empty()) text += fmt::format(" at {}", verdict.path);
    if (!verdict.message.empty()) text += fmt::format(": {}", verdict.message);
    for (const values::Reason* reason : verdict.reasons) {
      text += fmt::format(" ({})", reason->subject);
    }
    text += '\n';
  }
  return text;
}

}  // namespace rules
