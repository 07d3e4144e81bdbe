// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/line_view.h"

#include <gtest/gtest.h>

#include "diagnostics/terminal.h"

namespace diagnostics {
namespace {

// The part of the shown text that stands under the columns of bytes [begin, end).
std::string marked(const LineView& view, size_t begin, size_t end) {
  const Columns columns = view.columns(begin, end);
  std::string result;
  uint32_t column = 0;
  for (const Cell& cell : cells(view.text())) {
    if (column >= columns.begin && column < columns.end) result += cell.text;
    column += cell.columns;
  }
  return result;
}

TEST(LineView, ShowsAShortLineWhole) {
  const LineView view("count = var.n  ", {}, 8, 40);
  EXPECT_EQ(view.text(), "count = var.n");
  EXPECT_EQ(marked(view, 8, 13), "var.n");
}

TEST(LineView, MapsBytesToColumns) {
  const std::string line = "\tx = \"日本\" # é";
  const LineView view(line, {}, 0, 40);
  EXPECT_EQ(marked(view, 1, 2), "x");
  EXPECT_EQ(marked(view, line.find("日"), line.find("\" #")), "日本");
  EXPECT_EQ(view.columns(line.find("本"), line.find("\" #")).end, 13u);
}

TEST(LineView, HasAColumnAfterTheLast) {
  const LineView view("ab", {}, 2, 40);
  EXPECT_EQ(view.columns(2, 2).begin, 2u);
  EXPECT_EQ(view.columns(2, 2).end, 3u);
  EXPECT_EQ(view.columns(99, 100).begin, 2u);
  const LineView empty("", {}, 0, 40);
  EXPECT_EQ(empty.columns(0, 0).end, 1u);
}

TEST(LineView, CropsALongLineAroundWhatMatters) {
  const std::string line = std::string(300, 'x') + "HERE" + std::string(300, 'y');
  const LineView view(line, {}, 300, 40);
  EXPECT_LE(display_width(view.text()), 40u);
  EXPECT_TRUE(view.text().starts_with("...x")) << view.text();
  EXPECT_TRUE(view.text().ends_with("y...")) << view.text();
  EXPECT_EQ(marked(view, 300, 304), "HERE");
}

TEST(LineView, CropsOnlyTheSideThatIsTooLong) {
  const std::string line = "HERE" + std::string(300, 'y');
  EXPECT_TRUE(LineView(line, {}, 0, 40).text().starts_with("HEREy"));
  const std::string other = std::string(300, 'x') + "HERE";
  const LineView view(other, {}, 300, 40);
  EXPECT_TRUE(view.text().ends_with("xHERE")) << view.text();
  EXPECT_EQ(marked(view, 300, 304), "HERE");
}

TEST(LineView, MarksWhatIsShownOfALongMark) {
  const std::string line(300, 'x');
  const LineView view(line, {}, 0, 40);
  EXPECT_EQ(view.columns(0, 300).begin, 0u);
  EXPECT_LE(view.columns(0, 300).end, 40u);
}

TEST(LineView, CropsAnyTextAtAnyPlace) {
  std::string line;
  for (int i = 0; i < 200; ++i) line += "a日\xFF\u0301\t\u202E";
  for (size_t focus = 0; focus <= line.size(); ++focus) {
    const LineView view(line, {}, focus, 40);
    EXPECT_LE(display_width(view.text()), 40u) << focus;
    const Columns columns = view.columns(focus, focus + 1);
    EXPECT_LT(columns.begin, columns.end);
    EXPECT_LE(columns.end, 41u) << focus;
  }
}

}  // namespace
}  // namespace diagnostics
