// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

// Huffman codes of limited length (RFC 1951, section 3.2), in the very form that Go's
// compress/flate gives them.
namespace expressions::deflate {

struct Code {
  uint32_t bits = 0;  // reversed, ready to be written
  uint32_t length = 0;
};

// The lowest `length` bits in the reverse order.
uint32_t reversed(uint32_t bits, uint32_t length);
// A code for every symbol that occurs, of at most `limit` (at most 15) bits. O(n log n).
std::vector<Code> make_codes(std::span<const uint32_t> frequencies, uint32_t limit);

}  // namespace expressions::deflate
