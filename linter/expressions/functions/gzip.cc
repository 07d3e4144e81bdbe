// SPDX-License-Identifier: Apache-2.0
// The search for repetitions, with the limits of Go's default level so that the same are found.
// Exported: gzip.h. Tested by tests/expressions/functions/encoding.txt.
#include "expressions/functions/gzip.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "expressions/functions/deflate_block.h"

namespace expressions::gzip {

namespace {

using deflate::Token;

constexpr size_t kWindow = 1 << 15;
constexpr size_t kShortest = 4;  // repetitions that are looked for
constexpr size_t kLongest = 258;
constexpr size_t kFarForShortest = 4096;  // where the shortest does not pay
constexpr size_t kBlockTokens = 1 << 14;
// Go's level 6: with a repetition so long, do not look for a better one; stop; and how many places
// are looked at.
constexpr size_t kLazy = 16;
constexpr size_t kNice = 128;
constexpr size_t kChain = 128;
constexpr uint32_t kHashBits = 17;
constexpr size_t kNowhere = SIZE_MAX;

struct Match {
  size_t length = kShortest - 1;
  size_t distance = 0;
};

class Compressor {
 public:
  Compressor(std::string_view text, deflate::BitWriter& writer)
      : text_(text), writer_(writer), heads_(size_t{1} << kHashBits, kNowhere), before_(kWindow) {}

  void run() {
    while (true) {
      if (lookahead() < kShortest + kLongest && end() < text_.size()) {
        // The window is moved on once its end is near; what is lost is not found again.
        base_ += kWindow;
        continue;
      }
      if (lookahead() == 0) break;
      step();
    }
    if (pending_) add({.literal = byte(at_ - 1)});
    if (!tokens_.empty()) write_block(at_);
  }

 private:
  [[nodiscard]] unsigned char byte(size_t at) const {
    return static_cast<unsigned char>(text_[at]);
  }
  [[nodiscard]] size_t end() const { return std::min(text_.size(), base_ + 2 * kWindow); }
  [[nodiscard]] size_t lookahead() const { return end() - at_; }

  // One position: what was found at the one before is taken unless something better is found here.
  void step() {
    if (at_ + kShortest <= end()) chain_ = insert(at_);
    const Match previous = current_;
    current_ = {};
    const size_t first = std::max(base_, at_ < kWindow ? 0 : at_ - kWindow);
    const bool wanted = lookahead() > previous.length && previous.length < kLazy;
    if (chain_ != kNowhere && chain_ >= first && wanted) current_ = find(chain_, first);
    if (previous.length >= kShortest && current_.length <= previous.length) {
      take(previous);
      return;
    }
    if (pending_) {
      add({.literal = byte(at_ - 1)});
      if (tokens_.size() == kBlockTokens) write_block(at_);
    }
    ++at_;
    pending_ = true;
  }

  void take(const Match& match) {
    add({.length = static_cast<uint32_t>(match.length),
         .distance = static_cast<uint32_t>(match.distance)});
    const size_t next = at_ + match.length - 1;
    for (++at_; at_ < next; ++at_) {
      if (at_ + kShortest <= end()) insert(at_);
    }
    pending_ = false;
    current_ = {};
    if (tokens_.size() == kBlockTokens) write_block(at_);
  }

  // Notes where four bytes stand; the place where others of the same hash stood last.
  size_t insert(size_t at) {
    constexpr uint32_t kMultiplier = 0x1E35A7BD;
    uint32_t four = 0;
    for (size_t i = 0; i < kShortest; ++i) four = four << 8 | byte(at + i);
    size_t& head = heads_[four * kMultiplier >> (32 - kHashBits)];
    const size_t last = head;
    before_[at % kWindow] = last;
    head = at;
    return last;
  }

  // The longest repetition of what stands here among the places of one chain.
  [[nodiscard]] Match find(size_t place, size_t first) const {
    const size_t most = std::min(kLongest, lookahead());
    const size_t nice = std::min(kNice, most);
    Match best;
    for (size_t tries = kChain; tries > 0; --tries) {
      const size_t length = matching(place, most);
      if (length > best.length && (length > kShortest || at_ - place <= kFarForShortest)) {
        best = {length, at_ - place};
        if (length >= nice) break;
      }
      if (place + kWindow == at_) break;
      place = before_[place % kWindow];
      if (place == kNowhere || place < first) break;
    }
    return best;
  }

  [[nodiscard]] size_t matching(size_t place, size_t most) const {
    size_t length = 0;
    while (length < most && text_[place + length] == text_[at_ + length]) ++length;
    return length;
  }

  void add(const Token& token) { tokens_.push_back(token); }

  // The tokens so far as a block, which ends before `end`.
  void write_block(size_t end) {
    std::optional<std::string_view> stored;
    if (block_start_ >= base_) stored = text_.substr(block_start_, end - block_start_);
    deflate::write_block(writer_, tokens_, stored);
    tokens_.clear();
    block_start_ = end;
  }

  std::string_view text_;
  deflate::BitWriter& writer_;
  std::vector<size_t> heads_;   // by hash: the last place
  std::vector<size_t> before_;  // by place in the window: the one before of the same hash
  std::vector<Token> tokens_;
  size_t base_ = 0;  // of the window of twice kWindow bytes
  size_t at_ = 0;
  size_t block_start_ = 0;
  size_t chain_ = kNowhere;
  Match current_;
  bool pending_ = false;  // the byte before is not written yet
};

uint32_t checksum(std::string_view text) {
  constexpr uint32_t kPolynomial = 0xEDB88320;
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < table.size(); ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ ((value & 1) != 0 ? kPolynomial : 0);
    table[i] = value;
  }
  uint32_t sum = ~0U;
  for (const char c : text) sum = table[(sum ^ static_cast<unsigned char>(c)) & 0xFF] ^ sum >> 8;
  return ~sum;
}

}  // namespace

std::string compress(std::string_view text) {
  // Deflate, no flags, no time, no extra flags, of an unknown system.
  constexpr std::string_view kHeader("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\xFF", 10);
  deflate::BitWriter writer;
  writer.write_bytes(kHeader);
  Compressor(text, writer).run();
  deflate::write_stored(writer, {}, false);
  deflate::write_stored(writer, {}, true);
  writer.write(checksum(text), 32);
  writer.write(static_cast<uint32_t>(text.size()), 32);
  return writer.bytes();
}

}  // namespace expressions::gzip
