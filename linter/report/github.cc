// SPDX-License-Identifier: Apache-2.0
// Workflow commands of GitHub Actions ("Workflow commands", setting a message). Exported:
// to_github. Tested in tests/report/formats_test.cc.

#include <fmt/format.h>

#include "report/formats.h"
#include "report/rows.h"
#include "report/words.h"

namespace report {

namespace {

// `reserved`: characters that end a property.
std::string escaped(std::string_view text, std::string_view reserved) {
  std::string result;
  for (const char c : text) {
    const bool plain = c != '%' && static_cast<unsigned char>(c) >= ' ' &&
                       reserved.find(c) == std::string_view::npos;
    result += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

const char* command_of(config::Severity severity) {
  return by_level(severity, "error", "warning", "notice");
}

}  // namespace

std::string to_github(const Result& result) {
  std::string text;
  for (const Row& row : listed_rows(result)) {
    const findings::Finding& finding = *row.finding;
    std::string properties;
    if (!row.path.empty()) properties = fmt::format("file={},", escaped(row.path, ":,"));
    if (row.placed) properties += fmt::format("line={},endLine={},", row.begin.line, row.end.line);
    if (row.placed && row.begin.line == row.end.line) {
      properties += fmt::format("col={},endColumn={},", row.begin.column, row.end.column);
    }
    text += fmt::format("::{} {}title={}::{}\n", command_of(finding.severity), properties,
                        escaped(finding.rule, ":,"), escaped(row.text, ""));
  }
  return text;
}

}  // namespace report
