// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Text as Markdown (GitHub's), for the pages of this room.
namespace catalogue {

// Plain text: what would be markup in it is escaped, also for cells of tables.
std::string markdown(std::string_view text);
// A code span; nothing for nothing.
std::string code(std::string_view text);
// A fenced block.
std::string fenced(std::string_view language, std::string_view text);

// A table, a row at a time; its cells are Markdown.
class MarkdownTable {
 public:
  MarkdownTable() = default;
  explicit MarkdownTable(const std::vector<std::string>& header);
  void add(const std::vector<std::string>& cells);
  [[nodiscard]] bool empty() const { return rows_ == 0; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  size_t rows_ = 0;
};

}  // namespace catalogue
