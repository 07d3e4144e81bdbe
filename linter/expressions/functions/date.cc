// SPDX-License-Identifier: Apache-2.0
// Functions of dates: formatdate, timeadd, timecmp; and those whose answer only a run of Terraform
// has: bcrypt, plantimestamp, timestamp, uuid.
// Exported: date_functions. Tested by tests/expressions/functions/date.txt.
#include <algorithm>
#include <array>

#include "expressions/functions/families.h"
#include "expressions/functions/timestamps.h"

namespace expressions {

namespace {

constexpr Parameter kFormat[] = {{.name = "format", .type = ParameterType::string},
                                 {.name = "time", .type = ParameterType::string}};
constexpr Parameter kAdd[] = {{.name = "timestamp", .type = ParameterType::string},
                              {.name = "duration", .type = ParameterType::string}};
constexpr Parameter kCompare[] = {{.name = "timestamp_a", .type = ParameterType::string},
                                  {.name = "timestamp_b", .type = ParameterType::string}};
constexpr Parameter kBcrypt[] = {{.name = "str", .type = ParameterType::string}};
constexpr Parameter kCost = {.name = "cost", .type = ParameterType::number};

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};

std::optional<Timestamp> timestamp_argument(FunctionCall& call, size_t index, bool lenient) {
  const std::optional<Timestamp> time = parse_timestamp(text(call, index), lenient);
  if (!time) {
    call.fail(static_cast<int>(index),
              "a timestamp such as \"2006-01-02T15:04:05Z\" (RFC 3339) is required");
  }
  return time;
}

// A number with at least so many digits.
std::string digits(int64_t number, size_t width) {
  std::string text = std::to_string(number);
  return text.insert(0, text.size() < width ? width - text.size() : 0, '0');
}

// A name in full with four letters of the verb, its first three letters with three.
std::optional<std::string> name(std::string_view full, size_t letters) {
  if (letters == 4) return std::string(full);
  return letters == 3 ? std::optional(std::string(full.substr(0, 3))) : std::nullopt;
}

std::optional<std::string> one_or_two(unsigned number, size_t letters) {
  return letters <= 2 ? std::optional(digits(number, letters)) : std::nullopt;
}

std::optional<std::string> zone(const Timestamp& time, size_t letters) {
  switch (letters) {
    case 1:
      return time.offset == 0 ? "Z" : print_offset(time, ":");
    case 3:
      return time.offset == 0 ? "UTC" : print_offset(time, "");
    case 4:
      return print_offset(time, "");
    case 5:
      return print_offset(time, ":");
    default:
      return std::nullopt;
  }
}

// What a verb, a letter repeated, stands for; nothing if there is none of its kind.
std::optional<std::string> verb_text(char verb, size_t letters, const Timestamp& time) {
  const Calendar clock = calendar(time);
  const bool morning = clock.hour < 12;
  switch (verb) {
    case 'Y':
      if (letters == 2) return digits(clock.year % 100, 2);
      return letters == 4 ? std::optional(digits(clock.year, 4)) : std::nullopt;
    case 'M':
      if (letters <= 2) return digits(clock.month, letters);
      return name(kMonths[clock.month - 1], letters);
    case 'D':
      return one_or_two(clock.day, letters);
    case 'E':
      return name(kWeekdays[clock.weekday], letters);
    case 'h':
      return one_or_two(clock.hour, letters);
    case 'H':
      return one_or_two(clock.hour % 12 == 0 ? 12 : clock.hour % 12, letters);
    case 'A':
      return letters == 2 ? std::optional<std::string>(morning ? "AM" : "PM") : std::nullopt;
    case 'a':
      return letters == 2 ? std::optional<std::string>(morning ? "am" : "pm") : std::nullopt;
    case 'm':
      return one_or_two(clock.minute, letters);
    case 's':
      return one_or_two(clock.second, letters);
    case 'Z':
      return zone(time, letters);
    default:
      return std::nullopt;
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The text of a quoted literal at the beginning of a format, and how many bytes it takes; nothing
// if it does not end. Two quotes are one.
struct Literal {
  std::string text;
  size_t size = 0;
};

std::optional<Literal> quoted_literal(std::string_view format) {
  if (format.starts_with("''")) return Literal{"'", 2};
  std::string text;
  for (size_t i = 1; i < format.size(); ++i) {
    if (format[i] != '\'') {
      text += format[i];
    } else if (format.substr(i).starts_with("''")) {
      text += format[i++];
      if (i + 1 == format.size()) return Literal{text, i + 1};  // good enough for an end
    } else {
      return Literal{text, i + 1};
    }
  }
  return std::nullopt;
}

Value formatdate(FunctionCall& call) {
  const std::optional<Timestamp> time = timestamp_argument(call, 1, false);
  if (!time) return {};
  std::string result;
  for (std::string_view rest = text(call, 0); !rest.empty();) {
    const char first = rest[0];
    if (first == '\'') {
      const std::optional<Literal> literal = quoted_literal(rest);
      if (!literal) return call.fail(0, "a quoted part of the format does not end");
      result += literal->text;
      rest.remove_prefix(literal->size);
    } else if (is_letter(first)) {
      const size_t letters = std::min(rest.find_first_not_of(first), rest.size());
      const std::optional<std::string> part = verb_text(first, letters, *time);
      if (!part) return call.fail(0, "the format has a wrong verb");
      result += *part;
      rest.remove_prefix(letters);
    } else {
      result += first;
      rest.remove_prefix(1);
    }
  }
  return string_result(call, result);
}

Value timeadd(FunctionCall& call) {
  const std::optional<Timestamp> time = timestamp_argument(call, 0, false);
  if (!time) return {};
  const std::optional<int64_t> duration = parse_duration(text(call, 1));
  if (!duration) return call.fail(1, "a duration such as \"1h30m\" is required");
  constexpr int64_t kSecond = 1'000'000'000;
  Timestamp sum = *time;
  sum.seconds += *duration / kSecond;
  int64_t nanoseconds = time->nanoseconds + *duration % kSecond;
  if (nanoseconds < 0) {
    nanoseconds += kSecond;
    --sum.seconds;
  }
  sum.seconds += nanoseconds / kSecond;
  sum.nanoseconds = static_cast<int32_t>(nanoseconds % kSecond);
  return string_result(call, print_timestamp(sum));
}

Value timecmp(FunctionCall& call) {
  const std::optional<Timestamp> a = timestamp_argument(call, 0, true);
  if (!a) return {};
  const std::optional<Timestamp> b = timestamp_argument(call, 1, true);
  if (!b) return {};
  if (a->seconds != b->seconds) return Value::number(a->seconds < b->seconds ? -1 : 1);
  if (a->nanoseconds == b->nanoseconds) return Value::number(0);
  return Value::number(a->nanoseconds < b->nanoseconds ? -1 : 1);
}

// Terraform itself does not know it before the apply, or every plan has another.
Value decided_by_run(FunctionCall& call) {
  const values::Reason reason{values::ReasonKind::apply, call.call.name, call.call.range};
  return values::unknown_because(call.result, reason, call.arena());
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "bcrypt",
     .summary = "A salted hash of a string, another one in every run.",
     .parameters = kBcrypt,
     .variadic = &kCost,
     .result_type = returns_string,
     .evaluate = decided_by_run},
    {.name = "formatdate",
     .summary = "A timestamp in another form, such as \"DD MMM YYYY\".",
     .parameters = kFormat,
     .result_type = returns_string,
     .evaluate = formatdate},
    {.name = "plantimestamp",
     .summary = "The time at which the plan was made.",
     .result_type = returns_string,
     .evaluate = decided_by_run,
     .not_null = false},
    {.name = "timeadd",
     .summary = "A timestamp with a duration such as \"1h30m\" added.",
     .parameters = kAdd,
     .result_type = returns_string,
     .evaluate = timeadd,
     .not_null = false},
    {.name = "timecmp",
     .summary = "-1, 0 or 1: whether a timestamp is before, at or after another.",
     .parameters = kCompare,
     .result_type = returns_number,
     .evaluate = timecmp},
    {.name = "timestamp",
     .summary = "The time of the apply.",
     .result_type = returns_string,
     .evaluate = decided_by_run},
    {.name = "uuid",
     .summary = "A random UUID, another one in every run.",
     .result_type = returns_string,
     .evaluate = decided_by_run},
};

}  // namespace

std::span<const Function> date_functions() { return kFunctions; }

}  // namespace expressions
