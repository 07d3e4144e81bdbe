// SPDX-License-Identifier: Apache-2.0
// ISO-2022-JP, whose sets EUC-JP has as well, with the high bits set; and HZ-GB-2312, which does so
// with GB18030.
// Exported: charset_escapes.h. Tested by tests/expressions/functions/encoding.txt.
#include "expressions/functions/charset_escapes.h"

#include <array>

#include "expressions/functions/charset_table.h"
#include "expressions/functions/runes.h"

namespace expressions::charsets {

namespace {

constexpr unsigned char kHighBit = 0x80;
constexpr unsigned char kKatakanaLead = 0x8E;  // of EUC-JP
constexpr unsigned char kJis0212Lead = 0x8F;
constexpr int32_t kFirstBeyondAscii = 0x80;

unsigned char byte_at(std::string_view bytes, size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

// The character of a set of two bytes; nothing where there is none.
const Sequence* pair(const Charset& charset, Bytes before, std::string_view bytes) {
  if (bytes.size() < 2) return nullptr;
  const unsigned char first = byte_at(bytes, 0) | kHighBit;
  const unsigned char second = byte_at(bytes, 1) | kHighBit;
  return charset.decoded(with_byte(with_byte(before, first), second));
}

enum class JapaneseSet { ascii, katakana, jis0208, jis0212 };

struct Escape {
  std::string_view text;
  JapaneseSet set;
};

// The first of each set is the one that is written.
constexpr Escape kEscapes[] = {
    {"\x1B(B", JapaneseSet::ascii},    {"\x1B(I", JapaneseSet::katakana},
    {"\x1B$B", JapaneseSet::jis0208},  {"\x1B$@", JapaneseSet::jis0208},
    {"\x1B$(D", JapaneseSet::jis0212}, {"\x1B(J", JapaneseSet::ascii},
};

const Escape* escape_at(std::string_view bytes) {
  for (const Escape& escape : kEscapes) {
    if (bytes.starts_with(escape.text)) return &escape;
  }
  return nullptr;
}

// Switches to another set, if it is another.
void switch_to(JapaneseSet wanted, JapaneseSet& now, std::string& bytes) {
  if (wanted == now) return;
  now = wanted;
  for (const Escape& escape : kEscapes) {
    if (escape.set != wanted) continue;
    bytes += escape.text;
    return;
  }
}

// One character in the set at hand; false where there is none.
bool decode_japanese(const Charset& euc, JapaneseSet& set, std::string_view& bytes,
                     std::string& text) {
  const unsigned char first = byte_at(bytes, 0);
  const bool line_ends =
      first == '\n' && (set == JapaneseSet::jis0208 || set == JapaneseSet::jis0212);
  if (line_ends) set = JapaneseSet::ascii;
  if (set == JapaneseSet::ascii) {
    text += static_cast<char>(first);
    bytes.remove_prefix(1);
    return true;
  }
  const bool katakana = set == JapaneseSet::katakana;
  const Sequence* found = nullptr;
  if (katakana) {
    const unsigned char high = first | kHighBit;
    found = euc.decoded(with_byte(with_byte(kNoBytes, kKatakanaLead), high));
  } else {
    const bool wide = set == JapaneseSet::jis0212;
    found = pair(euc, wide ? with_byte(kNoBytes, kJis0212Lead) : kNoBytes, bytes);
  }
  if (found == nullptr) return false;
  runes::append(text, found->code);
  bytes.remove_prefix(katakana ? 1 : 2);
  return true;
}

}  // namespace

std::optional<std::string> decode_iso_2022_jp(std::string_view bytes) {
  const Charset& euc = *registered("euc-jp");
  JapaneseSet set = JapaneseSet::ascii;
  std::string text;
  while (!bytes.empty()) {
    if (byte_at(bytes, 0) >= kHighBit) return std::nullopt;
    if (bytes.front() != '\x1B') {
      if (!decode_japanese(euc, set, bytes, text)) return std::nullopt;
      continue;
    }
    const Escape* escape = escape_at(bytes);
    if (escape == nullptr) return std::nullopt;
    set = escape->set;
    bytes.remove_prefix(escape->text.size());
  }
  return text;
}

std::optional<std::string> encode_iso_2022_jp(std::string_view text) {
  const Charset& euc = *registered("euc-jp");
  JapaneseSet set = JapaneseSet::ascii;
  std::string bytes;
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    text.remove_prefix(rune.size);
    if (rune.code < kFirstBeyondAscii) {
      switch_to(JapaneseSet::ascii, set, bytes);
      bytes += static_cast<char>(rune.code);
      continue;
    }
    const Sequence* found = euc.encoded(rune.code);
    if (found == nullptr || found->bytes >> 16 != kNoBytes) return std::nullopt;
    const auto first = static_cast<unsigned char>(found->bytes >> 8);
    const auto second = static_cast<unsigned char>(found->bytes);
    const bool katakana = first == kKatakanaLead;
    switch_to(katakana ? JapaneseSet::katakana : JapaneseSet::jis0208, set, bytes);
    if (!katakana) bytes += static_cast<char>(first & ~kHighBit);
    bytes += static_cast<char>(second & ~kHighBit);
  }
  switch_to(JapaneseSet::ascii, set, bytes);
  return bytes;
}

namespace {

constexpr char kTilde = '~';

// What follows a tilde; false where nothing may.
bool decode_tilde(std::string_view& bytes, bool& chinese, std::string& text) {
  if (bytes.size() < 2) return false;
  switch (bytes[1]) {
    case '{':
      chinese = true;
      break;
    case '}':
      chinese = false;
      break;
    case kTilde:
      text += kTilde;
      break;
    case '\n':
      break;
    default:
      return false;
  }
  bytes.remove_prefix(2);
  return true;
}

// Whether two bytes of GB18030 are of the part that HZ has.
bool is_gb2312(unsigned char first, unsigned char second) {
  return first >= 0xA1 && first < 0xFE && second >= 0xA1 && second < 0xFF;
}

}  // namespace

std::optional<std::string> decode_hz(std::string_view bytes) {
  const Charset& chinese_set = *registered("gb18030");
  bool chinese = false;
  std::string text;
  while (!bytes.empty()) {
    if (byte_at(bytes, 0) >= kHighBit) return std::nullopt;
    if (bytes.front() == kTilde) {
      if (!decode_tilde(bytes, chinese, text)) return std::nullopt;
      continue;
    }
    if (!chinese) {
      text += bytes.front();
      bytes.remove_prefix(1);
      continue;
    }
    const Sequence* found = pair(chinese_set, kNoBytes, bytes);
    if (found == nullptr) return std::nullopt;
    const auto first = static_cast<unsigned char>(found->bytes >> 8);
    if (!is_gb2312(first, static_cast<unsigned char>(found->bytes))) return std::nullopt;
    runes::append(text, found->code);
    bytes.remove_prefix(2);
  }
  return text;
}

std::optional<std::string> encode_hz(std::string_view text) {
  const Charset& chinese_set = *registered("gb18030");
  bool chinese = false;
  std::string bytes;
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    text.remove_prefix(rune.size);
    if (rune.code < kFirstBeyondAscii) {
      // A tilde is written in either set as it is.
      if (chinese && rune.code != kTilde) bytes += "~}";
      if (rune.code != kTilde) chinese = false;
      bytes +=
          rune.code == kTilde ? std::string("~~") : std::string(1, static_cast<char>(rune.code));
      continue;
    }
    const Sequence* found = chinese_set.encoded(rune.code);
    if (found == nullptr) return std::nullopt;
    const auto first = static_cast<unsigned char>(found->bytes >> 8);
    const auto second = static_cast<unsigned char>(found->bytes);
    if (!is_gb2312(first, second)) return std::nullopt;
    if (!chinese) bytes += "~{";
    chinese = true;
    bytes += static_cast<char>(first & ~kHighBit);
    bytes += static_cast<char>(second & ~kHighBit);
  }
  return bytes;
}

}  // namespace expressions::charsets
