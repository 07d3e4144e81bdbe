// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Blocks of a deflate stream (RFC 1951), in the very form that Go's compress/flate gives them.
namespace expressions::deflate {

// Bits in the order of deflate: the lowest of each byte first.
class BitWriter {
 public:
  void write(uint32_t bits, uint32_t count);
  void fill_byte();  // with zeros, up to the next whole byte
  void write_bytes(std::string_view bytes);
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  uint64_t pending_ = 0;
  uint32_t pending_count_ = 0;
};

// A literal byte, or what repeats `length` bytes that stand `distance` before.
struct Token {
  uint32_t length = 1;
  uint32_t distance = 0;  // 0: a literal
  unsigned char literal = 0;
};

// Writes tokens as one block, in the smallest of the three forms. `stored` is the text that they
// stand for, or nothing where the block may not be stored as it is.
void write_block(BitWriter& writer, std::span<const Token> tokens,
                 std::optional<std::string_view> stored);
// Writes a block of at most 65,535 bytes as they are.
void write_stored(BitWriter& writer, std::string_view bytes, bool last);

}  // namespace expressions::deflate
