// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/terminal.h"

#include <gtest/gtest.h>

namespace diagnostics {
namespace {

using Texts = std::vector<std::string>;

TEST(Printable, LeavesTextAsItIs) {
  EXPECT_EQ(printable("bucket = \"é日本😀\""), "bucket = \"é日本😀\"");
}

TEST(Printable, ShowsControlCharactersAsPictures) {
  EXPECT_EQ(printable("\x1b[31mred\x07"), "␛[31mred␇");
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a␀b");
  EXPECT_EQ(printable("a\rb\nc\x7F"), "a␍b␊c␡");
  EXPECT_EQ(printable("a\xC2\x9B"
                      "31m"),
            "a<U+009B>31m");
}

TEST(Printable, NamesWhatCannotBeSeen) {
  EXPECT_EQ(printable("a\u202Eb"), "a<U+202E>b");
  EXPECT_EQ(printable("a\u200Bb"), "a<U+200B>b");
  EXPECT_EQ(printable("\uFEFFa"), "<U+FEFF>a");
  EXPECT_EQ(printable("a\U000E0041"), "a<U+E0041>");
  EXPECT_EQ(printable("\u0301"), "<U+0301>") << "nothing to combine with";
}

TEST(Printable, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(printable("a\xFF\xC3"), "a\uFFFD\uFFFD");
  EXPECT_EQ(printable("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("日本"), 4u);
  EXPECT_EQ(display_width("e\u0301"), 1u);
  EXPECT_EQ(display_width("\t"), 4u);
  EXPECT_EQ(display_width("\x1b"), 1u);
}

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_EQ(wrap("one two three", 7), (Texts{"one two", "three"}));
  EXPECT_EQ(wrap("one two", 100), Texts{"one two"});
  EXPECT_EQ(wrap("日本 日本", 8), (Texts{"日本", "日本"}));
}

TEST(Wrap, LetsALongWordStandAlone) {
  EXPECT_EQ(wrap("a modules/network/main.tf b", 10), (Texts{"a", "modules/network/main.tf", "b"}));
}

TEST(Wrap, KeepsTheLinesOfTheText) {
  EXPECT_EQ(wrap("one\n\ntwo", 10), (Texts{"one", "", "two"}));
  EXPECT_EQ(wrap("", 10), Texts{""});
}

TEST(Paint, AddsNothingWithoutColor) {
  EXPECT_EQ(Paint(false)(Style::error, "x"), "x");
  EXPECT_EQ(Paint(true)(Style::error, "x"), "\x1b[1;91mx\x1b[0m");
}

}  // namespace
}  // namespace diagnostics
