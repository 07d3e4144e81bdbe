// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Points in time as RFC 3339 writes them, and durations as Go does.
namespace expressions {

struct Timestamp {
  int64_t seconds = 0;      // since 1970-01-01T00:00:00Z
  int32_t nanoseconds = 0;  // 0 to 999,999,999
  int32_t offset = 0;       // of the clock that it was read from, in seconds east of UTC
};

// "2006-01-02T15:04:05.999Z" or with "+01:00". Lenient takes an hour of one digit and a comma
// before fractions too, as timecmp() does.
std::optional<Timestamp> parse_timestamp(std::string_view text, bool lenient = false);
std::string print_timestamp(const Timestamp& time);

// The clock's reading.
struct Calendar {
  int64_t year = 1970;
  unsigned month = 1, day = 1;  // from 1
  unsigned weekday = 0;         // Sunday is 0
  unsigned hour = 0, minute = 0, second = 0;
};
Calendar calendar(const Timestamp& time);
// "+0100" or with a separator "+01:00".
std::string print_offset(const Timestamp& time, std::string_view separator);

// "1h30m", "-1.5s": nanoseconds; nothing for other text and beyond 64 bits.
std::optional<int64_t> parse_duration(std::string_view text);

}  // namespace expressions
