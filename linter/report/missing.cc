// SPDX-License-Identifier: Apache-2.0
// Says what is missing. Exported: missing_lines, modules_line. Tested in tests/report/text_test.cc.

#include "report/missing.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "findings/gaps.h"
#include "report/words.h"

namespace report {

namespace {

constexpr size_t kShownRoots = 3;

}  // namespace

std::string modules_line(const findings::Report& report, std::string_view one) {
  const uint32_t count = report.summary.missing_modules;
  std::string place;
  const std::vector<std::string>& roots = report.awaiting_init;
  const size_t shown = roots.size() > kShownRoots + 1 ? kShownRoots : roots.size();
  for (size_t i = 0; i < shown && roots != std::vector<std::string>{"."}; ++i) {
    const bool last = i + 1 == roots.size();
    place += (i == 0 ? "in " : last ? " and " : ", ") + roots[i];
  }
  if (shown < roots.size()) place += fmt::format(" and {} others", roots.size() - shown);
  const std::string what = one.empty()
                               ? counted(count, "module is", "modules are") + " not installed"
                               : std::string(one);
  return fmt::format("{}: {} {}", what, findings::installing(report, place),
                     count == 1 ? "it" : "them");
}

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
      const bool only = one && report.summary.missing_modules == 1;
      lines.push_back({report.summary.awaiting_modules,
                       modules_line(report, only ? input.sentence : std::string())});
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
