// SPDX-License-Identifier: Apache-2.0
// Numbers from and to decimal text, digit for digit as Go's math/big reads and prints them.
// Exported: Number::parse, parse_integer, to_decimal, to_string, to_short_string, round_to_even.
// Tested in tests/values/number_test.cc.
#include <charconv>

#include "values/big_float.h"

namespace values {
namespace {

constexpr int64_t kMaxDigits = kMaxNumberExponent;  // of a text; more would only be slow

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What stands in a number's text: digits * 10^exponent10 * 2^exponent2.
struct Literal {
  bool negative = false;
  std::string digits;
  int64_t exponent10 = 0;
  int64_t exponent2 = 0;
};

// An exponent with its optional sign; nothing if there are no digits or more than could count.
std::optional<int64_t> read_exponent(std::string_view text) {
  if (text.starts_with('+') && text.size() > 1 && is_digit(text[1])) text.remove_prefix(1);
  int64_t exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (exponent > kMaxNumberExponent || exponent < -kMaxNumberExponent) return std::nullopt;
  return exponent;
}

std::optional<Literal> read_literal(std::string_view text) {
  Literal literal;
  if (text.starts_with('+') || text.starts_with('-')) {
    literal.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  size_t at = 0;
  bool after_point = false;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      literal.digits += text[at];
      literal.exponent10 -= after_point;
    } else if (text[at] == '.' && !after_point) {
      after_point = true;
    } else {
      break;
    }
  }
  if (literal.digits.empty() || static_cast<int64_t>(literal.digits.size()) > kMaxDigits) return {};
  if (at == text.size()) return literal;
  const bool decimal = text[at] == 'e' || text[at] == 'E';
  if (!decimal && text[at] != 'p' && text[at] != 'P') return std::nullopt;
  const std::optional<int64_t> exponent = read_exponent(text.substr(at + 1));
  if (!exponent) return std::nullopt;
  (decimal ? literal.exponent10 : literal.exponent2) += *exponent;
  return literal;
}

cpp_int to_integer(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits.empty() ? cpp_int(0) : cpp_int(std::string(digits));
}

cpp_int power_of_five(int64_t exponent) { return pow(cpp_int(5), static_cast<unsigned>(exponent)); }

BigFloat to_float(const Literal& literal) {
  BigFloat number;
  number.negative = literal.negative;
  number.mantissa = to_integer(literal.digits);
  if (number.mantissa.is_zero()) return number;
  number.exponent = literal.exponent10 + literal.exponent2;
  if (literal.exponent10 >= 0) {
    number.mantissa *= power_of_five(literal.exponent10);
    round(number);
    return number;
  }
  const cpp_int divisor = power_of_five(-literal.exponent10);
  const int64_t wanted = bit_length(divisor) + number.precision + 2;
  const int64_t shift = std::max<int64_t>(wanted - bit_length(number.mantissa), 0);
  cpp_int remainder;
  divide_qr(cpp_int(number.mantissa << static_cast<unsigned>(shift)), divisor, number.mantissa,
            remainder);
  number.exponent -= shift;
  round(number, !remainder.is_zero());
  return number;
}

// The quotient by a power of ten that leaves about `kept` digits, and whether there is a remainder.
bool cut_digits(cpp_int& mantissa, int64_t& point, size_t kept) {
  const size_t digits = msb(mantissa) * 3 / 10;  // at least
  if (digits <= kept) return false;
  const auto cut = static_cast<int64_t>(digits - kept);
  cpp_int quotient, rest;
  divide_qr(mantissa, cpp_int(power_of_five(cut) << static_cast<unsigned>(cut)), quotient, rest);
  mantissa = quotient;
  point += cut;
  return !rest.is_zero();
}

// At least the first `kept` digits; a digit 1 after them stands for what is cut off there. Writing
// all of them takes time quadratic in their number.
Decimal exact_decimal(cpp_int mantissa, int64_t exponent, size_t kept = SIZE_MAX) {
  Decimal decimal;
  if (mantissa.is_zero()) return decimal;
  if (exponent >= 0) {
    mantissa <<= static_cast<unsigned>(exponent);
  } else {
    const int64_t zeros = std::min<int64_t>(-exponent, static_cast<int64_t>(lsb(mantissa)));
    mantissa >>= static_cast<unsigned>(zeros);
    exponent += zeros;
    mantissa *= power_of_five(-exponent);
    decimal.point = exponent;
  }
  const bool inexact = cut_digits(mantissa, decimal.point, kept);
  decimal.digits = mantissa.str();
  decimal.point += static_cast<int64_t>(decimal.digits.size());
  if (inexact) decimal.digits += '1';
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  return decimal;
}

void round_down(Decimal& decimal, size_t kept) {
  decimal.digits.resize(kept);
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
}

void round_up(Decimal& decimal, size_t kept) {
  while (kept > 0 && decimal.digits[kept - 1] == '9') --kept;
  if (kept == 0) {
    decimal.digits.assign(1, '1');
    ++decimal.point;
    return;
  }
  decimal.digits.resize(kept);
  ++decimal.digits[kept - 1];
}

// So many digits tell the number from its neighbours of the same precision.
size_t digits_to_tell(const BigFloat& number) { return number.precision / 3 + 20; }

// Cuts to the fewest digits that lie nearer to the number than to its neighbours of the same
// precision. Compares digit by digit as math/big does, whose output is what must be matched.
void shorten(Decimal& decimal, const BigFloat& number) {
  // The mantissa with one bit more than the precision: its last bit is half a unit.
  const int64_t shift = number.precision + 1 - bit_length(number.mantissa);
  const cpp_int halves = number.mantissa << static_cast<unsigned>(shift);
  const int64_t exponent = number.exponent - shift;
  const Decimal lower = exact_decimal(halves - 1, exponent, digits_to_tell(number));
  const Decimal upper = exact_decimal(halves + 1, exponent, digits_to_tell(number));
  const bool inclusive = !bit_test(halves, 1);
  for (size_t i = 0; i < decimal.digits.size(); ++i) {
    const char digit = decimal.digits[i];
    const bool down = lower.at(i) != digit || (inclusive && i + 1 == lower.digits.size());
    const bool up = upper.at(i) != digit &&
                    (inclusive || digit + 1 < upper.at(i) || i + 1 < upper.digits.size());
    if (down && up) return round_to_even(decimal, i + 1);
    if (down && i + 1 < decimal.digits.size()) return round_down(decimal, i + 1);
    if (up && i + 1 < decimal.digits.size()) return round_up(decimal, i + 1);
    if (down || up) return;
  }
}

std::string without_exponent(const Decimal& decimal, bool negative) {
  const int64_t size = static_cast<int64_t>(decimal.digits.size());
  std::string text(negative ? "-" : "");
  if (decimal.point <= 0) {
    text += decimal.digits.empty() ? "0" : "0.";
    return text.append(static_cast<size_t>(-decimal.point), '0').append(decimal.digits);
  }
  text.append(decimal.digits, 0, static_cast<size_t>(std::min(decimal.point, size)));
  if (decimal.point >= size) return text.append(static_cast<size_t>(decimal.point - size), '0');
  return text.append(".").append(decimal.digits, static_cast<size_t>(decimal.point));
}

// C's %e, with at least two digits of exponent.
std::string with_exponent(const Decimal& decimal, bool negative) {
  std::string text(negative ? "-" : "");
  text += decimal.digits[0];
  if (decimal.digits.size() > 1) text.append(".").append(decimal.digits, 1);
  const int64_t exponent = decimal.point - 1;
  const std::string digits = std::to_string(std::abs(exponent));
  text += exponent < 0 ? "e-" : "e+";
  return text.append(digits.size() < 2 ? "0" : "").append(digits);
}

std::string infinity_text(const BigFloat& number) { return number.negative ? "-Inf" : "+Inf"; }

}  // namespace

void round_to_even(Decimal& decimal, size_t kept) {
  if (kept >= decimal.digits.size()) return;
  const bool half = decimal.digits[kept] == '5' && kept + 1 == decimal.digits.size();
  const bool odd = kept > 0 && (decimal.digits[kept - 1] - '0') % 2 == 1;
  const bool up = half ? odd : decimal.digits[kept] >= '5';
  up ? round_up(decimal, kept) : round_down(decimal, kept);
}

std::optional<Number> Number::parse(std::string_view text, Arena& arena) {
  int64_t small = 0;
  const char* const end = text.data() + text.size();
  const auto [parsed_end, error] = std::from_chars(text.data(), end, small);
  if (error == std::errc() && parsed_end == end && small != 0) return NumberAccess::written(small);
  if (text == "0") return NumberAccess::written(0);
  std::string_view unsigned_text = text;
  if (text.starts_with('+') || text.starts_with('-')) unsigned_text.remove_prefix(1);
  if (unsigned_text == "Inf" || unsigned_text == "inf") {
    BigFloat infinity;
    infinity.infinite = true;
    infinity.negative = text.starts_with('-');
    return NumberAccess::store(std::move(infinity), arena);
  }
  const std::optional<Literal> literal = read_literal(text);
  return literal ? NumberAccess::store(to_float(*literal), arena) : std::nullopt;
}

std::optional<Number> Number::parse_integer(std::string_view text, uint32_t base, Arena& arena) {
  BigFloat number;
  if (text.starts_with('+') || text.starts_with('-')) {
    number.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  constexpr size_t kMaxIntegerDigits = 4096;  // all of them count, unlike those of a literal
  if (text.empty() || text.size() > kMaxIntegerDigits) return std::nullopt;
  // Several digits at a time: multiplying the whole costs the more the longer it is.
  constexpr uint64_t kFull = UINT64_MAX / 62 / 62;
  uint64_t part = 0, scale = 1;
  const auto take_part = [&] {
    number.mantissa = number.mantissa * scale + part;
    part = 0;
    scale = 1;
  };
  for (char c : text) {
    uint32_t digit = 62;
    if (is_digit(c)) digit = static_cast<uint32_t>(c - '0');
    if (c >= 'a' && c <= 'z') digit = static_cast<uint32_t>(c - 'a') + 10;
    if (c >= 'A' && c <= 'Z') digit = static_cast<uint32_t>(c - 'A') + (base <= 36 ? 10 : 36);
    if (digit >= base) return std::nullopt;
    part = part * base + digit;
    scale *= base;
    if (scale > kFull) take_part();
  }
  take_part();
  number.precision =
      std::max(kCountedPrecision, static_cast<uint32_t>(bit_length(number.mantissa)));
  if (number.mantissa.is_zero()) number.negative = false;
  return NumberAccess::store(std::move(number), arena);
}

Decimal Number::to_decimal() const {
  const BigFloat number = NumberAccess::load(*this);
  return number.infinite ? Decimal() : exact_decimal(number.mantissa, number.exponent);
}

std::string Number::to_string() const {
  if (form_ != Form::big) return std::to_string(small_);
  const BigFloat number = NumberAccess::load(*this);
  if (number.infinite) return infinity_text(number);
  Decimal decimal = exact_decimal(number.mantissa, number.exponent, digits_to_tell(number));
  if (!number.is_zero()) shorten(decimal, number);
  return without_exponent(decimal, number.negative);
}

std::string Number::to_short_string() const {
  const BigFloat number = NumberAccess::load(*this);
  if (number.infinite) return infinity_text(number);
  constexpr size_t kDigits = 10;
  Decimal decimal = exact_decimal(number.mantissa, number.exponent, 2 * kDigits);
  round_to_even(decimal, kDigits);
  const int64_t exponent = decimal.point - 1;
  const bool plain =
      number.is_zero() || (exponent >= -4 && exponent < static_cast<int64_t>(kDigits));
  return plain ? without_exponent(decimal, number.negative)
               : with_exponent(decimal, number.negative);
}

}  // namespace values
