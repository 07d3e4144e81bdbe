// SPDX-License-Identifier: Apache-2.0
//
// Strip markers and heredocs: the texts expected are those of hclsyntax v2.23.
#include <gtest/gtest.h>

#include "syntax/parsing.h"

namespace {

using syntax_test::bare_template;
using syntax_test::expression;

// The literal parts of the template that `text` is, joined by |; other parts are <>.
std::string parts(std::string text) {
  source::Files files;
  const syntax::ExpressionTree tree =
      syntax::parse_expression(files.add("e", std::move(text)), files);
  if (!tree.root) return tree.diagnostics.all()[0].summary;
  std::string out;
  for (const syntax::Expression* part : tree.root->as<syntax::Template>().parts) {
    if (!out.empty()) out += "|";
    out += part->kind == syntax::ExpressionKind::literal ? part->as<syntax::Literal>().text : "<>";
  }
  return out;
}

TEST(Template, WrapsASingleInterpolation) {
  EXPECT_EQ(expression("\"${a}\""), "template wraps one [0, 6)\n  traversal a [3, 4)\n");
  EXPECT_EQ(expression("\" ${a}\""),
            "template [0, 7)\n  string \" \" [1, 2)\n  traversal a [4, 5)\n");
}

TEST(Template, StripsWhiteSpaceAtMarkers) {
  EXPECT_EQ(parts("\"a  ${~ b ~}  c\""), "a|<>|c");
  EXPECT_EQ(parts("\"a \\n${~ b ~} \\n c\""), "a|<>|c");
  EXPECT_EQ(parts("\"a ${b ~}${~ c} d\""), "a |<>|<>| d");
}

TEST(Template, StripsToTheEndOfTheLineInHeredocs) {
  EXPECT_EQ(parts("<<E\na\n  ${~ b ~}  \n  c\nE\n"), "a\n|<>|  c\n");
}

TEST(Template, TakesTheSmallestIndentationOff) {
  EXPECT_EQ(parts("<<-E\n    a\n\n      b\n  E\n"), "a\n\n  b\n");
  EXPECT_EQ(parts("<<-E\n    a\n  ${b}\n  E\n"), "  a\n|<>|\n");
  EXPECT_EQ(parts("<<-E\n    a\n${b}\n  E\n"), "    a\n|<>|\n");
  EXPECT_EQ(parts("<<E\n    a\n  E\n"), "    a\n");
  EXPECT_EQ(parts("<<-E\nE\n"), "");
}

TEST(Template, KeepsCarriageReturnsOfHeredocs) { EXPECT_EQ(parts("<<E\r\na\r\nE\r\n"), "a\r\n"); }

TEST(Template, EndsAHeredocAtItsMarkerAlone) {
  EXPECT_EQ(parts("<<E\n E x\n xE\n${b}E\n \t E \t\n"), " E x\n xE\n|<>|E\n");
  EXPECT_EQ(parts("<<E\na\nE"), "This heredoc is not closed");
  EXPECT_EQ(parts("<<E \na\nE\n"), "Expected an expression");
}

TEST(Template, NestsDirectives) {
  EXPECT_EQ(expression("\"%{ if a }b%{ else }%{ for k, v in c }d%{ endfor }%{ endif }\""),
            "template [0, 61)\n"
            "  conditional [1, 60)\n"
            "    traversal a [7, 8)\n"
            "    template [10, 11)\n"
            "      string \"b\" [10, 11)\n"
            "    template [20, 50)\n"
            "      template join [20, 50)\n"
            "        for k, v [20, 50)\n"
            "          traversal c [35, 36)\n"
            "          template [38, 39)\n"
            "            string \"d\" [38, 39)\n");
}

TEST(Template, RefusesDirectivesThatAreNotBalanced) {
  for (const char* text :
       {"\"%{ if a }\"", "\"%{ endif }\"", "\"%{ for a in b }%{ else }%{ endfor }\"",
        "\"%{ if a }%{ else }%{ else }%{ endif }\"", "\"%{ if a }${\"%{ endif }\"}\"",
        "\"%{ unless a }\""}) {
    EXPECT_EQ(expression(text).find("template ["), std::string::npos) << text;
  }
}

TEST(Template, EscapesSequences) {
  EXPECT_EQ(expression("\"$${a} %%{b} $$${c}\""), "string \"${a} %{b} $${c}\" [0, 20)\n");
}

TEST(Template, NestsWithoutAFixedLimitOfTwoDozen) {
  std::string text = "a";
  for (int i = 0; i < 100; ++i) text = "\"x${" + text + "}\"";
  EXPECT_EQ(expression(text).substr(0, 8), "template");
}

TEST(BareTemplate, IsTheWholeText) {
  EXPECT_EQ(bare_template("a \"${b}\"\n$ %"),
            "template [0, 12)\n  string \"a \\\"\" [0, 3)\n  traversal b [5, 6)\n  string "
            "\"\\\"\\n$ %\" [7, 12)\n");
  EXPECT_EQ(bare_template(""), "string \"\" [0, 0)\n");
  EXPECT_EQ(bare_template("${a"), "This template sequence is not closed");
}

}  // namespace
