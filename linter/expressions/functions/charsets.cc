// SPDX-License-Identifier: Apache-2.0
// UTF-8, UTF-16, Latin 1 and ASCII.
// Exported: charsets.h. Tested by tests/expressions/functions/encoding.txt.
#include "expressions/functions/charsets.h"

#include <algorithm>

#include "expressions/functions/runes.h"

namespace expressions::charsets {

namespace {

struct Name {
  std::string_view name;
  Charset charset;
};

// Preferred names and common aliases. Source: IANA Character Sets registry, November 2026.
constexpr Name kNames[] = {
    {"utf-8", Charset::utf8},
    {"csutf8", Charset::utf8},
    {"utf-16", Charset::utf16},
    {"csutf16", Charset::utf16},
    {"utf-16be", Charset::utf16_big},
    {"csutf16be", Charset::utf16_big},
    {"utf-16le", Charset::utf16_little},
    {"csutf16le", Charset::utf16_little},
    {"iso-8859-1", Charset::latin1},
    {"iso_8859-1", Charset::latin1},
    {"iso_8859-1:1987", Charset::latin1},
    {"latin1", Charset::latin1},
    {"l1", Charset::latin1},
    {"ibm819", Charset::latin1},
    {"cp819", Charset::latin1},
    {"us-ascii", Charset::ascii},
    {"ascii", Charset::ascii},
    {"iso646-us", Charset::ascii},
    {"us", Charset::ascii},
    {"ansi_x3.4-1968", Charset::ascii},
};

constexpr int32_t kFirstSurrogate = 0xD800;
constexpr int32_t kFirstLowSurrogate = 0xDC00;
constexpr int32_t kAfterSurrogates = 0xE000;
constexpr int32_t kSupplementary = 0x10000;
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

// Encodings of one byte a character, whose bytes are its code points.
std::optional<std::string> decode_single(std::string_view bytes, int32_t last) {
  std::string text;
  for (const char byte : bytes) {
    const int32_t code = static_cast<unsigned char>(byte);
    if (code > last) return std::nullopt;
    runes::append(text, code);
  }
  return text;
}

constexpr int32_t kLastLatin1 = 0xFF;
constexpr int32_t kLastAscii = 0x7F;

bool is_single(Charset charset) { return charset == Charset::latin1 || charset == Charset::ascii; }

int32_t last_code(Charset charset) { return charset == Charset::ascii ? kLastAscii : kLastLatin1; }

}  // namespace

std::optional<Charset> find(std::string_view name) {
  const std::string lower = runes::to_lower(name);
  const auto* found = std::ranges::find(kNames, std::string_view(lower), &Name::name);
  return found != std::end(kNames) ? std::optional(found->charset) : std::nullopt;
}

std::optional<std::string> encode(std::string_view text, Charset charset) {
  if (charset == Charset::utf8) return std::string(text);
  std::string bytes;
  // Without a byte order in the name, a mark and the big end first.
  if (charset == Charset::utf16) append_unit(bytes, kByteOrderMark, false);
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    text.remove_prefix(rune.size);
    if (!is_single(charset)) {
      append_utf16(bytes, rune.code, charset == Charset::utf16_little);
    } else if (rune.code <= last_code(charset)) {
      bytes += static_cast<char>(rune.code);
    } else {
      return std::nullopt;
    }
  }
  return bytes;
}

std::optional<std::string> decode(std::string_view bytes, Charset charset) {
  switch (charset) {
    case Charset::utf8:
      return runes::is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
    case Charset::utf16: {
      const bool little = bytes.starts_with("\xFF\xFE");
      return decode_utf16(bytes, little, true);
    }
    case Charset::utf16_big:
    case Charset::utf16_little:
      return decode_utf16(bytes, charset == Charset::utf16_little, false);
    case Charset::latin1:
    case Charset::ascii:
      return decode_single(bytes, last_code(charset));
  }
  return std::nullopt;
}

}  // namespace expressions::charsets
