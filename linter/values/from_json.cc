// SPDX-License-Identifier: Apache-2.0
// JSON text to values, with the leniency and the words of Go's decoder. A parser of our own:
// numbers must keep their digits, and lone surrogates and invalid bytes are replaced, not refused.
// Exported: from_json. Tested in tests/values/json_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "values/convert.h"
#include "values/json.h"
#include "values/strings.h"

namespace values {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hexadecimal(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr bool is_high_surrogate(int32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low_surrogate(int32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Whether JSON that was read as one value can be read as one of another's type.
bool reads_as(const Value& value, const Value& other, Arena& arena) {
  if (value.is_null()) return true;
  if (other.is_null()) return false;
  const bool is_text = value.kind() == Kind::string;
  switch (other.kind()) {
    case Kind::boolean:
      return value.kind() == Kind::boolean ||
             (is_text && convert(value, Type::boolean(), arena).ok);
    case Kind::number:
      return value.kind() == Kind::number || (is_text && convert(value, Type::number(), arena).ok);
    case Kind::string:
      return value.kind() <= Kind::string;
    case Kind::tuple:
      return value.kind() == Kind::tuple && std::ranges::equal(value.elements(), other.elements(),
                                                               [&](const Value& a, const Value& b) {
                                                                 return reads_as(a, b, arena);
                                                               });
    default:
      break;
  }
  if (value.kind() != Kind::object) return false;
  for (size_t i = 0; i < value.keys().size(); ++i) {
    const Value* found = other.find(value.keys()[i]);
    if (found == nullptr || !reads_as(value.elements()[i], *found, arena)) return false;
  }
  return true;
}

// Whether JSON is a value with the type that it says it has, as cty writes values of any type: in
// an object of "type" and "value".
bool reads_as_typed(const Value& value, Arena& arena);

// The same of a value under the description of a type: "string", or ["list", "string"].
bool reads_as_described(const Value& value, const Value& type, Arena& arena) {
  if (type.is_null() || (type.kind() != Kind::string && type.kind() != Kind::tuple)) return false;
  if (type.kind() == Kind::string) {
    const std::string_view name = type.as_string();
    if (value.is_null()) return name == "string" || name == "number" || name == "bool";
    if (name == "string") return value.kind() <= Kind::string;
    if (name == "number") return reads_as(value, Value::number(0), arena);
    if (name == "bool") return reads_as(value, Value::boolean(true), arena);
    return name == "dynamic" && reads_as_typed(value, arena);
  }
  if (type.elements().size() != 2 || type.elements()[0].kind() != Kind::string) return false;
  const std::string_view collection = type.elements()[0].as_string();
  const Value& element = type.elements()[1];
  if (value.is_null()) return true;
  const Kind wanted = collection == "map" ? Kind::object : Kind::tuple;
  const bool known = collection == "list" || collection == "set" || collection == "map";
  if (!known || value.kind() != wanted) return false;
  return std::ranges::all_of(value.elements(), [&](const Value& member) {
    return reads_as_described(member, element, arena);
  });
}

bool reads_as_typed(const Value& value, Arena& arena) {
  if (value.is_null()) return true;
  if (value.kind() != Kind::object || value.keys().size() != 2) return false;
  const Value* type = value.find("type");
  const Value* described = value.find("value");
  return type != nullptr && described != nullptr && reads_as_described(*described, *type, arena);
}

class JsonReader {
 public:
  JsonReader(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  source::Result<Value> read();

 private:
  std::optional<Value> value();
  std::optional<Value> array();
  std::optional<Value> object();
  bool check_repeated(std::span<const std::string_view> keys, std::span<const Value> values);
  std::optional<Value> number();
  std::optional<Value> literal(std::string_view word, const Value& meaning);
  std::optional<std::string_view> string();
  bool escape(std::string& decoded);
  std::optional<int32_t> code_unit();

  void skip_space();
  bool skip_digits();
  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  bool take(char c);
  std::nullopt_t fail(std::string why);
  std::nullopt_t unexpected(std::string_view where);

  std::string_view text_;
  Arena& arena_;
  size_t at_ = 0;
  uint32_t depth_ = 0;
  std::string error_;
};

source::Result<Value> JsonReader::read() {
  const std::optional<Value> result = value();
  if (!result) return source::Result<Value>::failure(error_);
  skip_space();
  // A closing bracket is no further value to Go's decoder.
  const bool done = at_end() || text_[at_] == ']' || text_[at_] == '}';
  if (!done) return source::Result<Value>::failure("extraneous data after JSON object");
  return *result;
}

std::optional<Value> JsonReader::value() {
  skip_space();
  if (at_end()) return fail("EOF");
  switch (text_[at_]) {
    case '{':
      return object();
    case '[':
      return array();
    case 't':
      return literal("true", Value::boolean(true));
    case 'f':
      return literal("false", Value::boolean(false));
    case 'n':
      return literal("null", Value());
    case '"': {
      const std::optional<std::string_view> text = string();
      if (!text) return std::nullopt;
      return Value::string(arena_.make<std::string_view>(*text));
    }
    default:
      break;
  }
  if (text_[at_] == '-' || is_digit(text_[at_])) return number();
  return unexpected(" looking for beginning of value");
}

std::optional<Value> JsonReader::array() {
  ++at_;
  if (++depth_ > kMaxJsonDepth) return fail("exceeded max depth");
  std::vector<Value> elements;
  skip_space();
  if (!take(']')) {
    do {
      const std::optional<Value> element = value();
      if (!element) return std::nullopt;
      elements.push_back(*element);
      skip_space();
    } while (take(','));
    if (at_end()) return fail("EOF");
    if (!take(']')) return unexpected(" after array element");
  }
  --depth_;
  return Value::tuple(elements, arena_);
}

std::optional<Value> JsonReader::object() {
  ++at_;
  if (++depth_ > kMaxJsonDepth) return fail("exceeded max depth");
  std::vector<std::string_view> keys;
  std::vector<Value> values;
  skip_space();
  if (!take('}')) {
    do {
      skip_space();
      if (at_end()) return fail("EOF");
      if (text_[at_] != '"') return unexpected("");
      const std::optional<std::string_view> key = string();
      if (!key) return std::nullopt;
      skip_space();
      if (at_end()) return fail("EOF");
      if (!take(':')) return unexpected(" after object key");
      const std::optional<Value> member = value();
      if (!member) return std::nullopt;
      keys.push_back(*key);
      values.push_back(*member);
      skip_space();
    } while (take(','));
    if (at_end()) return fail("EOF");
    if (!take('}')) return unexpected(" after object key:value pair");
  }
  --depth_;
  if (!check_repeated(keys, values)) return std::nullopt;
  return Value::object(keys, values, arena_);
}

// go-cty takes the type of an attribute from its last value, and reads every value as one of it.
bool JsonReader::check_repeated(std::span<const std::string_view> keys,
                                std::span<const Value> values) {
  if (keys.size() < 2) return true;
  std::vector<size_t> order(keys.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](size_t i) { return keys[i]; });
  for (size_t i = order.size() - 1; i > 0; --i) {
    const size_t earlier = order[i - 1];
    if (keys[earlier] != keys[order[i]]) continue;
    // The type of null is any.
    const Value& last = values[order[i]];
    const bool fits = last.is_null() ? reads_as_typed(values[earlier], arena_)
                                     : reads_as(values[earlier], last, arena_);
    if (!fits) {
      fail(fmt::format("the key {} stands for values of several types", quoted(keys[earlier])));
      return false;
    }
    order[i - 1] = order[i];
  }
  return true;
}

std::optional<Value> JsonReader::number() {
  const size_t begin = at_;
  take('-');
  if (!take('0') && !skip_digits()) return unexpected(" in numeric literal");
  if (take('.') && !skip_digits()) return unexpected(" after decimal point in numeric literal");
  if (take('e') || take('E')) {
    if (!take('+')) take('-');
    if (!skip_digits()) return unexpected(" in exponent of numeric literal");
  }
  const std::optional<Number> parsed = Number::parse(text_.substr(begin, at_ - begin), arena_);
  if (!parsed) return fail("a number is required");
  return Value::number(*parsed);
}

std::optional<Value> JsonReader::literal(std::string_view word, const Value& meaning) {
  for (char expected : word) {
    if (take(expected)) continue;
    return unexpected(fmt::format(" in literal {} (expecting '{}')", word, expected));
  }
  return meaning;
}

std::optional<std::string_view> JsonReader::string() {
  ++at_;
  std::string decoded;
  while (!at_end() && text_[at_] != '"') {
    const char c = text_[at_];
    if (static_cast<unsigned char>(c) < 0x20) return unexpected(" in string literal");
    if (c == '\\') {
      if (!escape(decoded)) return std::nullopt;
    } else {
      decoded += c;
      ++at_;
    }
  }
  if (!take('"')) return fail("unexpected EOF");
  const std::string_view text = normalized(decoded, arena_);
  return text.data() == decoded.data() ? arena_.copy(text) : text;
}

// An escape sequence; false where it is wrong.
bool JsonReader::escape(std::string& decoded) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  ++at_;
  if (take('u')) {
    const std::optional<int32_t> unit = code_unit();
    if (!unit) return false;
    int32_t point = *unit;
    if (is_high_surrogate(point) && text_.substr(at_).starts_with("\\u")) {
      const size_t before = at_;
      at_ += 2;
      const std::optional<int32_t> low = code_unit();
      if (!low) return false;
      if (is_low_surrogate(*low)) {
        point = 0x10000 + (point - 0xD800) * 0x400 + (*low - 0xDC00);
      } else {
        at_ = before;
      }
    }
    append_utf8(decoded, point);
    return true;
  }
  const size_t letter = at_end() ? std::string_view::npos : kLetters.find(text_[at_]);
  if (letter == std::string_view::npos) {
    unexpected(" in string escape code");
    return false;
  }
  decoded += kMeanings[letter];
  ++at_;
  return true;
}

std::optional<int32_t> JsonReader::code_unit() {
  int32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = at_end() ? -1 : hexadecimal(text_[at_]);
    if (digit < 0) return unexpected(" in \\u hexadecimal character escape");
    unit = unit * 16 + digit;
    ++at_;
  }
  return unit;
}

void JsonReader::skip_space() {
  const size_t next = text_.find_first_not_of(" \t\r\n", at_);
  at_ = next == std::string_view::npos ? text_.size() : next;
}

bool JsonReader::skip_digits() {
  const size_t begin = at_;
  while (!at_end() && is_digit(text_[at_])) ++at_;
  return at_ > begin;
}

bool JsonReader::take(char c) {
  if (at_end() || text_[at_] != c) return false;
  ++at_;
  return true;
}

std::nullopt_t JsonReader::fail(std::string why) {
  if (error_.empty()) error_ = std::move(why);
  return std::nullopt;
}

std::nullopt_t JsonReader::unexpected(std::string_view where) {
  if (at_end()) return fail("unexpected EOF");
  std::string character(quoted(text_.substr(at_, code_point_at(text_, at_).length)));
  character = character == "\"\\\"\"" ? "\"" : character.substr(1, character.size() - 2);
  return fail(fmt::format("invalid character '{}'{}", character, where));
}

}  // namespace

source::Result<Value> from_json(std::string_view text, Arena& arena) {
  return JsonReader(text, arena).read();
}

}  // namespace values
