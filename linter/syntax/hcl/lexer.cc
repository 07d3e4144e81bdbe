// SPDX-License-Identifier: Apache-2.0
//
// HCL's tokens, one at a time, with the modes of hclsyntax's scanner: normal text, quoted
// templates, heredocs, bare templates. Letters beyond ASCII are taken on trust; the grammar knows
// them. Exported: Lexer. Tested in tests/syntax/error_test.cc.

#include "syntax/hcl/lexer.h"

#include "syntax/hcl/identifiers.h"
#include "syntax/hcl/text.h"

namespace syntax {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<signed char>(c) < 0;
}
bool is_exponent_sign(char c) { return c == '+' || c == '-'; }

struct Symbol {
  std::string_view text;
  TokenKind kind;
};

// flat table: symbols, the longer before the shorter that begin them
constexpr Symbol kSymbols[] = {
    {"...", TokenKind::ellipsis},
    {"==", TokenKind::binary_operator},
    {"!=", TokenKind::binary_operator},
    {">=", TokenKind::binary_operator},
    {"<=", TokenKind::binary_operator},
    {"&&", TokenKind::binary_operator},
    {"||", TokenKind::binary_operator},
    {"::", TokenKind::double_colon},
    {"=>", TokenKind::fat_arrow},
    {"[", TokenKind::open_bracket},
    {"]", TokenKind::close_bracket},
    {"(", TokenKind::open_parenthesis},
    {")", TokenKind::close_parenthesis},
    {".", TokenKind::dot},
    {",", TokenKind::comma},
    {"*", TokenKind::star},
    {"/", TokenKind::binary_operator},
    {"%", TokenKind::binary_operator},
    {"+", TokenKind::binary_operator},
    {"-", TokenKind::minus},
    {"=", TokenKind::equals},
    {"<", TokenKind::binary_operator},
    {">", TokenKind::binary_operator},
    {"!", TokenKind::bang},
    {"?", TokenKind::question},
    {":", TokenKind::colon},
};

}  // namespace

Lexer::Lexer(std::string_view text, uint32_t begin, uint32_t end, Start start)
    : text_(text), pos_(begin), end_(end) {
  restart(begin, end);
  if (start == Start::bare_template) levels_.back().mode = Mode::bare;
}

void Lexer::restart(uint32_t begin, uint32_t end) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  pos_ = begin == 0 && text_.starts_with(kByteOrderMark) ? 3 : begin;
  end_ = end;
  braces_ = 0;
  levels_.assign(1, {Mode::normal, UINT32_MAX});
}

Token Lexer::token(TokenKind kind, uint32_t size) {
  Token result;
  result.kind = kind;
  result.begin = pos_;
  result.end = pos_ += size;
  return result;
}

Token Lexer::next() {
  switch (levels_.back().mode) {
    case Mode::normal:
      return normal();
    case Mode::quoted:
      return quoted();
    case Mode::heredoc:
      return heredoc();
    case Mode::bare:
      return bare();
  }
  return {};
}

// --- normal text ------------------------------------------------------------------------------

Token Lexer::normal() {
  Token space;
  skip_space(space);
  const char c = at(pos_);
  Token result;
  if (pos_ >= end_) {
    result = token(TokenKind::end, 0);
  } else if (is_letter(c)) {
    result = word();
  } else if (is_digit(c)) {
    result = token(TokenKind::number, number_end(pos_) - pos_);
  } else if (c == '"') {
    result = token(TokenKind::open_quote, 1);
    levels_.push_back({Mode::quoted});
  } else if (c != '<' || !heredoc_opens(result)) {
    result = symbol();
  }
  result.after_newline = space.after_newline;
  result.newline = space.newline;
  return result;
}

void Lexer::skip_space(Token& token) {
  for (;;) {
    const char c = at(pos_);
    const bool line_feed = c == '\n' || (c == '\r' && at(pos_ + 1) == '\n');
    if (line_feed && pos_ < end_) {
      if (!token.after_newline) token.newline = pos_;
      token.after_newline = true;
      pos_ += c == '\r' ? 2 : 1;
    } else if (c == ' ' || c == '\t') {
      ++pos_;
    } else if (!skip_comment()) {
      return;
    }
  }
}

// A comment up to the end of its line, which counts as a newline as ever, or between /* and */.
bool Lexer::skip_comment() {
  if (at(pos_) == '#' || (at(pos_) == '/' && at(pos_ + 1) == '/')) {
    while (pos_ < end_ && text_[pos_] != '\n') ++pos_;
    return true;
  }
  if (at(pos_) != '/' || at(pos_ + 1) != '*' || comment_unclosed_) return false;
  const size_t close = text_.find("*/", pos_ + 2);
  comment_unclosed_ = close == std::string_view::npos;
  if (comment_unclosed_ || close + 2 > end_) return false;
  pos_ = static_cast<uint32_t>(close) + 2;
  return true;
}

uint32_t Lexer::character_size(uint32_t pos) const {
  return static_cast<uint32_t>(first_character(text_.substr(pos, end_ - pos)).size);
}

uint32_t Lexer::identifier_end(uint32_t pos) const {
  bool first = true;
  while (pos < end_) {
    const auto byte = static_cast<unsigned char>(text_[pos]);
    Character c{byte, 1};
    if (byte >= 0x80) c = first_character(text_.substr(pos, end_ - pos));
    if (!(first ? starts_identifier(c.code) : continues_identifier(c.code))) break;
    if (c.size == 1 && byte >= 0x80) break;  // broken UTF-8
    pos += static_cast<uint32_t>(c.size);
    first = false;
  }
  return pos;
}

uint32_t Lexer::number_end(uint32_t pos) const {
  uint32_t end = ++pos;
  for (;;) {
    while (at(pos) == '.') ++pos;
    if (is_digit(at(pos))) {
      ++pos;
    } else if ((at(pos) == 'e' || at(pos) == 'E') && is_digit(at(pos + 1))) {
      pos += 2;
    } else if ((at(pos) == 'e' || at(pos) == 'E') && is_exponent_sign(at(pos + 1)) &&
               is_digit(at(pos + 2))) {
      pos += 3;
    } else {
      return end;
    }
    end = pos;
  }
}

// At a letter, or at what is none of HCL's characters.
Token Lexer::word() {
  const uint32_t end = identifier_end(pos_);
  if (end > pos_) return token(TokenKind::identifier, end - pos_);
  const bool broken = find_bad_utf8(text_.substr(pos_, character_size(pos_))).has_value();
  return token(broken ? TokenKind::bad_utf8 : TokenKind::invalid, character_size(pos_));
}

Token Lexer::symbol() {
  if (at(pos_) == '{') {
    ++braces_;
    return token(TokenKind::open_brace, 1);
  }
  if (at(pos_) == '}') return close_brace(1);
  if (at(pos_) == '~' && at(pos_ + 1) == '}') return close_brace(2);
  const std::string_view rest = text_.substr(pos_, end_ - pos_);
  for (const Symbol& symbol : kSymbols) {
    if (rest.starts_with(symbol.text)) {
      return token(symbol.kind, static_cast<uint32_t>(symbol.text.size()));
    }
  }
  return token(TokenKind::invalid, character_size(pos_));
}

Token Lexer::close_brace(uint32_t size) {
  const bool ends_sequence = levels_.size() > 1 && levels_.back().braces == braces_;
  if (ends_sequence) levels_.pop_back();
  if (braces_ > 0) --braces_;
  return token(ends_sequence || size == 2 ? TokenKind::sequence_end : TokenKind::close_brace, size);
}

bool Lexer::heredoc_opens(Token& result) {
  if (at(pos_ + 1) != '<') return false;
  const uint32_t begin = pos_ + (at(pos_ + 2) == '-' ? 3 : 2);
  const uint32_t marker_end = identifier_end(begin);
  uint32_t end = marker_end;
  if (at(end) == '\r') ++end;
  if (marker_end == begin || at(end) != '\n') return false;
  result = token(TokenKind::open_heredoc, end + 1 - pos_);
  levels_.push_back({Mode::heredoc, 0, begin, marker_end});
  return true;
}

// --- templates --------------------------------------------------------------------------------

// At `${` or `%{`: opens the sequence.
bool Lexer::sequence_opens(Token& result) {
  const char sign = at(pos_);
  if ((sign != '$' && sign != '%') || at(pos_ + 1) != '{') return false;
  result = token(sign == '$' ? TokenKind::interpolation : TokenKind::directive,
                 at(pos_ + 2) == '~' ? 3 : 2);
  levels_.back().line_start = false;
  levels_.push_back({Mode::normal, ++braces_});
  return true;
}

// At a `$` or `%` that opens nothing: its size, with the brace that it escapes (`$${`).
uint32_t Lexer::sign_size() const {
  return at(pos_ + 1) == at(pos_) && at(pos_ + 2) == '{' ? 3 : 1;
}

Token Lexer::quoted() {
  Token result;
  if (pos_ >= end_) return token(TokenKind::end, 0);
  if (sequence_opens(result)) return result;
  const char c = at(pos_);
  if (c == '"') {
    levels_.pop_back();
    return token(TokenKind::close_quote, 1);
  }
  if (c == '$' || c == '%') return token(TokenKind::quoted_text, sign_size());
  if (c == '\n' || c == '\r') return token(TokenKind::newline_in_quotes, 1);
  uint32_t pos = pos_;
  while (pos < end_) {
    const char now = text_[pos];
    if (now == '"' || now == '$' || now == '%' || now == '\n' || now == '\r') break;
    const bool escape =
        now == '\\' && pos + 1 < end_ && text_[pos + 1] != '\n' && text_[pos + 1] != '\r';
    pos += escape ? 2 : 1;
  }
  const std::optional<size_t> bad = find_bad_utf8(text_.substr(pos_, pos - pos_));
  if (bad) return token(TokenKind::bad_utf8, static_cast<uint32_t>(*bad) + 1);
  return token(TokenKind::quoted_text, pos - pos_);
}

Token Lexer::heredoc() {
  Token result;
  if (pos_ >= end_) return token(TokenKind::end, 0);
  Level& level = levels_.back();
  if (sequence_opens(result)) return result;
  if (at(pos_) == '$' || at(pos_) == '%') {
    level.line_start = false;
    return token(TokenKind::heredoc_text, sign_size());
  }
  uint32_t pos = pos_;
  while (pos < end_ && text_[pos] != '$' && text_[pos] != '%' && text_[pos] != '\n') ++pos;
  const std::string_view line = text_.substr(pos_, pos - pos_);
  if (std::optional<size_t> bad = find_bad_utf8(line)) {
    return token(TokenKind::bad_utf8, static_cast<uint32_t>(*bad) + 1);
  }
  const size_t carriage_return = line.find('\r');
  if (carriage_return != std::string_view::npos &&
      (at(pos) != '\n' || carriage_return + 1 != line.size())) {
    pos_ += static_cast<uint32_t>(carriage_return);
    return token(TokenKind::invalid, 1);
  }
  const std::string_view marker =
      text_.substr(level.marker_begin, level.marker_end - level.marker_begin);
  if (at(pos) != '\n') {
    level.line_start = false;
    return token(TokenKind::heredoc_text, pos - pos_);
  }
  if (level.line_start && trim_left(trim_right(line)) == marker) {
    levels_.pop_back();
    return token(TokenKind::close_heredoc, pos - pos_ - (line.ends_with('\r') ? 1 : 0));
  }
  level.line_start = true;
  return token(TokenKind::heredoc_text, pos + 1 - pos_);
}

Token Lexer::bare() {
  Token result;
  if (pos_ >= end_) return token(TokenKind::end, 0);
  if (sequence_opens(result)) return result;
  if (at(pos_) == '$' || at(pos_) == '%') return token(TokenKind::heredoc_text, sign_size());
  uint32_t pos = pos_;
  while (pos < end_ && text_[pos] != '$' && text_[pos] != '%') ++pos;
  const std::optional<size_t> bad = find_bad_utf8(text_.substr(pos_, pos - pos_));
  if (bad) return token(TokenKind::bad_utf8, static_cast<uint32_t>(*bad) + 1);
  return token(TokenKind::heredoc_text, pos - pos_);
}

}  // namespace syntax
