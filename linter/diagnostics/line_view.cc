// SPDX-License-Identifier: Apache-2.0
//
// Crops a line of any length to what fits a terminal, and maps its bytes to columns. Looks at a few
// widths of text only: a line may be megabytes long.
// Exports LineView. Tested in tests/diagnostics/line_view_test.cc.
#include "diagnostics/line_view.h"

#include <algorithm>
#include <vector>

#include "diagnostics/terminal.h"

namespace diagnostics {
namespace {

constexpr std::string_view kEllipsis = "...";
constexpr auto kEllipsisColumns = static_cast<uint32_t>(kEllipsis.size());
// Bytes that are looked at for each column: no character is longer, but for what combines with it.
constexpr size_t kBytesPerColumn = 8;

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The first byte from `at` on, or before, with which a character begins.
size_t character_start(std::string_view line, size_t at) {
  while (at > 0 && at < line.size() && continues_code_point(line[at])) --at;
  return at;
}

bool is_within(std::span<const Span> spans, size_t byte) {
  const auto next = std::ranges::upper_bound(spans, byte, {}, &Span::begin);
  return next != spans.begin() && byte < std::prev(next)->end;
}

}  // namespace

LineView::LineView(std::string_view line, std::span<const Span> secrets, size_t focus,
                   uint32_t width) {
  focus = std::min(focus, line.size());
  const size_t reach = kBytesPerColumn * width;
  const size_t from = character_start(line, focus > reach ? focus - reach : 0);
  const size_t to = character_start(line, std::min(line.size(), focus + reach));
  const std::vector<Cell> all = cells(line.substr(from, to - from));

  uint32_t total = 0;
  uint32_t before_focus = 0;
  for (const Cell& cell : all) {
    if (from + cell.end <= focus) before_focus += cell.columns;
    total += cell.columns;
  }
  const bool whole = from == 0 && to == line.size() && total <= width;
  // A cropped line shows two thirds of its width after the place that matters.
  const uint32_t skipped = whole || before_focus < width / 2 ? 0 : before_focus - width / 3;
  const bool cut_left = from > 0 || skipped > 0;

  uint32_t passed = 0;
  uint32_t column = cut_left ? kEllipsisColumns : 0;
  if (cut_left) text_ = kEllipsis;
  for (const Cell& cell : all) {
    passed += cell.columns;
    if (passed <= skipped) continue;
    if (!whole && column + cell.columns + kEllipsisColumns > width) {
      places_.push_back({.begin = from + cell.begin, .column = column});
      text_ += kEllipsis;
      return;
    }
    places_.push_back({.begin = from + cell.begin, .column = column});
    text_ += is_within(secrets, from + cell.begin) ? std::string(cell.columns, '*') : cell.text;
    column += cell.columns;
  }
  places_.push_back({.begin = to, .column = column});
  if (to < line.size()) text_ += kEllipsis;
  text_.erase(text_.find_last_not_of(' ') + 1);
}

uint32_t LineView::column_at(size_t byte) const {
  // The last place that begins at or before the byte.
  auto place = std::upper_bound(places_.begin(), places_.end(), byte,
                                [](size_t b, const Place& p) { return b < p.begin; });
  return place == places_.begin() ? place->column : std::prev(place)->column;
}

Columns LineView::columns(size_t begin, size_t end) const {
  const uint32_t first = column_at(begin);
  uint32_t last = first;
  if (end > begin) {
    // Up to the place after the one that holds the last byte.
    auto after = std::lower_bound(places_.begin(), places_.end(), end,
                                  [](const Place& p, size_t e) { return p.begin < e; });
    last = after == places_.end() ? places_.back().column : after->column;
  }
  return {.begin = first, .end = std::max(last, first + 1)};
}

}  // namespace diagnostics
