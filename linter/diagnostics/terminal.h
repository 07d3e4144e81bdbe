// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Text as a terminal may be given it: safe, measured, wrapped and painted.
namespace diagnostics {

// One thing that a terminal shows in one place: a character with the marks that combine with it,
// or the visible stand-in of one that has no business on a terminal.
struct Cell {
  std::string text;
  uint32_t columns = 0;
  uint32_t begin = 0;  // bytes of the original text
  uint32_t end = 0;
};

// Tabs become four spaces; control characters their pictures (U+2400); invisible characters and
// those that turn the direction of writing `<U+202E>`; bytes that are not UTF-8 U+FFFD.
std::vector<Cell> cells(std::string_view text);

// The text of the cells of `text`.
std::string printable(std::string_view text);

// The columns that `text` takes once it is printable.
uint32_t display_width(std::string_view text);

// Printable lines of at most `width` columns, broken at spaces; a longer word stands alone. A
// line feed begins a new line. At least one line.
std::vector<std::string> wrap(std::string_view text, uint32_t width);

enum class Style : uint8_t { bold, frame, error, warning, note, help };

// Paints printable text, or leaves it as it is.
class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}
  [[nodiscard]] std::string operator()(Style style, std::string_view text) const;

 private:
  bool color_;
};

}  // namespace diagnostics
