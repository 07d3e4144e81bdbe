// SPDX-License-Identifier: Apache-2.0
// What no provider takes, whatever the resource. By Terraform 1.11 and the AWS provider 5.100.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

std::string problems_of(const std::string& text) {
  Repository repository(
      {TextFile{"main.tf", text},
       {".terraform.lock.hcl",
        "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.100.0\"\n}\n"}});
  return repository.problems();
}

std::string of_queue(const std::string& argument) {
  return problems_of(
      "resource \"terraform_data\" \"d\" {}\n"
      "resource \"aws_sqs_queue\" \"q\" {\n  " +
      argument + "\n}\n");
}

TEST(GivenValues, AreNoneWhereTheProviderAloneDecides) {
  EXPECT_EQ(of_queue("arn = \"q\""), "main.tf:3: Value for unconfigurable attribute\n");
  EXPECT_EQ(of_queue("arn = terraform_data.d.id"),
            "main.tf:3: Value for unconfigurable attribute\n");
  EXPECT_EQ(of_queue("arn = null"), "");
  EXPECT_EQ(of_queue("policy = \"q\""), "");
  EXPECT_EQ(problems_of("resource \"terraform_data\" \"d\" {\n  id = \"q\"\n}\n"),
            "main.tf:2: Value for unconfigurable attribute\n");
}

std::string of_instance(const std::string& groups) {
  return problems_of(
      "resource \"terraform_data\" \"d\" {}\n"
      "resource \"aws_instance\" \"i\" {\n  vpc_security_group_ids = " +
      groups + "\n}\n");
}

TEST(GivenValues, HoldNoNullInAList) {
  EXPECT_EQ(of_instance("[\"sg-1\", null]"), "main.tf:3: Null value found in list\n");
  EXPECT_EQ(of_instance("[terraform_data.d.id, null]"), "main.tf:3: Null value found in list\n");
  EXPECT_EQ(of_instance("[\"sg-1\", terraform_data.d.id]"), "");
  EXPECT_EQ(of_instance("null"), "");
  EXPECT_EQ(problems_of("resource \"aws_sqs_queue\" \"q\" {\n  tags = { a = null }\n}\n"), "");
  // What is built with the framework says what it makes of one itself.
  EXPECT_EQ(problems_of("resource \"terraform_data\" \"d\" {\n  input = [null]\n}\n"), "");
}

TEST(GivenValues, AreNotEphemeralWhereTheyAreKept) {
  const std::string variable = "variable \"e\" {\n  default   = \"a\"\n  ephemeral = true\n}\n";
  EXPECT_EQ(
      problems_of(variable + "resource \"terraform_data\" \"d\" {\n  input = { a = var.e }\n}\n"),
      "main.tf:6: Invalid use of ephemeral value\n");
  EXPECT_EQ(
      problems_of(variable +
                  "resource \"aws_ssm_parameter\" \"p\" {\n  name = \"p\"\n  type = \"String\"\n"
                  "  value_wo = var.e\n  value_wo_version = 1\n}\n"),
      "");
}

}  // namespace
}  // namespace terraform::testing
