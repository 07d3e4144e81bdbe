// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "source/arena.h"

namespace values {

using source::Arena;

struct BigNumber;  // a binary float of 512 bits of precision, or an infinity; lives in an arena

// A number as Terraform has it (go-cty: math/big.Float with 512 bits, round to nearest even):
// an int64 where it fits exactly, else a BigNumber. Copied freely.
class Number {
 public:
  Number() = default;
  Number(int64_t value) : small_(value) {}

  // Decimal text as HCL and JSON write it ("1", "2.50", "1e5", "-3"); nothing for other text.
  static std::optional<Number> parse(std::string_view text, Arena& arena);
  static Number from_double(double value, Arena& arena);

  [[nodiscard]] bool is_integer() const;
  [[nodiscard]] bool is_infinite() const;
  [[nodiscard]] int sign() const;  // -1, 0, 1
  // The number if it is an integer in int64; nothing otherwise.
  [[nodiscard]] std::optional<int64_t> to_int64() const;
  [[nodiscard]] double to_double() const;  // nearest

  friend Number add(Number a, Number b, Arena& arena);
  friend Number subtract(Number a, Number b, Arena& arena);
  friend Number multiply(Number a, Number b, Arena& arena);
  // x / 0 is an infinity of x's sign; 0 / 0 and inf / inf give nothing, as in Terraform an error.
  friend std::optional<Number> divide(Number a, Number b, Arena& arena);
  // As HCL's %: the sign of the dividend; by zero or an infinity nothing.
  friend std::optional<Number> modulo(Number a, Number b, Arena& arena);
  friend Number negate(Number a, Arena& arena);
  friend Number floor(Number a, Arena& arena);
  friend Number ceil(Number a, Arena& arena);
  friend std::strong_ordering operator<=>(Number a, Number b);
  friend bool operator==(Number a, Number b) { return (a <=> b) == std::strong_ordering::equal; }

  // The decimal that Terraform prints: the shortest that reads back the same, without exponent.
  [[nodiscard]] std::string to_string() const;
  // For hashing: equal numbers have equal keys.
  [[nodiscard]] uint64_t hash() const;

 private:
  friend struct NumberAccess;
  friend class Value;
  const BigNumber* big_ = nullptr;  // null: small_ holds the number
  int64_t small_ = 0;
};

Number add(Number a, Number b, Arena& arena);
Number subtract(Number a, Number b, Arena& arena);
Number multiply(Number a, Number b, Arena& arena);
std::optional<Number> divide(Number a, Number b, Arena& arena);
std::optional<Number> modulo(Number a, Number b, Arena& arena);
Number negate(Number a, Arena& arena);
Number floor(Number a, Arena& arena);
Number ceil(Number a, Arena& arena);

}  // namespace values
