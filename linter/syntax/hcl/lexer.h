// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

// HCL's tokens as hclsyntax's scanner makes them. Only broken text is read this way.
namespace syntax {

enum class TokenKind : uint8_t {
  end,
  identifier,
  number,
  open_quote,
  close_quote,
  open_heredoc,
  close_heredoc,
  quoted_text,   // a literal between quotes
  heredoc_text,  // a literal of a heredoc or a bare template
  interpolation,
  directive,
  sequence_end,  // the brace that closes one of these two
  open_brace,
  close_brace,
  open_bracket,
  close_bracket,
  open_parenthesis,
  close_parenthesis,
  dot,
  comma,
  colon,
  double_colon,
  question,
  equals,
  fat_arrow,
  ellipsis,
  star,
  minus,
  bang,
  binary_operator,  // any but * and -
  newline_in_quotes,
  bad_utf8,
  invalid,  // a character or operator that HCL does not have
};

struct Token {
  TokenKind kind = TokenKind::end;
  uint32_t begin = 0;
  uint32_t end = 0;
  // A newline stood before the token, outside of templates; where it began.
  bool after_newline = false;
  uint32_t newline = 0;
};

class Lexer {
 public:
  enum class Start : uint8_t { normal, bare_template };

  // Reads text[begin, end).
  Lexer(std::string_view text, uint32_t begin, uint32_t end, Start start);
  Token next();
  // Goes on at another place, outside of all templates.
  void restart(uint32_t begin, uint32_t end);
  // Before the next token: the offset behind white space and comments on the line.
  [[nodiscard]] uint32_t position() const { return pos_; }

 private:
  enum class Mode : uint8_t { normal, quoted, heredoc, bare };
  struct Level {
    Mode mode;
    // normal: braces open when the sequence began. heredoc: the marker's place.
    uint32_t braces = 0;
    uint32_t marker_begin = 0;
    uint32_t marker_end = 0;
    bool line_start = true;
  };

  [[nodiscard]] char at(uint32_t pos) const { return pos < end_ ? text_[pos] : '\0'; }
  Token token(TokenKind kind, uint32_t size);
  Token normal();
  void skip_space(Token& token);
  bool skip_comment();
  Token word();
  Token symbol();
  Token close_brace(uint32_t size);
  Token open_heredoc(uint32_t marker_begin, uint32_t marker_end, uint32_t end);
  bool heredoc_opens(Token& token);
  Token quoted();
  Token heredoc();
  Token heredoc_end(uint32_t line_end);
  Token bare();
  bool sequence_opens(Token& token);
  uint32_t sign_size() const;
  uint32_t identifier_end(uint32_t pos) const;
  uint32_t number_end(uint32_t pos) const;
  uint32_t character_size(uint32_t pos) const;

  std::string_view text_;
  uint32_t pos_;
  uint32_t end_;
  std::vector<Level> levels_;
  uint32_t braces_ = 0;
  bool comment_unclosed_ = false;  // no "*/" stands in the rest of the text
};

}  // namespace syntax
