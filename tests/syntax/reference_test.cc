// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "syntax/parsing.h"

namespace {

using syntax_test::expression;

TEST(Reference, GathersStepsInOneTraversal) {
  EXPECT_EQ(expression("a.b[0].c[\"d\"].1"), "traversal a.b[0].c[\"d\"][1] [0, 15)\n");
  EXPECT_EQ(expression("(a).b"),
            "relative traversal.b [0, 5)\n  parentheses [0, 3)\n    traversal a [1, 2)\n");
}

TEST(Reference, MakesANodeOfAnIndexThatIsComputed) {
  EXPECT_EQ(expression("a[b].c"),
            "relative traversal.c [0, 6)\n  index [0, 4)\n    traversal a [0, 1)\n    traversal b "
            "[2, 3)\n");
  EXPECT_EQ(expression("a[\"${b}\"]").substr(0, 5), "index");
}

TEST(Reference, PutsWhatFollowsAFullSplatInsideIt) {
  EXPECT_EQ(expression("a[*].b[0].c"),
            "splat [0, 11)\n  traversal a [0, 1)\n  relative traversal.b[0].c [1, 11)\n    item "
            "[1, 4)\n");
}

TEST(Reference, EndsAnAttributeSplatAtABracket) {
  EXPECT_EQ(expression("a.*.b[0]"),
            "relative traversal[0] [0, 8)\n  splat [0, 5)\n    traversal a [0, 1)\n"
            "    relative traversal.b [3, 5)\n      item [1, 3)\n");
}

TEST(Reference, RefusesASplatInAnAttributeSplat) {
  EXPECT_EQ(expression("a.*.b.*"), "A splat cannot stand inside another");
  EXPECT_EQ(expression("a[*].b.*.c").substr(0, 5), "splat");
}

TEST(Reference, RefusesTwoLegacyIndexesInARow) {
  EXPECT_EQ(expression("a.0.1"), "Two indexes in a row need brackets");
  EXPECT_EQ(expression("a.0.b.1"), "traversal a[0].b[1] [0, 7)\n");
}

TEST(Reference, MayBeAnyLength) {
  std::string text = "a";
  for (int i = 0; i < 20000; ++i) text += ".b";
  EXPECT_EQ(expression(text).substr(0, 10), "traversal ");
}

}  // namespace
