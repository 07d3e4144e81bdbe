// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/secrets.h"

namespace diagnostics {

// Columns [begin, end) of a shown line.
struct Columns {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// One line as it is shown: whole, or cropped to a width around a place that matters.
class LineView {
 public:
  // `focus` is a byte of the line. `width` is at least 20 columns. Of `secrets`, bytes of the line
  // in order, only as many columns are shown.
  LineView(std::string_view line, std::span<const Span> secrets, size_t focus, uint32_t width);

  // Printable, without spaces at its end.
  [[nodiscard]] const std::string& text() const { return text_; }
  // Where bytes [begin, end) of the line stand in `text`: at least one column, perhaps the one
  // after the last.
  [[nodiscard]] Columns columns(size_t begin, size_t end) const;

 private:
  struct Place {
    size_t begin;  // byte of the line
    uint32_t column;
  };

  [[nodiscard]] uint32_t column_at(size_t byte) const;

  std::string text_;
  std::vector<Place> places_;  // one per shown cell, and one after the last
};

}  // namespace diagnostics
