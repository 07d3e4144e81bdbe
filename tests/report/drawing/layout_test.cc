// SPDX-License-Identifier: Apache-2.0
//
// Layouts by their own numbers: nothing overlaps what it must not, on fixtures and on graphs that
// are grown at random.
#include "report/drawing/layout.h"

#include <gtest/gtest.h>

#include <set>

#include "report/drawing/drawn.h"
#include "report/drawing/layout_checks.h"

namespace drawing {
namespace {

using testing::Project;
using testing::wrong_with;

// Numbers that are the same everywhere.
class Numbers {
 public:
  explicit Numbers(uint64_t seed) : state_(seed * 2 + 1) {}
  size_t below(size_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<size_t>(state_ >> 33) % bound;
  }

 private:
  uint64_t state_;
};

Shape grown(uint64_t seed, size_t nodes, size_t groups, size_t lines) {
  Numbers numbers(seed);
  Shape shape;
  shape.groups.push_back({});
  for (size_t i = 1; i < groups; ++i) {
    shape.groups.push_back({.parent = numbers.below(i),
                            .title = {14, 8, 20 + static_cast<int>(numbers.below(400)), 18}});
  }
  for (size_t i = 0; i < nodes; ++i) {
    shape.nodes.push_back({60 + static_cast<int>(numbers.below(150)), 40, numbers.below(groups)});
  }
  std::set<std::pair<size_t, size_t>> taken;
  for (size_t i = 0; i < lines; ++i) {
    const size_t from = numbers.below(nodes), to = numbers.below(nodes);
    if (from != to && taken.insert({from, to}).second) shape.lines.push_back({from, to});
  }
  return shape;
}

class Fixture : public ::testing::TestWithParam<const char*> {};

TEST_P(Fixture, HasNoLabelOnALabelAndNoLineThroughOne) {
  const auto drawn = Project::of_directory(GetParam());
  for (const bool instances : {false, true}) {
    for (const Grouping grouping : {Grouping::module, Grouping::tier, Grouping::none}) {
      const Picture picture = drawn->picture({.instances = instances, .grouping = grouping});
      ASSERT_FALSE(picture.nodes.empty());
      const Shape shape = shape_of(picture);
      EXPECT_EQ(wrong_with(shape, lay_out(shape)), "");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Fixture,
                         ::testing::Values("fixtures/lq3-production/environments/production",
                                           "fixtures/lq3-production/environments/staging",
                                           "fixtures/lq3-broken/environments/production"),
                         [](const auto& info) { return std::to_string(info.index); });

TEST(Layout, OfAnythingHasNoLabelOnALabelAndNoLineThroughOne) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    const Shape shape = grown(seed, 3 + seed % 90, 1 + seed % 9, seed % 70 * 3);
    EXPECT_EQ(wrong_with(shape, lay_out(shape)), "") << "seed " << seed;
  }
}

TEST(Layout, OfNothingIsEmpty) {
  Shape shape;
  shape.groups.push_back({});
  EXPECT_EQ(lay_out(shape).groups[0].height, 0);
}

TEST(Layout, IsTheSameEachTime) {
  const Shape shape = grown(7, 80, 6, 160);
  const Layout a = lay_out(shape), b = lay_out(shape);
  EXPECT_EQ(a.lines, b.lines);
}

TEST(Layout, PutsWhatIsReferredToBelow) {
  Shape shape;
  shape.groups.push_back({});
  for (int i = 0; i < 4; ++i) shape.nodes.push_back({80, 40, 0});
  shape.lines = {{0, 1}, {1, 2}, {0, 2}, {3, 2}};
  const Layout layout = lay_out(shape);
  for (size_t i = 0; i < shape.lines.size(); ++i) {
    EXPECT_FALSE(layout.is_upward[i]);
    EXPECT_LT(layout.nodes[shape.lines[i].from].y, layout.nodes[shape.lines[i].to].y);
  }
}

TEST(Layout, TurnsAsFewLinesOfACycleAsMustBe) {
  Shape shape;
  shape.groups.push_back({});
  for (int i = 0; i < 3; ++i) shape.nodes.push_back({80, 40, 0});
  shape.lines = {{0, 1}, {1, 2}, {2, 0}};
  const Layout layout = lay_out(shape);
  EXPECT_EQ(std::ranges::count(layout.is_upward, true), 1);
  EXPECT_EQ(wrong_with(shape, layout), "");
}

TEST(Layout, StacksRankedGroupsByTheirRankWhateverRefersToWhat) {
  Shape shape;
  shape.groups = {{}, {.parent = 0, .rank = 2}, {.parent = 0, .rank = 1}};
  shape.nodes = {{80, 40, 1}, {80, 40, 2}};
  shape.lines = {{0, 1}};
  const Layout layout = lay_out(shape);
  EXPECT_TRUE(layout.is_upward[0]);
  EXPECT_LT(layout.groups[2].y, layout.groups[1].y);
}

TEST(Layout, OfFiveThousandNodesComesToAnEnd) {
  const Shape shape = grown(1, 5000, 40, 9000);
  const Layout layout = lay_out(shape);
  EXPECT_EQ(layout.nodes.size(), 5000u);
  EXPECT_EQ(layout.lines.size(), shape.lines.size());
}

}  // namespace
}  // namespace drawing
