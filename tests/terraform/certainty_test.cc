// SPDX-License-Identifier: Apache-2.0
// What counts as an error when a repository is checked and not everything about it is known: only
// what Terraform would report whatever the missing pieces turn out to be. Without `check` the
// answers are those of Terraform 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

constexpr const char* kBackend = "terraform {\n  backend \"local\" {}\n}\n";

// The errors of a root in check, one a line; notes are left out.
std::string errors_of(const std::string& text, const Inputs& inputs = {}) {
  Repository repository(kBackend + text);
  return repository.errors(repository.evaluate(inputs, Purpose::check).diagnostics());
}

TEST(Certainty, AnErrorInAnInstanceThatMayNotExistIsNone) {
  const std::string resource =
      "variable \"n\" {}\n"
      "resource \"terraform_data\" \"t\" {\n  count = ";
  const std::string input = "\n  input = element([], 0)\n}\n";
  EXPECT_EQ(errors_of(resource + "var.n" + input), "");
  EXPECT_EQ(errors_of(resource + "1" + input), "main.tf:7: Invalid function argument\n");
}

TEST(Certainty, AnErrorInAModuleThatMayNotExistIsNone) {
  const std::string call = "module \"m\" {\n  source = \"./m\"\n  count = ";
  const auto errors = [&](const std::string& count) {
    Repository repository(
        {{"main.tf", kBackend + ("variable \"n\" {}\n" + call) + count + "\n}\n"},
         {"m/main.tf",
          "locals {\n  a = element([], 0)\n}\noutput \"o\" {\n  value = [][local.a]\n}\n"}});
    return repository.errors(repository.evaluate({}, Purpose::check).diagnostics());
  };
  EXPECT_EQ(errors("var.n"), "");
  EXPECT_EQ(errors("1"), "m/main.tf:2: Invalid function argument\n");
}

TEST(Certainty, AMisspeltArgumentIsAnErrorWhetherTheResourceExistsOrNot) {
  EXPECT_EQ(errors_of("variable \"n\" {}\nresource \"terraform_data\" \"t\" {\n  count = var.n\n"
                      "  imput = 1\n}\n"),
            "main.tf:7: Unsupported argument\n");
}

TEST(Certainty, AnErrorInABlockThatMayNotBeGeneratedIsNone) {
  const std::string text =
      "variable \"n\" {\n  type = set(string)\n}\n"
      "resource \"other_thing\" \"t\" {\n  dynamic \"part\" {\n    for_each = ";
  const std::string content = "\n    content {\n      x = element([], 0)\n    }\n  }\n}\n";
  EXPECT_EQ(errors_of(text + "var.n" + content), "");
  EXPECT_EQ(errors_of(text + "[1]" + content), "main.tf:11: Invalid function argument\n");
}

TEST(Certainty, ASensitiveOutputOfALibraryIsItsCallersToMark) {
  const std::string text =
      "variable \"v\" {\n  sensitive = true\n}\noutput \"o\" {\n  value = var.v\n}\n";
  Repository library(text);
  library.evaluate_library();
  EXPECT_EQ(library.problems(), "");
  EXPECT_EQ(errors_of(text), "main.tf:7: Output refers to sensitive values\n");
}

// Terraform refuses it of called modules as well.
TEST(Certainty, AnEphemeralOutputOfALibraryIsRefused) {
  Repository library(
      "variable \"v\" {\n  ephemeral = true\n}\noutput \"o\" {\n  value = var.v\n}\n");
  library.evaluate_library();
  EXPECT_EQ(library.problems(), "main.tf:4: Ephemeral value not allowed\n");
}

TEST(Certainty, TheVariablesOfALibraryAreUnknownEvenWithADefault) {
  Repository repository(
      "variable \"v\" {\n  default = null\n}\n"
      "output \"o\" {\n  value = var.v.name\n}\n");
  repository.evaluate_library();
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o"), "unknown variable var.v");
  repository.evaluate({}, Purpose::eval);
  EXPECT_EQ(repository.problems(), "main.tf:5: Attempt to get attribute from null value\n");
}

TEST(Certainty, WhereInputsAreMissingAnErrorThatOnlyADefaultCausesIsNone) {
  const std::string text =
      "variable \"v\" {\n  default = null\n}\n"
      "output \"o\" {\n  value = var.v.name\n}\n"
      "output \"p\" {\n  value = element([], 0)\n}\n";
  EXPECT_EQ(errors_of("variable \"required\" {}\n" + text),
            "main.tf:12: Invalid function argument\n");
  EXPECT_EQ(errors_of(text),
            "main.tf:8: Attempt to get attribute from null value\n"
            "main.tf:11: Invalid function argument\n");
}

TEST(Certainty, AWorkspaceThatNobodyNamesIsUnknownInACheckAndDefaultOtherwise) {
  const std::string text =
      "locals {\n  m = { prod = 1 }\n}\noutput \"o\" {\n  value = "
      "local.m[terraform.workspace]\n}\n";
  EXPECT_EQ(errors_of(text), "");
  EXPECT_EQ(errors_of(text, {.workspace = "test"}), "main.tf:8: Invalid index\n");
  Repository repository(text);
  repository.evaluate({}, Purpose::eval);
  EXPECT_EQ(repository.problems(), "main.tf:5: Invalid index\n");
  repository.evaluate({.workspace = "prod"}, Purpose::check);
  EXPECT_EQ(repository.output("o"), "1");
}

TEST(Certainty, ACountThatOnlyAnApplyKnowsIsAnErrorOfAFirstPlanAlone) {
  const std::string text =
      "resource \"terraform_data\" \"a\" {}\n"
      "resource \"terraform_data\" \"b\" {\n  count = terraform_data.a.id == \"x\" ? 1 : 0\n}\n";
  EXPECT_EQ(errors_of(text), "");
  Repository repository(text);
  repository.evaluate({}, Purpose::eval);
  EXPECT_EQ(repository.problems(), "main.tf:3: Invalid count argument\n");
}

// From Terraform 1.12 on the right operand is passed over; 1.11 reports its errors.
TEST(Certainty, WhatTheLeftOperandDecidesMayBeWrongOnTheRight) {
  const std::string text =
      "locals {\n  a = { x = 1 }\n}\n"
      "output \"o\" {\n  value = can(local.a.y) && local.a.y == 1\n}\n"
      "output \"p\" {\n  value = can(local.a.x) && local.a.y == 1\n}\n";
  EXPECT_EQ(errors_of(text), "main.tf:11: Unsupported attribute\n");
  Repository repository(text);
  repository.evaluate({}, Purpose::eval);
  EXPECT_EQ(repository.problems(),
            "main.tf:5: Unsupported attribute\nmain.tf:8: Unsupported attribute\n");
}

TEST(Certainty, ABlockOfATypeWithoutASchemaMayHaveFurtherAttributes) {
  Repository repository(
      std::string(kBackend) +
      "resource \"other_thing\" \"t\" {\n  part {\n    size = 1\n    inner {\n      a = 2\n    }\n"
      "  }\n}\n"
      "output \"size\" {\n  value = other_thing.t.part[0].size\n}\n"
      "output \"inner\" {\n  value = other_thing.t.part[0].inner[0].a\n}\n"
      "output \"address\" {\n  value = try(other_thing.t.part[0].inner[0].address, \"none\")\n}\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("size"), "1");
  EXPECT_EQ(repository.output("inner"), "2");
  EXPECT_EQ(repository.output("address"), "unknown apply other_thing.t.part[0].inner[0].address");
}

// The tables hold 5.100.0 and 6.25.0.
TEST(Certainty, TheConstraintOnAProviderChoosesItsSchema) {
  const auto version = [](const std::string& constraint) {
    Repository repository(
        "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n" +
        constraint + "    }\n  }\n}\nresource \"aws_s3_bucket\" \"b\" {}\n");
    const auto provider =
        repository.evaluate({}, Purpose::check).provider(repository.node("aws_s3_bucket.b"));
    return std::string(provider->version) + (provider->exact ? " exact" : "");
  };
  EXPECT_EQ(version(""), "6.25.0");
  EXPECT_EQ(version("      version = \"~> 5.30\"\n"), "5.100.0");
  EXPECT_EQ(version("      version = \">= 4.0, < 6.0\"\n"), "5.100.0");
  EXPECT_EQ(version("      version = \">= 4.0\"\n"), "6.25.0");
  EXPECT_EQ(version("      version = \"5.100.0\"\n"), "5.100.0 exact");
  EXPECT_EQ(version("      version = \"~> 5.1.0\"\n"), "5.100.0");
}

}  // namespace
}  // namespace terraform::testing
