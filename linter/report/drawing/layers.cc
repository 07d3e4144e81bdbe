// SPDX-License-Identifier: Apache-2.0
// Puts elements in layers from the bottom up, what much stands on first, no layer wider than what
// makes a pleasant whole (list scheduling, as Coffman and Graham do it). Exported: choose_layers.
// Tested in tests/report/.

#include <algorithm>
#include <cmath>
#include <set>

#include "report/drawing/level.h"

namespace drawing {

namespace {

// Space that an element takes with what is around it, and the width of a whole of height 1.
constexpr int kAround = 34;
constexpr double kProportion = 1.9;
constexpr double kBandProportion = 8;  // of a group that has a layer to itself

class Layering {
 public:
  Layering(Level& level, const std::vector<Arc>& arcs, double proportion)
      : level_(level),
        uppers_(level.elements.size()),
        lowers_(level.elements.size()),
        row_(level.elements.size()),
        height_(level.elements.size()) {
    for (const Arc& arc : arcs) {
      if (!is_box(arc.from) || !is_box(arc.to)) continue;
      lowers_[arc.from].push_back(arc.to);
      uppers_[arc.to].push_back(arc.from);
    }
    choose_width(proportion);
  }

  // Rows from the bottom up.
  void run() {
    measure_heights();
    fill_rows();
    pull_up();
    add_isolated();
  }

  void write() {
    const bool above = has(Element::Kind::port_above);
    for (size_t i = 0; i < row_.size(); ++i) {
      Element& element = level_.elements[i];
      if (element.kind == Element::Kind::port_above) element.layer = 0;
      if (element.is_box()) element.layer = widths_.size() - 1 - row_[i] + (above ? 1 : 0);
      if (element.kind == Element::Kind::port_below) {
        element.layer = widths_.size() + (above ? 1 : 0);
      }
    }
  }

 private:
  [[nodiscard]] bool is_box(size_t i) const { return level_.elements[i].is_box(); }
  [[nodiscard]] int width_of(size_t i) const { return level_.elements[i].width + kAround; }
  [[nodiscard]] bool is_isolated(size_t i) const {
    return uppers_[i].empty() && lowers_[i].empty();
  }
  [[nodiscard]] bool has(Element::Kind kind) const {
    return std::ranges::find(level_.elements, kind, &Element::kind) != level_.elements.end();
  }

  void choose_width(double proportion) {
    double area = 0;
    for (size_t i = 0; i < row_.size(); ++i) {
      if (!is_box(i)) continue;
      area += static_cast<double>(width_of(i)) * (level_.elements[i].height + 2 * kAround);
      width_ = std::max(width_, width_of(i));
    }
    width_ = std::max(width_, static_cast<int>(std::sqrt(area * proportion)));
  }

  // How many stand upon each other above an element, at most.
  void measure_heights() {
    std::vector<size_t> open, waiting(row_.size());
    for (size_t i = 0; i < row_.size(); ++i) {
      waiting[i] = uppers_[i].size();
      if (waiting[i] == 0) open.push_back(i);
    }
    while (!open.empty()) {
      const size_t i = open.back();
      open.pop_back();
      for (size_t lower : lowers_[i]) {
        height_[lower] = std::max(height_[lower], height_[i] + 1);
        if (--waiting[lower] == 0) open.push_back(lower);
      }
    }
  }

  void fill_rows() {
    // The highest first, then in the order in which they are given.
    std::set<std::pair<size_t, size_t>> ready;
    const auto key = [this](size_t i) { return std::pair(row_.size() - height_[i], i); };
    std::vector<size_t> waiting(row_.size());
    for (size_t i = 0; i < row_.size(); ++i) {
      waiting[i] = lowers_[i].size();
      if (is_box(i) && !is_isolated(i) && waiting[i] == 0) ready.insert(key(i));
    }
    while (!ready.empty()) {
      std::vector<size_t> row;
      int width = 0;
      for (auto at = ready.begin(); at != ready.end();) {
        const size_t i = at->second;
        if (!row.empty() && width + width_of(i) > width_) break;
        width += width_of(i);
        row.push_back(i);
        at = ready.erase(at);
      }
      for (size_t i : row) {
        row_[i] = widths_.size();
        for (size_t upper : uppers_[i]) {
          if (--waiting[upper] == 0) ready.insert(key(upper));
        }
      }
      widths_.push_back(width);
    }
  }

  // What refers to nothing comes close to what refers to it, where there is room.
  void pull_up() {
    for (size_t i = 0; i < row_.size(); ++i) {
      if (!is_box(i) || !lowers_[i].empty() || uppers_[i].empty()) continue;
      size_t above = widths_.size();
      for (size_t upper : uppers_[i]) above = std::min(above, row_[upper]);
      for (size_t row = above - 1; row > row_[i]; --row) {
        if (widths_[row] + width_of(i) > width_) continue;
        widths_[row_[i]] -= width_of(i);
        widths_[row] += width_of(i);
        row_[i] = row;
        break;
      }
    }
  }

  // What hangs together with nothing fills what room is left, else stands below everything.
  void add_isolated() {
    std::vector<int> below;
    std::vector<size_t> rows_below(row_.size());
    size_t row = 0;
    for (size_t i = 0; i < row_.size(); ++i) {
      if (!is_box(i) || !is_isolated(i)) continue;
      while (row < widths_.size() && widths_[row] + width_of(i) > width_) ++row;
      if (row < widths_.size()) {
        widths_[row] += width_of(i);
        row_[i] = row;
        continue;
      }
      if (below.empty() || below.back() + width_of(i) > width_) below.push_back(0);
      below.back() += width_of(i);
      rows_below[i] = below.size();
    }
    widths_.insert(widths_.begin(), below.begin(), below.end());
    for (size_t i = 0; i < row_.size(); ++i) {
      row_[i] = rows_below[i] == 0 ? row_[i] + below.size() : below.size() - rows_below[i];
    }
  }

  Level& level_;
  std::vector<std::vector<size_t>> uppers_, lowers_;
  std::vector<size_t> row_, height_;
  std::vector<int> widths_;  // of rows
  int width_ = 0;
};

// By rank alone, one layer each.
void layer_by_rank(Level& level) {
  std::set<size_t> ranks;
  size_t above = 0;
  for (const Element& element : level.elements) {
    if (element.is_box()) ranks.insert(element.rank);
    if (element.kind == Element::Kind::port_above) above = 1;
  }
  for (Element& element : level.elements) {
    if (element.is_box()) {
      const auto before = std::distance(ranks.begin(), ranks.find(element.rank));
      element.layer = static_cast<size_t>(before) + above;
    } else {
      element.layer = element.kind == Element::Kind::port_above ? 0 : ranks.size() + above;
    }
  }
}

}  // namespace

void choose_layers(Level& level, const std::vector<Arc>& arcs, bool is_band) {
  const bool ranked = std::ranges::all_of(
      level.elements, [](const Element& element) { return !element.is_box() || element.rank > 0; });
  if (ranked) return layer_by_rank(level);
  Layering layering(level, arcs, is_band ? kBandProportion : kProportion);
  layering.run();
  layering.write();
}

}  // namespace drawing
