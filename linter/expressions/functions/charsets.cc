// SPDX-License-Identifier: Apache-2.0
// UTF-8, UTF-16, and the encodings of one to four bytes a character that tables describe.
// Exported: charsets.h. Tested by tests/expressions/functions/encoding.txt.
#include "expressions/functions/charsets.h"

#include <algorithm>

#include "expressions/functions/charset_escapes.h"
#include "expressions/functions/charset_table.h"
#include "expressions/functions/runes.h"

namespace expressions::charsets {

namespace {

constexpr int32_t kFirstSurrogate = 0xD800;
constexpr int32_t kFirstLowSurrogate = 0xDC00;
constexpr int32_t kAfterSurrogates = 0xE000;
constexpr int32_t kSupplementary = 0x10000;
constexpr int32_t kAfterUnicode = 0x110000;
constexpr int32_t kByteOrderMark = 0xFEFF;

void append_unit(std::string& bytes, int32_t unit, bool little) {
  const char high = static_cast<char>(unit >> 8);
  const char low = static_cast<char>(unit & 0xFF);
  bytes += little ? low : high;
  bytes += little ? high : low;
}

void append_utf16(std::string& bytes, int32_t code, bool little) {
  if (code < kSupplementary) return append_unit(bytes, code, little);
  const int32_t offset = code - kSupplementary;
  append_unit(bytes, kFirstSurrogate + (offset >> 10), little);
  append_unit(bytes, kFirstLowSurrogate + (offset & 0x3FF), little);
}

std::optional<std::string> decode_utf16(std::string_view bytes, bool little, bool marked) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return little ? int32_t{second} << 8 | first : int32_t{first} << 8 | second;
  };
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 2) {
    int32_t code = unit(at);
    if (at == 0 && marked && code == kByteOrderMark) continue;
    if (code >= kFirstSurrogate && code < kAfterSurrogates) {
      const bool has_low = code < kFirstLowSurrogate && at + 2 < bytes.size();
      const int32_t low = has_low ? unit(at + 2) : 0;
      if (low < kFirstLowSurrogate || low >= kAfterSurrogates) return std::nullopt;
      code = kSupplementary + ((code - kFirstSurrogate) << 10) + (low - kFirstLowSurrogate);
      at += 2;
    }
    runes::append(text, code);
  }
  return text;
}

// GB18030's sequences of four bytes count in turns of 10, 126 and 10.
constexpr unsigned char kFirstOfFour[] = {0x81, 0x30, 0x81, 0x30};
constexpr int32_t kTurns[] = {126, 10, 126, 10};
constexpr int32_t kSupplementaryPointer = 189000;

// The code point of the four bytes that a text begins with; nothing where there is none.
std::optional<int32_t> decode_four(std::string_view bytes, const Charset& charset) {
  if (charset.ranges.empty() || bytes.size() < 4) return std::nullopt;
  int32_t pointer = 0;
  for (size_t i = 0; i < 4; ++i) {
    const int32_t digit = static_cast<unsigned char>(bytes[i]) - int32_t{kFirstOfFour[i]};
    if (digit < 0 || digit >= kTurns[i]) return std::nullopt;
    pointer = pointer * kTurns[i] + digit;
  }
  for (const PointerRange& range : charset.ranges) {
    if (pointer >= range.pointer && pointer < range.pointer + range.count) {
      return range.code + pointer - range.pointer;
    }
  }
  const int32_t code = pointer - kSupplementaryPointer + kSupplementary;
  if (code < kSupplementary || code >= kAfterUnicode) return std::nullopt;
  return code;
}

bool append_four(std::string& bytes, int32_t code, const Charset& charset) {
  if (charset.ranges.empty()) return false;
  int32_t pointer = code < kSupplementary ? -1 : code - kSupplementary + kSupplementaryPointer;
  for (const PointerRange& range : charset.ranges) {
    if (code >= range.code && code < range.code + range.count) {
      pointer = range.pointer + code - range.code;
    }
  }
  if (pointer < 0) return false;
  std::string four(4, '\0');
  for (size_t i = 4; i-- > 0; pointer /= kTurns[i]) {
    four[i] = static_cast<char>(int32_t{kFirstOfFour[i]} + pointer % kTurns[i]);
  }
  bytes += four;
  return true;
}

std::optional<std::string> encode_by_table(std::string_view text, const Charset& charset) {
  std::string bytes;
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    text.remove_prefix(rune.size);
    const Sequence* found = charset.encoded(rune.code);
    if (found == nullptr) {
      if (!append_four(bytes, rune.code, charset)) return std::nullopt;
      continue;
    }
    for (int shift = 16; shift >= 0; shift -= 8) {
      if (found->bytes >> shift > kNoBytes) bytes += static_cast<char>(found->bytes >> shift);
    }
  }
  return bytes;
}

// The shortest sequence that a text begins with, and how long it is.
const Sequence* first_sequence(std::string_view bytes, const Charset& charset, size_t& length) {
  constexpr size_t kLongest = 3;
  Bytes key = kNoBytes;
  for (length = 1; length <= std::min(kLongest, bytes.size()); ++length) {
    key = with_byte(key, static_cast<unsigned char>(bytes[length - 1]));
    if (const Sequence* found = charset.decoded(key)) return found;
  }
  return nullptr;
}

std::optional<std::string> decode_by_table(std::string_view bytes, const Charset& charset) {
  std::string text;
  while (!bytes.empty()) {
    size_t length = 0;
    if (const Sequence* found = first_sequence(bytes, charset, length)) {
      runes::append(text, found->code);
      if (found->second != 0) runes::append(text, found->second);
      bytes.remove_prefix(length);
    } else if (const std::optional<int32_t> code = decode_four(bytes, charset)) {
      runes::append(text, *code);
      bytes.remove_prefix(4);
    } else {
      return std::nullopt;
    }
  }
  return text;
}

std::string encode_utf16(std::string_view text, bool little, bool marked) {
  std::string bytes;
  if (marked) append_unit(bytes, kByteOrderMark, little);
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    text.remove_prefix(rune.size);
    append_utf16(bytes, rune.code, little);
  }
  return bytes;
}

}  // namespace

const Charset* find(std::string_view name) {
  while (!name.empty() && runes::is_space(runes::first(name).code)) {
    name.remove_prefix(runes::first(name).size);
  }
  while (!name.empty() && runes::is_space(runes::last(name).code)) {
    name.remove_suffix(runes::last(name).size);
  }
  return registered(runes::to_lower(name));
}

std::optional<std::string> encode(std::string_view text, const Charset& charset) {
  switch (charset.form) {
    case Form::utf8:
      return std::string(text);
    case Form::utf16:
      return encode_utf16(text, false, true);
    case Form::utf16_big:
    case Form::utf16_little:
      return encode_utf16(text, charset.form == Form::utf16_little, false);
    case Form::iso_2022_jp:
      return encode_iso_2022_jp(text);
    case Form::hz:
      return encode_hz(text);
    case Form::table:
      break;
  }
  return encode_by_table(text, charset);
}

std::optional<std::string> decode(std::string_view bytes, const Charset& charset) {
  switch (charset.form) {
    case Form::utf8:
      return runes::is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
    case Form::utf16:
      return decode_utf16(bytes, bytes.starts_with("\xFF\xFE"), true);
    case Form::utf16_big:
    case Form::utf16_little:
      return decode_utf16(bytes, charset.form == Form::utf16_little, false);
    case Form::iso_2022_jp:
      return decode_iso_2022_jp(bytes);
    case Form::hz:
      return decode_hz(bytes);
    case Form::table:
      break;
  }
  return decode_by_table(bytes, charset);
}

}  // namespace expressions::charsets
