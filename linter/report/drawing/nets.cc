// SPDX-License-Identifier: Apache-2.0
// Divides nets at the layers that they pass, each time at one bend that all lines of the net share.
// Exported: divide_nets, spread_pins. Tested in tests/report/.

#include <algorithm>
#include <tuple>

#include "report/drawing/level.h"

namespace drawing {

namespace {

size_t layer_of(const Level& level, const End& end) { return level.elements[end.element].layer; }

size_t add_bend(Level& level, size_t layer) {
  level.elements.push_back(
      {.kind = Element::Kind::bend, .layer = layer, .above = {0}, .below = {0}});
  return level.elements.size() - 1;
}

void divide(Level& level, Net& net) {
  const size_t hub = layer_of(level, net.hub);
  size_t first = hub, last = hub;
  for (const End& end : net.ends) {
    first = std::min(first, layer_of(level, end));
    last = std::max(last, layer_of(level, end));
  }
  net.first_layer = first;
  for (size_t k = first + 1; k < last; ++k) net.bends.push_back(add_bend(level, k));
  for (size_t k = first; k < last; ++k) {
    net.segments.push_back(level.channels[k].size());
    Segment& segment = level.channels[k].emplace_back();
    if (k > first) segment.tops.push_back({net.bends[k - first - 1], 0});
    if (k + 1 < last) segment.bottoms.push_back({net.bends[k - first], 0});
  }
  const auto add = [&](const End& end, bool is_top) {
    const size_t layer = layer_of(level, end);
    const size_t k = is_top ? layer : layer - 1;
    Segment& segment = level.channels[k][net.segments[k - first]];
    (is_top ? segment.tops : segment.bottoms).push_back(end);
  };
  add(net.hub, net.fans_out);
  for (const End& end : net.ends) add(end, !net.fans_out);
}

}  // namespace

void divide_nets(Level& level) {
  size_t count = 0;
  for (const Element& element : level.elements) count = std::max(count, element.layer + 1);
  level.channels.resize(count);  // the last one is empty
  for (Net& net : level.nets) divide(level, net);
  level.layers.resize(count);
  for (size_t i = 0; i < level.elements.size(); ++i) {
    level.layers[level.elements[i].layer].push_back(i);
  }
}

namespace {

// A pin and where its line comes from.
struct Arrival {
  size_t element = 0;
  size_t pin = 0;
  int x = 0;
};

void spread(Level& level, std::vector<Arrival>& arrivals, bool above) {
  std::ranges::sort(arrivals, {}, [](const Arrival& arrival) {
    return std::tuple(arrival.element, arrival.x, arrival.pin);
  });
  for (size_t begin = 0; begin < arrivals.size();) {
    size_t end = begin;
    while (end < arrivals.size() && arrivals[end].element == arrivals[begin].element) ++end;
    Element& element = level.elements[arrivals[begin].element];
    std::vector<int>& pins = above ? element.above : element.below;
    const auto count = static_cast<int>(end - begin);
    for (size_t i = begin; i < end; ++i) {
      pins[arrivals[i].pin] = element.width * (static_cast<int>(i - begin) + 1) / (count + 1);
    }
    begin = end;
  }
}

}  // namespace

void spread_pins(Level& level) {
  std::vector<Arrival> above, below;
  const auto is_node = [&level](const End& end) {
    return level.elements[end.element].kind == Element::Kind::node;
  };
  for (const std::vector<Segment>& channel : level.channels) {
    for (const Segment& segment : channel) {
      int64_t tops = 0, bottoms = 0;
      for (const End& end : segment.tops) tops += level.top_x(end);
      for (const End& end : segment.bottoms) bottoms += level.bottom_x(end);
      const auto mean = [](int64_t sum, size_t count) {
        return static_cast<int>(sum / static_cast<int64_t>(count));
      };
      for (const End& end : segment.tops) {
        if (!is_node(end)) continue;
        below.push_back({end.element, end.pin, mean(bottoms, segment.bottoms.size())});
      }
      for (const End& end : segment.bottoms) {
        if (!is_node(end)) continue;
        above.push_back({end.element, end.pin, mean(tops, segment.tops.size())});
      }
    }
  }
  spread(level, above, true);
  spread(level, below, false);
}

}  // namespace drawing
