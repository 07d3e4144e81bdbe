// SPDX-License-Identifier: Apache-2.0
// Code points of UTF-8 text and simple case mapping, by utf8proc's Unicode tables.
// Exported: runes.h. Tested by tests/expressions/functions/string.txt.
#include "expressions/functions/runes.h"

#include <utf8proc.h>

namespace expressions::runes {

namespace {

constexpr int32_t kReplacement = 0xFFFD;
constexpr int32_t kSharpS = 0xDF;

// Unicode's simple mappings keep the sharp s; utf8proc alone has a capital one for it.
int32_t upper(int32_t code) { return code == kSharpS ? code : utf8proc_toupper(code); }
int32_t title(int32_t code) { return code == kSharpS ? code : utf8proc_totitle(code); }

template <class Map>
std::string mapped(std::string_view text, Map map) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Rune rune = first(text);
    append(result, map(rune.code));
    text.remove_prefix(rune.size);
  }
  return result;
}

}  // namespace

Rune first(std::string_view text) {
  if (text.empty()) return {};
  utf8proc_int32_t code = 0;
  const utf8proc_ssize_t size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                       static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (size <= 0) return {kReplacement, 1};
  return {code, static_cast<size_t>(size)};
}

Rune last(std::string_view text) {
  constexpr size_t kLongest = 4;
  for (size_t size = 1; size <= kLongest && size <= text.size(); ++size) {
    const std::string_view tail = text.substr(text.size() - size);
    const bool continues = (static_cast<unsigned char>(tail[0]) & 0xC0) == 0x80;
    if (continues) continue;
    const Rune rune = first(tail);
    return rune.size == size ? rune : Rune{kReplacement, 1};
  }
  return text.empty() ? Rune{} : Rune{kReplacement, 1};
}

void append(std::string& text, int32_t code) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(code, bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (size <= 0) return false;
    text.remove_prefix(static_cast<size_t>(size));
  }
  return true;
}

bool is_space(int32_t code) {
  if (code < 0x80) return code == ' ' || (code >= '\t' && code <= '\r');
  return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) ||
         code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

bool is_printable(int32_t code) {
  if (code == ' ') return true;
  const utf8proc_category_t category = utf8proc_category(code);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_SO;
}

bool is_word(int32_t code) {
  if (code == '_') return true;
  const utf8proc_category_t category = utf8proc_category(code);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         category == UTF8PROC_CATEGORY_ND;
}

bool ends_word(int32_t code) {
  if (code < 0x80) {
    const bool letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    return !letter && !(code >= '0' && code <= '9') && code != '_';
  }
  return is_space(code);
}

std::string to_upper(std::string_view text) { return mapped(text, upper); }

std::string to_lower(std::string_view text) { return mapped(text, utf8proc_tolower); }

std::string to_title(std::string_view text) {
  int32_t previous = ' ';
  return mapped(text, [&previous](int32_t code) {
    const bool begins = ends_word(previous);
    previous = code;
    return begins ? title(code) : code;
  });
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  if (from.empty()) {
    result += to;
    while (!text.empty()) {
      const size_t size = first(text).size;
      result += text.substr(0, size);
      result += to;
      text.remove_prefix(size);
    }
    return result;
  }
  for (size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    result += text.substr(0, at);
    result += to;
    text.remove_prefix(at + from.size());
  }
  result += text;
  return result;
}

}  // namespace expressions::runes
