// SPDX-License-Identifier: Apache-2.0
// Unicode for strings: valid UTF-8, normal form NFC, grapheme clusters, through utf8proc.
// Exported: everything of strings.h. Tested in tests/values/strings_test.cc.
#include "values/strings.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace values {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_valid_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (point.value < 0) return false;
    i += point.length;
  }
  return true;
}

std::string with_replacement_characters(std::string_view text) {
  std::string valid;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    valid.append(point.value < 0 ? "\xEF\xBF\xBD" : text.substr(i, point.length));
    i += point.length;
  }
  return valid;
}

// NFC of valid UTF-8.
std::string composed(std::string_view text) {
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto length = static_cast<utf8proc_ssize_t>(text.size());
  const utf8proc_ssize_t count = utf8proc_decompose(bytes, length, nullptr, 0, options);
  // One more: re-encoding in place writes a terminator.
  std::vector<utf8proc_int32_t> points(static_cast<size_t>(std::max<utf8proc_ssize_t>(count, 0)) +
                                       1);
  utf8proc_decompose(bytes, length, points.data(), count, options);
  const utf8proc_ssize_t size = utf8proc_reencode(points.data(), count, options);
  return {reinterpret_cast<const char*>(points.data()), static_cast<size_t>(size)};
}

// Code points that no later one can change or join; go-cty keeps them at the end of a prefix.
bool ends_every_cluster(std::string_view cluster) {
  constexpr std::string_view kDelimiters = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'";
  return cluster.size() == 1 && kDelimiters.find(cluster[0]) != std::string_view::npos;
}

// Go's IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space.
bool prints(utf8proc_int32_t point) {
  const utf8proc_category_t category = utf8proc_category(point);
  return point == ' ' || (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_SO);
}

std::string escaped(utf8proc_int32_t point) {
  constexpr std::string_view kControls = "\a\b\t\n\v\f\r";
  constexpr std::string_view kLetters = "abtnvfr";
  if (point == '"') return "\\\"";
  if (point == '\\') return "\\\\";
  if (point >= '\a' && point <= '\r')
    return {'\\', kLetters[kControls.find(static_cast<char>(point))]};
  if (point < 0x80) return fmt::format("\\x{:02x}", point);
  return point < 0x10000 ? fmt::format("\\u{:04x}", point) : fmt::format("\\U{:08x}", point);
}

}  // namespace

CodePoint code_point_at(std::string_view text, size_t offset) {
  CodePoint point;
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x80) return {byte, 1};
  const utf8proc_ssize_t length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + offset,
                       static_cast<utf8proc_ssize_t>(text.size() - offset), &point.value);
  if (length > 0) point.length = static_cast<size_t>(length);
  return point;
}

void append_utf8(std::string& text, int32_t code_point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
  const utf8proc_ssize_t length =
      utf8proc_encode_char(surrogate ? 0xFFFD : code_point, bytes.data());
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<size_t>(length));
}

std::string_view normalized(std::string_view text, source::Arena& arena) {
  if (is_ascii(text)) return text;
  if (!is_valid_utf8(text)) return arena.copy(composed(with_replacement_characters(text)));
  const std::string nfc = composed(text);
  return nfc == text ? text : arena.copy(std::string_view(nfc));
}

namespace {

// What is no character, and what Terraform takes for that (go-textseg: utf8.RuneError).
bool stands_alone(utf8proc_int32_t code_point) { return code_point < 0 || code_point == 0xFFFD; }

}  // namespace

std::vector<std::string_view> graphemes(std::string_view text) {
  std::vector<std::string_view> clusters;
  utf8proc_int32_t state = 0;
  utf8proc_int32_t previous = -1;
  size_t begin = 0;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    const bool apart = stands_alone(point.value) || stands_alone(previous);
    if (apart) state = 0;
    const bool starts = apart || utf8proc_grapheme_break_stateful(previous, point.value, &state);
    if (starts && i > begin) {
      clusters.push_back(text.substr(begin, i - begin));
      begin = i;
    }
    previous = point.value;
    i += point.length;
  }
  if (begin < text.size()) clusters.push_back(text.substr(begin));
  return clusters;
}

std::string_view safe_prefix(std::string_view text) {
  const std::vector<std::string_view> clusters = graphemes(text);
  if (clusters.empty() || ends_every_cluster(clusters.back())) return text;
  return text.substr(0, text.size() - clusters.back().size());
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    const std::string_view bytes = text.substr(i, point.length);
    if (point.value < 0) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes[0]));
    } else if (prints(point.value) && point.value != '"' && point.value != '\\') {
      result += bytes;
    } else {
      result += escaped(point.value);
    }
    i += point.length;
  }
  return result + "\"";
}

}  // namespace values
