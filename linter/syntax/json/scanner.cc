// SPDX-License-Identifier: Apache-2.0
// Cuts JSON into tokens, generously, as HCL's scanner does: whether a string, a number or a word is
// one, the reader finds out. Exports JsonScanner. Tested in tests/syntax/json_test.cc.
#include "syntax/json/scanner.h"

#include <algorithm>

#include "syntax/hcl/text.h"

namespace syntax {

namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kNumberCharacters = "+-.eE0123456789";
constexpr std::string_view kMarks = "{}[],:=";
constexpr JsonTokenKind kMarkKinds[] = {JsonTokenKind::open_brace,   JsonTokenKind::close_brace,
                                        JsonTokenKind::open_bracket, JsonTokenKind::close_bracket,
                                        JsonTokenKind::comma,        JsonTokenKind::colon,
                                        JsonTokenKind::equals};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool continues_word(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

JsonToken JsonScanner::next() {
  pos_ = std::min(text_.find_first_not_of(kSpace, pos_), text_.size());
  if (pos_ == text_.size()) return token(JsonTokenKind::end, pos_);
  const char first = text_[pos_];
  if (const size_t mark = kMarks.find(first); mark != std::string_view::npos) {
    return token(kMarkKinds[mark], pos_ + 1);
  }
  if (first == '"') return string();
  // A word, not a number, begins with an e.
  if (is_letter(first)) {
    const auto end =
        std::find_if_not(text_.begin() + static_cast<ptrdiff_t>(pos_), text_.end(), continues_word);
    return token(JsonTokenKind::word, static_cast<size_t>(end - text_.begin()));
  }
  if (kNumberCharacters.find(first) != std::string_view::npos) {
    return token(JsonTokenKind::number, text_.find_first_not_of(kNumberCharacters, pos_));
  }
  if (first == '#' || text_.substr(pos_).starts_with("//") ||
      text_.substr(pos_).starts_with("/*")) {
    return comment();
  }
  return token(JsonTokenKind::invalid, pos_ + first_character(text_.substr(pos_)).size);
}

// A token from here to `end`, or to the end of the text.
JsonToken JsonScanner::token(JsonTokenKind kind, size_t end) {
  const JsonToken result{kind, static_cast<uint32_t>(pos_),
                         static_cast<uint32_t>(std::min(end, text_.size()))};
  pos_ = result.end;
  return result;
}

JsonToken JsonScanner::string() {
  for (size_t end = pos_ + 1; end < text_.size(); ++end) {
    const char c = text_[end];
    if (c == '"') return token(JsonTokenKind::string, end + 1);
    if (static_cast<unsigned char>(c) < 0x20) return token(JsonTokenKind::unclosed_string, end);
    const bool escapes =
        c == '\\' && end + 1 < text_.size() && static_cast<unsigned char>(text_[end + 1]) >= 0x20;
    if (escapes) ++end;
  }
  return token(JsonTokenKind::unclosed_string, text_.size());
}

JsonToken JsonScanner::comment() {
  if (!text_.substr(pos_).starts_with("/*")) {
    return token(JsonTokenKind::comment, text_.find('\n', pos_));
  }
  const size_t end = text_.find("*/", pos_ + 2);
  return token(JsonTokenKind::comment, end == std::string_view::npos ? end : end + 2);
}

}  // namespace syntax
