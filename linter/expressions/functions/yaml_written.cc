// SPDX-License-Identifier: Apache-2.0
// What yaml-cpp's events do not tell of a text: how it is written, and all of its last line breaks.
// Exported: without_properties, style_of, with_kept_breaks. Tested by
// tests/expressions/functions/yaml.txt.
#include <algorithm>

#include "expressions/functions/yaml_scalar.h"

namespace expressions::yaml {

namespace {

std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
  rest.remove_prefix(line.size());
  return line;
}

size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \n") == std::string_view::npos;
}

// The columns that the content of a block is indented by, without the blanks that its first line
// begins with.
size_t indentation_of_block(std::string_view lines, std::string_view text) {
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    if (is_blank(line)) continue;
    const size_t first = std::min(text.find_first_not_of('\n'), text.size());
    const size_t own = indentation(text.substr(first));
    return std::max(indentation(line), own) - own;
  }
  return 0;
}

// How many line breaks the content of a block ends with.
size_t breaks_at_end(std::string_view lines, size_t indented) {
  size_t breaks = 0;
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    const bool ends = line.ends_with('\n');
    const bool empty = is_blank(line) && line.size() - (ends ? 1 : 0) <= indented;
    if (!empty && indentation(line) < indented) break;
    breaks = (empty ? breaks : 0) + (ends ? 1 : 0);
  }
  return breaks;
}

}  // namespace

std::string_view without_properties(std::string_view written) {
  while (written.starts_with('!') || written.starts_with('&')) {
    written.remove_prefix(std::min(written.find_first_of(" \n"), written.size()));
    written.remove_prefix(std::min(written.find_first_not_of(" \n"), written.size()));
  }
  return written;
}

Style style_of(std::string_view written) {
  if (written.starts_with('"') || written.starts_with('\'')) return Style::quoted;
  return written.starts_with('|') || written.starts_with('>') ? Style::block : Style::plain;
}

std::string with_kept_breaks(std::string_view written, const std::string& text) {
  const size_t content_end = text.find_last_not_of('\n');
  if (!written.starts_with('>') || content_end == std::string::npos) return text;
  const std::string_view header = take_line(written);
  if (header.substr(0, header.find_first_of(" \n#")).find('+') == std::string_view::npos) {
    return text;
  }
  const size_t breaks = breaks_at_end(written, indentation_of_block(written, text));
  return text.substr(0, content_end + 1) + std::string(breaks, '\n');
}

}  // namespace expressions::yaml
