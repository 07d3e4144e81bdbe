// SPDX-License-Identifier: Apache-2.0
// XML. Exported: xml. Tested in tests/report/formats_test.cc.

#include "report/xml.h"

#include <nlohmann/json.hpp>

namespace report {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::string xml(std::string_view text) {
  // The JSON library puts U+FFFD for what is not UTF-8.
  const nlohmann::json valid = std::string(text);
  const std::string quoted = valid.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const auto clean = nlohmann::json::parse(quoted).get<std::string>();
  std::string result;
  for (size_t i = 0; i < clean.size(); ++i) {
    const char c = clean[i];
    const std::string_view three = std::string_view(clean).substr(i, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {  // no characters, by decree
      result += kReplacement;
      i += 2;
      continue;
    }
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      case '\n':
        result += "&#10;";
        break;
      case '\t':
        result += "&#9;";
        break;
      case '\r':
        result += "&#13;";
        break;
      default:
        result +=
            static_cast<unsigned char>(c) < ' ' ? std::string(kReplacement) : std::string(1, c);
    }
  }
  return result;
}

}  // namespace report
