// SPDX-License-Identifier: Apache-2.0
// Makes lines straight that are nearly so: an element moves where there is room for it and more of
// its lines are straight there, and so does the part of a long line between two of its corners.
// Exported: straighten, space_between. Tested in tests/report/.

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "report/drawing/level.h"

namespace drawing {

namespace {

constexpr int kBetweenBoxes = 26, kBetweenBoxAndLine = 16, kBetweenLines = 10;
constexpr int kFar = std::numeric_limits<int>::max() / 4;

class Straightening {
 public:
  explicit Straightening(Level& level)
      : level_(level), others_(level.elements.size()), places_(level.elements.size()) {
    for (const std::vector<Segment>& channel : level.channels) {
      for (const Segment& segment : channel) {
        for (const End& top : segment.tops) {
          for (const End& bottom : segment.bottoms) {
            others_[top.element].push_back({&bottom, &top, true});
            others_[bottom.element].push_back({&top, &bottom, false});
          }
        }
      }
    }
    for (const std::vector<size_t>& layer : level.layers) {
      for (size_t i = 0; i < layer.size(); ++i) places_[layer[i]] = i;
    }
  }

  void run() {
    for (const bool down : {true, false, true, false}) {
      const size_t count = level_.layers.size();
      for (size_t i = 0; i < count; ++i) {
        for (size_t element : level_.layers[down ? i : count - 1 - i]) move(element);
      }
      for (const Net& net : level_.nets) move_parts(net);
    }
  }

 private:
  // The other end of a line, and the own one.
  struct Other {
    const End* other = nullptr;
    const End* own = nullptr;
    bool is_below = false;
  };

  // How far an element may go to the left and to the right.
  [[nodiscard]] std::pair<int, int> room(size_t index) const {
    const Element& element = level_.elements[index];
    const std::vector<size_t>& layer = level_.layers[element.layer];
    const size_t place = places_[index];
    int least = -kFar, most = kFar;
    if (place > 0) {
      const Element& before = level_.elements[layer[place - 1]];
      least = before.x + before.width + space_between(before, element) - element.x;
    }
    if (place + 1 < layer.size()) {
      const Element& after = level_.elements[layer[place + 1]];
      most = after.x - space_between(element, after) - element.width - element.x;
    }
    return {least, most};
  }

  // The steps that would make one line straight each, sorted.
  [[nodiscard]] std::vector<int> steps(size_t index) const {
    std::vector<int> steps;
    for (const Other& line : others_[index]) {
      steps.push_back(line.is_below ? level_.bottom_x(*line.other) - level_.top_x(*line.own)
                                    : level_.top_x(*line.other) - level_.bottom_x(*line.own));
    }
    std::ranges::sort(steps);
    return steps;
  }

  void move(size_t index) {
    const std::vector<int> all = steps(index);
    const auto [least, most] = room(index);
    auto best = static_cast<size_t>(std::ranges::count(all, 0));
    int chosen = 0;
    for (auto at = all.begin(); at != all.end();) {
      const auto end = std::upper_bound(at, all.end(), *at);
      const auto straight = static_cast<size_t>(end - at);
      const bool nearer = straight == best && chosen != 0 && std::abs(*at) < std::abs(chosen);
      if (*at >= least && *at <= most && (straight > best || nearer)) {
        best = straight;
        chosen = *at;
      }
      at = end;
    }
    level_.elements[index].x += chosen;
  }

  // Each run of bends that stand upon each other goes to the run above or below it, if a corner
  // disappears thereby.
  void move_parts(const Net& net) {
    const auto x = [&](size_t i) { return level_.elements[net.bends[i]].x; };
    for (size_t begin = 0; begin < net.bends.size();) {
      size_t end = begin + 1;
      while (end < net.bends.size() && x(end) == x(begin)) ++end;
      int least = -kFar, most = kFar;
      for (size_t i = begin; i < end; ++i) {
        const auto [left, right] = room(net.bends[i]);
        least = std::max(least, left);
        most = std::min(most, right);
      }
      const auto fits = [&](int step) { return step != 0 && step >= least && step <= most; };
      int step = 0;
      const bool has_before = begin > 0, has_after = end < net.bends.size();
      // At an end of the long part, moving costs no further corner: there it has one anyway.
      if (has_before && fits(x(begin - 1) - x(begin))) step = x(begin - 1) - x(begin);
      if (has_after && fits(x(end) - x(begin)) &&
          (step == 0 || std::abs(x(end) - x(begin)) < std::abs(step))) {
        step = x(end) - x(begin);
      }
      for (size_t i = begin; i < end; ++i) level_.elements[net.bends[i]].x += step;
      begin = end;
    }
  }

  Level& level_;
  std::vector<std::vector<Other>> others_;
  std::vector<size_t> places_;  // in the layer
};

}  // namespace

int space_between(const Element& a, const Element& b) {
  if (a.is_box() && b.is_box()) return kBetweenBoxes;
  return a.is_box() || b.is_box() ? kBetweenBoxAndLine : kBetweenLines;
}

void straighten(Level& level) { Straightening(level).run(); }

}  // namespace drawing
