// SPDX-License-Identifier: Apache-2.0
// What yaml-cpp's events do not tell of a text: how it is written, where it ends, and all of its
// last line breaks. Exported: written.h. Tested by tests/expressions/functions/yaml.txt and
// tests/syntax/yaml/.
#include "syntax/yaml/written.h"

#include <algorithm>

namespace syntax {

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

size_t size_of_blanks(std::string_view written, bool commas) {
  size_t at = 0;
  bool after_blank = true;
  while (at < written.size()) {
    const char c = written[at];
    if (c == '#' && after_blank) {
      at = std::min(written.find('\n', at), written.size());
      continue;
    }
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank && !(commas && c == ',')) break;
    after_blank = blank;
    ++at;
  }
  return at;
}

size_t size_of_properties(std::string_view written) {
  size_t at = 0;
  while (at < written.size() && (written[at] == '!' || written[at] == '&')) {
    at = std::min(written.find_first_of(" \t\n", at), written.size());
    at += size_of_blanks(written.substr(at), false);
  }
  return at;
}

YamlStyle style_of(std::string_view written) {
  if (written.starts_with('"') || written.starts_with('\'')) return YamlStyle::quoted;
  return written.starts_with('|') || written.starts_with('>') ? YamlStyle::block : YamlStyle::plain;
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

namespace {

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// A plain text is written as it is but for blanks, which are folded.
size_t size_of_plain(std::string_view written, std::string_view text) {
  size_t at = 0;
  for (size_t i = 0; i < text.size();) {
    if (is_white(text[i])) {
      while (i < text.size() && is_white(text[i])) ++i;
      while (at < written.size() && is_white(written[at])) ++at;
    } else if (at < written.size() && written[at] == text[i]) {
      ++at;
      ++i;
    } else {
      break;
    }
  }
  return at;
}

size_t size_of_quoted(std::string_view written) {
  const char quote = written[0];
  size_t at = 1;
  while (at < written.size()) {
    if (quote == '"' && written[at] == '\\') {
      at += 2;
    } else if (written[at] != quote) {
      ++at;
    } else if (quote == '\'' && written.substr(at + 1).starts_with('\'')) {
      at += 2;
    } else {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// The header, and the lines that are content; not the blank ones behind them.
size_t size_of_block(std::string_view written, std::string_view text) {
  std::string_view rest = written;
  const std::string_view header = take_line(rest);
  size_t size = std::min(header.find_last_not_of('\n') + 1, header.size());
  if (text.find_first_not_of('\n') == std::string_view::npos) return size;
  const size_t indented = indentation_of_block(rest, text);
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (is_blank(line)) continue;
    if (indentation(line) < indented) break;
    const auto end = static_cast<size_t>(line.data() + line.size() - written.data());
    size = end - (line.ends_with('\n') ? 1 : 0);
  }
  return size;
}

}  // namespace

size_t size_of_scalar(std::string_view written, YamlStyle style, std::string_view text) {
  if (written.empty()) return 0;
  switch (style) {
    case YamlStyle::quoted:
      return size_of_quoted(written);
    case YamlStyle::block:
      return size_of_block(written, text);
    case YamlStyle::plain:
      break;
  }
  return size_of_plain(written, text);
}

}  // namespace syntax
