// SPDX-License-Identifier: Apache-2.0
// Version constraints. Answers are those of Terraform 1.11.4 (`terraform init` with
// required_version and required_providers).
#include "schema/version.h"

#include <gtest/gtest.h>

namespace schema {
namespace {

TEST(Version, ConstraintsAllowWhatTerraformTakesThemToAllow) {
  EXPECT_TRUE(allows("", "6.25.0"));
  EXPECT_TRUE(allows(">= 5.0, < 6.0", "5.100.0"));
  EXPECT_FALSE(allows(">= 5.0, < 6.0", "6.25.0"));
  EXPECT_TRUE(allows("~> 5.31", "5.100.0"));
  EXPECT_FALSE(allows("~> 5.31", "6.0.0"));
  EXPECT_FALSE(allows("~> 5.31.0", "5.100.0"));
  EXPECT_TRUE(allows("~>5.31.2", "5.31.9"));
  EXPECT_TRUE(allows("~> 5", "6.25.0"));
  EXPECT_FALSE(allows("!= 5.100.0", "5.100.0"));
  EXPECT_TRUE(allows("= 5.100.0", "5.100.0"));
  EXPECT_FALSE(allows("5.100", "5.100.1"));
  EXPECT_TRUE(allows("<= 5.100.0, > 5.99", "5.100.0"));
}

TEST(Version, OnlyAWholeVersionIsExact) {
  EXPECT_EQ(exact_version(" = 5.100.0"), "5.100.0");
  EXPECT_EQ(exact_version("5.100.0"), "5.100.0");
  EXPECT_EQ(exact_version("5.100"), "");
  EXPECT_EQ(exact_version(">= 5.100.0"), "");
  EXPECT_EQ(exact_version("5.100.0, < 6.0.0"), "");
}

TEST(Version, ConstraintsAreOfOperatorsAndVersions) {
  for (const char* text :
       {"1", ">= 5.0, < 6.0", "~>5.31.2", " = v1.2.3-beta.1+build ", "1.0.0rc1"}) {
    EXPECT_TRUE(is_constraint(text)) << text;
  }
  for (const char* text : {"", "latest", "=> 1.0", ">= 1.x", ">= 1.0,", ">= 1.0 < 2.0", "1.0."}) {
    EXPECT_FALSE(is_constraint(text)) << text;
  }
}

}  // namespace
}  // namespace schema
