// SPDX-License-Identifier: Apache-2.0
//
// Texts are cut between characters, by the units that Bitbucket may count.
#include "publish/text.h"

#include <gtest/gtest.h>

namespace publish {
namespace {

TEST(Bounded, LeavesAloneWhatFits) {
  EXPECT_EQ(bounded("", 5), "");
  EXPECT_EQ(bounded("abcde", 5), "abcde");
  EXPECT_EQ(bounded("äöüéß", 5), "äöüéß");
  EXPECT_EQ(bounded("a\nb\n", 4), "a\nb\n");
}

TEST(Bounded, CutsBetweenCharacters) {
  EXPECT_EQ(bounded("abcdef", 5), "abcd…");
  EXPECT_EQ(bounded("äöüéßä", 5), "äöüé…");
  EXPECT_EQ(bounded("日本語日本語", 3), "日本…");
}

TEST(Bounded, CountsACharacterBeyondTheFirst65536AsTwo) {
  EXPECT_EQ(bounded("🙂🙂", 4), "🙂🙂");
  EXPECT_EQ(bounded("🙂🙂🙂", 4), "🙂…");
  EXPECT_EQ(bounded("🙂🙂🙂", 5), "🙂🙂…");
  EXPECT_EQ(bounded("a🙂🙂", 4), "a🙂…");
}

TEST(Bounded, ShowsWhatWouldBeInvisibleOrIsNoText) {
  EXPECT_EQ(bounded(std::string_view("a\0b", 3), 9), "a␀b");
  EXPECT_EQ(bounded("a\x1b[31m", 9), "a␛[31m");
  EXPECT_EQ(bounded("a\xE2\x80\xAE"
                    "b",
                    20),
            "a<U+202E>b");
  EXPECT_EQ(bounded("a\xff", 9), "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace publish
