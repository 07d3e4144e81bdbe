// SPDX-License-Identifier: Apache-2.0
// Says what is missing. Exported: missing_lines. Tested in tests/report/text_test.cc.

#include "report/missing.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace report {

std::vector<MissingLine> missing_lines(const findings::Report& report) {
  std::vector<MissingLine> lines;
  const auto is_module = [](const findings::MissingInput& input) {
    return input.kind == values::ReasonKind::module;
  };
  const bool one = std::ranges::count_if(report.missing, is_module) == 1;
  bool modules_said = false;
  for (const findings::MissingInput& input : report.missing) {
    if (is_module(input)) {
      if (std::exchange(modules_said, true)) continue;
      const uint32_t count = report.summary.missing_modules;
      lines.push_back({report.summary.awaiting_modules,
                       (one ? input.sentence : fmt::format("{} modules are not installed", count)) +
                           (one ? ": `terraform init -backend=false` installs it"
                                : ": `terraform init -backend=false` installs them")});
      continue;
    }
    lines.push_back({input.verdicts, input.sentence});
    if (input.roots.size() > 1) {
      lines.back().text += fmt::format(", in {} roots", input.roots.size());
    }
  }
  std::ranges::stable_sort(lines, std::greater<>(), &MissingLine::verdicts);
  return lines;
}

}  // namespace report
