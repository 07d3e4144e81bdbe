// SPDX-License-Identifier: Apache-2.0
// Orders layers by the barycenters of what they hang together with, down and up in turn, and keeps
// the order in which the fewest lines cross. Exported: reduce_crossings. Tested in tests/report/.

#include <algorithm>
#include <cstdint>

#include "report/drawing/level.h"

namespace drawing {

namespace {

constexpr int kSweeps = 24;
constexpr int kPatience = 6;  // sweeps without a better order before giving up

class Crossings {
 public:
  explicit Crossings(Level& level)
      : level_(level), above_(level.elements.size()), below_(level.elements.size()) {
    for (size_t k = 0; k < level.channels.size(); ++k) {
      for (const Segment& segment : level.channels[k]) {
        for (const End& end : segment.tops) below_[end.element].push_back({&segment, end.pin});
        for (const End& end : segment.bottoms) above_[end.element].push_back({&segment, end.pin});
      }
    }
    position_.resize(level.elements.size());
    for (const std::vector<size_t>& layer : level.layers) number(layer);
  }

  void run() {
    std::vector<std::vector<size_t>> best = level_.layers;
    uint64_t fewest = count();
    for (int sweep = 0, idle = 0; sweep < kSweeps && idle < kPatience && fewest > 0; ++sweep) {
      const bool down = sweep % 2 == 0;
      const size_t layers = level_.layers.size();
      for (size_t i = 1; i < layers; ++i) sort(level_.layers[down ? i : layers - 1 - i], down);
      const uint64_t now = count();
      ++idle;
      if (now >= fewest) continue;
      fewest = now;
      best = level_.layers;
      idle = 0;
    }
    level_.layers = std::move(best);
  }

 private:
  struct Connection {
    const Segment* segment = nullptr;
    size_t pin = 0;
  };

  void number(const std::vector<size_t>& layer) {
    for (size_t i = 0; i < layer.size(); ++i) position_[layer[i]] = i;
  }

  // Of an end among those of its layer, in 1024ths of an element.
  [[nodiscard]] uint64_t position(const End& end, bool is_top) const {
    const Element& element = level_.elements[end.element];
    const int pin = (is_top ? element.below : element.above)[end.pin];
    const int share = (2 * pin + 1) * 512 / (element.width + 1);
    return position_[end.element] * 1024 + static_cast<uint64_t>(std::clamp(share, 0, 1023));
  }

  // The mean place of what an element hangs together with on one side; its own if with nothing.
  [[nodiscard]] double barycenter(size_t element, bool of_above) const {
    double sum = 0, weight = 0;
    for (const Connection& connection : (of_above ? above_ : below_)[element]) {
      const Segment& segment = *connection.segment;
      for (const End& end : of_above ? segment.tops : segment.bottoms) {
        const double share = pull(level_.elements[element], level_.elements[end.element]);
        sum += share * static_cast<double>(position(end, of_above));
        weight += share;
      }
    }
    if (weight > 0) return sum / weight;
    return static_cast<double>(position_[element] * 1024 + 512);
  }

  // Long lines have a say in their course.
  static double pull(const Element& a, const Element& b) {
    return a.kind == Element::Kind::bend && b.kind == Element::Kind::bend ? 4 : 1;
  }

  void sort(std::vector<size_t>& layer, bool by_above) {
    std::vector<std::pair<double, size_t>> keys;
    keys.reserve(layer.size());
    for (size_t element : layer) keys.emplace_back(barycenter(element, by_above), element);
    std::ranges::stable_sort(keys, {}, &std::pair<double, size_t>::first);
    for (size_t i = 0; i < layer.size(); ++i) layer[i] = keys[i].second;
    number(layer);
  }

  [[nodiscard]] uint64_t count() const {
    uint64_t sum = 0;
    for (const std::vector<Segment>& channel : level_.channels) sum += count(channel);
    return sum;
  }

  // Pairs of connections that stand the other way round below than above: counted with a tree of
  // sums over the places below.
  [[nodiscard]] uint64_t count(const std::vector<Segment>& channel) const {
    std::vector<std::pair<uint64_t, uint64_t>> lines;
    std::vector<uint64_t> places;
    for (const Segment& segment : channel) {
      for (const End& top : segment.tops) {
        for (const End& bottom : segment.bottoms) {
          lines.emplace_back(position(top, true), position(bottom, false));
          places.push_back(lines.back().second);
        }
      }
    }
    std::ranges::sort(lines);
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<uint64_t> tree(places.size() + 1);
    uint64_t crossings = 0;
    for (size_t seen = 0; seen < lines.size(); ++seen) {
      const auto found = std::ranges::lower_bound(places, lines[seen].second);
      const auto place = static_cast<size_t>(found - places.begin()) + 1;
      uint64_t before = 0;
      for (size_t i = place; i > 0; i &= i - 1) before += tree[i];
      crossings += seen - before;
      for (size_t i = place; i < tree.size(); i += i & (~i + 1)) ++tree[i];
    }
    return crossings;
  }

  Level& level_;
  std::vector<std::vector<Connection>> above_, below_;
  std::vector<size_t> position_;
};

}  // namespace

void reduce_crossings(Level& level) { Crossings(level).run(); }

}  // namespace drawing
