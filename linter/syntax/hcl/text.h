// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "source/arena.h"

// The text inside HCL's tokens: escapes, white space, numbers, encoding. As hclsyntax v2.23 has it.
namespace syntax {

struct Character {
  uint32_t code = 0;
  size_t size = 0;  // in bytes; 0 at the end of the text
};
// The first character of a text; where its UTF-8 is broken, a byte.
Character first_character(std::string_view text);

// Takes from the front of a template's literal text what HCL's lexer makes one token of: a run of
// text (unquoted: up to and with a line feed), a single `$` or `%`, or an escape such as `$${`.
// Strip markers and the indentation of heredocs work on these pieces.
std::string_view take_piece(std::string_view& text, bool quoted);

// How many hexadecimal digits stand from `begin` on, at most `wanted`.
size_t count_hex(std::string_view text, size_t begin, size_t wanted);
uint32_t hex_value(std::string_view digits);
// Writes a code point as UTF-8, at most four bytes; how many it wrote.
size_t append_utf8(uint32_t code, char* out);

struct EscapeProblem {
  size_t begin = 0;  // the escape, in bytes of the text
  size_t end = 0;
  std::string detail;
};

// The first backslash escape in the text of a quoted string that HCL refuses.
std::optional<EscapeProblem> find_bad_escape(std::string_view text);

// A piece (or several) with its escapes resolved; `text` itself where it has none. Bad escapes
// stay as they are.
std::string_view decode(std::string_view text, bool quoted, source::Arena& arena);

// In Unicode's normal form NFC; `text` itself where it is ASCII or no UTF-8.
std::string_view normalised(std::string_view text, source::Arena& arena);

// The offset of the first byte that is no UTF-8 as HCL's lexer checks it (lead bytes are followed
// by as many continuation bytes as they announce); nothing if there is none.
std::optional<size_t> find_bad_utf8(std::string_view text);
bool is_ascii(std::string_view text);

// Without leading or trailing Unicode white space.
std::string_view trim_left(std::string_view text);
std::string_view trim_right(std::string_view text);
// The number of white space characters at the beginning.
size_t leading_spaces(std::string_view text);
// Without its first `count` characters (UTF-8).
std::string_view drop_characters(std::string_view text, size_t count);

// Whether a token of HCL's lexer for numbers is one: `1.2.3` is such a token and no number.
bool is_number(std::string_view token);

}  // namespace syntax
