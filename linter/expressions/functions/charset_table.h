// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The facts about character encodings that stand in data/charsets.txt.
namespace expressions::charsets {

// How an encoding works: by its own table of byte sequences, or in a way of its own.
enum class Form : uint8_t { table, utf8, utf16, utf16_big, utf16_little, iso_2022_jp, hz };

// One to three bytes as a number, with a 1 before them, so that the number tells how many they are.
using Bytes = uint32_t;
constexpr Bytes kNoBytes = 1;
constexpr Bytes with_byte(Bytes bytes, unsigned char byte) { return bytes << 8 | byte; }

struct Sequence {
  Bytes bytes = kNoBytes;
  int32_t code = 0;
  int32_t second = 0;   // a second code point; 0: none
  bool encodes = true;  // else it is only read, never written
};

// Pointers of GB18030's four bytes, and the code points that they stand for.
struct PointerRange {
  int32_t pointer;
  int32_t code;
  int32_t count;
};

struct Charset {
  std::string_view name;  // as IANA writes it
  Form form = Form::table;
  std::vector<Sequence> by_bytes;    // sorted
  std::vector<Sequence> by_code;     // sorted; only those that are written
  std::vector<PointerRange> ranges;  // sorted by pointer and by code

  // Null where there is none. O(log n).
  [[nodiscard]] const Sequence* decoded(Bytes bytes) const;
  [[nodiscard]] const Sequence* encoded(int32_t code) const;
};

// Null for names that nobody registered. The first call reads the data (some milliseconds).
const Charset* registered(std::string_view name_in_small_letters);

}  // namespace expressions::charsets
