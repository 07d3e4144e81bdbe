// SPDX-License-Identifier: Apache-2.0
// Which failures a baseline accepts, and which of its entries are without need. Exported:
// Acceptance. Tested in tests/findings/baseline_test.cc.

#include "findings/acceptance.h"

#include <algorithm>

#include "findings/findings.h"

namespace findings {

namespace {

// To how many addresses the moves of one entry lead: what goes in circles ends.
constexpr size_t kMaxMoves = 64;

// The moves of an address and of the modules that it is in.
std::vector<const Move*> moves_of_parts(std::string_view address, std::span<const Move> moves) {
  std::vector<const Move*> found;
  for (size_t end = address.find('.'); !address.empty(); end = address.find('.', end + 1)) {
    const std::string_view part = address.substr(0, end);
    auto move = std::ranges::lower_bound(moves, part, {}, &Move::from);
    for (; move != moves.end() && move->from == part; ++move) found.push_back(&*move);
    if (end == std::string_view::npos) break;
  }
  return found;
}

}  // namespace

Acceptance::Acceptance(std::span<const BaselineEntry> entries,
                       const std::map<std::string, std::vector<Move>, std::less<>>& moves)
    : entries_(entries), needed_(entries.size(), false) {
  std::map<std::string_view, std::vector<Move>> sorted;
  for (const auto& [root, of_root] : moves) {
    std::vector<Move>& own = sorted[root] = of_root;
    std::ranges::stable_sort(own, {}, &Move::from);
  }
  for (size_t i = 0; i < entries.size(); ++i) {
    add(entries[i].fingerprint, i);
    addresses_.push_back({entries[i].address});
    const auto of_root = sorted.find(entries[i].root);
    if (of_root != sorted.end()) add_moved(i, of_root->second);
  }
}

void Acceptance::add(std::string fingerprint, size_t entry) {
  by_fingerprint_[std::move(fingerprint)].push_back(entry);
}

void Acceptance::add_moved(size_t entry, std::span<const Move> moves) {
  using Place = std::pair<std::string, std::string>;  // address and attribute
  std::vector<Place> places = {{entries_[entry].address, entries_[entry].attribute}};
  for (size_t i = 0; i < places.size() && places.size() < kMaxMoves; ++i) {
    std::vector<const Move*> touching = moves_of_parts(places[i].first, moves);
    // An argument of another resource has that one's address before it.
    for (const Move* move : moves_of_parts(places[i].second, moves)) touching.push_back(move);
    for (const Move* move : touching) {
      Place next = places[i];
      for (std::string* part : {&next.first, &next.second}) {
        if (std::string moved = moved_address(*part, *move); !moved.empty()) *part = moved;
      }
      if (std::ranges::find(places, next) != places.end()) continue;
      const std::string_view parts[] = {entries_[entry].rule, entries_[entry].root, next.first,
                                        next.second};
      add(fingerprint(parts), entry);
      addresses_[entry].push_back(next.first);
      places.push_back(std::move(next));
    }
  }
}

bool Acceptance::accepts(std::string_view fingerprint) {
  const auto found = by_fingerprint_.find(fingerprint);
  if (found == by_fingerprint_.end()) return false;
  for (const size_t entry : found->second) needed_[entry] = true;
  return true;
}

bool Acceptance::is_unneeded(size_t entry, const Judgeable& judgeable) const {
  if (needed_[entry] || !judgeable.complete) return false;
  const BaselineEntry& known = entries_[entry];
  if (!judgeable.known_rules.contains(known.rule)) return true;
  if (!judgeable.rules.contains(known.rule)) return false;
  // Of what was not looked at, nothing is known, unless it is gone.
  if (!judgeable.roots.contains(known.root)) return judgeable.whole;
  return std::ranges::none_of(addresses_[entry], [&](const std::string& address) {
    const bool missing = std::ranges::any_of(judgeable.missing, [&](const auto& call) {
      return call.first == known.root && address.starts_with(call.second + ".");
    });
    return missing || judgeable.undecided.contains({known.rule, known.root, address});
  });
}

std::vector<BaselineEntry> Acceptance::kept(const Judgeable& judgeable) const {
  std::vector<BaselineEntry> result;
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (!needed_[i] && !is_unneeded(i, judgeable)) result.push_back(entries_[i]);
  }
  return result;
}

std::vector<BaselineEntry> Acceptance::unneeded(const Judgeable& judgeable) const {
  std::vector<BaselineEntry> result;
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (is_unneeded(i, judgeable)) result.push_back(entries_[i]);
  }
  return result;
}

}  // namespace findings
