// SPDX-License-Identifier: Apache-2.0
//
// What rules learn of the provider's configuration: its node, regions, tags, ignored changes.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

constexpr std::string_view kTerraform = R"(
variable "team" {}
provider "aws" {
  region = "eu-central-1"
  default_tags {
    tags = { Team = "web", Stage = "prod" }
  }
}
provider "aws" {
  alias = "elsewhere"
  default_tags {
    tags = { Team = var.team }
  }
}
resource "aws_vpc" "here" {
  tags = { Stage = "test", Name = "here" }
}
resource "aws_vpc" "there" {
  provider = aws.elsewhere
  lifecycle {
    ignore_changes = [cidr_block]
  }
}
)";

// What an expression about a node comes to, as the message of a rule that always fails.
std::string message(const std::string& expression, std::string_view address,
                    std::string_view terraform = kTerraform,
                    const std::string& target = "aws_vpc") {
  Bench bench(rule("target = \"" + target + "\"\n  condition = address(self) != \"" +
                   std::string(address) + "\"\n  error_message = " + expression),
              Bench::BuiltIns::added);
  bench.add("main.tf", std::string(terraform));
  EXPECT_EQ(bench.rule_problems(), "");
  for (const Verdict& verdict : bench.judge({.profile = {}, .config = {}}).verdicts) {
    if (verdict.rule->name == "r" && verdict.outcome == Outcome::fail) return verdict.message;
  }
  return "no verdict " + bench.rule_errors();
}

TEST(ProviderOf, IsTheNodeOfTheConfiguration) {
  EXPECT_EQ(message("address(provider_of(self))", "aws_vpc.there"), "provider.aws.elsewhere");
  EXPECT_EQ(message("provider_of(self).configuration.region", "aws_vpc.here"), "eu-central-1");
}

TEST(RegionOf, IsThatOfTheProvidersConfiguration) {
  EXPECT_EQ(message("region_of(self)", "aws_vpc.here"), "eu-central-1");
  EXPECT_EQ(message("known(region_of(self)) ? \"known\" : \"not known\"", "aws_vpc.there"),
            "not known");
}

TEST(RegionOf, IsTheResourcesOwnWhereProvider6HasOne) {
  EXPECT_EQ(message("region_of(self)", "aws_vpc.v", R"(
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}
provider "aws" {
  region = "eu-central-1"
}
resource "aws_vpc" "v" {
  region = "us-east-1"
}
)"),
            "us-east-1");
}

TEST(RegionOf, IsNotWhatATypeMeansByItsRegion) {
  EXPECT_EQ(message("region_of(self)", "aws_opsworks_stack.s", R"(
provider "aws" {
  region = "eu-central-1"
}
resource "aws_opsworks_stack" "s" {
  region = "us-east-1"
}
)",
                    "aws_opsworks_stack"),
            "eu-central-1");
}

TEST(EffectiveTags, AreTheResourcesOverTheProvidersDefaults) {
  EXPECT_EQ(message("jsonencode(effective_tags(self))", "aws_vpc.here"),
            "{\"Name\":\"here\",\"Stage\":\"test\",\"Team\":\"web\"}");
}

TEST(EffectiveTags, HaveKeysWhereValuesAreNotKnown) {
  EXPECT_EQ(message("join(\" \", keys(effective_tags(self)))", "aws_vpc.there"), "Team");
}

TEST(EffectiveTags, AreTheResourcesAloneWhereItsTypeTakesNoDefaults) {
  EXPECT_EQ(
      message("jsonencode(effective_tags(self))", "nobody_thing.t",
              "resource \"nobody_thing\" \"t\" {\n  tags = { a = \"b\" }\n}\n", "nobody_thing"),
      "{\"a\":\"b\"}");
}

TEST(IgnoresChanges, TellsWhatTheLifecycleLeavesAlone) {
  EXPECT_EQ(message("ignores_changes(self, \"cidr_block\")", "aws_vpc.there"), "true");
  EXPECT_EQ(message("ignores_changes(self, \"cidr_block\")", "aws_vpc.here"), "false");
}

TEST(DeclaredNodes, AreTargetsAndTheirArgumentsPlaces) {
  Bench bench(
      rule("target = \"terraform_provider\"\n  condition = "
           "self.configuration.region == \"eu-central-1\""));
  EXPECT_EQ(bench.verdicts(std::string(kTerraform)),
            "r: provider.aws: pass\nr: provider.aws.elsewhere: fail at configuration.region: "
            "provider.aws.elsewhere is wrong\n");
}

}  // namespace
}  // namespace rules
