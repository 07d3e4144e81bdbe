// SPDX-License-Identifier: Apache-2.0
// Gives layers their heights. Between two layers, each segment has a track for its level part, so
// that no two lie upon each other, and uprights of two segments do not either. Exported:
// choose_rows. Tested in tests/report/.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "report/drawing/level.h"

namespace drawing {

namespace {

constexpr int kTrack = 8;           // between the level parts of two segments
constexpr int kAround = 15;         // between them and the layers: an arrow's head fits in
constexpr int kBetweenLayers = 26;  // where no line runs
constexpr int kNear = 4;            // uprights nearer than this would be taken for one
constexpr int kNudges = 8;          // of one channel

// One segment that has a level part.
struct Run {
  size_t segment = 0;
  int left = 0;
  int right = 0;
  std::vector<int> tops, bottoms;  // x
};

// Where an upright of one run from above meets one of another that goes down.
struct Clash {
  size_t upper = 0, lower = 0;  // runs
  int top = 0, bottom = 0;      // x
};

// Runs to the right stand above each other from the right, those to the left from the left: so
// they do not cross each other.
std::tuple<bool, int, size_t> rank(const Run& run) {
  const auto mean = [](const std::vector<int>& places) {
    int64_t sum = 0;
    for (int place : places) sum += place;
    return static_cast<int>(sum / static_cast<int64_t>(places.size()));
  };
  const int from = mean(run.tops), to = mean(run.bottoms);
  return {to < from, to < from ? to : -to, run.segment};
}

class Channel {
 public:
  Channel(Level& level, std::vector<Segment>& segments) : level_(level), segments_(segments) {
    find_runs();
    for (int i = 0; i < kNudges && !find_order(); ++i) {
      if (!nudge()) break;
      find_runs();
    }
  }

  // Sets the tracks' y from `top` on and returns the channel's height.
  int run(int top) {
    std::map<int, int> free;  // the first free track from this x on, up to the next
    free[kNowhere] = 0;
    int tracks = 0;
    for (size_t index : order_) {
      const Run& run = runs_[index];
      const int track = take(free, run.left - kTrack, run.right + kTrack);
      segments_[run.segment].y = top + kAround + track * kTrack;
      tracks = std::max(tracks, track + 1);
    }
    if (segments_.empty()) return kBetweenLayers;
    return 2 * kAround + std::max(0, tracks - 1) * kTrack;
  }

 private:
  static constexpr int kNowhere = -1'000'000'000;

  void find_runs() {
    runs_.clear();
    for (size_t i = 0; i < segments_.size(); ++i) {
      Run run{.segment = i, .left = 0, .right = 0, .tops = {}, .bottoms = {}};
      for (const End& end : segments_[i].tops) run.tops.push_back(level_.top_x(end));
      for (const End& end : segments_[i].bottoms) run.bottoms.push_back(level_.bottom_x(end));
      const auto [top_left, top_right] = std::ranges::minmax(run.tops);
      const auto [bottom_left, bottom_right] = std::ranges::minmax(run.bottoms);
      run.left = std::min(top_left, bottom_left);
      run.right = std::max(top_right, bottom_right);
      segments_[i].is_straight = run.left == run.right;
      if (!segments_[i].is_straight) runs_.push_back(std::move(run));
    }
    std::ranges::sort(runs_, {}, rank);
  }

  // The first track below all that were taken between two places.
  static int take(std::map<int, int>& free, int left, int right) {
    const auto split = [&free](int x) {
      return free.emplace(x, std::prev(free.upper_bound(x))->second).first;
    };
    const auto begin = split(left);
    const auto end = split(right);
    int track = 0;
    for (auto at = begin; at != end; ++at) track = std::max(track, at->second);
    free.erase(std::next(begin), end);
    begin->second = track + 1;
    return track;
  }

  // A run whose upright from above stands where another's goes down must be the upper one. False if
  // that cannot be for all: then `clash_` is one for which it is not.
  bool find_order() {
    std::multimap<int, size_t> bottoms;
    for (size_t i = 0; i < runs_.size(); ++i) {
      for (int x : runs_[i].bottoms) bottoms.emplace(x, i);
    }
    std::vector<Clash> clashes;
    for (size_t i = 0; i < runs_.size(); ++i) {
      for (int x : runs_[i].tops) {
        const auto end = bottoms.lower_bound(x + kNear);
        for (auto at = bottoms.upper_bound(x - kNear); at != end; ++at) {
          if (at->second != i) clashes.push_back({i, at->second, x, at->first});
        }
      }
    }
    return sort_by(clashes);
  }

  // By rank, but as clashes demand; where those contradict each other, by rank.
  bool sort_by(const std::vector<Clash>& clashes) {
    std::vector<std::vector<size_t>> after(runs_.size());
    std::vector<size_t> waiting(runs_.size());
    for (const Clash& clash : clashes) {
      after[clash.upper].push_back(clash.lower);
      ++waiting[clash.lower];
    }
    std::set<size_t> ready, rest;
    for (size_t i = 0; i < runs_.size(); ++i) (waiting[i] == 0 ? ready : rest).insert(i);
    order_.clear();
    bool fits = true;
    while (!ready.empty() || !rest.empty()) {
      std::set<size_t>& from = ready.empty() ? rest : ready;
      const size_t next = *from.begin();
      if (ready.empty() && fits) {
        fits = false;
        clash_ = *std::ranges::find_if(clashes, [&](const Clash& clash) {
          return clash.lower == next && rest.contains(clash.upper);
        });
      }
      from.erase(from.begin());
      order_.push_back(next);
      for (size_t other : after[next]) {
        if (--waiting[other] == 0 && rest.erase(other) > 0) ready.insert(other);
      }
    }
    return fits;
  }

  // Moves the end of one of the uprights that clash, if it can move for itself: nothing above this
  // channel may change any more.
  bool nudge() {
    const int by = clash_.bottom >= clash_.top ? clash_.top + kNear - clash_.bottom
                                               : clash_.top - kNear - clash_.bottom;
    for (const End& end : segments_[runs_[clash_.lower].segment].bottoms) {
      Element& element = level_.elements[end.element];
      if (level_.bottom_x(end) != clash_.bottom || element.kind == Element::Kind::group) continue;
      (element.kind == Element::Kind::node ? element.above[end.pin] : element.x) += by;
      return true;
    }
    for (const End& end : segments_[runs_[clash_.upper].segment].tops) {
      Element& element = level_.elements[end.element];
      if (level_.top_x(end) != clash_.top || element.kind != Element::Kind::node) continue;
      element.below[end.pin] -= by;
      return true;
    }
    return false;
  }

  Level& level_;
  std::vector<Segment>& segments_;
  std::vector<Run> runs_;  // by rank
  std::vector<size_t> order_;
  Clash clash_;
};

}  // namespace

void choose_rows(Level& level, int title_bottom) {
  int y = 0;
  for (size_t k = 0; k < level.layers.size(); ++k) {
    int height = 0;
    const bool is_first = k == 0;
    bool are_ports = false;
    for (size_t index : level.layers[k]) {
      height = std::max(height, level.elements[index].height);
      are_ports = are_ports || level.elements[index].is_port();
    }
    if (is_first) {
      // Lines from above pass the title at its side.
      if (are_ports) height = title_bottom;
      if (!are_ports) y = title_bottom;
    }
    for (size_t index : level.layers[k]) {
      Element& element = level.elements[index];
      if (element.is_port() || element.kind == Element::Kind::bend) element.height = height;
      element.y = y + (height - element.height) / 2;
    }
    y += height;
    if (k + 1 < level.layers.size()) y += Channel(level, level.channels[k]).run(y);
  }
  level.height = std::max(y, title_bottom);
}

}  // namespace drawing
