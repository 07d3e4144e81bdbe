// SPDX-License-Identifier: Apache-2.0
// Names what a report leaves open. Exported: gaps_of, installing. Tested in
// tests/findings/gaps_test.cc.

#include "findings/gaps.h"

#include <fmt/format.h>

namespace findings {

namespace {

constexpr size_t kShownSubmodules = 3;

}  // namespace

std::string installing(const Report& report, std::string_view roots) {
  const std::vector<std::string>& submodules = report.missing_submodules;
  std::string init = "`terraform init -backend=false`";
  if (!roots.empty()) init += fmt::format(" {}", roots);
  if (submodules.empty()) return init + " installs";
  std::string update = "`git submodule update --init";
  // Without names, it is of all of them.
  if (submodules.size() <= kShownSubmodules) {
    for (const std::string& path : submodules) update += " " + path;
  }
  update += '`';
  return report.awaiting_init.empty() ? update + " installs" : update + " and " + init + " install";
}

std::vector<Gap> gaps_of(const Report& report) {
  std::vector<Gap> gaps;
  const auto add = [&gaps](size_t count, std::string_view one, std::string_view many,
                           std::string remedy) {
    if (count > 0) {
      gaps.push_back({fmt::format("{} {}", count, count == 1 ? one : many), std::move(remedy)});
    }
  };
  const Summary& summary = report.summary;
  const uint32_t ours = summary.not_supported;
  add(report.unparsed.size(), "file does not parse", "files do not parse",
      "mend what syntax-error says of them: nothing in what is broken is judged");
  add(report.without_subject.size(), "path has nothing to judge", "paths have nothing to judge",
      "name those that have, or none for the current directory");
  add(report.without_verdict.size(), "environment is not judged", "environments are not judged",
      "mend what is said of their variable files");
  add(summary.missing_modules, "module is not installed", "modules are not installed",
      installing(report) + " them");
  add(summary.undecided - ours, "verdict is undecided", "verdicts are undecided",
      "give the inputs that are named above, by variable files or a plan");
  add(ours, "verdict is undecided because Plumbline does not support something yet",
      "verdicts are undecided because Plumbline does not support something yet",
      "judge a plan, or look for yourself: --verbose shows each");
  add(report.unneeded.size(), "entry of the baseline is no longer needed",
      "entries of the baseline are no longer needed",
      "--update-baseline takes out what it need not hold");
  return gaps;
}

}  // namespace findings
