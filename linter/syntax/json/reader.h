// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "syntax/json/scanner.h"
#include "syntax/syntax.h"

namespace syntax {

// What the strings of a value are.
enum class JsonStrings : uint8_t {
  templates,
  remarks,   // templates where they can be read as such, else text
  variable,  // text, but for the strings of a variable's validations
  literal,
};

// Builds the typed tree of a JSON text token by token. It stops at the first fault; what is wrong
// with a template inside of a string is no fault of the text around it.
class JsonReader {
 public:
  JsonReader(Tree& tree, std::string_view text, JsonStrings strings);

  // The body that the whole text is: the members that end before the first fault.
  const Body* body();

 private:
  struct Member {
    JsonToken name;
    const Expression* value = nullptr;
  };
  using Members = std::vector<Member>;

  // reader.cc: structure. False or null after a fault.
  bool root(Members& members);
  bool root_array(Members& members);
  bool object_members(const JsonToken& open, Members& members, uint32_t depth, JsonStrings strings);
  std::optional<Member> member(uint32_t depth, JsonStrings strings);
  [[nodiscard]] JsonStrings strings_of(std::string_view name, uint32_t depth,
                                       JsonStrings around) const;
  const Expression* value(uint32_t depth, JsonStrings strings);
  const Expression* object(uint32_t depth, JsonStrings strings);
  const Expression* array(uint32_t depth, JsonStrings strings);
  const Expression* left_out();
  const Expression* number();
  const Expression* word();
  const Expression* string(const JsonToken& token, JsonStrings strings);
  const Expression* template_of(const JsonToken& token, std::string_view text, JsonStrings strings);
  Literal* literal(const JsonToken& token, LiteralKind kind, std::string_view text);

  // Tokens.
  JsonToken take();
  bool accept(JsonTokenKind kind);
  [[nodiscard]] bool at(JsonTokenKind kind) const { return token_.kind == kind; }
  [[nodiscard]] source::Range range(const JsonToken& token) const;
  [[nodiscard]] source::Range range_from(const JsonToken& first) const;
  [[nodiscard]] std::string_view text(const JsonToken& token) const;
  [[nodiscard]] std::string_view inside(const JsonToken& string) const;

  // faults.cc; all return false, but for those that ask.
  bool fault(const source::Range& subject, std::string summary, std::string detail,
             std::string remedy = {});
  bool expected(std::string_view what, std::string remedy = {});
  bool is_not_json();
  bool no_name();
  bool no_colon();
  bool trailing_comma();
  bool not_closed(const JsonToken& open);
  bool bad_word(const JsonToken& word);
  [[nodiscard]] std::string found() const;
  bool check_string(const JsonToken& string);
  bool check_number(const JsonToken& number);

  Tree& tree_;
  std::string_view text_;
  JsonStrings strings_;
  JsonScanner scanner_;
  JsonToken token_;
  JsonToken last_;  // taken
  std::optional<diagnostics::Diagnostic> fault_;
  bool reported_depth_ = false;
  bool reported_encoding_ = false;
};

}  // namespace syntax
