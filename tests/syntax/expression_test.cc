// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "syntax/parsing.h"

namespace {

using syntax_test::expression;

TEST(Expression, BindsOperatorsAsHclDoes) {
  EXPECT_EQ(expression("1 + 2 * -b.c"),
            "binary + [0, 12)\n"
            "  number 1 [0, 1)\n"
            "  binary * [4, 12)\n"
            "    number 2 [4, 5)\n"
            "    unary - [8, 12)\n"
            "      traversal b.c [9, 12)\n");
  EXPECT_EQ(expression("a ? b : c ? d : e"),
            "conditional [0, 17)\n"
            "  traversal a [0, 1)\n"
            "  traversal b [4, 5)\n"
            "  conditional [8, 17)\n"
            "    traversal c [8, 9)\n"
            "    traversal d [12, 13)\n"
            "    traversal e [16, 17)\n");
}

TEST(Expression, GivesWordsTheirMeaning) {
  EXPECT_EQ(expression("true"), "true [0, 4)\n");
  EXPECT_EQ(expression("null"), "null [0, 4)\n");
  EXPECT_EQ(expression("for"), "traversal for [0, 3)\n");
  EXPECT_EQ(expression("true.a"), "relative traversal.a [0, 6)\n  true [0, 4)\n");
}

TEST(Expression, ReadsCollections) {
  EXPECT_EQ(expression("{ a = 1, \"b\" : 2, (c) = 3 }"),
            "object [0, 27)\n"
            "  string \"a\" [2, 3)\n"
            "  number 1 [6, 7)\n"
            "  string \"b\" [9, 12)\n"
            "  number 2 [15, 16)\n"
            "  parentheses [18, 21)\n"
            "    traversal c [19, 20)\n"
            "  number 3 [24, 25)\n");
  EXPECT_EQ(expression("{for k, v in x : k => v... if v}"),
            "for k, v ... [0, 32)\n"
            "  traversal x [13, 14)\n"
            "  traversal k [17, 18)\n"
            "  traversal v [22, 23)\n"
            "  traversal v [30, 31)\n");
  EXPECT_EQ(expression("[for v in x : v]"),
            "for v [0, 16)\n  traversal x [10, 11)\n  traversal v [14, 15)\n");
}

TEST(Expression, ReadsCalls) {
  EXPECT_EQ(expression("p :: a::f(x, y...)"),
            "call p::a::f ... [0, 18)\n  traversal x [10, 11)\n  traversal y [13, 14)\n");
}

TEST(Expression, TakesNewlinesAsWhiteSpaceAtTheTop) {
  EXPECT_EQ(expression("1 +\n2"), "binary + [0, 5)\n  number 1 [0, 1)\n  number 2 [4, 5)\n");
}

TEST(Expression, IsTheWholeText) {
  EXPECT_EQ(expression("1 2"), "Expected the end of the expression");
  EXPECT_EQ(expression(""), "Expected an expression");
  EXPECT_EQ(expression("a = 1"), "Expected the end of the expression");
}

TEST(Expression, HasNoForWhereAForExpressionCannotBe) {
  for (const char* text : {"[for]", "[for.a]", "{for.a = 1}", "{for = 1}", "[for x in y : k => v]",
                           "{for x in y : v}", "[for x in y : v...]"}) {
    EXPECT_EQ(expression(text).find("traversal"), std::string::npos) << text;
  }
}

}  // namespace
