// SPDX-License-Identifier: Apache-2.0
// Check blocks, and conditions that check nothing. Expected problems are those of `terraform plan`,
// version 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

constexpr const char* kData = "\nvariable \"v\" {\n  default = 1\n}\n";

std::string problems_of(const std::string& text, Purpose purpose = Purpose::eval) {
  Repository repository(text + kData);
  repository.evaluate({}, purpose);
  return repository.problems();
}

std::string check_of(const std::string& condition) {
  return problems_of("check \"c\" {\n  assert {\n    condition = " + condition +
                     "\n    error_message = \"e\"\n  }\n}");
}

TEST(Checks, MayFailWithoutAnError) {
  EXPECT_EQ(check_of("var.v == 1"), "");
  EXPECT_EQ(check_of("var.v == 2"), "");
  EXPECT_EQ(check_of("path.module == \"x\""), "");
}

TEST(Checks, AssertSomethingOfWhatIsElsewhere) {
  EXPECT_EQ(check_of("1 == 2"),
            "main.tf:1: Zero assert blocks\n"
            "main.tf:3: Invalid assert expression\n");
  EXPECT_EQ(check_of("alltrue([for x in [1] : x == 1])"),
            "main.tf:1: Zero assert blocks\n"
            "main.tf:3: Invalid assert expression\n");
}

TEST(Checks, AssertWhatIsTrueOrFalse) {
  EXPECT_EQ(check_of("\"a${var.v}\""), "main.tf:3: Invalid condition result\n");
  EXPECT_EQ(check_of("var.v == 1 ? null : null"), "main.tf:3: Invalid condition result\n");
}

TEST(Checks, AreNotJudgedByWhatIsNotKnown) {
  EXPECT_EQ(problems_of("check \"c\" {\n  assert {\n    condition = terraform_data.d.output\n"
                        "    error_message = \"e\"\n  }\n}\n"
                        "resource \"terraform_data\" \"d\" {\n  input = plantimestamp()\n}"),
            "");
}

TEST(Checks, ReadTheirOwnDataApart) {
  EXPECT_EQ(problems_of("check \"c\" {\n  data \"terraform_remote_state\" \"s\" {\n"
                        "    backend = \"local\"\n  }\n  assert {\n"
                        "    condition = data.terraform_remote_state.s.outputs.x == 1\n"
                        "    error_message = \"e\"\n  }\n}"),
            "");
}

TEST(Checks, HaveAssertions) {
  EXPECT_EQ(problems_of("check \"c\" {}"), "main.tf:1: Zero assert blocks\n");
  EXPECT_EQ(problems_of("check \"c\" {\n  assert {\n    condition = var.v == 1\n  }\n}"),
            "main.tf:1: Zero assert blocks\nmain.tf:2: Missing required argument\n");
}

constexpr const char* kAssert =
    "\n  assert {\n    condition = var.v == 1\n    error_message = \"e\"\n  }\n}\n";

TEST(Checks, TakeNoArguments) {
  EXPECT_EQ(problems_of(std::string("check \"c\" {\n  x = 1") + kAssert),
            "main.tf:2: Unsupported argument\n");
}

TEST(Checks, HaveNamesOfTheirOwn) {
  EXPECT_EQ(problems_of(std::string("check \"c\" {") + kAssert + "check \"c\" {" + kAssert),
            "main.tf:7: Duplicate check \"c\" configuration\n");
  EXPECT_EQ(problems_of(std::string("check \"1c\" {") + kAssert),
            "main.tf:1: Invalid check block name\n");
}

TEST(Checks, HaveOneDataSourceThatDoesNotRepeat) {
  const std::string data =
      "\n  data \"terraform_remote_state\" \"x\" {\n    backend = \"local\"\n  }";
  EXPECT_EQ(problems_of("check \"c\" {" + data + data + kAssert),
            "main.tf:5: Multiple data resource blocks\n");
  EXPECT_EQ(
      problems_of(std::string("check \"c\" {\n  data \"terraform_remote_state\" \"x\" {\n"
                              "    count = 1\n    backend = \"local\"\n    lifecycle {}\n  }") +
                  kAssert),
      "main.tf:3: Invalid \"count\" attribute\nmain.tf:5: Invalid lifecycle block\n");
}

TEST(Checks, AreReadFromJson) {
  Repository repository(
      {TextFile{"main.tf.json", R"({"check": {"c": {"assert": {"condition": "${1 == 1}",
                                                         "error_message": "e"}}}})"}});
  EXPECT_EQ(repository.problems(),
            "main.tf.json:1: Zero assert blocks\nmain.tf.json:1: Invalid assert expression\n");
}

TEST(Conditions, ReferToSomethingElsewhere) {
  const std::string condition = " {\n    condition = true\n    error_message = \"e\"\n  }\n";
  EXPECT_EQ(problems_of("output \"o\" {\n  value = 1\n  precondition" + condition + "}"),
            "main.tf:4: Invalid precondition expression\n");
  EXPECT_EQ(problems_of("resource \"terraform_data\" \"d\" {\n  for_each = {}\n  lifecycle {\n"
                        "  postcondition" +
                        condition + "  }\n}"),
            "main.tf:5: Invalid postcondition expression\n");
}

TEST(Conditions, HaveAMessageThatIsAText) {
  const auto check = [](const std::string& message) {
    return problems_of(
        "check \"c\" {\n  assert {\n    condition = var.v == 1\n    error_message = " + message +
        "\n  }\n}");
  };
  EXPECT_EQ(check("5"), "");
  EXPECT_EQ(check("terraform_data.d.id") + check("\"${plantimestamp()}\""),
            "main.tf:4: Reference to undeclared resource\n");
  EXPECT_EQ(check("[1]"), "main.tf:4: Invalid error message\n");
  EXPECT_EQ(check("null"), "main.tf:4: Invalid error message\n");
  EXPECT_EQ(check("\"${tonumber(\"x\")}\""), "main.tf:4: Invalid function argument\n");
  EXPECT_EQ(
      problems_of("output \"o\" {\n  value = 1\n  precondition {\n    condition = var.v == 1\n"
                  "    error_message = null\n  }\n}"),
      "main.tf:5: Invalid error message\n");
}

TEST(Validations, MayHaveAnyMessage) {
  EXPECT_EQ(problems_of("variable \"x\" {\n  default = 1\n  validation {\n"
                        "    condition = var.x == 1\n    error_message = [1]\n  }\n}"),
            "");
}

TEST(Validations, AskForTheVariableItself) {
  const auto validation = [](const std::string& condition) {
    return problems_of("variable \"x\" {\n  default = 1\n  validation {\n    condition = " +
                       condition + "\n    error_message = \"e\"\n  }\n}");
  };
  EXPECT_EQ(validation("var.x == var.v"), "");
  EXPECT_EQ(validation("var.v == 1"), "main.tf:4: Invalid variable validation condition\n");
  EXPECT_EQ(validation("true"),
            "main.tf:4: Invalid validation expression\n"
            "main.tf:4: Invalid variable validation condition\n");
}

}  // namespace
}  // namespace terraform::testing
