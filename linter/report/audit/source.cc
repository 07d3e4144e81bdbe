// SPDX-License-Identifier: Apache-2.0
// Lines of files, with what is meant marked. Exported: write_source. Tested in tests/report/audit/.

#include <algorithm>

#include "diagnostics/line_view.h"
#include "diagnostics/terminal.h"
#include "report/audit/parts.h"

namespace audit {

namespace {

constexpr uint32_t kShownLines = 4;
constexpr uint32_t kWidth = 160;  // columns; the page breaks longer lines

// The parts of a printable line before, in and behind some columns.
struct Slices {
  std::string before, marked, behind;
};

Slices slices_of(const std::string& text, const diagnostics::Columns& columns) {
  Slices slices;
  uint32_t column = 0;
  for (const diagnostics::Cell& cell : diagnostics::cells(text)) {
    std::string& slice = column < columns.begin ? slices.before
                         : column < columns.end ? slices.marked
                                                : slices.behind;
    slice += cell.text;
    column += cell.columns;
  }
  // What a line is indented by is not meant.
  const size_t indent = slices.marked.find_first_not_of(' ');
  if (slices.before.empty() && indent != std::string::npos) {
    slices.before = slices.marked.substr(0, indent);
    slices.marked.erase(0, indent);
  }
  return slices;
}

}  // namespace

void write_source(Page& page, const source::Range& range) {
  if (!range.known()) return;
  const source::File& file = (*page.result.files)[range.file];
  if (file.text().empty()) return;  // of a plan that is no file here
  const uint32_t first = file.position(range.begin).line;
  const uint32_t last =
      file.position(std::max(range.begin, range.end - (range.end > 0 ? 1 : 0))).line;
  Html& html = page.html;
  const Html::Scope source = html.in("pre", {{"class", "source"}});
  for (uint32_t line = first; line <= std::min(last, first + kShownLines - 1); ++line) {
    const std::string_view text = file.line(line);
    const uint32_t start = file.line_start(line);
    const auto end = start + static_cast<uint32_t>(text.size());
    const auto inside = [&](uint32_t offset) { return std::clamp(offset, start, end) - start; };
    const diagnostics::LineView view(text, page.secrets.of(range.file, start, end),
                                     inside(range.begin), kWidth);
    const Slices slices =
        slices_of(view.text(), view.columns(inside(range.begin), inside(range.end)));
    const Html::Scope row = html.in("span", {{"class", "line"}});
    html.leaf("span", std::to_string(line), {{"class", "line-number"}});
    html.text(" ");
    html.text(slices.before);
    if (!slices.marked.empty()) html.leaf("mark", slices.marked);
    html.text(slices.behind);
    html.raw("\n");
  }
  if (last >= first + kShownLines) html.leaf("span", "…", {{"class", "line"}});
}

}  // namespace audit
