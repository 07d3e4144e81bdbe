// SPDX-License-Identifier: Apache-2.0
// Variables and what they are given. Expected values and places are those of Terraform 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

TEST(Inputs, LaterOnesWin) {
  Repository repository({{"main.tf", R"(
variable "a" { default = "default" }
variable "b" { default = "default" }
variable "c" { default = "default" }
variable "d" { default = "default" }
variable "e" { default = "default" }
output "all" {
  value = join(" ", [var.a, var.b, var.c, var.d, var.e])
}
)"},
                         {"terraform.tfvars", "b = \"tfvars\"\nc = \"tfvars\"\nd = \"tfvars\"\n"},
                         {"z.auto.tfvars", "c = \"auto\"\nd = \"auto\"\n"},
                         {"prod.tfvars", "d = \"file\"\n"}});
  repository.evaluate({.var_files = {"prod.tfvars"},
                       .variables = {{"e", "option"}},
                       .environment = {{"a", "environment"}, {"b", "environment"}}});
  EXPECT_EQ(repository.output("all"), "\"environment tfvars auto file option\"");
  EXPECT_EQ(repository.problems(), "");
}

TEST(Inputs, ATextIsReadAsAnExpressionUnlessTheVariableIsPrimitive) {
  Repository repository(R"(
variable "text" { type = string }
variable "number" { type = number }
variable "list" { type = list(number) }
variable "untyped" {}
output "all" {
  value = [var.text, var.number, var.list, var.untyped]
}
)");
  repository.evaluate(
      {.variables = {{"text", "[1]"}, {"number", "5"}, {"list", "[1, 2]"}, {"untyped", "[1]"}}});
  EXPECT_EQ(repository.output("all"), "[\"[1]\",5,[1,2],\"[1]\"]");
}

TEST(Inputs, AMissingValueIsAnErrorForEvalAndUnknownForCheck) {
  Repository repository(
      "variable \"v\" {\n  type = string\n}\noutput \"o\" {\n  value = var.v\n}\n");
  repository.evaluate();
  EXPECT_EQ(repository.problems(), "main.tf:1: No value for required variable\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o"), "unknown variable var.v");
}

TEST(Inputs, AValueForNoVariableIsAnErrorOnlyOnTheCommandLine) {
  Repository repository({{"main.tf", ""}, {"terraform.tfvars", "a = 1\n"}});
  repository.evaluate({.environment = {{"b", "1"}}});
  EXPECT_FALSE(repository.evaluation().diagnostics().has_errors());
  repository.evaluate({.variables = {{"c", "1"}}});
  EXPECT_TRUE(repository.evaluation().diagnostics().has_errors());
}

TEST(Inputs, AMissingVarFileIsReported) {
  Repository repository("");
  repository.evaluate({.var_files = {"gone.tfvars"}});
  EXPECT_EQ(repository.problems(), "Failed to read variables file\n");
}

TEST(Variables, TypesConvertAndOptionalAttributesHaveDefaults) {
  Repository repository(R"(
variable "service" {
  type = object({
    port  = number
    name  = optional(string, "web")
    paths = optional(list(string))
  })
  default = { port = "80" }
}
output "o" {
  value = var.service
}
)");
  EXPECT_EQ(repository.output("o"), "{\"name\":\"web\",\"paths\":null,\"port\":80}");
}

TEST(Variables, NullIsReplacedByTheDefaultIfTheVariableIsNotNullable) {
  Repository repository({{"main.tf",
                          "module \"m\" {\n  source = \"./m\"\n  a = null\n  b = null\n}\n"
                          "output \"o\" {\n  value = module.m.o\n}\n"},
                         {"m/main.tf", R"(
variable "a" { default = "a" }
variable "b" {
  default  = "b"
  nullable = false
}
output "o" {
  value = [var.a, var.b]
}
)"}});
  EXPECT_EQ(repository.output("o"), "[null,\"b\"]");
}

TEST(Variables, AnArgumentThatDoesNotFitIsReportedWhereItIsGiven) {
  Repository repository({{"main.tf", "module \"m\" {\n  source = \"./m\"\n  n      = \"abc\"\n}\n"},
                         {"m/main.tf", "variable \"n\" {\n  type = number\n}\n"}});
  EXPECT_EQ(repository.problems(), "main.tf:3: Invalid value for input variable\n");
}

TEST(Variables, MissingAndUnsupportedArgumentsOfAModuleAreReported) {
  Repository repository({{"main.tf", "module \"m\" {\n  source = \"./m\"\n  nam    = 1\n}\n"},
                         {"m/main.tf", "variable \"name\" {}\n"}});
  EXPECT_EQ(repository.problems(),
            "main.tf:1: Missing required argument\nmain.tf:3: Unsupported argument\n");
}

TEST(Variables, ValidationsAreChecked) {
  const std::string text = R"(
variable "n" {
  type = number
  validation {
    condition     = var.n > 3
    error_message = "Too small."
  }
}
)";
  Repository repository(text);
  repository.evaluate({.variables = {{"n", "2"}}});
  EXPECT_EQ(repository.problems(), "main.tf:2: Invalid value for variable\n");
  repository.evaluate({.variables = {{"n", "4"}}});
  EXPECT_EQ(repository.problems(), "");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
}

TEST(Variables, SensitiveOnesMayNotLeaveTheRootUnmarked) {
  Repository repository(R"(
variable "password" {
  type      = string
  sensitive = true
  default   = "x"
}
output "leak" {
  value = "pw=${var.password}"
}
output "said" {
  value     = var.password
  sensitive = true
}
)");
  EXPECT_EQ(repository.problems(), "main.tf:7: Output refers to sensitive values\n");
}

// Terraform 1.11 hides a module's sensitive output where it is shown; to who refers to it, it is
// as sensitive as what it was made of.
TEST(Variables, AModulesOutputIsAsSensitiveAsItsValue) {
  Repository repository(
      {TextFile{"main.tf",
                "module \"m\" {\n  source = \"./m\"\n}\n"
                "output \"plain\" {\n  value = module.m.plain\n}\n"
                "output \"is\" {\n  value = [issensitive(module.m.plain), "
                "issensitive(module.m.secret)]\n}\n"},
       TextFile{"m/main.tf",
                "output \"plain\" {\n  value     = \"a\"\n  sensitive = true\n}\n"
                "output \"secret\" {\n  value     = sensitive(\"a\")\n  sensitive "
                "= true\n}\n"}});
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("is"), "[false,true]");
}

TEST(Variables, AreGivenOnceByAFile) {
  const std::string variable = "variable \"a\" {\n  default = 0\n}\n";
  Repository native(
      {TextFile{"main.tf", variable}, TextFile{"terraform.tfvars", "a = 1\na = 2\n"}});
  EXPECT_EQ(native.problems(), "terraform.tfvars:2: Attribute redefined\n");
  Repository json({TextFile{"main.tf", variable},
                   TextFile{"terraform.tfvars.json", "{\"a\": 1,\n\"a\": 2}\n"}});
  EXPECT_EQ(json.problems(), "terraform.tfvars.json:2: Duplicate attribute definition\n");
}

TEST(Variables, AListOrMapWithoutMoreIsOfAnyType) {
  Repository repository(
      "variable \"l\" {\n  type = list\n  default = [1, \"a\"]\n}\n"
      "variable \"m\" {\n  type = map\n  default = { a = true, b = false }\n}\n"
      "output \"o\" {\n  value = [var.l, var.m]\n}\n");
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o"), "[[\"1\",\"a\"],{\"a\":true,\"b\":false}]");
  EXPECT_NE(Repository("variable \"s\" {\n  type = set\n}\n").problems(), "");
  EXPECT_NE(Repository("variable \"l\" {\n  type = set(list)\n}\n").problems(), "");
}

}  // namespace
}  // namespace terraform::testing
