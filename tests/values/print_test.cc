// SPDX-License-Identifier: Apache-2.0
// Values as `terraform console` 1.11.4 shows them.
#include "support.h"
#include "values/convert.h"

namespace values {
namespace {

class PrintTest : public ValuesTest {
 protected:
  std::string printed(std::string_view text, std::string_view wanted = "any") {
    return print(convert(json(text), type(wanted), arena).value);
  }
};

TEST_F(PrintTest, PrintsPrimitives) {
  EXPECT_EQ(printed("true"), "true");
  EXPECT_EQ(printed("1.50"), "1.5");
  EXPECT_EQ(printed(R"("a\"b")"), R"("a\"b")");
}

TEST_F(PrintTest, PrintsCollectionsWithTheirConversion) {
  EXPECT_EQ(printed("[1,[]]"), "[\n  1,\n  [],\n]");
  EXPECT_EQ(printed(R"({"a":1,"b":{}})"), "{\n  \"a\" = 1\n  \"b\" = {}\n}");
  EXPECT_EQ(printed("[1]", "list(string)"), "tolist([\n  \"1\",\n])");
  EXPECT_EQ(printed("[1]", "set(number)"), "toset([\n  1,\n])");
  EXPECT_EQ(printed(R"({"a":1})", "map(number)"), "tomap({\n  \"a\" = 1\n})");
}

TEST_F(PrintTest, PrintsNullWithItsType) {
  EXPECT_EQ(printed("null"), "null");
  EXPECT_EQ(printed("null", "string"), "tostring(null)");
  EXPECT_EQ(printed("null", "list(string)"), "tolist(null) /* of string */");
  EXPECT_EQ(printed("null", "object({a=string})"), "null /* object */");
}

TEST_F(PrintTest, GivesANullInAMapTheTypeOfTheOthers) {
  EXPECT_EQ(printed(R"({"a":null,"b":["x"]})", "map(any)"),
            "tomap({\n  \"a\" = null /* tuple */\n  \"b\" = [\n    \"x\",\n  ]\n})");
}

TEST_F(PrintTest, PrintsLinesAsAHeredoc) {
  EXPECT_EQ(printed(R"("a\nb")"), "<<EOT\na\nb\nEOT");
  EXPECT_EQ(printed(R"(["a\n EOT"])"), "[\n  <<-EOT_\n  a\n   EOT\n  EOT_,\n]");
}

TEST_F(PrintTest, HidesWhatIsUnknownOrSecret) {
  EXPECT_EQ(print(unknown("string")), "(known after apply)");
  EXPECT_EQ(print(json("1").with_marks(Marks::sensitive)), "(sensitive value)");
  EXPECT_EQ(print(json("1").with_marks(Marks::ephemeral)), "(ephemeral value)");
  const Value secret = json("1").with_marks(Marks::sensitive);
  EXPECT_EQ(print(Value::tuple({&secret, 1}, arena)), "[\n  (sensitive value),\n]");
}

TEST_F(PrintTest, PrintsMembersOfTypesOnLinesOfTheirOwn) {
  EXPECT_EQ(print(type("list(string)")), "list(string)");
  EXPECT_EQ(print(type("any")), "dynamic");
  EXPECT_EQ(print(type("tuple([])")), "tuple([])");
  EXPECT_EQ(print(type("object({})")), "object({})");
  EXPECT_EQ(print(type("object({b=map(tuple([number])),a=set(bool)})")),
            "object({\n    a: set(bool),\n    b: map(\n        tuple([\n            number,\n"
            "        ]),\n    ),\n})");
}

}  // namespace
}  // namespace values
