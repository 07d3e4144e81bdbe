// SPDX-License-Identifier: Apache-2.0
// Timestamps and durations as text.
// Exported: timestamps.h. Tested by tests/expressions/functions/date.txt.
#include "expressions/functions/timestamps.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "expressions/functions/runes.h"

namespace expressions {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr int64_t kDay = 86'400;
constexpr size_t kFractionDigits = 9;

// Takes fixed-width fields off the beginning of a text; once one is wrong, all are.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}

  unsigned number(size_t digits, unsigned least, unsigned most) {
    unsigned value = 0;
    if (rest_.size() < digits) return fail();
    for (size_t i = 0; i < digits; ++i) {
      if (!runes::is_digit(rest_[i])) return fail();
      value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value < least || value > most ? fail() : value;
  }

  void literal(char c) {
    if (rest_.starts_with(c)) {
      rest_.remove_prefix(1);
    } else {
      fail();
    }
  }

  // Digits after a point: nanoseconds.
  int32_t fraction(bool comma) {
    const bool point = rest_.starts_with('.') || (comma && rest_.starts_with(','));
    if (!point || rest_.size() < 2 || !runes::is_digit(rest_[1])) return 0;
    rest_.remove_prefix(1);
    int32_t value = 0;
    const size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    for (size_t i = 0; i < kFractionDigits; ++i)
      value = value * 10 + (i < digits ? rest_[i] - '0' : 0);
    rest_.remove_prefix(digits);
    return value;
  }

  // The offset at the end, in seconds. Go's own parser lets a day and an hour be full.
  int32_t offset(bool lenient) {
    if (rest_ == "Z") return 0;
    const bool west = rest_.starts_with('-');
    if (!west && !rest_.starts_with('+')) return static_cast<int32_t>(fail());
    rest_.remove_prefix(1);
    const unsigned hours = number(2, 0, lenient ? 24 : 23);
    literal(':');
    const unsigned minutes = number(2, 0, lenient ? 60 : 59);
    if (!rest_.empty()) fail();
    const auto seconds = static_cast<int32_t>((hours * 60 + minutes) * 60);
    return west ? -seconds : seconds;
  }

  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  unsigned fail() {
    ok_ = false;
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::string two_digits(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// How many nanoseconds a unit has; 0 for what is none.
int64_t unit_nanoseconds(std::string_view unit) {
  if (unit == "ns") return 1;
  if (unit == "us" || unit == "\u00B5s" || unit == "\u03BCs") return 1'000;
  if (unit == "ms") return 1'000'000;
  if (unit == "s") return 1'000'000'000;
  if (unit == "m") return 60'000'000'000;
  if (unit == "h") return 3'600'000'000'000;
  return 0;
}

// One "1.5h" off the beginning of a text; nothing where it is none or too large.
std::optional<int64_t> take_term(std::string_view& text) {
  uint64_t whole = 0;
  bool digits = false;
  constexpr uint64_t kMost = uint64_t{1} << 63;
  for (; !text.empty() && runes::is_digit(text[0]); text.remove_prefix(1)) {
    if (whole > kMost / 10) return std::nullopt;
    whole = whole * 10 + static_cast<uint64_t>(text[0] - '0');
    digits = true;
  }
  double fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    double scale = 1;
    uint64_t value = 0;
    for (; !text.empty() && runes::is_digit(text[0]); text.remove_prefix(1)) {
      digits = true;
      if (value > kMost / 10 - 1) continue;  // more digits than count
      value = value * 10 + static_cast<uint64_t>(text[0] - '0');
      scale *= 10;
    }
    fraction = static_cast<double>(value) / scale;
  }
  const size_t end = std::min(text.find_first_of(".0123456789"), text.size());
  const int64_t unit = unit_nanoseconds(text.substr(0, end));
  if (!digits || unit == 0 || whole > kMost / static_cast<uint64_t>(unit)) return std::nullopt;
  text.remove_prefix(end);
  const uint64_t total = whole * static_cast<uint64_t>(unit) +
                         static_cast<uint64_t>(fraction * static_cast<double>(unit));
  if (total >= kMost) return std::nullopt;
  return static_cast<int64_t>(total);
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text, bool lenient) {
  Fields fields(text);
  const unsigned year = fields.number(4, 0, 9999);
  fields.literal('-');
  const unsigned month = fields.number(2, 1, 12);
  fields.literal('-');
  const unsigned day = fields.number(2, 1, 31);
  fields.literal('T');
  const bool short_hour = lenient && fields.rest().size() > 1 && fields.rest()[1] == ':';
  const unsigned hour = fields.number(short_hour ? 1 : 2, 0, 23);
  fields.literal(':');
  const unsigned minute = fields.number(2, 0, 59);
  fields.literal(':');
  const unsigned second = fields.number(2, 0, 59);
  Timestamp time;
  time.nanoseconds = fields.fraction(lenient);
  time.offset = fields.offset(lenient);
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(month), std::chrono::day(day)};
  if (!fields.ok() || !date.ok()) return std::nullopt;
  const int64_t day_number = sys_days(date).time_since_epoch().count();
  time.seconds = day_number * kDay + int64_t{(hour * 60 + minute) * 60 + second} - time.offset;
  return time;
}

Calendar calendar(const Timestamp& time) {
  const int64_t local = time.seconds + time.offset;
  const int64_t day_number = local >= 0 ? local / kDay : (local - kDay + 1) / kDay;
  const auto of_day = static_cast<unsigned>(local - day_number * kDay);
  const sys_days date{days(day_number)};
  const std::chrono::year_month_day ymd(date);
  return {.year = static_cast<int>(ymd.year()),
          .month = static_cast<unsigned>(ymd.month()),
          .day = static_cast<unsigned>(ymd.day()),
          .weekday = std::chrono::weekday(date).c_encoding(),
          .hour = of_day / 3600,
          .minute = of_day / 60 % 60,
          .second = of_day % 60};
}

std::string print_offset(const Timestamp& time, std::string_view separator) {
  const auto minutes = static_cast<unsigned>(std::abs(time.offset)) / 60;
  std::string text(time.offset < 0 ? "-" : "+");
  return text + two_digits(minutes / 60) + std::string(separator) + two_digits(minutes % 60);
}

std::string print_timestamp(const Timestamp& time) {
  const Calendar clock = calendar(time);
  std::string year = std::to_string(std::abs(clock.year));
  year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
  if (clock.year < 0) year.insert(0, 1, '-');
  return year + "-" + two_digits(clock.month) + "-" + two_digits(clock.day) + "T" +
         two_digits(clock.hour) + ":" + two_digits(clock.minute) + ":" + two_digits(clock.second) +
         (time.offset == 0 ? "Z" : print_offset(time, ":"));
}

std::optional<int64_t> parse_duration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  int64_t total = 0;
  while (!text.empty()) {
    const std::optional<int64_t> term = take_term(text);
    if (!term || total > std::numeric_limits<int64_t>::max() - *term) return std::nullopt;
    total += *term;
  }
  return negative ? -total : total;
}

}  // namespace expressions
