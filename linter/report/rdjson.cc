// SPDX-License-Identifier: Apache-2.0
// Reviewdog's Diagnostic Format. Exported: to_rdjson. Tested in tests/report/formats_test.cc.

#include <nlohmann/json.hpp>

#include "report/formats.h"
#include "report/rows.h"
#include "report/words.h"

namespace report {

namespace {

using Json = nlohmann::ordered_json;

// Columns count the bytes of the line.
Json position_of(const source::File& file, uint32_t offset) {
  const uint32_t line = file.position(offset).line;
  return {{"line", line}, {"column", offset - std::min(offset, file.line_start(line)) + 1}};
}

const char* severity_of(config::Severity severity) {
  return by_level(severity, "ERROR", "WARNING", "INFO");
}

}  // namespace

std::string to_rdjson(const Result& result) {
  Json diagnostics = Json::array();
  for (const Row& row : listed_rows(result)) {
    const findings::Finding& finding = *row.finding;
    Json location = {{"path", row.path}};
    if (row.placed) {
      const source::File& file = (*result.files)[finding.range.file];
      location["range"] = {{"start", position_of(file, finding.range.begin)},
                           {"end", position_of(file, finding.range.end)}};
    }
    diagnostics.push_back({{"message", row.text},
                           {"location", std::move(location)},
                           {"severity", severity_of(finding.severity)},
                           {"code", {{"value", finding.rule}}}});
  }
  const Json json = {{"source", {{"name", "plumbline"}}}, {"diagnostics", std::move(diagnostics)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace report
