// SPDX-License-Identifier: Apache-2.0
// Base64 as Go's StdEncoding has it.
// Exported: base64.h. Tested by tests/expressions/functions/encoding.txt.
#include "expressions/functions/base64.h"

#include <algorithm>
#include <cstdint>

namespace expressions::base64 {

namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string encode(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t count = std::min<size_t>(3, bytes.size() - i);
    uint32_t group = 0;
    for (size_t j = 0; j < 3; ++j) {
      group = group << 8 | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (size_t j = 0; j < 4; ++j) {
      text += j <= count ? kAlphabet[group >> (18 - 6 * j) & 63] : '=';
    }
  }
  return text;
}

std::optional<std::string> decode(std::string_view text) {
  std::string symbols;
  for (const char c : text) {
    if (c != '\n' && c != '\r') symbols += c;
  }
  if (symbols.size() % 4 != 0) return std::nullopt;
  size_t padding = 0;
  while (padding < 2 && padding < symbols.size() && symbols[symbols.size() - 1 - padding] == '=') {
    ++padding;
  }
  std::string bytes;
  uint32_t group = 0;
  const size_t end = symbols.size() - padding;
  for (size_t i = 0; i < symbols.size(); ++i) {
    const size_t value = i < end ? kAlphabet.find(symbols[i]) : 0;
    if (value == std::string_view::npos) return std::nullopt;
    group = group << 6 | static_cast<uint32_t>(value);
    if (i % 4 != 3) continue;
    const size_t count = i + 1 == symbols.size() ? 3 - padding : 3;
    for (size_t j = 0; j < count; ++j) bytes += static_cast<char>(group >> (16 - 8 * j) & 255);
    group = 0;
  }
  return bytes;
}

}  // namespace expressions::base64
