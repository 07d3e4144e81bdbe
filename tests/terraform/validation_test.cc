// SPDX-License-Identifier: Apache-2.0
// What Terraform refuses of blocks and modules that have no instance.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

std::string problems_of(const std::string& text) { return Repository(text).problems(); }

// Of a resource without instances whose argument is that.
std::string problems_of_argument(const std::string& argument) {
  return problems_of(
      "resource \"terraform_data\" \"x\" {\n  count = 0\n  input = " + argument +
      "\n}\nlocals {\n  none = []\n  some = { a = 1 }\n}\n"
      "variable \"s\" {\n  type = string\n  default = \"a\"\n}\n"
      "variable \"o\" {\n  type = object({ a = string })\n  default = { a = \"\" }\n}\n");
}

TEST(Validation, SeesWhatNoInputCanMakeRight) {
  const std::pair<const char*, const char*> cases[] = {
      {"[1][5]", "main.tf:3: Invalid index\n"},
      {"upper([\"a\"])", "main.tf:3: Invalid function argument\n"},
      {"local.none[0]", "main.tf:3: Invalid index\n"},
      {"local.some.b", "main.tf:3: Unsupported attribute\n"},
      {"var.o.b", "main.tf:3: Unsupported attribute\n"},
      {"count.index + \"a\"", "main.tf:3: Invalid operand\n"},
  };
  for (const auto& [argument, problems] : cases) {
    EXPECT_EQ(problems_of_argument(argument), problems) << argument;
  }
}

TEST(Validation, KnowsNoInputsNoResourcesAndNoKeys) {
  for (const char* argument : {"local.some.a", "var.s + 1", "var.o.a + 1", "[1, 2][count.index]",
                               "tolist(split(\",\", var.s))[3]"}) {
    EXPECT_EQ(problems_of_argument(argument), "") << argument;
  }
  EXPECT_EQ(
      problems_of("resource \"terraform_data\" \"other\" {\n  input = {}\n}\n"
                  "resource \"terraform_data\" \"x\" {\n  for_each = {}\n"
                  "  input    = [each.value.nosuch, terraform_data.other.output.nosuch]\n}\n"),
      "");
}

TEST(Validation, HoldsBodiesAgainstTheirSchema) {
  EXPECT_EQ(problems_of("resource \"terraform_data\" \"x\" {\n  for_each = {}\n  inputs = 1\n}\n"),
            "main.tf:3: Unsupported argument\n");
}

std::string problems_of_module(const std::string& arguments, std::string child) {
  Repository repository({TextFile{"main.tf", "module \"m\" {\n  source = \"./m\"\n  count  = 0\n" +
                                                 arguments + "}\n"},
                         TextFile{"m/main.tf", std::move(child)}});
  return repository.problems();
}

constexpr const char* kChild =
    "variable \"n\" {\n  type = number\n  validation {\n    condition     = var.n > 1\n"
    "    error_message = \"More than 1.\"\n  }\n}\n";

TEST(Validation, OfAModuleIsOfItsArgumentsAndOfWhatStandsInIt) {
  EXPECT_EQ(problems_of_module("  n = 2\n", kChild), "");
  EXPECT_EQ(problems_of_module("", kChild), "main.tf:1: Missing required argument\n");
  EXPECT_EQ(problems_of_module("  n = \"a\"\n", kChild),
            "main.tf:4: Invalid value for input variable\n");
  EXPECT_EQ(problems_of_module("  n = 1\n", kChild), "main.tf:4: Invalid value for variable\n");
  EXPECT_EQ(problems_of_module("  n = count.index\n", kChild), "");
  EXPECT_EQ(problems_of_module("  x = [1][5]\n", "variable \"x\" {}\n"),
            "main.tf:4: Invalid index\n");
  EXPECT_EQ(problems_of_module("", "locals {\n  a = [1][5]\n}\n"), "m/main.tf:2: Invalid index\n");
  EXPECT_EQ(problems_of_module("", "output \"o\" {\n  value = upper([])\n}\n"),
            "m/main.tf:2: Invalid function argument\n");
  EXPECT_EQ(problems_of_module("", "resource \"terraform_data\" \"a\" {\n  count = \"x\"\n}\n"),
            "m/main.tf:2: Incorrect value type\n");
  EXPECT_EQ(problems_of_module("", "resource \"terraform_data\" \"a\" {\n  for_each = [1]\n}\n"),
            "m/main.tf:2: Invalid for_each argument\n");
}

// A default is one input of many.
TEST(Validation, TakesAModulesInputsForUnknownInside) {
  EXPECT_EQ(problems_of_module("",
                               "variable \"x\" {\n  default = 1\n}\noutput \"o\" {\n  value = "
                               "var.x.foo\n}\n"),
            "");
}

TEST(Validation, SaysNothingTwice) {
  EXPECT_EQ(problems_of("resource \"terraform_data\" \"x\" {\n  count = 0\n  input = local.a\n}\n"
                        "locals {\n  a = [1][5]\n}\n"),
            "main.tf:6: Invalid index\n");
}

}  // namespace
}  // namespace terraform::testing
