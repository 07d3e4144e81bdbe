// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

// JSON's tokens, and what people write in their stead, so that it can be explained.
namespace syntax {

enum class JsonTokenKind : uint8_t {
  end,
  open_brace,
  close_brace,
  open_bracket,
  close_bracket,
  comma,
  colon,
  string,
  unclosed_string,  // ends before a control character or at the end of the text
  number,           // whatever begins like one
  word,             // letters: true, null, NaN
  equals,
  comment,
  invalid,  // one character that begins nothing
};

struct JsonToken {
  JsonTokenKind kind = JsonTokenKind::end;
  uint32_t begin = 0;
  uint32_t end = 0;
};

class JsonScanner {
 public:
  explicit JsonScanner(std::string_view text) : text_(text) {}
  JsonToken next();

 private:
  JsonToken token(JsonTokenKind kind, size_t end);
  JsonToken string();
  JsonToken comment();

  std::string_view text_;
  size_t pos_ = 0;
};

}  // namespace syntax
