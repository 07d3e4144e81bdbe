// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Code points of UTF-8 text, with the classes that Go's strings package knows. What is no UTF-8
// reads as U+FFFD, one byte at a time.
namespace expressions::runes {

struct Rune {
  int32_t code = 0;
  size_t size = 0;  // bytes; 0 only for empty text
};

Rune first(std::string_view text);
Rune last(std::string_view text);
void append(std::string& text, int32_t code);

bool is_utf8(std::string_view text);
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Unicode's White_Space.
bool is_space(int32_t code);
// Letters, marks, numbers, punctuation, symbols and the ASCII space.
bool is_printable(int32_t code);
// Letters, decimal digits and the underscore.
bool is_word(int32_t code);
// Whether a word ends here for title(): no letter, digit or underscore; beyond ASCII only spaces.
bool ends_word(int32_t code);

std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);
std::string to_title(std::string_view text);

// Every occurrence of `from` replaced; an empty one occurs around every code point.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

}  // namespace expressions::runes
