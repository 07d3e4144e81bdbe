// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "source/source.h"

namespace source {
namespace {

TEST(File, NumbersLinesAndColumnsFromOne) {
  const File file("main.tf", "a = 1\nb = 2\n");
  EXPECT_EQ(file.position(0), (Position{1, 1}));
  EXPECT_EQ(file.position(4), (Position{1, 5}));
  EXPECT_EQ(file.position(5), (Position{1, 6})) << "the end of a line belongs to it";
  EXPECT_EQ(file.position(6), (Position{2, 1}));
  EXPECT_EQ(file.position(12), (Position{3, 1}));
}

TEST(File, CountsColumnsInCodePoints) {
  const File file("main.tf", "ä€😀x");
  EXPECT_EQ(file.position(9), (Position{1, 4}));
}

TEST(File, TakesAnOffsetPastTheEndForTheEnd) {
  EXPECT_EQ(File("x", "ab").position(99), (Position{1, 3}));
  EXPECT_EQ(File("x", "").position(1), (Position{1, 1}));
}

TEST(File, KeepsAByteOrderMarkOutOfItsFirstLine) {
  const File file("x",
                  "\xEF\xBB\xBF"
                  "a = 1\n");
  EXPECT_EQ(file.line(1), "a = 1");
  EXPECT_EQ(file.position(0), (Position{1, 1}));
  EXPECT_EQ(file.position(3), (Position{1, 1}));
  EXPECT_EQ(file.position(5), (Position{1, 3}));
}

TEST(File, GivesLinesWithoutTheirEndings) {
  const File file("x", "unix\nwindows\r\n\nlast");
  EXPECT_EQ(file.line_count(), 4u);
  EXPECT_EQ(file.line(0), "");
  EXPECT_EQ(file.line(1), "unix");
  EXPECT_EQ(file.line(2), "windows");
  EXPECT_EQ(file.line(3), "");
  EXPECT_EQ(file.line(4), "last");
  EXPECT_EQ(file.line(5), "");
}

TEST(File, KnowsWhereItsLinesBegin) {
  const File file("x", "ab\ncd");
  EXPECT_EQ(file.line_start(1), 0u);
  EXPECT_EQ(file.line_start(2), 3u);
  EXPECT_EQ(file.line_start(3), 5u);
}

TEST(Files, KeepReferencesValidWhileGrowing) {
  Files files;
  const FileId first = files.add("first", "text");
  const std::string_view text = files[first].text();
  for (int i = 0; i < 1000; ++i) files.add("more", "text");
  EXPECT_EQ(files[first].text().data(), text.data());
}

TEST(Files, GiveTheTextOfARangeAndNoMoreThanThereIs) {
  Files files;
  const FileId id = files.add("x", "resource");
  EXPECT_EQ(files.text({id, 0, 3}), "res");
  EXPECT_EQ(files.text({id, 5, 99}), "rce");
  EXPECT_EQ(files.text({id, 99, 100}), "");
  EXPECT_EQ(files.text({id, 3, 2}), "");
  EXPECT_EQ(files.text(Range{}), "");
}

TEST(Arena, AlignsWhatItMakesAndCountsIt) {
  Arena arena;
  arena.make<char>('a');
  const auto* number = arena.make<uint64_t>(7u);
  EXPECT_EQ(*number, 7u);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(number) % alignof(uint64_t), 0u);
  EXPECT_GE(arena.used(), 9u);
}

TEST(Arena, HoldsWhatIsLargerThanABlock) {
  Arena arena;
  const std::string text(100'000, 'x');
  EXPECT_EQ(arena.copy(text), text);
}

TEST(Arena, MovesWithWhatItHoldsAndLeavesAnEmptyOne) {
  Arena arena;
  const std::string_view text = arena.copy(std::string_view("kept"));
  const Arena moved = std::move(arena);
  EXPECT_EQ(text, "kept");
  EXPECT_EQ(arena.used(), 0u);  // NOLINT(bugprone-use-after-move): a moved arena is an empty one
  EXPECT_NE(arena.copy(std::string_view("new")).data(), text.data() + text.size());
}

}  // namespace
}  // namespace source
