// SPDX-License-Identifier: Apache-2.0
//
// The recogniser's expressions. Which operator binds how does not matter here.
// Tested in tests/syntax/error_test.cc.

#include "syntax/hcl/recogniser.h"
#include "syntax/hcl/text.h"
#include "syntax/hcl/tree_builder.h"

namespace syntax {

bool Recogniser::expression(uint32_t depth) {
  if (depth > kMaxDepth) return too_deep();
  if (!operand(depth)) return false;
  while (at(TokenKind::binary_operator) || at(TokenKind::star) || at(TokenKind::minus)) {
    take();
    if (!operand(depth)) return false;
  }
  if (!accept(TokenKind::question)) return true;
  if (!expression(depth + 1)) return false;
  if (!accept(TokenKind::colon)) {
    return expected("the second half of a conditional", "Write `condition ? value : other value`.");
  }
  return expression(depth + 1);
}

// A term with its signs and the steps behind it.
bool Recogniser::operand(uint32_t depth) {
  for (; at(TokenKind::minus) || at(TokenKind::bang); ++depth) {
    if (depth > kMaxDepth) return too_deep();
    take();
  }
  return term(depth) && steps(depth);
}

// flat switch: one case for each token that can begin a term
bool Recogniser::term(uint32_t depth) {
  if (at_newline())
    return expected("an expression", "A value begins on the line of its \"=\" or operator.");
  switch (token_.kind) {
    case TokenKind::open_parenthesis:
      return parentheses(depth);
    case TokenKind::number:
      return number(take());
    case TokenKind::identifier: {
      const Token name = take();
      if (at(TokenKind::open_parenthesis) || at(TokenKind::double_colon)) return call(name, depth);
      return true;
    }
    case TokenKind::open_quote: {
      const Token open = take();
      return template_parts(open, TokenKind::close_quote, depth);
    }
    case TokenKind::open_heredoc: {
      const Token open = take();
      return template_parts(open, TokenKind::close_heredoc, depth);
    }
    case TokenKind::open_bracket:
      return tuple(depth);
    case TokenKind::open_brace:
      return object(depth);
    default:
      return expected("an expression");
  }
}

bool Recogniser::number(const Token& token) {
  if (is_number(text(token))) return true;
  return fault(range(token), "This is not a number", "Numbers are written like 12, 1.5 or 1e3.",
               "Text, such as an address or a version, stands between quotes.");
}

bool Recogniser::parentheses(uint32_t depth) {
  const Token open = take();
  const NewlineMode mode(newlines_matter_, false);
  if (!expression(depth + 1)) return false;
  if (accept(TokenKind::close_parenthesis)) return true;
  expected("a closing parenthesis");
  fault_.related.push_back({range(open), "opened here"});
  return false;
}

// --- steps ------------------------------------------------------------------------------------

bool Recogniser::steps(uint32_t depth) {
  for (uint32_t brackets = 0;;) {
    if (at(TokenKind::dot)) {
      if (!dot_step()) return false;
    } else if (at(TokenKind::open_bracket)) {
      if (++brackets > kMaxDepth) return too_deep();
      if (!bracket_step(depth)) return false;
    } else {
      return true;
    }
  }
}

bool Recogniser::dot_step() {
  take();
  if (accept(TokenKind::identifier)) return true;
  if (at(TokenKind::number)) return legacy_index();
  if (accept(TokenKind::star)) return attribute_splat();
  return expected("the name of an attribute behind the dot");
}

bool Recogniser::legacy_index() {
  const Token index = take();
  if (text(index).find('.') == std::string_view::npos) return number(index);
  return fault(range(index), "Two indexes in a row need brackets",
               "This reads as a number with a fraction.", "Write them as [0][1].");
}

// Behind `.*`: names and numbers, applied to each element.
bool Recogniser::attribute_splat() {
  while (accept(TokenKind::dot)) {
    if (accept(TokenKind::identifier)) continue;
    if (at(TokenKind::number)) {
      if (!legacy_index()) return false;
      continue;
    }
    if (at(TokenKind::star)) {
      return fault(here(), "A splat cannot stand inside another", "",
                   "Write [*] instead of .* for the first one.");
    }
    return expected("the name of an attribute behind the dot");
  }
  return true;
}

bool Recogniser::bracket_step(uint32_t depth) {
  const Token open = take();
  if (at(TokenKind::star)) {
    take();
    return accept(TokenKind::close_bracket) || expected("\"]\" right behind the star of a splat");
  }
  const NewlineMode mode(newlines_matter_, false);
  if (!expression(depth + 1)) return false;
  if (accept(TokenKind::close_bracket)) return true;
  expected("the closing bracket of the index");
  fault_.related.push_back({range(open), "opened here"});
  return false;
}

// --- calls ------------------------------------------------------------------------------------

bool Recogniser::call(const Token& name, uint32_t depth) {
  while (accept(TokenKind::double_colon)) {
    if (!accept(TokenKind::identifier)) return expected("a name behind \"::\"");
  }
  if (!at(TokenKind::open_parenthesis)) {
    return expected("the arguments of the function " +
                        std::string(text_.substr(name.begin, last_end_ - name.begin)),
                    "A name with \"::\" is a function's; its arguments stand in parentheses.");
  }
  const Token open = take();
  const NewlineMode mode(newlines_matter_, false);
  return arguments(open, depth);
}

bool Recogniser::arguments(const Token& open, uint32_t depth) {
  for (;;) {
    if (accept(TokenKind::close_parenthesis)) return true;
    if (!expression(depth + 1)) return false;
    if (accept(TokenKind::close_parenthesis)) return true;
    if (accept(TokenKind::ellipsis)) {
      return accept(TokenKind::close_parenthesis) ||
             expected("a closing parenthesis",
                      "Only the last argument can be expanded with \"...\".");
    }
    if (at(TokenKind::end)) return unclosed(open, {"function call", ")"});
    if (!accept(TokenKind::comma)) {
      expected("a comma or a closing parenthesis");
      fault_.related.push_back({range(open), "the call's arguments begin here"});
      return false;
    }
  }
}

// --- collections ------------------------------------------------------------------------------

bool Recogniser::tuple(uint32_t depth) {
  const Token open = take();
  const NewlineMode mode(newlines_matter_, false);
  if (at_word("for")) return for_expression(open, false, depth);
  for (;;) {
    if (accept(TokenKind::close_bracket)) return true;
    if (at(TokenKind::end)) return unclosed(open, {"list", "]"});
    if (!expression(depth + 1)) return false;
    if (accept(TokenKind::close_bracket)) return true;
    if (at(TokenKind::end)) return unclosed(open, {"list", "]"});
    if (!accept(TokenKind::comma)) {
      expected("a comma or a closing bracket");
      fault_.related.push_back({range(open), "the list begins here"});
      return false;
    }
  }
}

bool Recogniser::object(uint32_t depth) {
  const Token open = take();
  {
    const NewlineMode mode(newlines_matter_, false);
    if (at_word("for")) return for_expression(open, true, depth);
  }
  const NewlineMode mode(newlines_matter_, true);
  for (;;) {
    take_newline();
    if (accept(TokenKind::close_brace)) return true;
    if (at(TokenKind::end)) return unclosed(open, {"object", "}"});
    if (!object_item(open, depth)) return false;
    if (accept(TokenKind::close_brace)) return true;
    if (at_newline()) continue;
    if (at(TokenKind::end)) return unclosed(open, {"object", "}"});
    if (!accept(TokenKind::comma))
      return expected("a new line, a comma or a closing brace behind the value");
  }
}

bool Recogniser::object_item(const Token& open, uint32_t depth) {
  if (!expression(depth + 1)) return false;
  if (at(TokenKind::equals) || at(TokenKind::colon)) {
    take();
    return expression(depth + 1);
  }
  if (at(TokenKind::end)) return unclosed(open, {"object", "}"});
  if (at(TokenKind::open_brace)) {
    return expected("\"=\" between the key and its value",
                    "This is a value, not a block: write `key = {`.");
  }
  return expected(
      "\"=\" between the key and its value",
      at(TokenKind::identifier) ? "A key with dots or spaces stands between quotes." : "");
}

bool Recogniser::for_names() {
  if (!accept(TokenKind::identifier)) return expected("a name behind \"for\"");
  if (accept(TokenKind::comma) && !accept(TokenKind::identifier)) {
    return expected("the name of the value behind the comma");
  }
  if (!at_word("in")) return expected("\"in\" behind the names of the for expression");
  take();
  return true;
}

bool Recogniser::for_expression(const Token& open, bool makes_object, uint32_t depth) {
  const NewlineMode mode(newlines_matter_, false);
  take();  // for
  if (!for_names() || !expression(depth + 1)) return false;
  if (!accept(TokenKind::colon))
    return expected("a colon behind the collection of the for expression");
  const uint32_t result_begin = token_.begin;
  if (!expression(depth + 1)) return false;
  const source::Range result{file_, result_begin, last_end_};
  bool has_key = false;
  if (at(TokenKind::fat_arrow)) {
    take();
    has_key = true;
    if (!expression(depth + 1)) return false;
  }
  const Token ellipsis = token_;
  const bool groups = accept(TokenKind::ellipsis);
  if (at_word("if")) {
    take();
    if (!expression(depth + 1)) return false;
  }
  if (!accept(makes_object ? TokenKind::close_brace : TokenKind::close_bracket)) {
    expected(makes_object ? "the closing brace of the for expression"
                          : "the closing bracket of the for expression");
    fault_.related.push_back({range(open), "the for expression begins here"});
    return false;
  }
  if (makes_object && !has_key) {
    return fault(result, "A for expression in braces makes an object",
                 "It needs a key and a value: `key => value`.",
                 "To make a list, write it in brackets.");
  }
  if (!makes_object && has_key) {
    return fault(result, "A for expression in brackets makes a list", "It has no keys.",
                 "To make an object, write it in braces.");
  }
  if (!makes_object && groups) {
    return fault(range(ellipsis),
                 "Only a for expression that makes an object can group with \"...\"", "");
  }
  return true;
}

}  // namespace syntax
