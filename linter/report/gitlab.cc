// SPDX-License-Identifier: Apache-2.0
// GitLab's Code Quality report ("Code Quality", report format). Exported: to_gitlab. Tested in
// tests/report/formats_test.cc.

#include <nlohmann/json.hpp>

#include "report/formats.h"
#include "report/rows.h"

namespace report {

std::string to_gitlab(const Result& result) {
  using Json = nlohmann::ordered_json;
  static constexpr std::string_view kSeverities[] = {"info", "minor", "major", "critical",
                                                     "blocker"};
  Json all = Json::array();
  for (const Row& row : listed_rows(result)) {
    const findings::Finding& finding = *row.finding;
    all.push_back({{"description", row.text},
                   {"check_name", finding.rule},
                   {"fingerprint", row.id},  // no two may be the same
                   {"severity", kSeverities[static_cast<size_t>(finding.severity)]},
                   {"location", {{"path", row.path}, {"lines", {{"begin", row.begin.line}}}}}});
  }
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace report
