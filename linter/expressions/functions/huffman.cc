// SPDX-License-Identifier: Apache-2.0
// Huffman codes by the package-merge method. Where several codes are equally short, Go's choice is
// taken, so that the bytes are Terraform's.
// Exported: huffman.h. Tested by tests/expressions/functions/encoding.txt.
#include "expressions/functions/huffman.h"

#include <algorithm>
#include <array>
#include <limits>

namespace expressions::deflate {

namespace {

struct Leaf {
  uint32_t symbol;
  uint64_t frequency;
};

constexpr uint64_t kNoMore = std::numeric_limits<uint64_t>::max();

// Package-merge, lazily: each level holds the cheapest items that are leaves or pairs of the level
// below, and asks that level for two more whenever it takes a pair.
class PackageMerge {
 public:
  PackageMerge(std::span<const Leaf> leaves, uint32_t limit)
      : leaves_(leaves),
        limit_(std::min<uint32_t>(limit, static_cast<uint32_t>(leaves.size()) - 1)) {
    for (uint32_t i = 1; i <= limit_; ++i) {
      levels_[i] = {.last = leaves_[1].frequency,
                    .next_leaf = frequency(2),
                    .next_pair = i == 1 ? kNoMore : leaves_[0].frequency + leaves_[1].frequency};
      counts_[i][i] = 2;
    }
    levels_[limit_].needed = 2 * static_cast<uint32_t>(leaves.size()) - 4;
    run();
  }

  // How many symbols have a code of that many bits.
  [[nodiscard]] uint32_t with_length(uint32_t bits) const {
    if (bits == 0 || bits > limit_) return 0;
    const uint32_t level = limit_ - bits + 1;
    return counts_[limit_][level] - counts_[limit_][level - 1];
  }

 private:
  static constexpr size_t kMostBits = 16;

  struct Level {
    uint64_t last = 0;
    uint64_t next_leaf = 0;
    uint64_t next_pair = 0;
    uint32_t needed = 0;
  };

  [[nodiscard]] uint64_t frequency(size_t leaf) const {
    return leaf < leaves_.size() ? leaves_[leaf].frequency : kNoMore;
  }

  void run() {
    for (uint32_t at = limit_;;) {
      Level& level = levels_[at];
      if (level.next_pair == kNoMore && level.next_leaf == kNoMore) {
        level.needed = 0;
        levels_[++at].next_pair = kNoMore;
        continue;
      }
      const uint64_t before = level.last;
      take(at);
      if (--level.needed == 0) {
        if (at == limit_) return;
        levels_[++at].next_pair = before + level.last;
      } else {
        while (levels_[at - 1].needed > 0) --at;
      }
    }
  }

  // The next item of a level: a leaf, or a pair of the level below.
  void take(uint32_t at) {
    Level& level = levels_[at];
    if (level.next_leaf < level.next_pair) {
      level.last = level.next_leaf;
      level.next_leaf = frequency(++counts_[at][at]);
    } else {
      level.last = level.next_pair;
      std::copy_n(counts_[at - 1].begin(), at, counts_[at].begin());
      levels_[at - 1].needed = 2;
    }
  }

  std::span<const Leaf> leaves_;  // by frequency
  uint32_t limit_;
  std::array<Level, kMostBits + 1> levels_{};
  // How many leaves stand to the left of the last item's ancestor on each level.
  std::array<std::array<uint32_t, kMostBits + 1>, kMostBits + 1> counts_{};
};

// Gives the rarest leaves the longest codes, and codes of one length in the order of symbols.
void assign_codes(std::span<Leaf> leaves, uint32_t limit, std::vector<Code>& codes) {
  const PackageMerge counts(leaves, limit);
  uint32_t code = 0;
  for (uint32_t bits = 1; bits <= limit; ++bits) {
    code <<= 1;
    const uint32_t count = counts.with_length(bits);
    const std::span<Leaf> chunk = leaves.last(count);
    std::ranges::sort(chunk, {}, &Leaf::symbol);
    for (const Leaf& leaf : chunk) codes[leaf.symbol] = {reversed(code++, bits), bits};
    leaves = leaves.first(leaves.size() - count);
  }
}

}  // namespace

uint32_t reversed(uint32_t bits, uint32_t length) {
  uint32_t result = 0;
  for (uint32_t i = 0; i < length; ++i) result |= (bits >> i & 1) << (length - 1 - i);
  return result;
}

std::vector<Code> make_codes(std::span<const uint32_t> frequencies, uint32_t limit) {
  std::vector<Code> codes(frequencies.size());
  std::vector<Leaf> leaves;
  for (uint32_t i = 0; i < frequencies.size(); ++i) {
    if (frequencies[i] != 0) leaves.push_back({i, frequencies[i]});
  }
  if (leaves.size() <= 2) {
    for (uint32_t i = 0; i < leaves.size(); ++i) codes[leaves[i].symbol] = {i, 1};
    return codes;
  }
  std::ranges::stable_sort(leaves, {}, &Leaf::frequency);
  assign_codes(leaves, limit, codes);
  return codes;
}

}  // namespace expressions::deflate
