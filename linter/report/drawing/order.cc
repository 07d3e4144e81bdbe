// SPDX-License-Identifier: Apache-2.0
// Orders things so that few arcs lead back: sinks to the end, sources to the front, else what has
// the most more arcs out than in (Eades, Lin and Smyth, 1993). Exported: order_of. Tested in
// tests/report/.

#include <set>
#include <tuple>

#include "report/drawing/level.h"

namespace drawing {

namespace {

class Ordering {
 public:
  Ordering(size_t count, const std::vector<Arc>& arcs)
      : arcs_(arcs), out_(count), in_(count), out_weight_(count), in_weight_(count), left_(count) {
    for (size_t i = 0; i < arcs.size(); ++i) {
      out_[arcs[i].from].push_back(i);
      in_[arcs[i].to].push_back(i);
      out_weight_[arcs[i].from] += arcs[i].weight;
      in_weight_[arcs[i].to] += arcs[i].weight;
    }
    for (size_t i = 0; i < count; ++i) waiting_.insert(key(i));
    position_.resize(count);
    end_ = count;
  }

  std::vector<size_t> run() {
    while (!waiting_.empty()) {
      const auto [group, excess, thing] = *waiting_.begin();
      remove(thing);
      position_[thing] = group == 0 ? --end_ : begin_++;
    }
    return position_;
  }

 private:
  // Sinks first, then sources, then the others, the greatest excess of arcs out before. The last
  // of all sinks stands at the end, so that those without arcs keep their order among sources.
  using Key = std::tuple<size_t, int64_t, size_t>;
  [[nodiscard]] Key key(size_t thing) const {
    if (out_weight_[thing] == 0 && in_weight_[thing] != 0) return {0, 0, thing};
    if (in_weight_[thing] == 0) return {1, 0, thing};
    return {2, static_cast<int64_t>(in_weight_[thing]) - static_cast<int64_t>(out_weight_[thing]),
            thing};
  }

  void remove(size_t thing) {
    waiting_.erase(key(thing));
    left_[thing] = true;
    for (size_t arc : out_[thing]) lighten(arcs_[arc].to, in_weight_, arcs_[arc].weight);
    for (size_t arc : in_[thing]) lighten(arcs_[arc].from, out_weight_, arcs_[arc].weight);
  }

  void lighten(size_t thing, std::vector<size_t>& weights, size_t by) {
    if (left_[thing]) return;
    waiting_.erase(key(thing));
    weights[thing] -= by;
    waiting_.insert(key(thing));
  }

  const std::vector<Arc>& arcs_;
  std::vector<std::vector<size_t>> out_, in_;
  std::vector<size_t> out_weight_, in_weight_;
  std::vector<bool> left_;
  std::set<Key> waiting_;
  std::vector<size_t> position_;
  size_t begin_ = 0, end_ = 0;
};

}  // namespace

std::vector<size_t> order_of(size_t count, const std::vector<Arc>& arcs) {
  return Ordering(count, arcs).run();
}

}  // namespace drawing
