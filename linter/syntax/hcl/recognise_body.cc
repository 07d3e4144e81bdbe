// SPDX-License-Identifier: Apache-2.0
//
// The recogniser's frame (tokens, faults) and the structure of files: attributes and blocks.
// Exported: Recogniser. Tested in tests/syntax/error_test.cc.

#include "syntax/hcl/recogniser.h"

namespace syntax {

Recogniser::Recogniser(source::FileId file, std::string_view text, Lexer::Start start)
    : file_(file),
      text_(text),
      lexer_(text, 0, static_cast<uint32_t>(text.size()), start),
      end_(static_cast<uint32_t>(text.size())) {
  token_ = lexer_.next();
}

void Recogniser::restart(uint32_t begin, uint32_t end) {
  lexer_.restart(begin, end);
  end_ = end;
  last_end_ = begin;
  newlines_matter_ = true;
  directives_.clear();
  outer_directives_ = 0;
  ran_out_ = stray_brace_ = false;
  token_ = lexer_.next();
}

// --- tokens -----------------------------------------------------------------------------------

bool Recogniser::at_word(std::string_view word) const {
  return at(TokenKind::identifier) && text(token_) == word;
}

Token Recogniser::take() {
  const Token taken = token_;
  last_end_ = taken.end;
  token_ = lexer_.next();
  return taken;
}

bool Recogniser::accept(TokenKind kind) {
  if (!at(kind)) return false;
  take();
  return true;
}

source::Range Recogniser::range(const Token& token) const {
  return {file_, token.begin, token.end};
}

std::string_view Recogniser::text(const Token& token) const {
  return text_.substr(token.begin, token.end - token.begin);
}

uint32_t Recogniser::position() const {
  if (token_.after_newline) return token_.newline + (text_[token_.newline] == '\r' ? 2 : 1);
  return token_.kind == TokenKind::end ? end_ : token_.begin;
}

// --- faults -----------------------------------------------------------------------------------

bool Recogniser::fault(const source::Range& subject, std::string summary, std::string detail,
                       std::string remedy) {
  fault_ = {};
  fault_.id = diagnostics::kSyntaxError;
  fault_.subject = subject;
  fault_.summary = std::move(summary);
  fault_.detail = std::move(detail);
  fault_.remedy = std::move(remedy);
  return false;
}

source::Range Recogniser::here() const {
  if (at_newline()) return {file_, token_.newline, token_.newline + 1};
  return range(token_);
}

std::string Recogniser::found() const {
  if (at_newline()) return "the end of the line";
  if (token_.kind == TokenKind::end)
    return end_ < text_.size() ? "the next block" : "the end of the " + std::string(text_is_);
  if (token_.kind == TokenKind::open_quote) return "a string";
  if (token_.kind == TokenKind::open_heredoc) return "a heredoc";
  return "\"" + std::string(text(token_).substr(0, 40)) + "\"";
}

bool Recogniser::expected(std::string_view what, std::string remedy) {
  if (!at_newline() && bad_token()) return false;
  ran_out_ = !at_newline() && token_.kind == TokenKind::end;
  return fault(here(), "Expected " + std::string(what), "Found " + found() + " instead.",
               std::move(remedy));
}

bool Recogniser::unclosed(const Token& open, const Name& name) {
  if (bad_token()) return false;
  ran_out_ = true;
  return fault(range(open), "This " + std::string(name.what) + " is not closed",
               "It runs to " + found() + " without its \"" + std::string(name.closer) + "\".",
               "Add the missing \"" + std::string(name.closer) +
                   "\", or look for one too many opened inside.");
}

// If the token is none of HCL's, says so.
bool Recogniser::bad_token() {
  if (token_.kind == TokenKind::newline_in_quotes) {
    fault(here(), "This string is not closed on its line",
          "A quoted string ends on the line where it begins.",
          "Add the closing quote; for text of several lines write a heredoc (<<EOT) or \\n.");
    return true;
  }
  if (token_.kind == TokenKind::bad_utf8) {
    fault(here(), "The file is not UTF-8 here", "HCL files are encoded in UTF-8.",
          "Save the file as UTF-8.");
    return true;
  }
  if (token_.kind != TokenKind::invalid) return false;
  const std::string_view character = text(token_);
  std::string remedy;
  if (character == "'") remedy = "Strings are written between double quotes.";
  if (character == "`") remedy = "For text of several lines write a heredoc (<<EOT).";
  if (character == ";") remedy = "Put each argument on a line of its own.";
  if (character == "&") remedy = "Logical and is written &&.";
  if (character == "|") remedy = "Logical or is written ||.";
  if (character == "\xE2\x80\x9C" || character == "\xE2\x80\x9D")
    remedy = "Replace the curly quotes by straight ones.";
  fault(here(), "This character has no meaning in HCL", "", remedy);
  return true;
}

bool Recogniser::too_deep() {
  fault(here(), "Expressions or blocks nest too deeply",
        "Plumbline reads up to " + std::to_string(kMaxDepth) + " levels.");
  fault_.id = diagnostics::kLimitReached;
  return false;
}

// --- structure --------------------------------------------------------------------------------

Recogniser::Outcome Recogniser::item() {
  newlines_matter_ = true;
  take_newline();
  if (at(TokenKind::end)) return Outcome::end;
  return body_item(0) ? Outcome::item : Outcome::fault;
}

bool Recogniser::body_item(uint32_t depth) {
  if (!at(TokenKind::identifier)) {
    stray_brace_ = at(TokenKind::close_brace) || at(TokenKind::sequence_end);
    if (stray_brace_) {
      return fault(here(), "This closing brace closes nothing", "",
                   "Remove it, or look for a missing opening brace above.");
    }
    if (at(TokenKind::open_quote)) {
      return fault(here(), "Expected an argument or block",
                   "Found a string: names of arguments and types of blocks are not quoted.",
                   "Remove the quotes.");
    }
    return expected("an argument or block");
  }
  const Token name = take();
  if (at(TokenKind::equals)) return attribute(name, false);
  if (at(TokenKind::open_quote) || at(TokenKind::open_brace) || at(TokenKind::identifier))
    return block(name, depth);
  return missing_equals(name);
}

bool Recogniser::missing_equals(const Token& name) {
  if (!at_newline() && bad_token()) return false;
  ran_out_ = !at_newline() && token_.kind == TokenKind::end;
  const std::string word(text(name));
  std::string remedy = "Write `" + word + " = …` for an argument, `" + word + " {` for a block.";
  if (at(TokenKind::colon)) remedy = "Arguments are set with =, not with a colon.";
  return fault(range(name), "Expected an argument or block",
               "Found " + found() + " behind the name \"" + word + "\".", remedy);
}

bool Recogniser::attribute(const Token& name, bool one_line) {
  take();  // =
  if (!expression(0)) return false;
  if (one_line || at_newline() || at(TokenKind::end)) return true;
  if (bad_token()) return false;
  if (at(TokenKind::comma)) {
    return fault(here(), "Expected a new line behind the argument",
                 "Arguments stand on lines of their own, without commas.", "Remove the comma.");
  }
  return fault(here(),
               "Expected a new line behind the argument \"" + std::string(text(name)) + "\"",
               "Its value ends here, but " + found() + " follows on the same line.");
}

bool Recogniser::block(const Token& type, uint32_t depth) {
  while (!at(TokenKind::open_brace)) {
    if (at(TokenKind::identifier)) {
      take();
    } else if (at(TokenKind::open_quote)) {
      if (!label()) return false;
    } else if (at(TokenKind::equals)) {
      return fault(
          here(), "A block has no equals sign", "Labels follow its type, then a brace.",
          "Write `" + std::string(text(type)) + " … {`, or name the argument with one word.");
    } else {
      return expected("a label or an opening brace",
                      "A block's \"{\" stands on the line of its type.");
    }
  }
  const Token open = take();
  if (depth > kMaxDepth) return too_deep();
  const bool several = at_newline() || at(TokenKind::end) || at(TokenKind::close_brace);
  if (!(several ? block_body(open, depth) : one_line_body(open))) return false;
  if (at_newline() || at(TokenKind::end)) return true;
  if (bad_token()) return false;
  return fault(here(), "Expected a new line behind the block",
               "It ends here, but " + found() + " follows on the same line.");
}

bool Recogniser::label() {
  const Token open = take();
  while (!at(TokenKind::close_quote)) {
    if (at(TokenKind::interpolation) || at(TokenKind::directive)) {
      return fault(here(), "A label is plain text",
                   "Template sequences are not evaluated in labels.",
                   "For a literal sign double it: $${ or %%{.");
    }
    if (at(TokenKind::end)) return unclosed(open, {"label", "\""});
    if (bad_token() || !escapes(token_)) return false;
    take();
  }
  take();
  return true;
}

bool Recogniser::block_body(const Token& open, uint32_t depth) {
  for (;;) {
    take_newline();
    if (accept(TokenKind::close_brace)) return true;
    if (at(TokenKind::end)) return unclosed(open, {"block", "}"});
    if (!body_item(depth + 1)) return false;
  }
}

bool Recogniser::one_line_body(const Token& open) {
  if (!at(TokenKind::identifier)) return expected("an argument, a new line or a closing brace");
  const Token name = take();
  if (!at(TokenKind::equals)) {
    if (at(TokenKind::open_quote) || at(TokenKind::open_brace) || at(TokenKind::identifier)) {
      return fault(range(name), "A block on one line holds one argument and no block", "",
                   "Put the nested block on lines of its own.");
    }
    return missing_equals(name);
  }
  if (!attribute(name, true)) return false;
  if (accept(TokenKind::close_brace)) return true;
  if (at(TokenKind::end)) return unclosed(open, {"block", "}"});
  if (!at_newline() && bad_token()) return false;
  return fault(here(), "Expected the closing brace of the block",
               "A block that has an argument on the line of its opening brace holds just that one "
               "and ends on the same line.",
               "Put each argument on a line of its own.");
}

}  // namespace syntax
