// SPDX-License-Identifier: Apache-2.0
// The verbs of format(): "%[flags][width][.precision][[argument]]letter", and numbers as Go's fmt
// and math/big write them.
// Exported: verbs.h. Tested by tests/expressions/functions/format.txt.
#include "expressions/functions/verbs.h"

#include <algorithm>

#include "values/strings.h"

namespace expressions {

using values::Decimal;
using values::Number;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Reads one verb after its percent sign.
class VerbReader {
 public:
  VerbReader(std::string_view format, size_t at) : format_(format), at_(at) {}

  // Nothing where the verb is wrong; the place of the fault is at().
  std::optional<Verb> read(size_t next_argument) {
    Verb verb;
    verb.argument = next_argument;
    while (read_flag(verb)) ++at_;
    if (is_digit(peek())) verb.width = read_number();
    if (peek() == '.') {
      ++at_;
      verb.precision = is_digit(peek()) ? read_number() : 0;
    }
    if (peek() == '[' && !read_index(verb)) return std::nullopt;
    if (!is_letter(peek())) return std::nullopt;
    verb.mode = format_[at_++];
    return verb;
  }

  [[nodiscard]] size_t at() const { return at_; }

 private:
  [[nodiscard]] char peek() const { return at_ < format_.size() ? format_[at_] : '\0'; }

  bool read_flag(Verb& verb) {
    switch (peek()) {
      case '0':
        return verb.zero = true;
      case '#':
        return verb.sharp = true;
      case '-':
        return verb.minus = true;
      case '+':
        return verb.plus = true;
      case ' ':
        return verb.space = true;
      default:
        return false;
    }
  }

  // Digits; what is too large stays at the limit plus one.
  int64_t read_number() {
    int64_t number = 0;
    for (; is_digit(peek()); ++at_) {
      number = std::min(number * 10 + (peek() - '0'), kMaxFormatWidth + 1);
    }
    return number;
  }

  bool read_index(Verb& verb) {
    ++at_;
    if (!is_digit(peek()) || peek() == '0') return false;
    verb.argument = static_cast<size_t>(read_number()) - 1;
    if (peek() != ']') return false;
    ++at_;
    return true;
  }

  std::string_view format_;
  size_t at_;
};

// 0.digits * 10^point rounded to a number of significant digits; fewer than one may be none.
Decimal rounded(Decimal decimal, int64_t kept) {
  if (kept < 0) return {};
  round_to_even(decimal, static_cast<size_t>(kept));
  if (decimal.digits.empty()) decimal.point = 0;
  return decimal;
}

// The digits of the shortest text that reads back the same.
Decimal shortest(Number number) {
  std::string text = number.to_string();
  if (text.starts_with('-')) text.erase(0, 1);
  Decimal decimal;
  const size_t dot = std::min(text.find('.'), text.size());
  decimal.point = static_cast<int64_t>(dot);
  if (dot < text.size()) text.erase(dot, 1);
  const size_t zeros = std::min(text.find_first_not_of('0'), text.size());
  decimal.digits = text.substr(zeros);
  decimal.point -= static_cast<int64_t>(zeros);
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  if (decimal.digits.empty()) decimal.point = 0;
  return decimal;
}

// "d.ddde+dd" with so many digits after the point.
std::string scientific(const Decimal& decimal, int64_t precision, char letter) {
  std::string text(1, decimal.at(0));
  if (precision > 0) text += '.';
  for (int64_t i = 1; i <= precision; ++i) text += decimal.at(static_cast<size_t>(i));
  const int64_t exponent = decimal.digits.empty() ? 0 : decimal.point - 1;
  const std::string digits = std::to_string(std::abs(exponent));
  text += letter;
  text += exponent < 0 ? '-' : '+';
  return text.append(digits.size() < 2 ? "0" : "").append(digits);
}

// "ddd.ddd" with so many digits after the point.
std::string positional(const Decimal& decimal, int64_t precision) {
  std::string text;
  for (int64_t i = 0; i < decimal.point; ++i) text += decimal.at(static_cast<size_t>(i));
  if (text.empty()) text = "0";
  if (precision > 0) text += '.';
  for (int64_t i = 0; i < precision; ++i) {
    const int64_t place = decimal.point + i;
    text += place < 0 ? '0' : decimal.at(static_cast<size_t>(place));
  }
  return text;
}

// %g: as %e where the exponent is small or not less than the precision, else as %f.
std::string general(Number number, std::optional<int64_t> wanted, char letter) {
  const bool is_shortest = !wanted.has_value();
  const Decimal decimal =
      is_shortest ? shortest(number) : rounded(number.to_decimal(), std::max<int64_t>(*wanted, 1));
  const auto size = static_cast<int64_t>(decimal.digits.size());
  int64_t precision = is_shortest ? size : std::max<int64_t>(*wanted, 1);
  int64_t limit = precision;
  if (limit > size && size >= decimal.point) limit = size;
  if (is_shortest) limit = 6;
  const int64_t exponent = decimal.point - 1;
  if (exponent < -4 || exponent >= limit) {
    return scientific(decimal, std::min(precision, size) - 1, letter);
  }
  if (precision > decimal.point) precision = size;
  return positional(decimal, std::max<int64_t>(precision - decimal.point, 0));
}

std::string magnitude_text(const Verb& verb, Number number) {
  constexpr int64_t kDefaultPrecision = 6;
  const int64_t precision = verb.precision.value_or(kDefaultPrecision);
  const Decimal exact = number.to_decimal();
  switch (verb.mode) {
    case 'e':
    case 'E':
      return scientific(rounded(exact, precision + 1), precision, verb.mode);
    case 'f':
      return positional(rounded(exact, exact.point + precision), precision);
    default:
      return general(number, verb.precision, verb.mode == 'g' ? 'e' : 'E');
  }
}

// Decimal digits as digits of another base, by repeated division.
std::string digits_in_base(std::string decimal, unsigned base, bool capitals) {
  if (base == 10) return decimal;
  const std::string_view symbols = capitals ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string result;
  while (!decimal.empty()) {
    unsigned remainder = 0;
    std::string quotient;
    for (const char c : decimal) {
      const unsigned part = remainder * 10 + static_cast<unsigned>(c - '0');
      remainder = part % base;
      if (!quotient.empty() || part >= base) quotient += static_cast<char>('0' + part / base);
    }
    result += symbols[remainder];
    decimal = std::move(quotient);
  }
  std::ranges::reverse(result);
  return result;
}

struct Base {
  unsigned base;
  std::string_view prefix;  // with the flag #
};

Base base_of(char mode) {
  switch (mode) {
    case 'b':
      return {2, "0b"};
    case 'o':
      return {8, "0"};
    case 'x':
      return {16, "0x"};
    case 'X':
      return {16, "0X"};
    default:
      return {10, ""};
  }
}

Verb literal_text(std::string_view text) {
  Verb verb;
  verb.literal = text;
  return verb;
}

std::string_view sign_text(const Verb& verb, bool negative) {
  if (negative) return "-";
  if (verb.plus) return "+";
  return verb.space ? " " : "";
}

}  // namespace

Format parse_format(std::string_view format) {
  Format result;
  size_t next_argument = 0;
  for (size_t at = 0; at < format.size();) {
    const size_t percent = std::min(format.find('%', at), format.size());
    if (percent > at) result.verbs.push_back(literal_text(format.substr(at, percent - at)));
    if (percent == format.size()) break;
    if (format.substr(percent, 2) == "%%") {
      result.verbs.push_back(literal_text("%"));
      at = percent + 2;
      continue;
    }
    VerbReader reader(format, percent + 1);
    const std::optional<Verb> verb = reader.read(next_argument);
    if (!verb) {
      result.error = reader.at() < format.size()
                         ? "the format has a wrong verb at byte " + std::to_string(reader.at())
                         : "the format ends within a verb";
      return result;
    }
    at = reader.at();
    next_argument = verb->argument + 1;
    result.used = std::max(result.used, next_argument);
    result.verbs.push_back(*verb);
  }
  return result;
}

std::string padded(const Verb& verb, std::string text) {
  if (!verb.width) return text;
  const auto length = static_cast<int64_t>(values::graphemes(text).size());
  if (length >= *verb.width) return text;
  const std::string pad(static_cast<size_t>(*verb.width - length), verb.zero ? '0' : ' ');
  return verb.minus ? text + pad : pad + text;
}

std::string format_integer(const Verb& verb, Number number) {
  const bool negative = number.sign() < 0;
  const auto [base, prefix] = base_of(verb.mode);
  std::string digits = number.to_string();
  digits.erase(0, digits.find_first_not_of('-'));
  digits = digits_in_base(std::move(digits), base, verb.mode == 'X');
  const std::string head = std::string(sign_text(verb, negative)) +
                           std::string(verb.sharp ? prefix : std::string_view());
  int64_t zeros = 0;
  if (verb.precision) {
    if (digits == "0" && *verb.precision == 0) return "";
    zeros = std::max<int64_t>(0, *verb.precision - static_cast<int64_t>(digits.size()));
  }
  const int64_t length = static_cast<int64_t>(head.size() + digits.size()) + zeros;
  const auto missing = static_cast<size_t>(std::max<int64_t>(0, verb.width.value_or(0) - length));
  if (verb.zero && !verb.minus && !verb.precision) {
    return head + std::string(missing, '0') + digits;
  }
  const std::string body = head + std::string(static_cast<size_t>(zeros), '0') + digits;
  const std::string spaces(missing, ' ');
  return verb.minus ? body + spaces : spaces + body;
}

std::string format_float(const Verb& verb, Number number) {
  const std::string written = number.to_string();
  const bool negative = written.starts_with('-');
  std::string sign(sign_text(verb, negative));
  if (number.is_infinite() && !negative) sign = verb.space ? " " : "+";
  const std::string body = number.is_infinite() ? "Inf" : magnitude_text(verb, number);
  const int64_t length = static_cast<int64_t>(sign.size() + body.size());
  const auto missing = static_cast<size_t>(std::max<int64_t>(0, verb.width.value_or(0) - length));
  // Go fills these with zeros though a minus asks for spaces behind them (math/big, Float.Format).
  if (verb.zero && !number.is_infinite()) {
    return sign + std::string(missing, '0') + body;
  }
  const std::string spaces(missing, ' ');
  return verb.minus ? sign + body + spaces : spaces + sign + body;
}

std::string shortest_text(Number number) {
  if (number.is_infinite()) return number.to_string();
  const std::string sign = number.to_string().starts_with('-') ? "-" : "";
  return sign + general(number, std::nullopt, 'e');
}

}  // namespace expressions
