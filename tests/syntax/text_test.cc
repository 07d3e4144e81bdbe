// SPDX-License-Identifier: Apache-2.0
#include "syntax/hcl/text.h"

#include <gtest/gtest.h>

namespace syntax {
namespace {

std::string decoded(std::string_view text, bool quoted = true) {
  source::Arena arena;
  return std::string(decode(text, quoted, arena));
}

TEST(Text, ResolvesTheEscapesOfQuotedStrings) {
  EXPECT_EQ(decoded(R"(a\n\t\r\"\\b)"), "a\n\t\r\"\\b");
  EXPECT_EQ(decoded(R"(\u00e9\U0001F600)"), "é😀");
  EXPECT_EQ(decoded("$${a} %%{b} $$ %"), "${a} %{b} $$ %");
  EXPECT_EQ(decoded("$$${a}"), "$${a}");
}

TEST(Text, LeavesBackslashesOfHeredocsAlone) {
  EXPECT_EQ(decoded(R"(a\n$${b})", false), R"(a\n${b})");
}

TEST(Text, FindsTheEscapesThatHclRefuses) {
  for (const char* bad :
       {R"(ab\d)", R"(\u12)", R"(\U0000)", R"(\ud800)", R"(\U00110000)", "\\", R"(\${)"}) {
    EXPECT_TRUE(find_bad_escape(bad)) << bad;
  }
  EXPECT_EQ(find_bad_escape(R"(ab\d)")->begin, 2u);
  EXPECT_FALSE(find_bad_escape(R"(\\d\u00e9)"));
}

TEST(Text, TakesThePiecesThatHclsLexerMakes) {
  std::string_view text = "a\nb$c$${d";
  std::vector<std::string> pieces;
  while (!text.empty()) pieces.emplace_back(take_piece(text, false));
  EXPECT_EQ(pieces, (std::vector<std::string>{"a\n", "b", "$", "c", "$${", "d"}));
}

TEST(Text, TellsNumbersFromWhatOnlyLooksLikeThem) {
  for (const char* number : {"0", "12", "1.5", "1e5", "1.5E-3", "007"})
    EXPECT_TRUE(is_number(number)) << number;
  for (const char* other : {"1.2.3", "1..2", "1e5e5", "1e5.5", "1e9999999999"})
    EXPECT_FALSE(is_number(other)) << other;
}

TEST(Text, TrimsUnicodesWhiteSpace) {
  EXPECT_EQ(trim_left("\t \u00a0\u2003a "), "a ");
  EXPECT_EQ(trim_right(" a\u3000\n"), " a");
  EXPECT_EQ(leading_spaces("\u2003\ta"), 2u);
  EXPECT_EQ(drop_characters("\u2003\ta", 2), "a");
}

TEST(Text, NormalisesToNfc) {
  source::Arena arena;
  EXPECT_EQ(normalised("e\u0301", arena), "é");
  EXPECT_EQ(normalised("\xff", arena), "\xff");
}

TEST(Text, FindsBrokenUtf8) {
  EXPECT_EQ(find_bad_utf8("a\xff"), 1u);
  EXPECT_EQ(find_bad_utf8("\xc3"), 0u);
  EXPECT_FALSE(find_bad_utf8("é😀"));
}

}  // namespace
}  // namespace syntax
