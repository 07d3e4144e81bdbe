// SPDX-License-Identifier: Apache-2.0
//
// Broken files: what stays, and that no text makes reading them slow. There is no clock here: what
// would be superlinear makes this test run into its time-out.
#include <gtest/gtest.h>

#include "syntax/parsing.h"

namespace {

using syntax_test::Parsed;

TEST(Broken, KeepsTheWholeBlocksAroundAnError) {
  const Parsed parsed("a {\n}\n\nb {\n  x = = 1\n}\n\nc {\n  y = 2\n}\n");
  EXPECT_EQ(parsed.problems(), "5:7 Expected an expression\n");
  EXPECT_EQ(parsed.print(),
            "block a [0, 5)\nblock c [24, 37)\n  attribute y [30, 35)\n    number 2 [34, 35)\n");
}

TEST(Broken, EndsAnUnclosedBlockAtTheNextOne) {
  const Parsed parsed("a {\n  b {\n    c = 1\n}\n\nd \"x\" {\n  e = 1\n}\nf {}\n");
  EXPECT_EQ(parsed.problems(), "1:3 This block is not closed\n");
  EXPECT_EQ(parsed.tree.body->blocks.size(), 2u);
}

TEST(Broken, ReportsEachBrokenRegionOnce) {
  const Parsed parsed("a = = 1\nb = 2\nc = ]\nd {\n  e = = 1\n}\n}\nf = 3\n");
  EXPECT_EQ(parsed.problems(),
            "1:5 Expected an expression\n3:5 Expected an expression\n5:7 Expected an expression\n");
  EXPECT_EQ(parsed.tree.body->attributes.size(), 2u);
}

TEST(Broken, ReadsAMegabyteOfAnythingUnclosed) {
  for (const char* piece : {"a = \"${", "${", "(", "[", "{", "a {\n", "a = <<E\n", "a = /*\n",
                            "a = \"\n", "a = = 1\n", "a = [for x in ", "f(", "%{if a}"}) {
    std::string text = "a = ";
    while (text.size() < (1u << 20)) text += piece;
    const Parsed parsed(text);
    EXPECT_FALSE(parsed.tree.diagnostics.empty()) << piece;
  }
  const Parsed parsed("a = \"${" + std::string(1u << 20, ' '));
  EXPECT_EQ(parsed.problems(), "1:6 This template sequence is not closed\n");
}

}  // namespace
