// SPDX-License-Identifier: Apache-2.0
// JSON against jsonencode() and jsondecode() of Terraform 1.11.4.
#include "values/json.h"

#include "support.h"

namespace values {
namespace {

class JsonTest : public ValuesTest {
 protected:
  std::string read(std::string_view text) {
    const source::Result<Value> value = from_json(text, arena);
    return value.ok() ? print(value.value()) : value.error();
  }
};

TEST_F(JsonTest, ReadsValuesOfEveryKind) {
  EXPECT_EQ(type_of(json(R"({"a":[1,"x",true,null],"b":{}})")),
            "object({a=tuple([number,string,bool,any]),b=object({})})");
  EXPECT_EQ(read(" null "), "null");
  EXPECT_EQ(read("1e5"), "100000");
  EXPECT_EQ(read("-0"), "-0");
  EXPECT_EQ(read("123456789012345678901234567890.123"), "123456789012345678901234567890.123");
}

TEST_F(JsonTest, ReadsEscapes) {
  EXPECT_EQ(json(R"("\ud83d\ude00")").as_string(), "\U0001F600");
  EXPECT_EQ(json(R"("\ud800")").as_string(), "\uFFFD");
  EXPECT_EQ(json(R"("\ud800A")").as_string(), "\uFFFDA");
  EXPECT_EQ(json(R"("\"\\\/\b\f\n\r\t")").as_string(), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(json(R"("e\u0301")").as_string(), "\u00E9");
}

TEST_F(JsonTest, KeepsTheLastOfEqualKeys) {
  EXPECT_EQ(to_json(json(R"({"a":1,"b":0,"a":2})")), R"({"a":2,"b":0})");
}

TEST_F(JsonTest, SaysWhatIsWrong) {
  EXPECT_EQ(read(""), "EOF");
  EXPECT_EQ(read("{"), "EOF");
  EXPECT_EQ(read("[1,"), "EOF");
  EXPECT_EQ(read("[1 2]"), "invalid character '2' after array element");
  EXPECT_EQ(read(R"({"a" 1})"), "invalid character '1' after object key");
  EXPECT_EQ(read("[1,]"), "invalid character ']' looking for beginning of value");
  EXPECT_EQ(read("{a:1}"), "invalid character 'a'");
  EXPECT_EQ(read("01"), "extraneous data after JSON object");
  EXPECT_EQ(read("1."), "unexpected EOF");
  EXPECT_EQ(read("+1"), "invalid character '+' looking for beginning of value");
  EXPECT_EQ(read("tru"), "unexpected EOF");
  EXPECT_EQ(read("trux"), "invalid character 'x' in literal true (expecting 'e')");
  EXPECT_EQ(read("\"a"), "unexpected EOF");
  EXPECT_EQ(read("\"a\nb\""), "invalid character '\\n' in string literal");
  EXPECT_EQ(read(R"("\x")"), "invalid character 'x' in string escape code");
  EXPECT_EQ(read(R"("\u12")"), "invalid character '\"' in \\u hexadecimal character escape");
  EXPECT_EQ(read("{} x"), "extraneous data after JSON object");
  EXPECT_EQ(read("[1]]"), "[\n  1,\n]");
}

TEST_F(JsonTest, StopsAtItsDepth) {
  const std::string deep(kMaxJsonDepth, '[');
  EXPECT_TRUE(from_json(deep + std::string(kMaxJsonDepth, ']'), arena).ok());
  EXPECT_EQ(read(std::string(1'000'000, '[')), "exceeded max depth");
}

TEST_F(JsonTest, WritesWhatJsonencodeWrites) {
  EXPECT_EQ(to_json(json(R"({"b":1.50,"a":[true,null],"x y":{},"c":[],"d":1e30})")),
            R"({"a":[true,null],"b":1.5,"c":[],"d":1000000000000000000000000000000,"x y":{}})");
  EXPECT_EQ(to_json(Value()), "null");
}

TEST_F(JsonTest, EscapesAsGoDoes) {
  const std::string_view text = "\b\f\x7f\x01<>&\u2028\u2029\u00e9\\\"/\t\r\n";
  EXPECT_EQ(json_string(text, true),
            "\"\\b\\f\x7f\\u0001\\u003c\\u003e\\u0026\\u2028\\u2029\u00e9\\\\\\\"/\\t\\r\\n\"");
  EXPECT_EQ(json_string("<a>&"), "\"<a>&\"");
  EXPECT_EQ(json_string("\xff"), "\"\\ufffd\"");
}

TEST_F(JsonTest, IndentsForReaders) {
  const Value value = json(R"({"a":[1,{}],"b":[]})");
  EXPECT_EQ(to_json(value, {.indent = 2}), "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

TEST_F(JsonTest, KnowsWhatJsonLacks) {
  const Value infinite = Value::number(*Number::parse("Inf", arena));
  EXPECT_TRUE(has_infinity(Value::tuple({&infinite, 1}, arena)));
  EXPECT_FALSE(has_infinity(json("[1e100]")));
  EXPECT_EQ(to_json(infinite), "null");
  EXPECT_EQ(to_json(unknown("string")), "null");
}

}  // namespace
}  // namespace values
