// SPDX-License-Identifier: Apache-2.0
// YAML in: yaml-cpp's events, and go-cty-yaml's rules for what a plain text stands for.
// Exported: yaml::decode. Tested by tests/expressions/functions/yaml.txt.
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "expressions/functions/base64.h"
#include "expressions/functions/families.h"
#include "expressions/functions/timestamps.h"
#include "expressions/functions/yaml.h"

namespace expressions::yaml {

namespace {

// Thrown to stop yaml-cpp's parser; caught in decode().
struct Wrong {
  std::string why;
};

constexpr std::string_view kPlain = "?";   // yaml-cpp's tag of a plain text without a tag
constexpr std::string_view kQuoted = "!";  // and of a quoted or block text
constexpr std::string_view kBinary = "tag:yaml.org,2002:binary";
constexpr std::string_view kStandard = "tag:yaml.org,2002:";

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

// Every line break that YAML knows as a line feed: yaml-cpp takes a lone carriage return for text.
std::string with_line_feeds(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!pair) result += text[i] == '\r' ? '\n' : text[i];
  }
  return result;
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
  const std::optional<Timestamp> time = parse_timestamp(full + fraction + zone);
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

// Whether a text begins like a number, a word for truth or null: quoted, it is a string whatever
// its tag.
bool may_be_more_than_text(std::string_view text) {
  return text.empty() || is_digit(text[0]) || is_sign(text[0]) ||
         std::string_view("yYnNtTfFoO~.").find(text[0]) != std::string_view::npos;
}

Value scalar(const std::string& tag, const std::string& text, Arena& arena) {
  if (tag == kQuoted) return string_value(text, arena);
  const bool plain = tag == kPlain;
  const bool standard = tag.starts_with(kStandard);
  if (!plain && !standard) throw Wrong{"the tag " + tag + " is not supported"};
  const std::string_view name = plain ? "" : std::string_view(tag).substr(kStandard.size());
  if (name != "str" && name != "binary") {
    if (const std::optional<Value> value = by_looks(text, plain, arena)) return *value;
  }
  return plain ? string_value(text, arena) : tagged(name, text, arena);
}

// Builds one value from the events of one document.
class Builder final : public YAML::EventHandler {
 public:
  Builder(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  [[nodiscard]] const std::optional<Value>& result() const { return result_; }

  void OnDocumentStart(const YAML::Mark&) override {
    if (result_) throw Wrong{"there is more than one document"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const bool in_flow = !open_.empty() && !open_.back().mapping && open_.back().flow;
    if (in_flow && from(mark).starts_with(',')) throw Wrong{"a value is missing before a comma"};
    add({.value = Value::null(Type::dynamic())}, anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    const bool is_key = !open_.empty() && open_.back().mapping && !open_.back().key;
    if (is_key && text == "<<" && (tag == kPlain || tag == kQuoted)) {
      open_.back().key = text;
      open_.back().merging = true;
      return;
    }
    if (from(mark).starts_with("! ")) throw Wrong{"the tag ! is not supported"};
    const bool string = is_quoted(mark) && may_be_more_than_text(text) && tag != kBinary;
    add({.value = scalar(string ? std::string(kQuoted) : tag, text, arena_)}, anchor);
  }
  void OnAlias(const YAML::Mark&, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) throw Wrong{"an alias stands within what it refers to"};
    add(found->second, 0);
  }

  void OnSequenceStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(tag, "seq", anchor, false);
    open_.back().flow = style == YAML::EmitterStyle::Flow;
  }
  void OnMapStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(tag, "map", anchor, true);
  }
  void OnSequenceEnd() override {
    const Open done = close();
    add({.value = Value::tuple(done.elements, arena_), .size = done.size}, done.anchor);
  }
  void OnMapEnd() override {
    const Open done = close();
    std::vector<std::string_view> keys;
    for (const std::string& key : done.keys) keys.push_back(arena_.copy(std::string_view(key)));
    add({.value = Value::object(keys, done.elements, arena_), .size = done.size}, done.anchor);
  }

 private:
  // A value and how many nodes it has, aliases written out.
  struct Node {
    Value value;
    uint64_t size = 1;
  };

  // A collection whose end has not come yet.
  struct Open {
    bool mapping = false;
    bool flow = false;  // of sequences: in brackets
    YAML::anchor_t anchor = 0;
    std::vector<Value> elements;
    std::vector<std::string> keys;
    std::optional<std::string> key;  // whose value comes next
    bool merging = false;            // that value is merged in, under "<<"
    uint64_t size = 1;
  };

  [[nodiscard]] std::string_view from(const YAML::Mark& mark) const {
    return text_.substr(std::min(static_cast<size_t>(mark.pos), text_.size()));
  }

  // Whether quotes stand around the text, behind its tag and anchor.
  [[nodiscard]] bool is_quoted(const YAML::Mark& mark) const {
    std::string_view rest = from(mark);
    while (rest.starts_with('!') || rest.starts_with('&')) {
      rest.remove_prefix(std::min(rest.find_first_of(" \n"), rest.size()));
      rest.remove_prefix(std::min(rest.find_first_not_of(" \n"), rest.size()));
    }
    return rest.starts_with('"') || rest.starts_with('\'');
  }

  void open(const std::string& tag, std::string_view name, YAML::anchor_t anchor, bool mapping) {
    const bool fits = tag == kPlain || tag == std::string(kStandard) + std::string(name);
    if (!fits) throw Wrong{"the tag " + tag + " is not supported"};
    Open collection;
    collection.mapping = mapping;
    collection.anchor = anchor;
    open_.push_back(std::move(collection));
  }

  Open close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    return done;
  }

  void add(const Node& node, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_[anchor] = node;
    if (open_.empty()) {
      result_ = node.value;
      return;
    }
    Open& parent = open_.back();
    if (parent.mapping && !parent.key) {
      parent.key = key_of(node.value);
      return;
    }
    parent.size += node.size;
    if (parent.size > kMaxElements) throw Wrong{"the document has more than a million values"};
    if (parent.merging) {
      merge(parent, node.value);
    } else {
      if (parent.mapping) parent.keys.push_back(*parent.key);
      parent.elements.push_back(node.value);
    }
    parent.key.reset();
    parent.merging = false;
  }

  std::string key_of(const Value& value) {
    const bool collection = is_sequence(value.kind()) || is_mapping(value.kind());
    if (value.is_null() || collection) throw Wrong{"a key must be a string"};
    return std::string(convert(value, Type::string(), arena_).value.as_string());
  }

  static void merge(Open& parent, const Value& value) {
    if (!value.is_known() || !is_mapping(value.kind())) throw Wrong{"only mappings can be merged"};
    for (size_t i = 0; i < value.keys().size(); ++i) {
      parent.keys.emplace_back(value.keys()[i]);
      parent.elements.push_back(value.elements()[i]);
    }
  }

  std::string_view text_;
  Arena& arena_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Node> anchors_;
  std::optional<Value> result_;
};

}  // namespace

source::Result<Value> decode(std::string_view text, Arena& arena) {
  using Result = source::Result<Value>;
  std::istringstream stream{with_line_feeds(text)};
  Builder builder(text, arena);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder) || !builder.result()) {
      return Result::failure("there is no document");
    }
    parser.HandleNextDocument(builder);
  } catch (const Wrong& wrong) {
    return Result::failure(wrong.why);
  } catch (const YAML::Exception& exception) {
    return Result::failure("line " + std::to_string(exception.mark.line + 1) + ": " +
                           exception.msg);
  }
  return *builder.result();
}

}  // namespace expressions::yaml
