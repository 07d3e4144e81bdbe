// SPDX-License-Identifier: Apache-2.0
// Texts of the input as pictures show them. Exported: what the header declares. Tested in
// tests/report/.

#include "report/drawing/label.h"

#include <fmt/format.h>

#include "diagnostics/terminal.h"
#include "report/xml.h"

namespace drawing {

std::string shortened(std::string_view text, size_t columns) {
  const std::vector<diagnostics::Cell> cells = diagnostics::cells(text);
  size_t width = 0;
  for (const diagnostics::Cell& cell : cells) width += cell.columns;
  std::string result;
  if (width <= columns) {
    for (const diagnostics::Cell& cell : cells) result += cell.text;
    return result;
  }
  // The end tells more than the beginning.
  const size_t tail = columns / 2;
  const size_t head = columns - tail - 1;
  size_t used = 0, next = 0;
  for (; next < cells.size() && used + cells[next].columns <= head; ++next) {
    used += cells[next].columns;
    result += cells[next].text;
  }
  size_t begin = cells.size();
  for (used = 0; begin > next && used + cells[begin - 1].columns <= tail; --begin) {
    used += cells[begin - 1].columns;
  }
  result += "…";
  for (size_t i = begin; i < cells.size(); ++i) result += cells[i].text;
  return result;
}

std::string xml(std::string_view text) { return report::xml(diagnostics::printable(text)); }

std::string id_of(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool stands = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    if (stands) {
      result += c;
    } else {
      result += fmt::format(":{:02x}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

}  // namespace drawing
