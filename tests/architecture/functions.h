// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "architecture/code_text.h"

namespace architecture {

// A function, or a table that stands outside of functions, by its lines (from 1).
struct Piece {
  std::string header;  // what stands before its brace
  size_t first_line;
  size_t last_line;
  bool is_table = false;
  bool is_exempt = false;  // said to be flat by the comment above
};

// Finds functions by their braces: what has a parameter list before a brace, and is no namespace
// or type. What stands inside a function belongs to it.
class FunctionScanner {
 public:
  explicit FunctionScanner(std::string_view text) : text_(text), code_(code_of(text)) {
    blank_directives();
    for (size_t at = 0; at < code_.size(); ++at) step(at);
  }
  [[nodiscard]] std::vector<Piece> take() { return std::move(pieces_); }

 private:
  enum class Kind { scope, piece, member_initialiser, inner };

  void step(size_t at) {
    if (code_[at] == '{') {
      open(at);
    } else if (code_[at] == '}') {
      close(at);
    } else if (code_[at] == ';' && !inside_piece()) {
      header_start_ = at + 1;
    }
  }

  void open(size_t at) {
    const std::string header = trimmed(header_start_, at);
    const Kind kind = inside_piece() ? Kind::inner : kind_of(header);
    open_.push_back(kind);
    if (kind == Kind::piece) start_piece(header);
    if (kind == Kind::scope) header_start_ = at + 1;
  }

  void close(size_t at) {
    if (open_.empty()) return;
    const Kind kind = open_.back();
    open_.pop_back();
    if (kind == Kind::piece) pieces_.back().last_line = line_of(at);
    if (kind == Kind::piece || kind == Kind::scope) header_start_ = at + 1;
  }

  void start_piece(const std::string& header) {
    const size_t start = code_.find_first_not_of(" \t\n", header_start_);
    const size_t line = line_of(start);
    pieces_.push_back({.header = header,
                       .first_line = line,
                       .last_line = line,
                       .is_table = is_table(header),
                       .is_exempt = is_called_flat(start)});
  }

  [[nodiscard]] static bool is_table(const std::string& header) {
    static const RE2 kAssigned(R"(=$|\]$)");
    return RE2::PartialMatch(header, kAssigned);
  }

  [[nodiscard]] static Kind kind_of(const std::string& header) {
    static const RE2 kScope(
        R"(^(public:|private:|protected:|\s)*(template\s*<.*>\s*)?(inline\s+)?(namespace|class|struct|union|enum|extern)\b[^()]*$)");
    static const RE2 kMember(R"(\)\s*(noexcept\s*)?:[^:].*\w$)");
    if (is_table(header)) return Kind::piece;
    if (RE2::PartialMatch(header, kScope)) return Kind::scope;
    if (RE2::PartialMatch(header, kMember)) return Kind::member_initialiser;
    return header.find('(') != std::string::npos ? Kind::piece : Kind::inner;
  }

  [[nodiscard]] bool inside_piece() const {
    return std::find(open_.begin(), open_.end(), Kind::piece) != open_.end();
  }

  [[nodiscard]] std::string trimmed(size_t begin, size_t end) const {
    std::string result = code_.substr(begin, end - begin);
    std::replace(result.begin(), result.end(), '\n', ' ');
    result.erase(0, result.find_first_not_of(' '));
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
  }

  [[nodiscard]] size_t line_of(size_t at) const {
    return static_cast<size_t>(
               std::count(code_.begin(), code_.begin() + static_cast<long>(at), '\n')) +
           1;
  }

  // Whether the comment that ends right above `start` says so at the beginning of a line.
  [[nodiscard]] bool is_called_flat(size_t start) const {
    size_t line_start = text_.rfind('\n', start);
    while (line_start != std::string_view::npos && line_start > 0) {
      const size_t above = text_.rfind('\n', line_start - 1);
      const size_t begin = above == std::string_view::npos ? 0 : above + 1;
      std::string_view line = text_.substr(begin, line_start - begin);
      line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
      if (!line.starts_with("//")) return false;
      if (line.starts_with("// flat table: ") || line.starts_with("// flat switch: ")) return true;
      line_start = above;
    }
    return false;
  }

  // Lines that begin with '#' have no say in where a header begins.
  void blank_directives() {
    for (size_t begin = 0; begin < code_.size();) {
      const size_t end = std::min(code_.find('\n', begin), code_.size());
      const size_t first = code_.find_first_not_of(" \t", begin);
      if (first < end && code_[first] == '#')
        std::fill(code_.begin() + static_cast<long>(begin), code_.begin() + static_cast<long>(end),
                  ' ');
      begin = end + 1;
    }
  }

  std::string_view text_;
  std::string code_;
  std::vector<Kind> open_;
  std::vector<Piece> pieces_;
  size_t header_start_ = 0;
};

inline std::vector<Piece> find_functions(std::string_view text) {
  return FunctionScanner(text).take();
}

}  // namespace architecture
