// SPDX-License-Identifier: Apache-2.0
// The blocks of a deflate stream: fixed codes, codes of their own, or bytes as they are.
// Exported: deflate_block.h. Tested by tests/expressions/functions/encoding.txt.
#include "expressions/functions/deflate_block.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "expressions/functions/huffman.h"

namespace expressions::deflate {

namespace {

constexpr size_t kLiterals = 286;
constexpr size_t kDistances = 30;
constexpr size_t kLengthSymbols = 19;
constexpr uint32_t kEndOfBlock = 256;
constexpr uint32_t kFirstLengthCode = 257;
constexpr uint32_t kLongestMatch = 258;
constexpr size_t kMaxStored = 65535;

using Frequencies = std::span<const uint32_t>;

std::vector<Code> fixed_literal_codes() {
  std::vector<Code> codes(kLiterals);
  for (uint32_t symbol = 0; symbol < kLiterals; ++symbol) {
    Code& code = codes[symbol];
    if (symbol < 144) {
      code = {symbol + 48, 8};
    } else if (symbol < 256) {
      code = {symbol + 400 - 144, 9};
    } else if (symbol < 280) {
      code = {symbol - 256, 7};
    } else {
      code = {symbol + 192 - 280, 8};
    }
    code.bits = reversed(code.bits, code.length);
  }
  return codes;
}

std::vector<Code> fixed_distance_codes() {
  std::vector<Code> codes(kDistances);
  for (uint32_t symbol = 0; symbol < kDistances; ++symbol) codes[symbol] = {reversed(symbol, 5), 5};
  return codes;
}

size_t size_of(Frequencies frequencies, const std::vector<Code>& codes) {
  size_t bits = 0;
  for (size_t i = 0; i < frequencies.size(); ++i) bits += size_t{frequencies[i]} * codes[i].length;
  return bits;
}

// A symbol that is followed by a number of more bits.
struct Extended {
  uint32_t symbol;
  uint32_t extra;
  uint32_t extra_bits;
};

// Lengths and distances are cut into ranges that double in size after every `per_size` of them.
Extended extended(uint32_t value, uint32_t per_size_bits) {
  const uint32_t per_size = 1U << per_size_bits;
  if (value < 2 * per_size) return {value, 0, 0};
  const uint32_t extra_bits = static_cast<uint32_t>(std::bit_width(value)) - 1 - per_size_bits;
  const uint32_t symbol = (value >> extra_bits) + extra_bits * per_size;
  return {symbol, value & ((1U << extra_bits) - 1), extra_bits};
}

Extended length_symbol(uint32_t length) {
  constexpr uint32_t kShortest = 3;
  constexpr Extended kLongest = {kLiterals - 1, 0, 0};
  if (length == kLongestMatch) return kLongest;
  Extended result = extended(length - kShortest, 2);
  result.symbol += kFirstLengthCode;
  return result;
}

Extended distance_symbol(uint32_t distance) { return extended(distance - 1, 1); }

// How long the codes are, run-length encoded as section 3.2.7 has it.
struct LengthSymbol {
  uint32_t symbol;
  uint32_t extra = 0;
};

constexpr uint32_t kRepeat = 16;     // the last one 3 to 6 times
constexpr uint32_t kZeros = 17;      // 3 to 10
constexpr uint32_t kManyZeros = 18;  // 11 to 138

constexpr uint32_t extra_bits_of(uint32_t symbol) {
  return symbol == kRepeat ? 2 : symbol == kZeros ? 3 : symbol == kManyZeros ? 7 : 0;
}

void append_run(std::vector<LengthSymbol>& symbols, uint32_t length, uint32_t count) {
  if (length == 0) {
    for (; count >= 11; count -= std::min(count, 138U)) {
      symbols.push_back({kManyZeros, std::min(count, 138U) - 11});
    }
    if (count >= 3) {
      symbols.push_back({kZeros, count - 3});
      count = 0;
    }
  } else {
    symbols.push_back({length});
    for (--count; count >= 3; count -= std::min(count, 6U)) {
      symbols.push_back({kRepeat, std::min(count, 6U) - 3});
    }
  }
  for (; count > 0; --count) symbols.push_back({length});
}

std::vector<LengthSymbol> length_symbols(std::span<const Code> literals,
                                         std::span<const Code> distances) {
  std::vector<uint32_t> lengths;
  for (const Code& code : literals) lengths.push_back(code.length);
  for (const Code& code : distances) lengths.push_back(code.length);
  std::vector<LengthSymbol> symbols;
  for (size_t begin = 0; begin < lengths.size();) {
    size_t end = begin;
    while (end < lengths.size() && lengths[end] == lengths[begin]) ++end;
    append_run(symbols, lengths[begin], static_cast<uint32_t>(end - begin));
    begin = end;
  }
  return symbols;
}

// One block at work: what occurs in it how often, and the codes made for it.
class Block {
 public:
  explicit Block(std::span<const Token> tokens) : tokens_(tokens) {
    for (const Token& token : tokens) count(token);
    ++literal_frequencies_[kEndOfBlock];
    literals_ = used(literal_frequencies_);
    distances_ = used(distance_frequencies_);
    if (distances_ == 0) distance_frequencies_[distances_++] = 1;
    literal_codes_ = make_codes(literal_frequencies_, 15);
    distance_codes_ = make_codes(distance_frequencies_, 15);
    lengths_ = length_symbols(std::span(literal_codes_).first(literals_),
                              std::span(distance_codes_).first(distances_));
    for (const LengthSymbol& length : lengths_) ++length_frequencies_[length.symbol];
    length_codes_ = make_codes(length_frequencies_, 7);
  }

  void write(BitWriter& writer, std::optional<std::string_view> stored) const {
    // What the extra bits take matters only against a stored block.
    const bool storable = stored && stored->size() <= kMaxStored;
    const size_t extra = storable ? extra_bits_ : 0;
    const std::vector<Code> fixed_literals = fixed_literal_codes();
    const std::vector<Code> fixed_distances = fixed_distance_codes();
    const size_t fixed = 3 + extra + size_of(literal_frequencies_, fixed_literals) +
                         size_of(distance_frequencies_, fixed_distances);
    const size_t dynamic = dynamic_size() + extra;
    if (storable && (stored->size() + 5) * 8 < std::min(fixed, dynamic)) {
      return write_stored(writer, *stored, false);
    }
    if (dynamic < fixed) {
      write_header(writer);
      return write_tokens(writer, literal_codes_, distance_codes_);
    }
    writer.write(2, 3);
    write_tokens(writer, fixed_literals, fixed_distances);
  }

 private:
  static constexpr std::array<uint32_t, kLengthSymbols> kOrder = {
      16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

  void count(const Token& token) {
    if (token.distance == 0) {
      ++literal_frequencies_[token.literal];
      return;
    }
    const Extended length = length_symbol(token.length);
    const Extended distance = distance_symbol(token.distance);
    ++literal_frequencies_[length.symbol];
    ++distance_frequencies_[distance.symbol];
    extra_bits_ += length.extra_bits + distance.extra_bits;
  }

  static size_t used(Frequencies frequencies) {
    size_t count = frequencies.size();
    while (count > 0 && frequencies[count - 1] == 0) --count;
    return count;
  }

  // How many lengths of length codes are written.
  [[nodiscard]] size_t ordered() const {
    size_t count = kLengthSymbols;
    while (count > 4 && length_frequencies_[kOrder[count - 1]] == 0) --count;
    return count;
  }

  [[nodiscard]] size_t dynamic_size() const {
    size_t bits = 3 + 5 + 5 + 4 + 3 * ordered() + size_of(length_frequencies_, length_codes_);
    for (const LengthSymbol& length : lengths_) bits += extra_bits_of(length.symbol);
    return bits + size_of(literal_frequencies_, literal_codes_) +
           size_of(distance_frequencies_, distance_codes_);
  }

  void write_header(BitWriter& writer) const {
    writer.write(4, 3);
    writer.write(static_cast<uint32_t>(literals_) - kFirstLengthCode, 5);
    writer.write(static_cast<uint32_t>(distances_) - 1, 5);
    writer.write(static_cast<uint32_t>(ordered()) - 4, 4);
    for (size_t i = 0; i < ordered(); ++i) writer.write(length_codes_[kOrder[i]].length, 3);
    for (const LengthSymbol& length : lengths_) {
      const Code& code = length_codes_[length.symbol];
      writer.write(code.bits, code.length);
      writer.write(length.extra, extra_bits_of(length.symbol));
    }
  }

  static void write_extended(BitWriter& writer, const Extended& value,
                             const std::vector<Code>& codes) {
    writer.write(codes[value.symbol].bits, codes[value.symbol].length);
    writer.write(value.extra, value.extra_bits);
  }

  void write_tokens(BitWriter& writer, const std::vector<Code>& literals,
                    const std::vector<Code>& distances) const {
    for (const Token& token : tokens_) {
      if (token.distance == 0) {
        writer.write(literals[token.literal].bits, literals[token.literal].length);
        continue;
      }
      write_extended(writer, length_symbol(token.length), literals);
      write_extended(writer, distance_symbol(token.distance), distances);
    }
    writer.write(literals[kEndOfBlock].bits, literals[kEndOfBlock].length);
  }

  std::span<const Token> tokens_;
  std::array<uint32_t, kLiterals> literal_frequencies_{};
  std::array<uint32_t, kDistances> distance_frequencies_{};
  std::array<uint32_t, kLengthSymbols> length_frequencies_{};
  size_t extra_bits_ = 0;
  size_t literals_ = 0;  // how many codes of each kind are written
  size_t distances_ = 0;
  std::vector<Code> literal_codes_, distance_codes_, length_codes_;
  std::vector<LengthSymbol> lengths_;
};

}  // namespace

void BitWriter::write(uint32_t bits, uint32_t count) {
  pending_ |= uint64_t{bits} << pending_count_;
  pending_count_ += count;
  for (; pending_count_ >= 8; pending_count_ -= 8) {
    bytes_ += static_cast<char>(pending_ & 0xFF);
    pending_ >>= 8;
  }
}

void BitWriter::fill_byte() {
  if (pending_count_ > 0) write(0, 8 - pending_count_);
}

void BitWriter::write_bytes(std::string_view bytes) { bytes_ += bytes; }

void write_block(BitWriter& writer, std::span<const Token> tokens,
                 std::optional<std::string_view> stored) {
  Block(tokens).write(writer, stored);
}

void write_stored(BitWriter& writer, std::string_view bytes, bool last) {
  const auto size = static_cast<uint32_t>(bytes.size());
  writer.write(last ? 1 : 0, 3);
  writer.fill_byte();
  writer.write(size, 16);
  writer.write(~size & 0xFFFF, 16);
  writer.write_bytes(bytes);
}

}  // namespace expressions::deflate
