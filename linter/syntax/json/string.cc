// SPDX-License-Identifier: Apache-2.0
// JSON's escapes. Exports find_bad_json_escape, decode_json and json_origins. Tested in
// tests/syntax/json_test.cc.
#include "syntax/json/string.h"

#include <string>

namespace syntax {

namespace {

constexpr std::string_view kLetters = "\"\\/bfnrt";
constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
constexpr uint32_t kReplacement = 0xFFFD;
constexpr size_t kUnicodeEscape = 6;  // \uXXXX

bool is_high_surrogate(uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// The code unit of the escape \uXXXX that `text` begins with; nothing if it begins with none.
std::optional<uint32_t> code_unit(std::string_view text) {
  if (!text.starts_with("\\u") || count_hex(text, 2, 4) < 4) return std::nullopt;
  return hex_value(text.substr(2, 4));
}

// What `text` begins with, one character or escape.
Character unicode_escape(std::string_view text) {
  const uint32_t unit = code_unit(text).value_or(kReplacement);
  if (!is_high_surrogate(unit) && !is_low_surrogate(unit)) return {unit, kUnicodeEscape};
  const uint32_t low = code_unit(text.substr(kUnicodeEscape)).value_or(0);
  if (!is_high_surrogate(unit) || !is_low_surrogate(low)) return {kReplacement, kUnicodeEscape};
  return {0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00), 2 * kUnicodeEscape};
}

Character character(std::string_view text) {
  if (text[0] == '\\') {
    if (text[1] == 'u') return unicode_escape(text);
    return {static_cast<unsigned char>(kMeanings[kLetters.find(text[1])]), 2};
  }
  Character result = first_character(text);
  if (result.size == 1 && result.code >= 0x80) result.code = kReplacement;
  return result;
}

// Whether the text stands for itself.
bool is_plain(std::string_view text) {
  if (text.find('\\') != std::string_view::npos) return false;
  if (is_ascii(text)) return true;
  while (!text.empty()) {
    const Character next = first_character(text);
    if (next.size == 1 && next.code >= 0x80) return false;
    text.remove_prefix(next.size);
  }
  return true;
}

}  // namespace

std::optional<EscapeProblem> find_bad_json_escape(std::string_view text) {
  for (size_t pos = text.find('\\'); pos < text.size(); pos = text.find('\\', pos)) {
    const std::string_view rest = text.substr(pos);
    if (rest.starts_with("\\u")) {
      if (!code_unit(rest)) {
        return EscapeProblem{pos, pos + 2 + count_hex(text, pos + 2, 4),
                             "The escape \\u must be followed by four hexadecimal digits."};
      }
    } else if (rest.size() < 2 || kLetters.find(rest[1]) == std::string_view::npos) {
      return EscapeProblem{
          pos, pos + 1 + first_character(rest.substr(1)).size,
          "JSON knows the escapes \\\", \\\\, \\/, \\b, \\f, \\n, \\r, \\t and \\uNNNN."};
    }
    pos += 2;
  }
  return std::nullopt;
}

std::string_view decode_json(std::string_view text, source::Arena& arena) {
  if (is_plain(text)) return text;
  std::string decoded;
  char bytes[4];
  while (!text.empty()) {
    const Character next = character(text);
    decoded.append(bytes, append_utf8(next.code, bytes));
    text.remove_prefix(next.size);
  }
  return arena.copy(std::string_view(decoded));
}

std::vector<uint32_t> json_origins(std::string_view text, uint32_t begin) {
  std::vector<uint32_t> origins;
  char bytes[4];
  while (!text.empty()) {
    const Character next = character(text);
    const size_t count = append_utf8(next.code, bytes);
    // The bytes of a character that stands for itself are told apart, those of an escape not.
    for (size_t i = 0; i < count; ++i) {
      origins.push_back(begin + static_cast<uint32_t>(next.size == count ? i : 0));
    }
    begin += static_cast<uint32_t>(next.size);
    text.remove_prefix(next.size);
  }
  origins.push_back(begin);
  return origins;
}

}  // namespace syntax
