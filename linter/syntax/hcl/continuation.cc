// SPDX-License-Identifier: Apache-2.0
//
// Whether an expression that is typed at a prompt is complete. Exported: may_continue. Tested in
// tests/syntax/continuation_test.cc.

#include <vector>

#include "syntax/hcl/lexer.h"
#include "syntax/hcl/text.h"
#include "syntax/syntax.h"

namespace syntax {
namespace {

bool ends_in_blank_line(std::string_view lines) {
  return trim_left(lines.substr(lines.rfind('\n') + 1)).empty();
}

// What closes a token; `end` if it opens nothing.
TokenKind closer_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::open_brace:
      return TokenKind::close_brace;
    case TokenKind::open_bracket:
      return TokenKind::close_bracket;
    case TokenKind::open_parenthesis:
      return TokenKind::close_parenthesis;
    case TokenKind::open_heredoc:
      return TokenKind::close_heredoc;
    case TokenKind::interpolation:
    case TokenKind::directive:
      return TokenKind::sequence_end;
    default:
      return TokenKind::end;
  }
}

bool closes(TokenKind kind) {
  return kind == TokenKind::close_brace || kind == TokenKind::close_bracket ||
         kind == TokenKind::close_parenthesis || kind == TokenKind::close_heredoc ||
         kind == TokenKind::sequence_end;
}

bool is_broken(TokenKind kind) {
  return kind == TokenKind::newline_in_quotes || kind == TokenKind::bad_utf8 ||
         kind == TokenKind::invalid;
}

}  // namespace

bool may_continue(std::string_view lines) {
  if (ends_in_blank_line(lines)) return false;
  const std::string text = std::string(lines) + "\n";
  Lexer lexer(text, 0, static_cast<uint32_t>(text.size()), Lexer::Start::normal);
  std::vector<TokenKind> open;  // what would close it
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    if (is_broken(token.kind)) return false;
    if (closer_of(token.kind) != TokenKind::end) open.push_back(closer_of(token.kind));
    if (!closes(token.kind)) continue;
    if (open.empty() || open.back() != token.kind) return false;
    open.pop_back();
  }
  return !open.empty();
}

}  // namespace syntax
