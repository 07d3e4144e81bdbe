// SPDX-License-Identifier: Apache-2.0
// Texts and words of SARIF. Exported: message, level, shortened, encoded, identified. Tested in
// tests/report/sarif_test.cc.

#include <fmt/format.h>

#include "report/sarif/parts.h"
#include "report/words.h"

namespace report::sarif {

Json message(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    plain += text[i];
    // "[text](target)" is a link; what looks like one is kept from being one.
    if (text.substr(i).starts_with("](")) plain += ' ';
  }
  if (plain.empty() || std::string_view(".?!").find(plain.back()) == std::string_view::npos) {
    plain += '.';
  }
  return {{"text", plain}};
}

std::string_view level(config::Severity severity) {
  return by_level(severity, "error", "warning", "note");
}

std::string shortened(std::string_view text, size_t limit) {
  constexpr std::string_view kEllipsis = "...";
  if (text.size() <= limit) return std::string(text);
  size_t end = limit - kEllipsis.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

// RFC 3986: all but unreserved characters and slashes are written as their bytes.
std::string encoded(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

Json identified(std::string_view id) {
  Json json = {{"id", id}};
  std::string name;
  bool begins = true;
  for (const char c : id) {
    if (c != '-') name += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = c == '-';
  }
  if (name.size() < id.size()) json["name"] = name;
  return json;
}

}  // namespace report::sarif
