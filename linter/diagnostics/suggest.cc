// SPDX-License-Identifier: Apache-2.0
//
// "Did you mean": the nearest candidate by edit distance, where swapping two neighbours is one
// edit. Exports suggest. Tested in tests/diagnostics/suggest_test.cc.
#include <algorithm>
#include <cctype>
#include <limits>

#include "diagnostics/diagnostics.h"

namespace diagnostics {
namespace {

// Nobody mistypes a name of this length, but a hostile file may hold one.
constexpr size_t kLongestName = 256;

bool same_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

// Damerau-Levenshtein in its restricted form: no part is edited twice.
size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> two_above(b.size() + 1);
  std::vector<size_t> above(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    std::swap(two_above, above);
    std::swap(above, row);
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string_view> suggest(std::string_view name,
                                        std::span<const std::string_view> candidates) {
  if (name.empty() || name.size() > kLongestName) return std::nullopt;
  // Two letters may differ in one.
  size_t best_distance = std::max<size_t>(name.size(), 3) / 3;
  std::optional<std::string_view> best;
  for (const std::string_view candidate : candidates) {
    const size_t longer = std::max(candidate.size(), name.size());
    if (longer - std::min(candidate.size(), name.size()) > best_distance) continue;
    const size_t distance = same_but_for_case(name, candidate) ? 0 : edit_distance(name, candidate);
    if (distance > best_distance) continue;
    if (best && distance == best_distance && *best <= candidate) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

}  // namespace diagnostics
