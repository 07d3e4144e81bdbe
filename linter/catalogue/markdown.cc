// SPDX-License-Identifier: Apache-2.0
// Markdown. Exported: everything in markdown.h. Tested in tests/catalogue/.

#include "catalogue/markdown.h"

#include <fmt/format.h>

namespace catalogue {

namespace {

std::string row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) text += fmt::format(" {} |", cell);
  return text + "\n";
}

}  // namespace

std::string markdown(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\`*<|[").find(c) != std::string_view::npos) result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string code(std::string_view text) {
  if (text.empty()) return {};
  std::string result = "`";
  for (const char c : text) {
    if (c == '|') result += '\\';  // a cell of a table ends at a bare one, even in code
    result += c;
  }
  return result + "`";
}

std::string fenced(std::string_view language, std::string_view text) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  return fmt::format("{}{}\n{}{}{}\n", fence, language, text, text.ends_with('\n') ? "" : "\n",
                     fence);
}

MarkdownTable::MarkdownTable(const std::vector<std::string>& header) : text_(row(header)) {
  text_ += row(std::vector<std::string>(header.size(), "---"));
}

void MarkdownTable::add(const std::vector<std::string>& cells) {
  text_ += row(cells);
  ++rows_;
}

}  // namespace catalogue
