// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "report/drawing/layout.h"

// What is wrong with a layout, by its own numbers; no line if nothing is.
namespace drawing::testing {

inline bool overlap(const Box& a, const Box& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

inline bool holds(const Box& outer, const Box& inner) {
  return outer.x <= inner.x && outer.y <= inner.y &&
         inner.x + inner.width <= outer.x + outer.width &&
         inner.y + inner.height <= outer.y + outer.height;
}

// Whether a part of a line runs through the inside of a box.
inline bool crosses(const Point& a, const Point& b, const Box& box) {
  return std::min(a.x, b.x) < box.x + box.width && std::max(a.x, b.x) > box.x &&
         std::min(a.y, b.y) < box.y + box.height && std::max(a.y, b.y) > box.y;
}

class LayoutChecks {
 public:
  LayoutChecks(const Shape& shape, const Layout& layout) : shape_(shape), layout_(layout) {
    for (size_t i = 0; i < shape.groups.size(); ++i) {
      Box title = shape.groups[i].title;
      title.x += layout.groups[i].x;
      title.y += layout.groups[i].y;
      titles_.push_back(title);
    }
  }

  std::string run() {
    boxes();
    lines();
    runs();
    return wrong_;
  }

 private:
  void say(const std::string& what, size_t a, size_t b) {
    wrong_ += what + " " + std::to_string(a) + " " + std::to_string(b) + "\n";
  }

  [[nodiscard]] bool is_around(size_t outer, size_t inner) const {
    while (inner != outer && inner != 0) inner = shape_.groups[inner].parent;
    return inner == outer;
  }

  void boxes() {
    for (size_t i = 0; i < shape_.nodes.size(); ++i) {
      const Box& box = layout_.nodes[i];
      if (!holds(layout_.groups[shape_.nodes[i].group], box)) say("node outside group", i, 0);
      if (box.width < shape_.nodes[i].width) say("narrow node", i, 0);
      for (size_t k = i + 1; k < shape_.nodes.size(); ++k) {
        if (overlap(box, layout_.nodes[k])) say("nodes overlap", i, k);
      }
      for (size_t k = 0; k < shape_.groups.size(); ++k) {
        if (overlap(box, titles_[k])) say("node on title", i, k);
        if (!is_around(k, shape_.nodes[i].group) && overlap(box, layout_.groups[k])) {
          say("node in another group", i, k);
        }
      }
    }
    for (size_t i = 1; i < shape_.groups.size(); ++i) {
      if (!holds(layout_.groups[i], titles_[i])) say("title outside group", i, 0);
      if (!holds(layout_.groups[shape_.groups[i].parent], layout_.groups[i])) {
        say("group outside group", i, 0);
      }
      for (size_t k = i + 1; k < shape_.groups.size(); ++k) {
        if (overlap(titles_[i], titles_[k])) say("titles overlap", i, k);
        if (!is_around(i, k) && overlap(layout_.groups[i], layout_.groups[k])) {
          say("groups overlap", i, k);
        }
      }
    }
  }

  void lines() {
    for (size_t i = 0; i < shape_.lines.size(); ++i) {
      const std::vector<Point>& points = layout_.lines[i];
      for (size_t p = 1; p < points.size(); ++p) {
        const Point &a = points[p - 1], &b = points[p];
        if (a.x != b.x && a.y != b.y) say("slanted line", i, p);
        for (size_t k = 0; k < layout_.nodes.size(); ++k) {
          if (crosses(a, b, layout_.nodes[k])) say("line through node", i, k);
        }
        for (size_t k = 0; k < titles_.size(); ++k) {
          if (crosses(a, b, titles_[k])) say("line through title", i, k);
        }
      }
      ends(i);
    }
  }

  void ends(size_t i) {
    const Shape::Line& line = shape_.lines[i];
    const bool up = layout_.is_upward[i];
    const Box& upper = layout_.nodes[up ? line.to : line.from];
    const Box& lower = layout_.nodes[up ? line.from : line.to];
    const Point &first = layout_.lines[i].front(), &last = layout_.lines[i].back();
    const auto within = [](int x, const Box& box) { return x > box.x && x < box.x + box.width; };
    if (first.y != upper.y + upper.height || !within(first.x, upper)) say("begins nowhere", i, 0);
    if (last.y != lower.y || !within(last.x, lower)) say("ends nowhere", i, 0);
  }

  // Parts of lines that lead to different nodes do not lie upon each other.
  void runs() {
    struct Part {
      int from, to;
      size_t node, line;
    };
    std::map<std::pair<bool, int>, std::vector<Part>> parts;
    for (size_t i = 0; i < shape_.lines.size(); ++i) {
      for (size_t p = 1; p < layout_.lines[i].size(); ++p) {
        const Point &a = layout_.lines[i][p - 1], &b = layout_.lines[i][p];
        const bool level = a.y == b.y;
        const auto [from, to] = std::minmax(level ? a.x : a.y, level ? b.x : b.y);
        parts[{level, level ? a.y : a.x}].push_back({from, to, shape_.lines[i].to, i});
      }
    }
    for (auto& [where, all] : parts) {
      std::ranges::sort(all, {}, &Part::from);
      for (size_t i = 0; i < all.size(); ++i) {
        for (size_t k = i + 1; k < all.size() && all[k].from < all[i].to; ++k) {
          if (all[i].node != all[k].node) say("lines upon each other", all[i].line, all[k].line);
        }
      }
    }
  }

  const Shape& shape_;
  const Layout& layout_;
  std::vector<Box> titles_;
  std::string wrong_;
};

inline std::string wrong_with(const Shape& shape, const Layout& layout) {
  return LayoutChecks(shape, layout).run();
}

}  // namespace drawing::testing
