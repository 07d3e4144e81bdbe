// SPDX-License-Identifier: Apache-2.0
// The sets of attributes that values were read from, each set once.
// Exported: OriginTable, all_origins. Tested in tests/values/origins_test.cc.
#include "values/origins.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>

#include "values/walk.h"

namespace values {

namespace {

size_t hash_of(std::span<const Origin> members) {
  size_t hash = members.size();
  for (const Origin& origin : members) {
    const size_t part = std::hash<std::string_view>()(origin.attribute) ^
                        static_cast<size_t>(origin.node) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
  }
  return hash;
}

}  // namespace

OriginTable::OriginTable() { intern({}); }

OriginSet OriginTable::of(Origin origin) { return intern({&origin, 1}); }

OriginSet OriginTable::unite(OriginSet a, OriginSet b) {
  if (a == b || b == OriginSet::none) return a;
  if (a == OriginSet::none) return b;
  const uint64_t key =
      uint64_t{static_cast<uint32_t>(std::min(a, b))} << 32 | static_cast<uint32_t>(std::max(a, b));
  const auto [entry, is_new] = unions_.try_emplace(key, 0);
  if (is_new) {
    const std::span<const Origin> left = members(a);
    const std::span<const Origin> right = members(b);
    std::vector<Origin> united;
    std::ranges::set_union(left, right, std::back_inserter(united));
    entry->second = static_cast<uint32_t>(intern(united));
  }
  return OriginSet{entry->second};
}

std::span<const Origin> OriginTable::members(OriginSet set) const {
  return sets_[static_cast<uint32_t>(set)];
}

OriginSet OriginTable::intern(std::span<const Origin> members) {
  const size_t hash = hash_of(members);
  for (auto [at, end] = numbers_.equal_range(hash); at != end; ++at) {
    if (std::ranges::equal(sets_[at->second], members)) return OriginSet{at->second};
  }
  const auto number = static_cast<uint32_t>(sets_.size());
  numbers_.emplace(hash, number);
  sets_.emplace_back(members.begin(), members.end());
  return OriginSet{number};
}

std::vector<Origin> all_origins(const Value& value, const OriginTable& table) {
  std::set<Origin> origins;
  const auto add = [&](const Symbol& symbol) { origins.insert({symbol.node, symbol.attribute}); };
  Walk(value).run([](const Value& at) { return at.may_have_origins(); },
                  [&](const Value& at) {
                    const std::span<const Origin> members = table.members(at.origins());
                    origins.insert(members.begin(), members.end());
                    const Sketch* sketch = at.is_unknown() ? at.unknown_data().sketch : nullptr;
                    if (sketch == nullptr) return true;
                    if (sketch->kind == SketchKind::symbol)
                      add(*static_cast<const Symbol*>(sketch));
                    if (sketch->kind != SketchKind::mentioned) return true;
                    for (const Symbol* symbol : static_cast<const Mentioned*>(sketch)->symbols)
                      add(*symbol);
                    return true;
                  });
  return {origins.begin(), origins.end()};
}

}  // namespace values
