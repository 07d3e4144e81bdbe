// SPDX-License-Identifier: Apache-2.0
#include "terraform/address.h"

#include <gtest/gtest.h>

namespace terraform {
namespace {

TEST(Address, WithoutKeysHasNoneOfAnyKind) {
  EXPECT_EQ(without_keys(R"(module.a["x"].aws_x.b[2])"), "module.a.aws_x.b");
  EXPECT_EQ(without_keys(R"(aws_x.b["]\"].c[1]"])"), "aws_x.b");
  EXPECT_EQ(without_keys("aws_x.b[*]"), "aws_x.b");
  EXPECT_EQ(without_keys(""), "");
}

TEST(Address, IsInTheModulesThatItBeginsWith) {
  EXPECT_EQ(module_of("aws_x.b"), "");
  EXPECT_EQ(module_of("module.a.aws_x.b"), "module.a");
  EXPECT_EQ(module_of("module.a.module.b[0].data.aws_x.module"), "module.a.module.b[0]");
  EXPECT_EQ(module_of(R"(module.a["x].module.\"y"].aws_x.b["module.z"])"),
            R"(module.a["x].module.\"y"])");
}

TEST(Address, OfAModuleIsInTheOneAroundIt) {
  EXPECT_EQ(module_of("module.a"), "");
  EXPECT_EQ(module_of("module.a.module.b[0]"), "module.a");
  EXPECT_EQ(module_of(""), "");
}

}  // namespace
}  // namespace terraform
