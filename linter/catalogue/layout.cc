// SPDX-License-Identifier: Apache-2.0
// Text in columns. Exported: table, paragraph, severity_cell. Tested in tests/catalogue/.

#include "catalogue/layout.h"

#include <algorithm>

#include "report/words.h"

namespace catalogue {

using diagnostics::display_width;

namespace {

constexpr uint32_t kIndent = 2, kGap = 2;
constexpr uint32_t kLeastText = 24;  // columns that wrapped text has at least

}  // namespace

std::string table(const std::vector<Row>& rows, std::vector<uint32_t> widths, const Style& style) {
  const diagnostics::Paint paint(style.color);
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i + 1 < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i].text));
    }
  }
  uint32_t left = kIndent;
  for (size_t i = 0; i + 1 < widths.size(); ++i) left += widths[i] + kGap;
  const bool below = left + kLeastText > style.width;
  if (below) left = kIndent + 2 * kGap;
  const uint32_t room = std::max(style.width, left + kLeastText) - left;
  std::string text;
  for (const Row& row : rows) {
    std::string line(kIndent, ' ');
    for (size_t i = 0; i + 1 < row.size(); ++i) {
      const std::string cell = diagnostics::printable(row[i].text);
      line += row[i].style ? paint(*row[i].style, cell) : cell;
      line.append(widths[i] + kGap - display_width(row[i].text), ' ');
    }
    bool first = !below;
    if (below) {
      while (line.ends_with(' ')) line.pop_back();
      text += line + '\n';
    }
    for (const std::string& piece : diagnostics::wrap(row.back().text, room)) {
      text += first ? line : std::string(left, ' ');
      text += row.back().style ? paint(*row.back().style, piece) : piece;
      text += '\n';
      first = false;
    }
  }
  return text;
}

std::string paragraph(std::string_view text, uint32_t indent, const Style& style) {
  std::string result;
  const uint32_t room = std::max(style.width, indent + kLeastText) - indent;
  for (const std::string& line : diagnostics::wrap(text, room)) {
    if (!line.empty()) result.append(indent, ' ');
    result += line + '\n';
  }
  return result;
}

Cell severity_cell(std::optional<config::Severity> severity) {
  using diagnostics::Style;
  if (!severity) return {"off", Style::frame};
  return {std::string(config::name(*severity)),
          report::by_level(*severity, Style::error, Style::warning, Style::note)};
}

}  // namespace catalogue
