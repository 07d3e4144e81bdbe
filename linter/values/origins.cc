// SPDX-License-Identifier: Apache-2.0
// The sets of attributes that values were read from, each set once.
// Exported: OriginTable, all_origins. Tested in tests/values/origins_test.cc.
#include "values/origins.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "values/walk.h"

namespace values {

OriginTable::OriginTable() { intern({}); }

OriginSet OriginTable::of(Origin origin) { return intern({origin}); }

OriginSet OriginTable::unite(OriginSet a, OriginSet b) {
  if (a == b || b == OriginSet::none) return a;
  if (a == OriginSet::none) return b;
  // Of a list: minmax of two arguments would refer to temporaries.
  const std::pair key = std::minmax({static_cast<uint32_t>(a), static_cast<uint32_t>(b)});
  const auto [entry, is_new] = unions_.try_emplace(key, 0);
  if (is_new) {
    const std::span<const Origin> left = members(a);
    const std::span<const Origin> right = members(b);
    std::vector<Origin> united;
    std::ranges::set_union(left, right, std::back_inserter(united));
    entry->second = static_cast<uint32_t>(intern(std::move(united)));
  }
  return OriginSet{entry->second};
}

std::span<const Origin> OriginTable::members(OriginSet set) const {
  return sets_[static_cast<uint32_t>(set)];
}

OriginSet OriginTable::intern(std::vector<Origin> members) {
  const auto number = static_cast<uint32_t>(sets_.size());
  const auto [entry, is_new] = numbers_.try_emplace(members, number);
  if (is_new) sets_.push_back(std::move(members));
  return OriginSet{entry->second};
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
