// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "values/unknown.h"

namespace values {

struct Origin {
  NodeId node = kNoNode;
  std::string_view attribute;  // as in Symbol
  friend auto operator<=>(const Origin&, const Origin&) = default;
};

// The sets of resource attributes that values of one evaluation were read from. Equal sets have
// equal numbers; uniting is memoised. Not thread-safe: one a root.
class OriginTable {
 public:
  OriginTable();
  // `attribute` must outlive the table.
  OriginSet of(Origin origin);
  OriginSet unite(OriginSet a, OriginSet b);
  // Sorted, distinct.
  [[nodiscard]] std::span<const Origin> members(OriginSet set) const;

 private:
  OriginSet intern(std::span<const Origin> members);
  std::vector<std::vector<Origin>> sets_;
  std::unordered_multimap<size_t, uint32_t> numbers_;  // by the hash of their members
  std::unordered_map<uint64_t, uint32_t> unions_;      // by both numbers, the smaller one first
};

// Origins and symbols of a value and of everything in it, distinct: all that it was made from.
std::vector<Origin> all_origins(const Value& value, const OriginTable& table);

}  // namespace values
