// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "source/source.h"

namespace source {
namespace {

TEST(JoinPath, JoinsAndCleans) {
  EXPECT_EQ(join_path("modules", "net"), "modules/net");
  EXPECT_EQ(join_path("envs/prod", "../../modules/net"), "modules/net");
  EXPECT_EQ(join_path("envs//prod/", "./main.tf"), "envs/prod/main.tf");
  EXPECT_EQ(join_path("", "main.tf"), "main.tf");
  EXPECT_EQ(join_path(".", "main.tf"), "main.tf");
}

TEST(JoinPath, LetsAnAbsolutePathStandForItself) {
  EXPECT_EQ(join_path("envs", "/etc/hosts"), "/etc/hosts");
  EXPECT_EQ(join_path("/srv/a", "../b"), "/srv/b");
}

TEST(JoinPath, KeepsDotsThatLeadOutOfARelativePath) {
  EXPECT_EQ(join_path("a", "../../b"), "../b");
  EXPECT_EQ(join_path("..", ".."), "../..");
}

TEST(JoinPath, HasNothingAboveTheRoot) { EXPECT_EQ(join_path("/a", "../../.."), "/"); }

TEST(JoinPath, CallsTheCurrentDirectoryADot) {
  EXPECT_EQ(join_path("a", ".."), ".");
  EXPECT_EQ(join_path("", ""), ".");
}

TEST(ParentPath, TakesTheLastPartOff) {
  EXPECT_EQ(parent_path("a/b/c.tf"), "a/b");
  EXPECT_EQ(parent_path("a/b/"), "a");
  EXPECT_EQ(parent_path("c.tf"), ".");
  EXPECT_EQ(parent_path("/a"), "/");
  EXPECT_EQ(parent_path("/"), "/");
}

TEST(BaseName, IsTheLastPart) {
  EXPECT_EQ(base_name("a/b/c.tf"), "c.tf");
  EXPECT_EQ(base_name("a/b/"), "b");
  EXPECT_EQ(base_name("c.tf"), "c.tf");
  EXPECT_EQ(base_name("/"), "/");
}

TEST(IsInside, ComparesWholeParts) {
  EXPECT_TRUE(is_inside("/repo", "/repo"));
  EXPECT_TRUE(is_inside("/repo", "/repo/a"));
  EXPECT_TRUE(is_inside("/", "/repo"));
  EXPECT_FALSE(is_inside("/repo", "/repository"));
  EXPECT_FALSE(is_inside("/repo/a", "/repo"));
}

TEST(RelativePath, IsSeenFromTheBase) {
  EXPECT_EQ(relative_path("/repo", "/repo/a/b"), "a/b");
  EXPECT_EQ(relative_path("/repo", "/repo"), ".");
  EXPECT_EQ(relative_path("/", "/a"), "a");
  EXPECT_EQ(relative_path("/repo", "/elsewhere/a"), "/elsewhere/a");
}

}  // namespace
}  // namespace source
