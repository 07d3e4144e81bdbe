// SPDX-License-Identifier: Apache-2.0
//
// The recogniser's templates: sequences, directives and their balance, escapes.
// Tested in tests/syntax/error_test.cc.

#include <utility>

#include "syntax/hcl/recogniser.h"
#include "syntax/hcl/text.h"
#include "syntax/hcl/tree_builder.h"

namespace syntax {

bool Recogniser::whole(TextForm form) {
  newlines_matter_ = false;
  if (form == TextForm::template_in_string) text_is_ = "string";
  if (form != TextForm::expression) return template_parts({}, TokenKind::end, 0);
  if (!expression(0)) return false;
  return at(TokenKind::end) || expected("the end of the expression");
}

bool Recogniser::template_parts(const Token& open, TokenKind close, uint32_t depth) {
  const size_t outer = std::exchange(outer_directives_, directives_.size());
  while (token_.kind != close) {
    if (token_.kind == TokenKind::interpolation || token_.kind == TokenKind::directive) {
      if (!sequence(close, depth)) return false;
    } else if (token_.kind == TokenKind::quoted_text || token_.kind == TokenKind::heredoc_text) {
      if (!escapes(token_)) return false;
      take();
    } else if (token_.kind == TokenKind::end) {
      return unclosed_template(open);
    } else {
      return expected("text");
    }
  }
  if (!all_directives_ended()) return false;
  outer_directives_ = outer;
  if (close != TokenKind::end) take();
  return true;
}

bool Recogniser::unclosed_template(const Token& open) {
  if (open.kind == TokenKind::open_quote) return unclosed(open, {"string", "\""});
  std::string_view marker = trim_right(text(open)).substr(2);
  if (marker.starts_with('-')) marker.remove_prefix(1);
  return unclosed(open, {"heredoc", marker});
}

bool Recogniser::all_directives_ended() {
  if (directives_.size() == outer_directives_) return true;
  const std::string opener(text(directives_.back().keyword));
  return fault(range(token_), "Expected %{ end" + opener + " } before the end of the template",
               "A directive \"" + opener + "\" of this template is not ended.");
}

bool Recogniser::escapes(const Token& literal) {
  if (literal.kind != TokenKind::quoted_text) return true;
  const std::optional<EscapeProblem> problem = find_bad_escape(text(literal));
  if (!problem) return true;
  const auto begin = literal.begin + static_cast<uint32_t>(problem->begin);
  const auto end = literal.begin + static_cast<uint32_t>(problem->end);
  return fault({file_, begin, end}, "This escape is not one of HCL's", problem->detail,
               "For a backslash itself write \\\\.");
}

// An interpolation or directive, and its closing brace.
bool Recogniser::sequence(TokenKind close, uint32_t depth) {
  const Token open = take();
  const NewlineMode mode(newlines_matter_, false);
  if (at(TokenKind::end)) return unclosed(open, {"template sequence", "}"});
  if (open.kind == TokenKind::directive) {
    if (!directive(depth)) return false;
  } else if (!expression(depth + 1)) {
    return false;
  }
  if (accept(TokenKind::sequence_end)) return true;
  const std::string shell =
      "If this is meant for another language, such as a shell, escape it as $${.";
  if (at(TokenKind::end)) return unclosed(open, {"template sequence", "}"});
  if (close == TokenKind::close_quote &&
      (at(TokenKind::open_quote) || at(TokenKind::close_quote))) {
    return fault(range(open), "This template sequence is not closed",
                 "The string ends before the sequence's \"}\".", shell);
  }
  expected("the closing brace of the template sequence", shell);
  fault_.related.push_back({range(open), "opened here"});
  return false;
}

bool Recogniser::directive(uint32_t depth) {
  if (!at(TokenKind::identifier)) return expected("if, else, endif, for or endfor");
  const Token keyword = take();
  const std::string_view word = text(keyword);
  if (word == "if") {
    if (!expression(depth + 1)) return false;
  } else if (word == "for") {
    if (!for_names() || !expression(depth + 1)) return false;
  } else if (word != "else" && word != "endif" && word != "endfor") {
    static constexpr std::string_view kKeywords[] = {"if", "else", "endif", "for", "endfor"};
    const std::optional<std::string_view> meant = diagnostics::suggest(word, kKeywords);
    return fault(range(keyword), "There is no template directive \"" + std::string(word) + "\"",
                 "The directives are if, else, endif, for and endfor.",
                 meant ? "Did you mean \"" + std::string(*meant) + "\"?" : "");
  }
  return nest_directive(keyword);
}

// Opens, turns or closes what the directive stands for.
bool Recogniser::nest_directive(const Token& keyword) {
  const std::string_view word = text(keyword);
  if (word == "if" || word == "for") {
    directives_.push_back({keyword});
    return true;
  }
  const std::string_view opener = word == "endfor" ? "for" : "if";
  if (directives_.size() == outer_directives_ || text(directives_.back().keyword) != opener) {
    return fault(range(keyword),
                 "This \"" + std::string(word) + "\" belongs to no \"" + std::string(opener) + "\"",
                 "The directives of the template are not balanced.");
  }
  if (word != "else") {
    directives_.pop_back();
    return true;
  }
  if (directives_.back().has_else)
    return fault(range(keyword), "This \"if\" has its \"else\" already", "");
  directives_.back().has_else = true;
  return true;
}

}  // namespace syntax
