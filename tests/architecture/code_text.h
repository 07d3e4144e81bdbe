// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <string>
#include <string_view>

// C++ as text: just enough reading of it to count lines and to find names.
namespace architecture {

enum class Keep { code, code_and_strings };

// Blanks comments, and also the insides of strings unless they are to be kept. Offsets and lines
// stay what they were.
class CodeText {
 public:
  CodeText(std::string_view text, Keep keep) : text_(text), code_(text), keep_(keep) {
    while (at_ < text_.size()) step();
  }
  [[nodiscard]] std::string take() { return std::move(code_); }

 private:
  void step() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//")) return blank_to(text_.find('\n', at_));
    if (rest.starts_with("/*")) return blank_past("*/", 2);
    if (rest.starts_with("R\"")) return skip_raw_string();
    if (rest.starts_with('"')) return skip_quoted('"');
    const bool separates_digits =
        at_ > 0 && std::isalnum(static_cast<unsigned char>(text_[at_ - 1]));
    if (rest.starts_with('\'') && !separates_digits) return skip_quoted('\'');
    ++at_;
  }

  void blank_to(size_t end) {
    for (end = std::min(end, text_.size()); at_ < end; ++at_) {
      if (text_[at_] != '\n') code_[at_] = ' ';
    }
  }

  void blank_past(std::string_view closing, size_t from) {
    const size_t end = text_.find(closing, at_ + from);
    blank_to(end == std::string_view::npos ? end : end + closing.size());
  }

  void skip_string_to(size_t end) {
    if (keep_ == Keep::code) return blank_to(end);
    at_ = std::min(end, text_.size());
  }

  void skip_raw_string() {
    const size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return blank_to(open);
    const std::string closing = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const size_t end = text_.find(closing, open);
    skip_string_to(end == std::string_view::npos ? end : end + closing.size());
  }

  void skip_quoted(char quote) {
    size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2 : 1;
    skip_string_to(end + 1);
  }

  std::string_view text_;
  std::string code_;
  Keep keep_;
  size_t at_ = 0;
};

inline std::string code_of(std::string_view text, Keep keep = Keep::code) {
  return CodeText(text, keep).take();
}

}  // namespace architecture
