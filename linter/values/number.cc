// SPDX-License-Identifier: Apache-2.0
// Arithmetic as Go's math/big.Float does it for go-cty: exact in unlimited integers, then one
// rounding to the operands' precision; int64 as long as nothing overflows.
// Exported: all of number.h but its texts (number_text.cc). Tested in tests/values/number_test.cc.
#include "values/number.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "values/big_float.h"

namespace values {

struct BigNumber {
  bool negative;
  bool infinite;
  uint32_t precision;
  int64_t exponent;
  std::span<const uint64_t> limbs;  // of the mantissa, least significant first
};

namespace {

cpp_int from_limbs(std::span<const uint64_t> limbs) {
  cpp_int mantissa;
  if (!limbs.empty()) import_bits(mantissa, limbs.begin(), limbs.end(), 64, false);
  return mantissa;
}

std::span<const uint64_t> to_limbs(const cpp_int& mantissa, Arena& arena) {
  if (mantissa.is_zero()) return {};
  std::vector<uint64_t> limbs;
  export_bits(mantissa, std::back_inserter(limbs), 64, false);
  return arena.copy(limbs);
}

// The mantissa without trailing zero bits, so that equal numbers look the same.
void strip_zero_bits(BigFloat& number) {
  if (number.mantissa.is_zero()) {
    number.exponent = 0;
    return;
  }
  const unsigned zeros = static_cast<unsigned>(lsb(number.mantissa));
  number.mantissa >>= zeros;
  number.exponent += zeros;
}

std::optional<int64_t> as_int64(const BigFloat& number) {
  const int64_t bits = bit_length(number.mantissa) + number.exponent;
  if (number.infinite || number.exponent < 0 || bits > 64) return std::nullopt;
  const cpp_int magnitude = number.mantissa << static_cast<unsigned>(number.exponent);
  const cpp_int value = number.negative ? cpp_int(-magnitude) : magnitude;
  if (value < std::numeric_limits<int64_t>::min()) return std::nullopt;
  if (value > std::numeric_limits<int64_t>::max()) return std::nullopt;
  return static_cast<int64_t>(value);
}

uint64_t mix(uint64_t bits) {
  bits ^= bits >> 31;
  bits *= 0x9E3779B97F4A7C15u;
  return bits ^ (bits >> 29);
}

BigFloat infinity(bool negative, uint32_t precision) {
  BigFloat result;
  result.negative = negative;
  result.infinite = true;
  result.precision = precision;
  return result;
}

BigFloat zero(bool negative, uint32_t precision) {
  BigFloat result;
  result.negative = negative;
  result.precision = precision;
  return result;
}

// Both mantissas at the smaller of the exponents.
void align(BigFloat& a, BigFloat& b) {
  BigFloat& higher = a.exponent > b.exponent ? a : b;
  const int64_t lower_exponent = std::min(a.exponent, b.exponent);
  higher.mantissa <<= static_cast<unsigned>(higher.exponent - lower_exponent);
  higher.exponent = lower_exponent;
}

// -1, 0, 1; infinities and zeros of either sign included.
int compare(BigFloat a, BigFloat b) {
  const auto sign = [](const BigFloat& x) { return x.is_zero() ? 0 : x.negative ? -1 : 1; };
  if (sign(a) != sign(b)) return sign(a) < sign(b) ? -1 : 1;
  if (sign(a) == 0) return 0;
  const int larger = a.negative ? -1 : 1;
  if (a.infinite || b.infinite) return (static_cast<int>(a.infinite) - b.infinite) * larger;
  const int64_t magnitude_a = bit_length(a.mantissa) + a.exponent;
  const int64_t magnitude_b = bit_length(b.mantissa) + b.exponent;
  if (magnitude_a != magnitude_b) return magnitude_a > magnitude_b ? larger : -larger;
  align(a, b);
  return a.mantissa.compare(b.mantissa) * larger;
}

std::optional<BigFloat> sum(BigFloat a, BigFloat b) {
  const uint32_t precision = std::max(a.precision, b.precision);
  if (a.infinite && b.infinite && a.negative != b.negative) return std::nullopt;
  if (a.infinite) return infinity(a.negative, precision);
  if (b.infinite) return infinity(b.negative, precision);
  if (a.is_zero() && b.is_zero()) return zero(a.negative && b.negative, precision);
  align(a, b);
  cpp_int total = (a.negative ? cpp_int(-a.mantissa) : a.mantissa) +
                  (b.negative ? cpp_int(-b.mantissa) : b.mantissa);
  BigFloat result = zero(total < 0, precision);
  result.exponent = a.exponent;
  result.mantissa = abs(total);
  round(result);
  return result;
}

// Rounded to 512 bits; a longer result than the operands keeps the bits that it needs.
std::optional<BigFloat> product(const BigFloat& a, const BigFloat& b) {
  const uint32_t precision = std::max(a.precision, b.precision);
  const bool negative = a.negative != b.negative;
  if (a.infinite || b.infinite) {
    if (a.is_zero() || b.is_zero()) return std::nullopt;
    return infinity(negative, precision);
  }
  BigFloat result = zero(negative, kWrittenPrecision);
  result.exponent = a.exponent + b.exponent;
  result.mantissa = a.mantissa * b.mantissa;
  round(result);
  strip_zero_bits(result);
  result.precision = std::max(precision, static_cast<uint32_t>(bit_length(result.mantissa)));
  return result;
}

std::optional<BigFloat> quotient(const BigFloat& a, const BigFloat& b) {
  const uint32_t precision = std::max(a.precision, b.precision);
  const bool negative = a.negative != b.negative;
  if ((a.infinite && b.infinite) || (a.is_zero() && b.is_zero())) return std::nullopt;
  if (a.infinite || b.is_zero()) return infinity(negative, precision);
  if (b.infinite || a.is_zero()) return zero(negative, precision);
  // Two bits more than wanted, so that rounding sees the halves; the remainder says if there is
  // more.
  const int64_t wanted = bit_length(b.mantissa) + precision + 2;
  const int64_t shift = std::max<int64_t>(wanted - bit_length(a.mantissa), 0);
  BigFloat result = zero(negative, precision);
  cpp_int remainder;
  divide_qr(cpp_int(a.mantissa << static_cast<unsigned>(shift)), b.mantissa, result.mantissa,
            remainder);
  result.exponent = a.exponent - b.exponent - shift;
  round(result, !remainder.is_zero());
  return result;
}

// go-cty's order of roundings: quotient, its integer part, product, difference.
std::optional<BigFloat> remainder(const BigFloat& a, const BigFloat& b) {
  std::optional<BigFloat> ratio = quotient(a, b);
  if (!ratio) return std::nullopt;
  BigFloat whole = zero(ratio->negative, a.precision);
  whole.mantissa = integer_part(*ratio);
  if (whole.mantissa.is_zero()) whole.negative = false;
  round(whole);
  BigFloat covered = zero(whole.negative != b.negative, a.precision);
  covered.exponent = whole.exponent + b.exponent;
  covered.mantissa = whole.mantissa * b.mantissa;
  round(covered);
  covered.negative = !covered.negative;
  return sum(a, covered);
}

// The nearest integer in one direction, at the number's own precision.
Number to_whole(Number number, bool upwards, Arena& arena) {
  if (number.sign() == 0) return 0;  // also of -0
  if (number.is_integer() || number.is_infinite()) return number;
  BigFloat whole = NumberAccess::load(number);
  whole.mantissa = integer_part(whole);
  whole.exponent = 0;
  if (whole.negative != upwards) ++whole.mantissa;
  if (whole.mantissa.is_zero()) whole.negative = false;
  return NumberAccess::store(std::move(whole), arena).value_or(number);
}

}  // namespace

void round(BigFloat& number, bool more) {
  const int64_t excess = bit_length(number.mantissa) - number.precision;
  if (number.infinite || excess <= 0) return;
  const unsigned cut = static_cast<unsigned>(excess);
  const bool half = bit_test(number.mantissa, cut - 1);
  const bool above_half = half && (more || lsb(number.mantissa) < cut - 1);
  number.mantissa >>= cut;
  number.exponent += cut;
  if (above_half || (half && bit_test(number.mantissa, 0))) ++number.mantissa;
}

cpp_int integer_part(const BigFloat& number) {
  if (number.exponent >= 0) return number.mantissa << static_cast<unsigned>(number.exponent);
  if (bit_length(number.mantissa) <= -number.exponent) return 0;
  return number.mantissa >> static_cast<unsigned>(-number.exponent);
}

BigFloat NumberAccess::load(Number number) {
  BigFloat result;
  result.precision = number.precision();
  if (is_small(number)) {
    result.negative = number.small_ < 0;
    result.mantissa = abs(cpp_int(number.small_));
    return result;
  }
  result.negative = number.big_->negative;
  result.infinite = number.big_->infinite;
  result.exponent = number.big_->exponent;
  result.mantissa = from_limbs(number.big_->limbs);
  return result;
}

std::optional<Number> NumberAccess::store(BigFloat value, Arena& arena) {
  round(value);
  strip_zero_bits(value);
  const int64_t magnitude = bit_length(value.mantissa) + value.exponent;
  if (magnitude > kMaxNumberExponent || value.exponent < -kMaxNumberExponent) return std::nullopt;
  Number number;
  const bool usual_precision = value.precision == kWrittenPrecision ||
                               value.precision == kCountedPrecision ||
                               value.precision == kDoublePrecision;
  // A larger one prints with fewer digits than the integer has.
  const bool all_digits_count = magnitude <= value.precision;
  const std::optional<int64_t> whole = as_int64(value);
  if (whole && usual_precision && all_digits_count && !(value.negative && *whole == 0)) {
    number.small_ = *whole;
    number.form_ = value.precision == kWrittenPrecision   ? Number::Form::written
                   : value.precision == kCountedPrecision ? Number::Form::counted
                                                          : Number::Form::from_double;
    return number;
  }
  number.form_ = Number::Form::big;
  number.big_ = arena.make<BigNumber>(value.negative, value.infinite, value.precision,
                                      value.exponent, to_limbs(value.mantissa, arena));
  return number;
}

Number NumberAccess::written(int64_t value) {
  Number number(value);
  number.form_ = Number::Form::written;
  return number;
}

std::optional<Number> NumberAccess::small_result(Number a, Number b, bool overflow,
                                                 int64_t result) {
  constexpr int64_t kExactInDouble = int64_t{1} << kDoublePrecision;
  if (overflow || result > kExactInDouble || result < -kExactInDouble) return std::nullopt;
  Number number(result);
  number.form_ = a.precision() >= b.precision() ? a.form_ : b.form_;
  return number;
}

bool Number::is_integer() const {
  return form_ != Form::big || (!big_->infinite && big_->exponent >= 0);
}

bool Number::is_infinite() const { return form_ == Form::big && big_->infinite; }

int Number::sign() const {
  if (form_ != Form::big) return small_ < 0 ? -1 : small_ > 0;
  if (!big_->infinite && big_->limbs.empty()) return 0;
  return big_->negative ? -1 : 1;
}

std::optional<int64_t> Number::to_int64() const {
  return form_ == Form::big ? as_int64(NumberAccess::load(*this)) : small_;
}

uint32_t Number::extent() const {
  if (form_ != Form::big || big_->infinite) return 0;
  const BigFloat number = NumberAccess::load(*this);
  const int64_t before = bit_length(number.mantissa) + number.exponent;
  return static_cast<uint32_t>(std::max({before, -number.exponent, int64_t{0}}));
}

uint32_t Number::precision() const {
  switch (form_) {
    case Form::counted:
      return kCountedPrecision;
    case Form::written:
      return kWrittenPrecision;
    case Form::from_double:
      return kDoublePrecision;
    case Form::big:
      return big_->precision;
  }
  return kWrittenPrecision;
}

double Number::to_double() const {
  if (form_ != Form::big) return static_cast<double>(small_);
  BigFloat number = NumberAccess::load(*this);
  const double sign = number.negative ? -1.0 : 1.0;
  if (number.infinite) return sign * std::numeric_limits<double>::infinity();
  number.precision = kDoublePrecision;
  round(number);
  return sign * std::ldexp(static_cast<double>(number.mantissa), static_cast<int>(number.exponent));
}

Number Number::from_double(double value, Arena& arena) {
  BigFloat number;
  number.precision = kDoublePrecision;
  number.negative = std::signbit(value);
  number.infinite = std::isinf(value);
  if (!number.infinite) {
    int exponent = 0;
    const double fraction = std::frexp(std::abs(value), &exponent);
    number.mantissa = static_cast<uint64_t>(std::ldexp(fraction, kDoublePrecision));
    number.exponent = exponent - static_cast<int64_t>(kDoublePrecision);
  }
  return NumberAccess::store(std::move(number), arena).value_or(Number());
}

std::optional<Number> add(Number a, Number b, Arena& arena) {
  if (NumberAccess::is_small(a) && NumberAccess::is_small(b)) {
    int64_t result = 0;
    const bool overflow =
        __builtin_add_overflow(NumberAccess::small(a), NumberAccess::small(b), &result);
    if (auto small = NumberAccess::small_result(a, b, overflow, result)) return small;
  }
  std::optional<BigFloat> result = sum(NumberAccess::load(a), NumberAccess::load(b));
  return result ? NumberAccess::store(std::move(*result), arena) : std::nullopt;
}

std::optional<Number> subtract(Number a, Number b, Arena& arena) {
  return add(a, negate(b, arena), arena);
}

std::optional<Number> multiply(Number a, Number b, Arena& arena) {
  if (NumberAccess::is_small(a) && NumberAccess::is_small(b) && a.sign() * b.sign() != 0) {
    int64_t result = 0;
    const bool overflow =
        __builtin_mul_overflow(NumberAccess::small(a), NumberAccess::small(b), &result);
    if (auto small = NumberAccess::small_result(a, b, overflow, result)) return small;
  }
  std::optional<BigFloat> result = product(NumberAccess::load(a), NumberAccess::load(b));
  return result ? NumberAccess::store(std::move(*result), arena) : std::nullopt;
}

std::optional<Number> divide(Number a, Number b, Arena& arena) {
  std::optional<BigFloat> result = quotient(NumberAccess::load(a), NumberAccess::load(b));
  return result ? NumberAccess::store(std::move(*result), arena) : std::nullopt;
}

std::optional<Number> modulo(Number a, Number b, Arena& arena) {
  if (b.sign() == 0) return a;
  if (a.is_infinite() || b.is_infinite()) return std::nullopt;
  std::optional<BigFloat> result = remainder(NumberAccess::load(a), NumberAccess::load(b));
  return result ? NumberAccess::store(std::move(*result), arena) : std::nullopt;
}

Number negate(Number a, Arena& arena) {
  if (NumberAccess::is_small(a) && a.sign() != 0) {
    if (auto small = NumberAccess::small_result(a, a, NumberAccess::small(a) == INT64_MIN,
                                                -std::max(NumberAccess::small(a), -INT64_MAX))) {
      return *small;
    }
  }
  BigFloat result = NumberAccess::load(a);
  result.negative = !result.negative;
  return NumberAccess::store(std::move(result), arena).value_or(a);
}

Number floor(Number a, Arena& arena) { return to_whole(a, false, arena); }

Number ceil(Number a, Arena& arena) { return to_whole(a, true, arena); }

std::weak_ordering operator<=>(Number a, Number b) {
  if (NumberAccess::is_small(a) && NumberAccess::is_small(b)) {
    return NumberAccess::small(a) <=> NumberAccess::small(b);
  }
  return compare(NumberAccess::load(a), NumberAccess::load(b)) <=> 0;
}

bool operator==(Number a, Number b) {
  const bool exact = a.is_integer() || b.is_integer() || a.precision() == b.precision();
  return exact ? (a <=> b) == std::weak_ordering::equivalent : a.to_string() == b.to_string();
}

uint64_t Number::hash() const {
  if (const std::optional<int64_t> whole = to_int64()) return mix(std::bit_cast<uint64_t>(*whole));
  return std::hash<std::string>{}(to_string());
}

}  // namespace values
