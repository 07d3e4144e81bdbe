// SPDX-License-Identifier: Apache-2.0
// Texts within Bitbucket's limits. Exported: bounded. Tested in tests/publish/text_test.cc.

#include "publish/text.h"

#include <algorithm>

#include "diagnostics/terminal.h"

namespace publish {

namespace {

// The lines of a text, each made printable.
std::string printable_lines(std::string_view text) {
  std::string result;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (begin > 0) result += '\n';
    result += diagnostics::printable(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

// UTF-16 code units of the character that a byte begins; 0 for one within a character.
size_t units_of(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  if (code >= 0xF0) return 2;
  return code >= 0x80 && code < 0xC0 ? 0 : 1;
}

}  // namespace

std::string bounded(std::string_view text, size_t limit) {
  std::string lines = printable_lines(text);
  size_t units = 0;
  size_t room = 0;  // bytes that leave a unit for the sign that something is missing
  for (size_t i = 0; i < lines.size(); ++i) {
    units += units_of(lines[i]);
    if (units > limit) {
      lines.resize(room);
      return lines + "…";
    }
    const bool ends = i + 1 == lines.size() || units_of(lines[i + 1]) > 0;
    if (ends && units < limit) room = i + 1;
  }
  return lines;
}

}  // namespace publish
