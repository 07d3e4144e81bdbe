// SPDX-License-Identifier: Apache-2.0
//
// The text inside HCL's tokens. White space is Go's unicode.IsSpace, numbers are what Go's
// big.ParseFloat takes, since Terraform reads them with these.
// Tested in tests/syntax/text_test.cc and, through trees, in the other tests of that folder.

#include "syntax/hcl/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace syntax {
namespace {

bool is_sign(char c) { return c == '$' || c == '%'; }

bool is_space(uint32_t code) {
  return (code >= '\t' && code <= '\r') || code == ' ' || code == 0x85 || code == 0xA0 ||
         code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
         code == 0x202F || code == 0x205F || code == 0x3000;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_encodable(uint32_t code) { return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF); }

std::optional<EscapeProblem> check_unicode_escape(std::string_view text, size_t begin) {
  const size_t wanted = text[begin + 1] == 'u' ? 4 : 8;
  const size_t count = count_hex(text, begin + 2, wanted);
  const size_t end = begin + 2 + count;
  if (count < wanted) {
    return EscapeProblem{begin, end,
                         wanted == 4
                             ? "The escape \\u must be followed by four hexadecimal digits."
                             : "The escape \\U must be followed by eight hexadecimal digits."};
  }
  if (is_encodable(hex_value(text.substr(begin + 2, count)))) return std::nullopt;
  return EscapeProblem{begin, end,
                       "This code stands for no character that can be written in UTF-8."};
}

// One escape at `text[pos]`, a backslash; writes what it stands for and passes it.
size_t decode_escape(std::string_view text, size_t& pos, char* out) {
  const char selector = pos + 1 < text.size() ? text[pos + 1] : '\0';
  if (selector == 'u' || selector == 'U') {
    const size_t wanted = selector == 'u' ? 4 : 8;
    if (count_hex(text, pos + 2, wanted) == wanted) {
      const uint32_t code = hex_value(text.substr(pos + 2, wanted));
      pos += 2 + wanted;
      return is_encodable(code) ? append_utf8(code, out) : 0;
    }
  }
  constexpr std::string_view kSelectors = "nrt\"\\";
  constexpr std::string_view kMeanings = "\n\r\t\"\\";
  const size_t which = kSelectors.find(selector);
  *out = which == std::string_view::npos ? '\\' : kMeanings[which];
  pos += which == std::string_view::npos ? 1 : 2;
  return 1;
}

bool starts_sign_escape(std::string_view text, size_t pos) {
  return is_sign(text[pos]) && pos + 2 < text.size() && text[pos + 1] == text[pos] &&
         text[pos + 2] == '{';
}

}  // namespace

size_t count_hex(std::string_view text, size_t begin, size_t wanted) {
  size_t count = 0;
  while (count < wanted && begin + count < text.size() && hex_digit(text[begin + count]) >= 0)
    ++count;
  return count;
}

uint32_t hex_value(std::string_view digits) {
  uint32_t value = 0;
  for (char c : digits) value = value * 16 + static_cast<uint32_t>(hex_digit(c));
  return value;
}

size_t append_utf8(uint32_t code, char* out) {
  return static_cast<size_t>(utf8proc_encode_char(static_cast<utf8proc_int32_t>(code),
                                                  reinterpret_cast<utf8proc_uint8_t*>(out)));
}

Character first_character(std::string_view text) {
  if (text.empty()) return {};
  utf8proc_int32_t code = -1;
  const utf8proc_ssize_t size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(std::min<size_t>(text.size(), 4)), &code);
  if (size <= 0) return {static_cast<unsigned char>(text[0]), 1};
  return {static_cast<uint32_t>(code), static_cast<size_t>(size)};
}

std::string_view take_piece(std::string_view& text, bool quoted) {
  size_t size = 1;
  if (starts_sign_escape(text, 0)) {
    size = 3;
  } else if (!is_sign(text[0])) {
    size = 0;
    while (size < text.size() && !is_sign(text[size])) {
      const char c = text[size++];
      if (quoted && c == '\\' && size < text.size()) ++size;
      if (!quoted && c == '\n') break;
    }
  }
  const std::string_view piece = text.substr(0, size);
  text.remove_prefix(size);
  return piece;
}

std::optional<EscapeProblem> find_bad_escape(std::string_view text) {
  for (size_t pos = text.find('\\'); pos < text.size(); pos = text.find('\\', pos)) {
    const char selector = pos + 1 < text.size() ? text[pos + 1] : '\0';
    if (selector == 'u' || selector == 'U') {
      if (std::optional<EscapeProblem> problem = check_unicode_escape(text, pos)) return problem;
    } else if (selector == '\0' ||
               std::string_view("nrt\"\\").find(selector) == std::string_view::npos) {
      const size_t size = first_character(text.substr(pos + 1)).size;
      return EscapeProblem{
          pos, pos + 1 + size,
          "HCL knows the escapes \\n, \\r, \\t, \\\", \\\\, \\uNNNN and \\UNNNNNNNN."};
    }
    pos += 2;
  }
  return std::nullopt;
}

std::string_view decode(std::string_view text, bool quoted, source::Arena& arena) {
  const bool escapes = quoted && text.find('\\') != std::string_view::npos;
  if (!escapes && text.find("{") == std::string_view::npos) return text;
  if (!escapes && text.size() == 3 && starts_sign_escape(text, 0)) return text.substr(1);
  if (!escapes && text.find_first_of("$%") == std::string_view::npos) return text;
  char* const out = static_cast<char*>(arena.allocate(text.size() + 1, 1));
  size_t size = 0;
  for (size_t pos = 0; pos < text.size();) {
    if (quoted && text[pos] == '\\') {
      size += decode_escape(text, pos, out + size);
    } else {
      if (starts_sign_escape(text, pos)) {
        out[size++] = text[pos];
        pos += 2;
      }
      out[size++] = text[pos++];
    }
  }
  return {out, size};
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<signed char>(c) < 0; });
}

std::string_view normalised(std::string_view text, source::Arena& arena) {
  if (is_ascii(text)) return text;
  utf8proc_uint8_t* result = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &result,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size < 0) return text;
  const std::string_view normal(reinterpret_cast<const char*>(result), static_cast<size_t>(size));
  const std::string_view kept = normal == text ? text : arena.copy(normal);
  std::free(result);  // utf8proc's own allocation
  return kept;
}

std::optional<size_t> find_bad_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const size_t size = lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 0;
    if (size == 0 || i + size > text.size()) return i;
    for (size_t k = 1; k < size; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return i;
    }
    i += size;
  }
  return std::nullopt;
}

std::string_view trim_left(std::string_view text) {
  for (Character c = first_character(text); c.size > 0 && is_space(c.code);
       c = first_character(text)) {
    text.remove_prefix(c.size);
  }
  return text;
}

std::string_view trim_right(std::string_view text) {
  while (!text.empty()) {
    size_t begin = text.size() - 1;
    while (begin > 0 && text.size() - begin < 4 &&
           (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80)
      --begin;
    const Character last = first_character(text.substr(begin));
    if (begin + last.size != text.size() || !is_space(last.code)) break;
    text = text.substr(0, begin);
  }
  return text;
}

size_t leading_spaces(std::string_view text) {
  size_t count = 0;
  for (Character c = first_character(text); c.size > 0 && is_space(c.code);
       c = first_character(text)) {
    text.remove_prefix(c.size);
    ++count;
  }
  return count;
}

std::string_view drop_characters(std::string_view text, size_t count) {
  for (; count > 0 && !text.empty(); --count) text.remove_prefix(first_character(text).size);
  return text;
}

bool is_number(std::string_view token) {
  size_t pos = 0;
  const auto digits = [&] {
    const size_t begin = pos;
    while (pos < token.size() && token[pos] >= '0' && token[pos] <= '9') ++pos;
    return pos - begin;
  };
  digits();
  if (pos < token.size() && token[pos] == '.') {
    ++pos;
    digits();
  }
  if (pos == token.size()) return true;
  if (token[pos] != 'e' && token[pos] != 'E') return false;
  ++pos;
  if (pos < token.size() && (token[pos] == '+' || token[pos] == '-')) ++pos;
  const size_t exponent = pos;
  if (digits() == 0 || pos != token.size()) return false;
  // big.Float holds exponents of 32 bits, of which ten digits are too many.
  return std::strtod(std::string(token.substr(exponent)).c_str(), nullptr) < 2147483000.0;
}

}  // namespace syntax
