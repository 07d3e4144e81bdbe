// SPDX-License-Identifier: Apache-2.0
// What a text in YAML stands for, by its tag, its looks and how it is written: go-cty-yaml's rules.
// Exported: yaml_scalar.h. Tested by tests/expressions/functions/yaml.txt.
#include "expressions/functions/yaml_scalar.h"

#include <algorithm>
#include <optional>

#include "expressions/functions/base64.h"
#include "expressions/functions/families.h"
#include "expressions/functions/runes.h"
#include "expressions/functions/timestamps.h"

namespace expressions::yaml {

using syntax::YamlStyle;

namespace {

struct Word {
  std::string_view text;
  bool value;
};

// flat table: YAML 1.1's words for truth.
constexpr Word kWords[] = {
    {"y", true},    {"Y", true},      {"yes", true},    {"Yes", true},    {"YES", true},
    {"true", true}, {"True", true},   {"TRUE", true},   {"on", true},     {"On", true},
    {"ON", true},   {"n", false},     {"N", false},     {"no", false},    {"No", false},
    {"NO", false},  {"false", false}, {"False", false}, {"FALSE", false}, {"off", false},
    {"Off", false}, {"OFF", false},
};

std::optional<bool> truth(std::string_view text) {
  const auto* found = std::ranges::find(kWords, text, &Word::text);
  return found != std::end(kWords) ? std::optional(found->value) : std::nullopt;
}

bool is_null_word(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

std::string_view infinity(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text != ".inf" && text != ".Inf" && text != ".INF") return {};
  return negative ? "-Inf" : "Inf";
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_sign(char c) { return c == '-' || c == '+'; }

size_t skip_digits(std::string_view text, size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// Decimal digits with an optional sign, fraction and exponent.
bool is_decimal(std::string_view text) {
  size_t at = !text.empty() && is_sign(text[0]) ? 1 : 0;
  const size_t whole = skip_digits(text, at);
  bool digits = whole > at;
  at = whole;
  if (at < text.size() && text[at] == '.') {
    const size_t end = skip_digits(text, at + 1);
    digits = digits || end > at + 1;
    at = end;
  }
  if (digits && at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    at += at + 1 < text.size() && is_sign(text[at + 1]) ? 2 : 1;
    const size_t end = skip_digits(text, at);
    digits = end > at;
    at = end;
  }
  return digits && at == text.size();
}

// The base of "0x1F" and "0o17"; 0 of other texts.
uint32_t base_of(std::string_view text) {
  if (text.starts_with("0x") || text.starts_with("0X")) return 16;
  return text.starts_with("0o") || text.starts_with("0O") ? 8 : 0;
}

std::optional<Number> read_number(std::string_view text, Arena& arena) {
  if (const uint32_t base = base_of(text); base != 0) {
    const std::string_view digits = text.substr(2);
    if (!digits.empty() && is_sign(digits[0])) return std::nullopt;
    return Number::parse_integer(digits, base, arena);
  }
  return Number::parse(text, arena);
}

// Takes one or two digits off a text; -1 if there are none.
int take_number(std::string_view& text, size_t most) {
  size_t size = 0;
  int number = 0;
  while (size < most && size < text.size() && is_digit(text[size])) {
    number = number * 10 + (text[size++] - '0');
  }
  text.remove_prefix(size);
  return size == 0 ? -1 : number;
}

std::string padded(int number, size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

// YAML's timestamps in the form of RFC 3339: fields may be short, the time may be missing.
std::optional<std::string> timestamp(std::string_view text) {
  if (skip_digits(text, 0) != 4 || text.size() < 5) return std::nullopt;
  std::string full(text.substr(0, 4));
  text.remove_prefix(4);
  int fields[5] = {};  // month, day, hour, minute, second
  for (const size_t i : {0U, 1U}) {
    if (!text.starts_with('-')) return std::nullopt;
    text.remove_prefix(1);
    if ((fields[i] = take_number(text, 2)) < 0) return std::nullopt;
  }
  std::string zone = "Z";
  std::string fraction;
  if (!text.empty()) {
    const char separator = text[0];
    if (separator != 'T' && separator != 't' && separator != ' ') return std::nullopt;
    for (const size_t i : {2U, 3U, 4U}) {
      if (i > 2 && !text.starts_with(':')) return std::nullopt;
      text.remove_prefix(1);
      if ((fields[i] = take_number(text, 2)) < 0) return std::nullopt;
    }
    if (text.starts_with('.')) {
      const size_t end = skip_digits(text, 1);
      fraction = text.substr(0, end);
      text.remove_prefix(end);
    }
    if ((separator == ' ') != text.empty()) return std::nullopt;
    if (separator != ' ') zone = text;
  }
  for (const size_t i : {0U, 1U}) full += "-" + padded(fields[i], 2);
  full += "T" + padded(fields[2], 2) + ":" + padded(fields[3], 2) + ":" + padded(fields[4], 2);
  const std::optional<Timestamp> time = parse_timestamp(full + fraction + zone, true);
  return time ? std::optional(print_timestamp(*time)) : std::nullopt;
}

Value string_value(std::string_view text, Arena& arena) {
  return Value::string(values::normalized(text, arena), arena);
}

// A text with one of YAML's own tags, "!!int" and the like.
Value tagged(std::string_view tag, const std::string& text, Arena& arena) {
  if (tag == "str") return string_value(text, arena);
  if (tag == "null") return Value::null(Type::dynamic());
  if (tag == "binary") {
    if (!base64::decode(text)) throw Wrong{"a binary value is no base64 string"};
    return string_value(text, arena);
  }
  if (tag == "bool") {
    if (const std::optional<bool> value = truth(text)) return Value::boolean(*value);
  }
  if (tag == "timestamp") {
    if (const std::optional<std::string> time = timestamp(text)) return string_value(*time, arena);
  }
  if (tag == "int" || tag == "float") {
    std::string digits = text;
    std::erase(digits, '_');
    if (const std::optional<Number> number = read_number(digits, arena)) {
      return Value::number(*number);
    }
  }
  throw Wrong{"a value does not fit its tag"};
}

// What a plain text, or one with a tag that is no string's, stands for by its looks alone.
std::optional<Value> by_looks(const std::string& text, bool plain, Arena& arena) {
  if (const std::optional<bool> value = truth(text)) return Value::boolean(*value);
  if (is_null_word(text)) return Value::null(Type::dynamic());
  if (const std::string_view word = infinity(text); !word.empty()) {
    return Value::number(*Number::parse(word, arena));
  }
  if (!plain) return std::nullopt;
  if (text == ".nan" || text == ".NaN" || text == ".NAN") {
    throw Wrong{"there are no numbers that are not a number"};
  }
  if (const std::optional<std::string> time = timestamp(text)) return string_value(*time, arena);
  const bool number = is_decimal(text) || (base_of(text) != 0 && text[1] >= 'a');
  if (!number) return std::nullopt;
  const std::optional<Number> value = read_number(text, arena);
  return value ? std::optional(Value::number(*value)) : std::nullopt;
}

// The texts that yaml-cpp makes of "\\N" and "\\_" are single bytes, and no UTF-8.
std::string repaired(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    const auto byte = static_cast<unsigned char>(text.front());
    runes::append(result, rune.size == 1 && byte >= 0x80 ? int32_t{byte} : rune.code);
    text.remove_prefix(rune.size);
  }
  return result;
}

// A block text: read as if it were plain, but a string in any case.
Value block_scalar(const std::string& text, Arena& arena) {
  const Value value = by_looks(text, true, arena).value_or(string_value(text, arena));
  if (value.is_null()) return Value::null(Type::string());
  return convert(value, Type::string(), arena).value;
}

// Whether a text begins like a number, a word for truth or null: quoted, it is a string whatever
// its tag.
bool may_be_more_than_text(std::string_view text) {
  return text.empty() || is_digit(text[0]) || is_sign(text[0]) ||
         std::string_view("yYnNtTfFoO~.").find(text[0]) != std::string_view::npos;
}

bool is_resolvable(std::string_view tag) {
  if (tag == syntax::kYamlPlain || tag == syntax::kYamlQuoted) return true;
  if (!tag.starts_with(kStandard)) return false;
  constexpr std::string_view kNames[] = {"str",  "bool",      "int",   "float",
                                         "null", "timestamp", "binary"};
  return std::ranges::find(kNames, tag.substr(kStandard.size())) != std::end(kNames);
}

// A text without quotation marks around it.
Value unquoted(std::string_view tag, const std::string& text, Arena& arena) {
  const bool plain = tag == syntax::kYamlPlain;
  const std::string_view name = plain ? "" : tag.substr(kStandard.size());
  if (name != "str" && name != "binary") {
    if (const std::optional<Value> value = by_looks(text, plain, arena)) return *value;
  }
  return plain ? string_value(text, arena) : tagged(name, text, arena);
}

}  // namespace

Value scalar(std::string_view tag, const std::string& text, YamlStyle style, Arena& arena) {
  if (!is_resolvable(tag)) throw Wrong{"the tag " + std::string(tag) + " is not supported"};
  // yaml-cpp gives texts in quotes and blocks the tag "!" as well; on others it is written.
  if (style == YamlStyle::plain && tag == syntax::kYamlQuoted)
    throw Wrong{"the tag ! is not supported"};
  if (style == YamlStyle::block && tag == syntax::kYamlQuoted) return block_scalar(text, arena);
  if (style != YamlStyle::quoted) return unquoted(tag, text, arena);
  const std::string content = repaired(text);
  const bool binary = tag.ends_with(":binary");
  const bool string = tag == syntax::kYamlQuoted || (may_be_more_than_text(text) && !binary);
  return string ? string_value(content, arena) : unquoted(tag, content, arena);
}

}  // namespace expressions::yaml
