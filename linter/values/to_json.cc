// SPDX-License-Identifier: Apache-2.0
// Values as JSON text, byte for byte as Go's encoder writes it for jsonencode().
// Exported: to_json, has_infinity, json_string. Tested in tests/values/json_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "values/json.h"
#include "values/nested.h"
#include "values/strings.h"

namespace values {
namespace {

std::string_view short_escape(int32_t point) {
  switch (point) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return {};
  }
}

bool needs_number(int32_t point, bool escape_html) {
  const bool html = point == '<' || point == '>' || point == '&';
  return point < 0x20 || point == 0x2028 || point == 0x2029 || (html && escape_html);
}

class JsonWriter {
 public:
  explicit JsonWriter(const JsonOptions& options) : options_(options) {}

  void write(const Value& value);
  std::string take() { return std::move(text_); }

 private:
  void write_sequence(const Value& value);
  void write_mapping(const Value& value);
  void new_line();
  void close(char bracket, bool empty);

  const JsonOptions& options_;
  std::string text_;
  uint32_t level_ = 0;
};

void JsonWriter::write(const Value& value) {
  if (!value.is_known()) {
    text_ += "null";
    return;
  }
  switch (value.kind()) {
    case Kind::dynamic:
      text_ += "null";
      return;
    case Kind::boolean:
      text_ += value.as_boolean() ? "true" : "false";
      return;
    case Kind::number: {
      const Number number = value.as_number();
      text_ += number.is_infinite() ? "null" : number.to_string();
      return;
    }
    case Kind::string:
      text_ += json_string(value.as_string(), options_.escape_html);
      return;
    case Kind::list:
    case Kind::set:
    case Kind::tuple:
      write_sequence(value);
      return;
    case Kind::map:
    case Kind::object:
      write_mapping(value);
      return;
  }
}

void JsonWriter::write_sequence(const Value& value) {
  text_ += '[';
  ++level_;
  bool first = true;
  for (const Value& element : value.elements()) {
    if (!first) text_ += ',';
    first = false;
    new_line();
    write(element);
  }
  close(']', first);
}

void JsonWriter::write_mapping(const Value& value) {
  Arena made;
  const Value known = value.materialized(made);
  text_ += '{';
  ++level_;
  bool first = true;
  const auto member = [&](std::string_view key, const Value& of) {
    if (!std::exchange(first, false)) text_ += ',';
    new_line();
    text_ += json_string(key, options_.escape_html);
    text_ += options_.indent > 0 ? ": " : ":";
    write(of);
  };
  for (const std::string_view key : options_.first) {
    if (const Value* found = known.find(key)) member(key, *found);
  }
  for (size_t i = 0; i < known.keys().size(); ++i) {
    const bool written = std::ranges::find(options_.first, known.keys()[i]) != options_.first.end();
    if (!written) member(known.keys()[i], known.elements()[i]);
  }
  close('}', known.keys().empty());
}

void JsonWriter::new_line() {
  if (options_.indent > 0) text_.append("\n").append(level_ * options_.indent, ' ');
}

void JsonWriter::close(char bracket, bool empty) {
  --level_;
  if (!empty) new_line();
  text_ += bracket;
}

}  // namespace

std::string to_json(const Value& value, const JsonOptions& options) {
  JsonWriter writer(options);
  writer.write(value);
  return writer.take();
}

bool has_infinity(const Value& value) {
  if (value.is_known() && value.kind() == Kind::number) return value.as_number().is_infinite();
  return !all_nested(value, [](const Value& nested) { return !has_infinity(nested); });
}

std::string json_string(std::string_view text, bool escape_html) {
  std::string json = "\"";
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (point.value < 0) {
      json += "\\ufffd";
    } else if (const std::string_view escape = short_escape(point.value); !escape.empty()) {
      json += escape;
    } else if (needs_number(point.value, escape_html)) {
      json += fmt::format("\\u{:04x}", point.value);
    } else {
      json += text.substr(i, point.length);
    }
    i += point.length;
  }
  json += '"';
  return json;
}

}  // namespace values
