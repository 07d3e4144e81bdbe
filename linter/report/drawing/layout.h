// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

// Where boxes stand and lines run: layer below layer, groups as boxes in boxes. Only whole numbers,
// so that the same input has the same drawing on every machine.
namespace drawing {

struct Point {
  int x = 0;
  int y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Box {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

// What is laid out: sizes, and what hangs together with what.
struct Shape {
  struct Node {
    int width = 0;
    int height = 0;
    size_t group = 0;
  };
  struct Group {
    size_t parent = 0;  // stands before it; of the first, which is the whole, itself
    Box title = {};     // where it stands in the group's corner, relative to it
    size_t rank = 0;    // among its siblings, of which all or none have one: above higher ones
  };
  struct Line {
    size_t from = 0;
    size_t to = 0;
    size_t kind = 0;  // lines of one kind to one node run together
  };
  std::vector<Node> nodes;
  std::vector<Group> groups;  // at least one
  std::vector<Line> lines;    // none from a node to itself
};

struct Layout {
  std::vector<Box> nodes;
  std::vector<Box> groups;
  // Corner by corner from the upper node to the lower one; each part is level or upright. Runs
  // through no node and no title.
  std::vector<std::vector<Point>> lines;
  // Whether the line's `from` stands below its `to`: on a cycle, or of a higher rank.
  std::vector<bool> is_upward;
};

// O(n log n) in the number of nodes, lines, and layers that lines cross.
Layout lay_out(const Shape& shape);

}  // namespace drawing
