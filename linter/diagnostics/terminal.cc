// SPDX-License-Identifier: Apache-2.0
//
// Makes text fit for a terminal. Whatever comes out of a file passes through `cells`, so nothing in
// a file can move the cursor, change colours or hide what follows it.
// Exports everything in terminal.h. Tested in tests/diagnostics/terminal_test.cc.
#include "diagnostics/terminal.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdio>

namespace diagnostics {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr utf8proc_int32_t kZeroWidthNonJoiner = 0x200C;
constexpr utf8proc_int32_t kZeroWidthJoiner = 0x200D;

std::string encode(utf8proc_int32_t code_point) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(code_point, bytes);
  return {reinterpret_cast<const char*>(bytes), static_cast<size_t>(length)};
}

std::string name_of(utf8proc_int32_t code_point) {
  char name[16];
  const int length =
      std::snprintf(name, sizeof name, "<U+%04X>", static_cast<unsigned>(code_point));
  return {name, static_cast<size_t>(length)};
}

// Whether a character shows nothing of its own, or is not assigned to anything.
bool is_invisible(utf8proc_int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    case UTF8PROC_CATEGORY_CF:
      return code_point != kZeroWidthJoiner && code_point != kZeroWidthNonJoiner;
    default:
      return false;
  }
}

Cell named(utf8proc_int32_t code_point) {
  std::string name = name_of(code_point);
  const auto columns = static_cast<uint32_t>(name.size());
  return {.text = std::move(name), .columns = columns};
}

// The cell of a character; one that combines with what stands before it takes no columns.
Cell cell_of(utf8proc_int32_t code_point, bool is_first) {
  if (code_point == '\t') return {.text = "    ", .columns = 4};
  if (code_point < 0x20) return {.text = encode(0x2400 + code_point), .columns = 1};
  if (code_point == 0x7F) return {.text = encode(0x2421), .columns = 1};
  if (is_invisible(code_point)) return named(code_point);
  const int columns = utf8proc_charwidth(code_point);
  if (columns <= 0 && is_first) return named(code_point);
  return {.text = encode(code_point), .columns = static_cast<uint32_t>(std::max(columns, 0))};
}

const char* code_of(Style style) {
  switch (style) {
    case Style::bold:
      return "\x1b[1m";
    case Style::frame:
      return "\x1b[1;94m";
    case Style::error:
      return "\x1b[1;91m";
    case Style::warning:
      return "\x1b[1;93m";
    case Style::note:
      return "\x1b[1;92m";
    case Style::help:
      return "\x1b[1;96m";
  }
  return "";
}

// Whether a text is one as it stands, a column a byte: most are.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

void wrap_line(std::string_view line, uint32_t width, std::vector<std::string>& lines) {
  std::string current;
  uint32_t columns = 0;
  while (!line.empty()) {
    const size_t end = std::min(line.find(' '), line.size());
    const std::string word = printable(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
    const uint32_t word_columns = display_width(word);
    if (!current.empty() && columns + 1 + word_columns > width) {
      lines.push_back(std::move(current));
      current.clear();
      columns = 0;
    }
    if (!current.empty()) {
      current += ' ';
      ++columns;
    }
    current += word;
    columns += word_columns;
  }
  lines.push_back(std::move(current));
}

}  // namespace

std::vector<Cell> cells(std::string_view text) {
  std::vector<Cell> result;
  for (size_t at = 0; at < text.size();) {
    utf8proc_int32_t code_point = -1;
    const utf8proc_ssize_t length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                         static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
    Cell cell = length > 0 ? cell_of(code_point, result.empty())
                           : Cell{.text = std::string(kReplacement), .columns = 1};
    cell.begin = static_cast<uint32_t>(at);
    at += length > 0 ? static_cast<size_t>(length) : 1;
    cell.end = static_cast<uint32_t>(at);
    if (cell.columns == 0) {
      result.back().text += cell.text;
      result.back().end = cell.end;
    } else {
      result.push_back(std::move(cell));
    }
  }
  return result;
}

std::string printable(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string result;
  for (const Cell& cell : cells(text)) result += cell.text;
  return result;
}

uint32_t display_width(std::string_view text) {
  if (is_plain(text)) return static_cast<uint32_t>(text.size());
  uint32_t columns = 0;
  for (const Cell& cell : cells(text)) columns += cell.columns;
  return columns;
}

std::vector<std::string> wrap(std::string_view text, uint32_t width) {
  std::vector<std::string> lines;
  while (true) {
    const size_t end = text.find('\n');
    wrap_line(text.substr(0, end), width, lines);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string Paint::operator()(Style style, std::string_view text) const {
  if (!color_ || text.empty()) return std::string(text);
  return code_of(style) + std::string(text) + "\x1b[0m";
}

}  // namespace diagnostics
