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

// A magnitude in decimal digits: 0.digits * 10^point, no zeros at either end; no digits: zero.
struct Decimal {
  std::string digits;
  int64_t point = 0;

  [[nodiscard]] char at(size_t i) const { return i < digits.size() ? digits[i] : '0'; }
};
// Rounded to its first `kept` digits, halves to even.
void round_to_even(Decimal& decimal, size_t kept);

struct BigNumber;  // a binary float or an infinity; lives in an arena

// Magnitudes beyond 2^kMaxNumberExponent (about 4,900 digits) and fractions below
// 2^-kMaxNumberExponent are refused: no input makes arithmetic or printing slow.
inline constexpr int kMaxNumberExponent = 1 << 14;

// A number as Terraform has it: Go's math/big.Float, rounded to nearest even. An integer that fits
// is an int64, else a BigNumber. Copied freely. Each number remembers the precision that
// arithmetic with it keeps, as go-cty's do: 512 bits if it was written, 64 if it was counted, 53
// if it came from a double; a result has the larger precision of its operands.
class Number {
 public:
  Number() = default;
  // Counted: a length, an index.
  Number(int64_t value) : small_(value) {}  // NOLINT(google-explicit-constructor)

  // Decimal text as tonumber() takes it ("1", "2.50", "1e5", "-.3", "1p4", "Inf"); nothing for
  // other text.
  static std::optional<Number> parse(std::string_view text, Arena& arena);
  // Digits of a base from 2 to 62 with an optional sign, as parseint() takes them: up to 36 in
  // either case, above it capitals come after small letters.
  static std::optional<Number> parse_integer(std::string_view text, uint32_t base, Arena& arena);
  static Number from_double(double value, Arena& arena);  // not for NaN

  [[nodiscard]] bool is_integer() const;
  [[nodiscard]] bool is_infinite() const;
  [[nodiscard]] int sign() const;  // -1, 0, 1
  // The number if it is an integer in int64; nothing otherwise.
  [[nodiscard]] std::optional<int64_t> to_int64() const;
  [[nodiscard]] double to_double() const;    // nearest
  [[nodiscard]] uint32_t precision() const;  // in bits
  // Bits before or after the point, whichever are more, with which the cost of reading and printing
  // it grows; 0 of an integer that fits.
  [[nodiscard]] uint32_t extent() const;

  // Nothing where Terraform reports an error (inf - inf, inf * 0) or past kMaxNumberExponent.
  friend std::optional<Number> add(Number a, Number b, Arena& arena);
  friend std::optional<Number> subtract(Number a, Number b, Arena& arena);
  friend std::optional<Number> multiply(Number a, Number b, Arena& arena);
  // x / 0 is an infinity of x's sign; 0 / 0 and inf / inf give nothing.
  friend std::optional<Number> divide(Number a, Number b, Arena& arena);
  // As HCL's %: the sign of the dividend; x % 0 is x; with an infinity nothing.
  friend std::optional<Number> modulo(Number a, Number b, Arena& arena);
  friend Number negate(Number a, Arena& arena);  // of 0: -0, which prints as "-0"
  friend Number floor(Number a, Arena& arena);
  friend Number ceil(Number a, Arena& arena);
  // The order of < and >, by exact value.
  friend std::weak_ordering operator<=>(Number a, Number b);
  // The equality of ==: integers by value, fractions if they print the same.
  friend bool operator==(Number a, Number b);

  // The decimal that Terraform prints: the shortest that reads back the same, without exponent;
  // "+Inf" and "-Inf".
  [[nodiscard]] std::string to_string() const;
  // With at most ten digits, as go-cty does to order the compound elements of a set.
  [[nodiscard]] std::string to_short_string() const;
  // All digits of the magnitude of a finite number, for formats with a precision.
  [[nodiscard]] Decimal to_decimal() const;
  // For hashing: equal numbers have equal keys.
  [[nodiscard]] uint64_t hash() const;

 private:
  friend struct NumberAccess;
  friend class Value;
  // What the number is, and of small ones the precision.
  enum class Form : uint8_t { counted, written, from_double, big };

  union {
    int64_t small_ = 0;     // NOLINT(readability-identifier-naming): private, if not of a class
    const BigNumber* big_;  // NOLINT(readability-identifier-naming)
  };
  Form form_ = Form::counted;
};

std::optional<Number> add(Number a, Number b, Arena& arena);
std::optional<Number> subtract(Number a, Number b, Arena& arena);
std::optional<Number> multiply(Number a, Number b, Arena& arena);
std::optional<Number> divide(Number a, Number b, Arena& arena);
std::optional<Number> modulo(Number a, Number b, Arena& arena);
Number negate(Number a, Arena& arena);
Number floor(Number a, Arena& arena);
Number ceil(Number a, Arena& arena);

}  // namespace values
