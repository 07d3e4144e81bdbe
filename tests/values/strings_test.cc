// SPDX-License-Identifier: Apache-2.0
// Normal form, grapheme clusters, prefixes, quotes.
#include "values/strings.h"

#include <gtest/gtest.h>

namespace values {
namespace {

using Texts = std::vector<std::string_view>;

TEST(Strings, LeavesNormalTextWhereItIs) {
  source::Arena arena;
  const std::string_view ascii = "plain";
  const std::string_view composed = "caf\u00e9";
  EXPECT_EQ(normalized(ascii, arena).data(), ascii.data());
  EXPECT_EQ(normalized(composed, arena).data(), composed.data());
  EXPECT_EQ(arena.used(), 0u);
}

TEST(Strings, ComposesToNfc) {
  source::Arena arena;
  EXPECT_EQ(normalized("cafe\u0301", arena), "caf\u00e9");
  EXPECT_EQ(normalized("\u212b", arena), "\u00c5");
  EXPECT_EQ(normalized("\u1112\u1161\u11ab", arena), "\ud55c");
}

TEST(Strings, ReplacesInvalidBytes) {
  source::Arena arena;
  EXPECT_EQ(normalized("a\xff"
                       "b",
                       arena),
            "a\uFFFDb");
  EXPECT_EQ(normalized("\xc3", arena), "\uFFFD");
}

TEST(Strings, SplitsIntoGraphemes) {
  EXPECT_EQ(graphemes("ab"), (Texts{"a", "b"}));
  EXPECT_EQ(graphemes("e\u0301x"), (Texts{"e\u0301", "x"}));
  EXPECT_EQ(graphemes("\r\n\n"), (Texts{"\r\n", "\n"}));
  EXPECT_EQ(graphemes("\U0001F468\u200D\U0001F469\u200D\U0001F467!"),
            (Texts{"\U0001F468\u200D\U0001F469\u200D\U0001F467", "!"}));
  EXPECT_EQ(graphemes("\U0001F1E9\U0001F1EA\U0001F1EB"),
            (Texts{"\U0001F1E9\U0001F1EA", "\U0001F1EB"}));
  EXPECT_EQ(graphemes(""), Texts{});
}

TEST(Strings, CutsWhatCouldJoinTheNextCharacter) {
  EXPECT_EQ(safe_prefix("boo"), "bo");
  EXPECT_EQ(safe_prefix("ami-"), "ami-");
  EXPECT_EQ(safe_prefix("https://"), "https://");
  EXPECT_EQ(safe_prefix("boop\r"), "boop");
  EXPECT_EQ(safe_prefix("hello \U0001F937\u200D"), "hello ");
  EXPECT_EQ(safe_prefix(""), "");
}

TEST(Strings, QuotesWhatDoesNotPrint) {
  EXPECT_EQ(quoted("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(quoted("\n\t\x01\x7f"), R"("\n\t\x01\x7f")");
  EXPECT_EQ(quoted("\u00e9\u200b\U000E0001"), "\"\u00e9\\u200b\\U000e0001\"");
  EXPECT_EQ(quoted("\xff"), R"("\xff")");
}

}  // namespace
}  // namespace values
