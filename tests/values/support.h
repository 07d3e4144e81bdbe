// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "values/json.h"
#include "values/type.h"

namespace values {

// Reads what type_expression writes.
class TypeReader {
 public:
  TypeReader(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  Type read() {
    const std::string_view word = name();
    if (word == "any") return Type::dynamic();
    if (word == "bool") return Type::boolean();
    if (word == "number") return Type::number();
    if (word == "string") return Type::string();
    skip(word == "tuple" ? "([" : word == "object" ? "({" : "(");
    Type type;
    if (word == "tuple") {
      type = Type::tuple(elements(), arena_);
      skip("])");
    } else if (word == "object") {
      type = Type::object(attributes(), arena_);
      skip("})");
    } else {
      const Type element = read();
      type = word == "list"  ? Type::list(element, arena_)
             : word == "set" ? Type::set(element, arena_)
                             : Type::map(element, arena_);
      skip(")");
    }
    return type;
  }

 private:
  std::string_view name() {
    const std::string_view word = text_.substr(0, text_.find_first_of("()[]{},="));
    text_.remove_prefix(word.size());
    return word;
  }
  void skip(std::string_view expected) {
    EXPECT_TRUE(text_.starts_with(expected)) << text_;
    text_.remove_prefix(expected.size());
  }
  std::vector<Type> elements() {
    std::vector<Type> types;
    while (!text_.starts_with(']')) {
      types.push_back(read());
      if (text_.starts_with(',')) skip(",");
    }
    return types;
  }
  std::vector<ObjectAttribute> attributes() {
    std::vector<ObjectAttribute> attributes;
    while (!text_.starts_with('}')) {
      const std::string_view attribute = name();
      skip("=");
      const bool optional = text_.starts_with("optional(");
      if (optional) skip("optional(");
      attributes.push_back({attribute, read(), optional});
      if (optional) skip(")");
      if (text_.starts_with(',')) skip(",");
    }
    return attributes;
  }

  std::string_view text_;
  Arena& arena_;
};

// Values from JSON and types from expressions, for tables of known answers.
class ValuesTest : public testing::Test {
 protected:
  Value json(std::string_view text) {
    const source::Result<Value> value = from_json(text, arena);
    EXPECT_TRUE(value.ok()) << text << ": " << value.error();
    return value.ok() ? value.value() : Value();
  }
  Type type(std::string_view expression) { return TypeReader(expression, arena).read(); }
  Value unknown(std::string_view expression) { return Value::unknown(type(expression), arena); }
  std::string type_of(const Value& value) { return type_expression(value.type(arena)); }

  Arena arena;
};

}  // namespace values
