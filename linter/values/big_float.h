// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "values/number.h"

// Numbers while they are worked on. Only number.cc and number_text.cc include this.
namespace values {

using boost::multiprecision::cpp_int;

inline constexpr uint32_t kWrittenPrecision = 512;  // go-cty's for numbers in texts
inline constexpr uint32_t kCountedPrecision = 64;   // math/big's of an int64
inline constexpr uint32_t kDoublePrecision = 53;

// mantissa * 2^exponent, or an infinity; the mantissa is not negative.
struct BigFloat {
  bool negative = false;
  bool infinite = false;
  uint32_t precision = kWrittenPrecision;  // bits that rounding keeps
  int64_t exponent = 0;
  cpp_int mantissa;

  [[nodiscard]] bool is_zero() const { return !infinite && mantissa.is_zero(); }
};

// Bits of a mantissa; 0 of zero.
inline int64_t bit_length(const cpp_int& mantissa) {
  return mantissa.is_zero() ? 0 : static_cast<int64_t>(msb(mantissa)) + 1;
}

// Rounds to the number's own precision, half to even. `more`: something smaller than the last bit
// was cut off before.
void round(BigFloat& number, bool more = false);
// The integer part, towards zero; not of an infinity.
cpp_int integer_part(const BigFloat& number);

// The only door between a Number and its working form.
struct NumberAccess {
  static BigFloat load(Number number);
  // Rounded; an int64 where it fits exactly. Nothing past kMaxNumberExponent.
  static std::optional<Number> store(BigFloat number, Arena& arena);
  static Number written(int64_t value);
  static bool is_small(Number number) { return number.form_ != Number::Form::big; }
  static int64_t small(Number number) { return number.small_; }
  // The sum, difference or product of two small ones, if it is one.
  static std::optional<Number> small_result(Number a, Number b, bool overflow, int64_t result);
};

}  // namespace values
