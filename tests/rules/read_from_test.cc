// SPDX-License-Identifier: Apache-2.0
//
// What rules learn of what a value was made of: attributes, and literal text.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

constexpr std::string_view kTerraform = R"(
variable "key" {}
resource "random_password" "p" {
  length = 20
}
resource "aws_s3_bucket" "c" {
  bucket = "main"
}
resource "aws_ssm_parameter" "known" {
  value = "db-${aws_s3_bucket.c.bucket}"
}
resource "aws_ssm_parameter" "secret" {
  value = jsonencode([{ url = "mysql://u:${random_password.p.result}@h" }])
}
resource "aws_ssm_parameter" "digest" {
  value = md5(random_password.p.result)
}
resource "aws_ssm_parameter" "input" {
  value = "key=${var.key}"
}
resource "aws_ssm_parameter" "literal" {
  value = "web"
}
resource "aws_ssm_parameter" "module" {
  value = module.away.key
}
variable "many" {
  type = number
}
resource "random_password" "many" {
  count  = var.many
  length = 20
}
resource "aws_ssm_parameter" "workspace" {
  value = "${terraform.workspace}-web"
}
resource "aws_ssm_parameter" "counted" {
  value = join(",", random_password.many[*].result)
}
resource "aws_ssm_parameter" "either" {
  value = var.key == "a" ? "x" : "y"
}
module "away" {
  source = "example.com/not/installed"
}
)";

// Which parts of a value were made of what, as "address attribute"; of one parameter.
std::string sources(std::string_view address, const std::string& value = "self.value") {
  Bench bench(rule("target = \"aws_ssm_parameter\"\n  condition = address(self) != \"" +
                   std::string(address) + "\" || !known(length(read_from(" + value +
                   ")))\n  error_message = "
                   "join(\", \", [for s in read_from(" +
                   value + ") : \"${address(s.node)} ${s.attribute}\"])"));
  bench.add("main.tf", std::string(kTerraform));
  EXPECT_EQ(bench.rule_problems(), "");
  for (const Verdict& verdict : bench.judge({.profile = {}, .config = {}}).verdicts) {
    if (verdict.rule->name == "r" && verdict.outcome == Outcome::fail) return verdict.message;
  }
  return "not known" + bench.rule_errors();
}

// A text that is made of one parameter.
std::string text(std::string_view address, const std::string& expression) {
  Bench bench(rule("target = \"aws_ssm_parameter\"\n  condition = address(self) != \"" +
                   std::string(address) + "\"\n  error_message = " + expression));
  bench.add("main.tf", std::string(kTerraform));
  EXPECT_EQ(bench.rule_problems(), "");
  for (const Verdict& verdict : bench.judge({.profile = {}, .config = {}}).verdicts) {
    if (verdict.rule->name == "r" && verdict.outcome == Outcome::fail) return verdict.message;
  }
  return "not known" + bench.rule_errors();
}

// The attributes that stand in a value as they are.
std::string wholes(std::string_view address, const std::string& value) {
  return text(address,
              "join(\", \", [for s in read_from(" + value + ") : s.attribute if s.whole])");
}

TEST(ReadFrom, NamesAttributesThatIdentifyNothing) {
  EXPECT_EQ(sources("aws_ssm_parameter.secret"),
            "aws_ssm_parameter.secret value, random_password.p result");
  EXPECT_EQ(sources("aws_ssm_parameter.secret", "jsondecode(self.value)[0].url"),
            "random_password.p result");
}

TEST(ReadFrom, NamesThemWhereTheValueIsKnown) {
  EXPECT_EQ(sources("aws_ssm_parameter.known"),
            "aws_s3_bucket.c bucket, aws_ssm_parameter.known value");
}

TEST(ReadFrom, TellsWhatStandsInAValueFromWhatWasWorkedOutOfIt) {
  EXPECT_EQ(wholes("aws_ssm_parameter.secret", "jsondecode(self.value)[0].url"), "result");
  EXPECT_EQ(wholes("aws_ssm_parameter.digest", "self.value"), "");
  EXPECT_NE(sources("aws_ssm_parameter.digest"), wholes("aws_ssm_parameter.digest", "self.value"));
}

TEST(ReadFrom, NamesTheVariableWithoutAValue) {
  EXPECT_EQ(sources("aws_ssm_parameter.input"), "aws_ssm_parameter.input value, var.key value");
}

// The literal texts of an expression about one parameter, each in brackets.
std::string literals(const std::string& expression) {
  Bench bench(
      rule("target = \"aws_ssm_parameter\"\n  condition = address(self) != "
           "\"aws_ssm_parameter.secret\"\n  error_message = join(\"\", [for l in "
           "literals(" +
           expression + ") : \"[${l}]\"])"));
  bench.add("main.tf", std::string(kTerraform));
  EXPECT_EQ(bench.rule_problems(), "");
  for (const Verdict& verdict : bench.judge({.profile = {}, .config = {}}).verdicts) {
    if (verdict.rule->name == "r" && verdict.outcome == Outcome::fail) return verdict.message;
  }
  return "not known" + bench.rule_errors();
}

TEST(Literals, AreWhatStandsAroundWhatIsNotKnown) {
  EXPECT_EQ(literals("jsondecode(self.value)[0].url"), "[mysql://u:][@h]");
  EXPECT_EQ(literals("self.value"), "[mysql://u:][@h]");
}

TEST(Literals, AreTheTextsOfCollections) {
  EXPECT_EQ(literals("{ a = [\"x\", 1, null], b = resources(\"aws_ssm_parameter\")[0].value }"),
            "[x]");
}

TEST(Literals, AreATextThatIsKnown) { EXPECT_EQ(literals("\"web\""), "[web]"); }

TEST(ReadFrom, IsTheAttributeItselfOfALiteral) {
  EXPECT_EQ(sources("aws_ssm_parameter.literal"), "aws_ssm_parameter.literal value");
  EXPECT_EQ(sources("aws_ssm_parameter.literal", "\"web\""), "");
}

TEST(ReadFrom, NamesNothingForTheWorkspaceOrForHowManyThereAre) {
  EXPECT_EQ(sources("aws_ssm_parameter.workspace"), "aws_ssm_parameter.workspace value");
  EXPECT_EQ(sources("aws_ssm_parameter.counted"),
            "aws_ssm_parameter.counted value, random_password.many[*] result, var.many value");
}

TEST(Choices, AreTheValuesThatAConditionalLeaves) {
  EXPECT_EQ(text("aws_ssm_parameter.either", "join(\", \", choices(self.value))"), "x, y");
  EXPECT_EQ(text("aws_ssm_parameter.either", "join(\", \", literals(self.value))"), "x, y");
  EXPECT_EQ(text("aws_ssm_parameter.literal", "tostring(length(choices(self.value)))"), "1");
}

TEST(ReadFrom, IsNotKnownOfWhatAMissingModuleGives) {
  EXPECT_EQ(sources("aws_ssm_parameter.module"), "not known");
}

}  // namespace
}  // namespace rules
