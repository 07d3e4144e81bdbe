// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "syntax/hcl/lexer.h"
#include "syntax/hcl/read_hcl.h"

namespace syntax {

// Reads HCL token by token, builds nothing, and stops at the first thing that is no HCL, which it
// explains. The order of its tests, hence the place it names, is that of hclsyntax's parser.
class Recogniser {
 public:
  Recogniser(source::FileId file, std::string_view text, Lexer::Start start);

  enum class Outcome : uint8_t { item, end, fault };
  // Reads the next item of the file's body, starting from `begin` and not going past `end`.
  void restart(uint32_t begin, uint32_t end);
  Outcome item();
  // Behind the last item read: where the line after it begins.
  [[nodiscard]] uint32_t position() const;

  // Reads the whole text as one of these. False if it is none.
  bool whole(TextForm form);

  // After a fault.
  [[nodiscard]] const diagnostics::Diagnostic& diagnostic() const { return fault_; }
  // The text ended before something was closed.
  [[nodiscard]] bool ran_out() const { return ran_out_; }
  // A closing brace stood where an item should begin.
  [[nodiscard]] bool stray_brace() const { return stray_brace_; }

 private:
  struct Name {
    std::string_view what;  // "block", "list", ...
    std::string_view closer;
  };

  // Tokens. Newlines are seen only while they matter.
  [[nodiscard]] bool at_newline() const { return newlines_matter_ && token_.after_newline; }
  [[nodiscard]] bool at(TokenKind kind) const { return !at_newline() && token_.kind == kind; }
  [[nodiscard]] bool at_word(std::string_view word) const;
  void take_newline() { token_.after_newline = false; }
  Token take();
  bool accept(TokenKind kind);
  [[nodiscard]] source::Range range(const Token& token) const;
  [[nodiscard]] std::string_view text(const Token& token) const;

  // Faults; all return false.
  bool fault(const source::Range& subject, std::string summary, std::string detail,
             std::string remedy = {});
  bool expected(std::string_view what, std::string remedy = {});
  bool unclosed(const Token& open, const Name& name);
  bool bad_token();
  bool too_deep();
  [[nodiscard]] std::string found() const;
  [[nodiscard]] source::Range here() const;

  // recognise_body.cc
  bool body_item(uint32_t depth);
  bool attribute(const Token& name, bool one_line);
  bool block(const Token& type, uint32_t depth);
  bool label();
  bool block_body(const Token& open, uint32_t depth);
  bool one_line_body(const Token& open);
  bool missing_equals(const Token& name);

  // recognise_expression.cc
  bool expression(uint32_t depth);
  bool operand(uint32_t depth);
  bool term(uint32_t depth);
  bool steps(uint32_t depth);
  bool dot_step();
  bool attribute_splat();
  bool legacy_index();
  bool bracket_step(uint32_t depth);
  bool parentheses(uint32_t depth);
  bool call(const Token& name, uint32_t depth);
  bool arguments(const Token& open, uint32_t depth);
  bool tuple(uint32_t depth);
  bool object(uint32_t depth);
  bool object_item(const Token& open, uint32_t depth);
  bool for_expression(const Token& open, bool makes_object, uint32_t depth);
  bool for_names();
  bool number(const Token& token);

  // recognise_template.cc
  bool template_parts(const Token& open, TokenKind close, uint32_t depth);
  bool sequence(TokenKind close, uint32_t depth);
  bool directive(uint32_t depth);
  bool nest_directive(const Token& keyword);
  bool escapes(const Token& literal);
  bool all_directives_ended();
  bool unclosed_template(const Token& open);

  struct OpenDirective {
    Token keyword;
    bool has_else = false;
  };

  source::FileId file_;
  std::string_view text_;
  Lexer lexer_;
  Token token_;
  uint32_t last_end_ = 0;
  uint32_t end_ = 0;
  bool newlines_matter_ = true;
  std::string_view text_is_ = "file";
  std::vector<OpenDirective> directives_;
  size_t outer_directives_ = 0;  // those of the templates around the one at hand
  diagnostics::Diagnostic fault_;
  bool ran_out_ = false;
  bool stray_brace_ = false;
};

}  // namespace syntax
