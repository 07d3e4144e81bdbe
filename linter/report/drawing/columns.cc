// SPDX-License-Identifier: Apache-2.0
// Moves elements to where their lines are short, without changing their order: each layer in turn
// by least squares. Exported: choose_columns. Tested in tests/report/.

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/drawing/level.h"

namespace drawing {

namespace {

constexpr int kSweeps = 12;
constexpr int kNowhere = std::numeric_limits<int>::min() / 4;

// Where each of a row wants to stand, and how much.
struct Wish {
  double x = 0;
  double weight = 1;
};

// The places in order, at least `offsets` apart, that are nearest to what is wished for: neighbours
// that would overlap are pooled (isotonic regression).
std::vector<int> nearest_in_order(const std::vector<Wish>& wishes, const std::vector<int>& offsets,
                                  int bound) {
  struct Pool {
    double sum = 0;
    double weight = 0;
    size_t count = 0;
    [[nodiscard]] double mean() const { return sum / weight; }
  };
  std::vector<Pool> pools;
  for (size_t i = 0; i < wishes.size(); ++i) {
    pools.push_back({(wishes[i].x - offsets[i]) * wishes[i].weight, wishes[i].weight, 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() >= pools.back().mean()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back().sum += last.sum;
      pools.back().weight += last.weight;
      pools.back().count += last.count;
    }
  }
  std::vector<int> places;
  for (const Pool& pool : pools) {
    const int x = std::max(bound, static_cast<int>(std::floor(pool.mean() + 0.5)));
    for (size_t i = 0; i < pool.count; ++i) places.push_back(x + offsets[places.size()]);
  }
  return places;
}

class Columns {
 public:
  explicit Columns(Level& level)
      : level_(level), above_(level.elements.size()), below_(level.elements.size()) {
    for (const std::vector<Segment>& channel : level.channels) {
      for (const Segment& segment : channel) {
        for (const End& end : segment.tops) below_[end.element].push_back({&segment, end.pin});
        for (const End& end : segment.bottoms) above_[end.element].push_back({&segment, end.pin});
      }
    }
  }

  void run() {
    pack();
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      const bool down = sweep % 2 == 0;
      for_each_layer(down, [&](size_t k) {
        settle(k, down || sweep + 3 > kSweeps, !down || sweep + 3 > kSweeps, kNowhere);
      });
      if (sweep == kSweeps / 2) spread_pins(level_);
    }
    spread_pins(level_);
    straighten(level_);
  }

  // Ports above stand to the right of the title; what is left of 0 moves there.
  void finish(int title_right) {
    for (const std::vector<size_t>& layer : level_.layers) {
      if (!layer.empty()) gather_unbound(layer);
    }
    int left = std::numeric_limits<int>::max();
    for (const Element& element : level_.elements) left = std::min(left, element.x);
    if (level_.elements.empty()) left = 0;
    for (Element& element : level_.elements) element.x -= left;
    if (!level_.layers.empty()) {
      const std::vector<size_t>& first = level_.layers.front();
      if (!first.empty() && level_.elements[first.front()].kind == Element::Kind::port_above) {
        settle(0, false, true, title_right);
      }
    }
    level_.width = title_right;
    for (const Element& element : level_.elements) {
      level_.width = std::max(level_.width, element.x + element.width);
    }
  }

 private:
  struct Connection {
    const Segment* segment = nullptr;
    size_t pin = 0;
  };

  template <class Step>
  void for_each_layer(bool down, const Step& step) {
    const size_t count = level_.layers.size();
    for (size_t i = 0; i < count; ++i) step(down ? i : count - 1 - i);
  }

  void pack() {
    for (const std::vector<size_t>& layer : level_.layers) {
      int x = 0;
      for (size_t i = 0; i < layer.size(); ++i) {
        Element& element = level_.elements[layer[i]];
        if (i > 0) x += space_between(level_.elements[layer[i - 1]], element);
        element.x = x;
        x += element.width;
      }
    }
  }

  // Long lines are straightened before short ones.
  [[nodiscard]] double weight(const Element& a, const Element& b) const {
    if (a.is_box() && b.is_box()) return 1;
    return a.is_box() || b.is_box() ? 2 : 8;
  }

  // Adds what the connections on one side wish.
  void add_wishes(size_t index, bool of_above, Wish& wish) const {
    const Element& element = level_.elements[index];
    for (const Connection& connection : (of_above ? above_ : below_)[index]) {
      const std::vector<End>& others =
          of_above ? connection.segment->tops : connection.segment->bottoms;
      const int pin = (of_above ? element.above : element.below)[connection.pin];
      for (const End& other : others) {
        const int x = of_above ? level_.top_x(other) : level_.bottom_x(other);
        const double w =
            weight(element, level_.elements[other.element]) / static_cast<double>(others.size());
        wish.x += w * (x - pin);
        wish.weight += w;
      }
    }
  }

  [[nodiscard]] bool is_unbound(size_t index) const {
    return above_[index].empty() && below_[index].empty();
  }

  // What hangs together with nothing stays close to the others of its layer.
  void gather_unbound(const std::vector<size_t>& layer) {
    const auto bound = std::ranges::find_if_not(layer, [this](size_t i) { return is_unbound(i); });
    for (auto at = std::min(bound, std::prev(layer.end())); at != layer.begin(); --at) {
      const Element& after = level_.elements[*at];
      Element& element = level_.elements[*std::prev(at)];
      element.x = after.x - space_between(element, after) - element.width;
    }
    for (auto at = std::next(std::min(bound, std::prev(layer.end()))); at != layer.end(); ++at) {
      if (!is_unbound(*at)) continue;
      const Element& before = level_.elements[*std::prev(at)];
      level_.elements[*at].x =
          before.x + before.width + space_between(before, level_.elements[*at]);
    }
  }

  void settle(size_t k, bool by_above, bool by_below, int bound) {
    const std::vector<size_t>& layer = level_.layers[k];
    std::vector<Wish> wishes;
    std::vector<int> offsets;
    for (size_t i = 0; i < layer.size(); ++i) {
      const Element& element = level_.elements[layer[i]];
      Wish wish{0, 0};
      if (by_above) add_wishes(layer[i], true, wish);
      if (by_below) add_wishes(layer[i], false, wish);
      if (wish.weight > 0) wish.x /= wish.weight;
      if (wish.weight == 0) wish = {static_cast<double>(element.x), 0.05};
      wishes.push_back(wish);
      if (i == 0) {
        offsets.push_back(0);
      } else {
        const Element& before = level_.elements[layer[i - 1]];
        offsets.push_back(offsets.back() + before.width + space_between(before, element));
      }
    }
    const std::vector<int> places = nearest_in_order(wishes, offsets, bound);
    for (size_t i = 0; i < layer.size(); ++i) level_.elements[layer[i]].x = places[i];
  }

  Level& level_;
  std::vector<std::vector<Connection>> above_, below_;
};

}  // namespace

void choose_columns(Level& level, int title_right) {
  Columns columns(level);
  columns.run();
  columns.finish(title_right);
}

}  // namespace drawing
