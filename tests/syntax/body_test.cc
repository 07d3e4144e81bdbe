// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "syntax/parsing.h"

namespace {

using syntax_test::Parsed;

TEST(Body, KeepsAttributesAndBlocksWithTheirRanges) {
  const Parsed parsed("a = 1 # c\nb \"x\" y {\n  c = \"d\"\n  e { f = 2 }\n}\n");
  EXPECT_EQ(parsed.problems(), "");
  EXPECT_EQ(parsed.print(),
            "attribute a [0, 5)\n"
            "  number 1 [4, 5)\n"
            "block b \"x\" \"y\" [10, 45)\n"
            "  attribute c [22, 29)\n"
            "    string \"d\" [26, 29)\n"
            "  block e [32, 43)\n"
            "    attribute f [36, 41)\n"
            "      number 2 [40, 41)\n");
  const syntax::Block& block = parsed.tree.body->blocks[0];
  EXPECT_EQ(parsed.files.text(block.header), "b \"x\" y");
  EXPECT_EQ(parsed.files.text(block.labels[0].range), "\"x\"");
  EXPECT_EQ(parsed.files.text(block.body->range).front(), '{');
  EXPECT_EQ(parsed.files.text(parsed.tree.body->attributes[0].range), "a = 1");
}

TEST(Body, KeepsComments) {
  const Parsed parsed("# one\r\na = [ // two\n  1, /* three\n */ 2]\nb {\n} # four");
  std::string comments;
  for (const syntax::Comment& comment : parsed.tree.comments) {
    comments += std::string(parsed.files.text(comment.range)) + "|";
  }
  EXPECT_EQ(comments, "# one|// two|/* three\n */|# four|");
}

TEST(Body, ReadsByteOrderMarksCarriageReturnsAndFilesWithoutALastNewline) {
  EXPECT_EQ(Parsed("\xEF\xBB\xBF"
                   "a = 1\r\nb = {\r\n c = 1\r\n}")
                .problems(),
            "");
  EXPECT_EQ(Parsed("\xEF\xBB\xBF"
                   "a = 1")
                .print(),
            "attribute a [3, 8)\n  number 1 [7, 8)\n");
  EXPECT_EQ(Parsed("").print(), "");
  EXPECT_NE(Parsed("a = 1\rb = 2\n").problems(), "");
}

TEST(Body, TakesNulInTextOnly) {
  EXPECT_EQ(Parsed(std::string("# \0\na = \"\0\"\n", 12)).problems(), "");
  EXPECT_NE(Parsed(std::string("a = \0\n", 6)).problems(), "");
}

TEST(Body, KeepsAttributesThatAreSetTwice) {
  EXPECT_EQ(Parsed("a = 1\na = 2\n").tree.body->attributes.size(), 2u);
}

TEST(Body, BoundsTheDepthOfNesting) {
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "a {\n";
  const Parsed parsed(deep);
  ASSERT_FALSE(parsed.tree.diagnostics.empty());
  EXPECT_EQ(parsed.tree.diagnostics.all()[0].id, diagnostics::kLimitReached);
}

TEST(Body, ParsesManyFilesInTheirOrder) {
  source::Files files;
  std::vector<source::FileId> ids;
  for (int i = 0; i < 40; ++i) {
    std::string text = "a = " + std::to_string(i) + "\n";
    text.append(20000, '\n');
    ids.push_back(files.add("f", std::move(text)));
  }
  const std::vector<syntax::Tree> trees = syntax::parse_all(ids, files, 4);
  for (size_t i = 0; i < trees.size(); ++i) {
    EXPECT_EQ(trees[i].body->attributes[0].value->as<syntax::Literal>().text, std::to_string(i));
  }
}

}  // namespace
