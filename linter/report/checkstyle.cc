// SPDX-License-Identifier: Apache-2.0
// Checkstyle's XML. Exported: to_checkstyle. Tested in tests/report/formats_test.cc.

#include <fmt/format.h>

#include <map>

#include "report/formats.h"
#include "report/rows.h"
#include "report/words.h"
#include "report/xml.h"

namespace report {

namespace {

const char* severity_of(config::Severity severity) {
  return by_level(severity, "error", "warning", "info");
}

}  // namespace

std::string to_checkstyle(const Result& result) {
  std::map<std::string, std::string> files;
  for (const Row& row : listed_rows(result)) {
    files[row.path] += fmt::format(
        "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" "
        "source=\"plumbline.{}\"/>\n",
        row.begin.line, row.begin.column, severity_of(row.finding->severity), xml(row.text),
        xml(row.finding->rule));
  }
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n";
  for (const auto& [path, errors] : files) {
    text += fmt::format("  <file name=\"{}\">\n{}  </file>\n", xml(path), errors);
  }
  return text + "</checkstyle>\n";
}

}  // namespace report
