// SPDX-License-Identifier: Apache-2.0
//
// What is refused, where it is said to be wrong, and in what words.
#include <gtest/gtest.h>

#include "syntax/parsing.h"

namespace {

using syntax_test::Parsed;

std::string problems(std::string text) { return Parsed(std::move(text)).problems(); }

TEST(Error, NamesThePlaceAndWhatWasExpected) {
  EXPECT_EQ(problems("a {\n  b = 1\n"), "1:3 This block is not closed\n");
  EXPECT_EQ(problems("a {\n  b 1\n}\n"), "2:3 Expected an argument or block\n");
  EXPECT_EQ(problems("a {\n  b \"x\"\n}\n"), "2:8 Expected a label or an opening brace\n");
  EXPECT_EQ(problems("a = [1, 2\n"), "1:5 This list is not closed\n");
  EXPECT_EQ(problems("a = [1 2]\n"), "1:8 Expected a comma or a closing bracket\n");
  EXPECT_EQ(problems("a = f(1\nb = 2\n"), "2:1 Expected a comma or a closing parenthesis\n");
  EXPECT_EQ(problems("a = \"x\nb = 1\n"), "1:7 This string is not closed on its line\n");
  EXPECT_EQ(problems("a = \"${x\"\n"), "1:6 This template sequence is not closed\n");
  EXPECT_EQ(problems("a = <<EOT\nx\n"), "1:5 This heredoc is not closed\n");
  EXPECT_EQ(problems("a = 1 b = 2\n"), "1:7 Expected a new line behind the argument \"a\"\n");
  EXPECT_EQ(problems("a {} b {}\n"), "1:6 Expected a new line behind the block\n");
  EXPECT_EQ(problems("a = 'x'\n"), "1:5 This character has no meaning in HCL\n");
  EXPECT_EQ(problems("a = 1.2.3\n"), "1:5 This is not a number\n");
  EXPECT_EQ(problems("a = \"\\d\"\n"), "1:6 This escape is not one of HCL's\n");
  EXPECT_EQ(problems("a = { b = 1, c }\n"), "1:16 Expected \"=\" between the key and its value\n");
  EXPECT_EQ(problems("\"a\" = 1\n"), "1:1 Expected an argument or block\n");
  EXPECT_EQ(problems("a = \xff\n"), "1:5 The file is not UTF-8 here\n");
}

TEST(Error, RefusesNewlinesWhereHclWantsNone) {
  for (const char* text : {"a =\n1\n", "a\n= 1\n", "a = 1 +\n2\n", "a = b.\nc\n", "a \"b\"\n{\n}\n",
                           "a = {\n b =\n 1\n}\n", "a = { b\n = 1 }\n", "a { b = 1\n}\n",
                           "a {\n b = 1 }\n", "a { b = 1\n c = 2\n}\n", "a = b ?\n c : d\n",
                           "a = b[\n*]\n", "a = # x\n 1\n", "a = {\n b = 1\n , c = 2 }\n"}) {
    EXPECT_NE(problems(text), "") << text;
  }
}

TEST(Error, TakesNewlinesWhereHclDoes) {
  for (const char* text :
       {"a = (\n1\n+\n2\n)\n", "a = [\n1\n,\n2]\n", "a = f(\n1,\n)\n", "a = b[\n0\n]\n",
        "a = {\n\n b = 1\n\n}\n", "a = {\n for\n b\n in c\n : b => b\n}\n", "a = \"${\nb\n}\"\n",
        "a = /*\n*/ 1\n", "a { /*\n*/ b = 1 /*\n*/ }\n", "a = ({\n b = (c\n)\n})\n"}) {
    EXPECT_EQ(problems(text), "") << text;
  }
}

TEST(Error, RefusesWhatLooksLikeOtherLanguages) {
  for (const char* text :
       {"a: 1\n", "a = b && & c\n", "a = 1;\n", "a { b = 1, c = 2 }\n", "a { b {} }\n",
        "a = b === c\n", "a \"${b}\" {}\n", "{\"a\": 1}\n", "a = <<\"E\"\nE\n", "a = “b”\n",
        "a = ${b}\n", "a += 1\n", "a = b ** c\n", "a = not b\n"}) {
    EXPECT_NE(problems(text), "") << text;
  }
}

TEST(Error, KnowsTheLettersOfIdentifiers) {
  EXPECT_EQ(problems("größe = 数据\n"), "");
  EXPECT_NE(problems("a→b = 1\n"), "");
  EXPECT_NE(problems("1a = 1\n"), "");
}

TEST(Error, SaysHowToMendIt) {
  const Parsed parsed("a = “b”\n");
  ASSERT_FALSE(parsed.tree.diagnostics.empty());
  EXPECT_NE(parsed.tree.diagnostics.all()[0].remedy.find("straight"), std::string::npos);
}

TEST(Error, WritesSummariesWithACapitalAndNoFullStop) {
  for (const char* text :
       {"a",          "a =",           "a = (",           "a = [",    "a = {",   "a {",  "a = \"",
        "a = \"${",   "a = f(",        "a = <<E\n",       "a = b.",   "a = b[",  "}",    "a = [for",
        "a = [for x", "a = [for x in", "a = [for x in y", "a = \"%{", "a = b::", "a = ?"}) {
    const Parsed parsed(text);
    for (const diagnostics::Diagnostic& diagnostic : parsed.tree.diagnostics.all()) {
      EXPECT_TRUE(std::isupper(static_cast<unsigned char>(diagnostic.summary[0])))
          << diagnostic.summary;
      EXPECT_NE(diagnostic.summary.back(), '.') << diagnostic.summary;
      EXPECT_EQ(diagnostic.id, diagnostics::kSyntaxError);
    }
  }
}

}  // namespace
