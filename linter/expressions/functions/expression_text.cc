// SPDX-License-Identifier: Apache-2.0
// Values as text of the language.
// Exported: expression_text.h. Tested by tests/terraform/provider_functions_test.cc.
#include "expressions/functions/expression_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "expressions/functions/families.h"
#include "expressions/functions/runes.h"
#include "values/strings.h"

namespace expressions {

namespace {

// One line: what stands in it, and how many brackets it opens more than it closes.
struct Line {
  std::string key;   // of an attribute that ends on its line: the equals sign is put below others
  std::string text;  // after the equals sign; without a key, all of it
  int opened = 0;
};

std::string quoted_text(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    const std::string_view character = text.substr(0, rune.size);
    text.remove_prefix(rune.size);
    const bool introduces = (rune.code == '$' || rune.code == '%') && text.starts_with('{');
    if (rune.code == '\n') {
      result += "\\n";
    } else if (rune.code == '\r') {
      result += "\\r";
    } else if (rune.code == '\t') {
      result += "\\t";
    } else if (rune.code == '"' || rune.code == '\\') {
      result += '\\';
      result += character;
    } else if (introduces) {
      result += character;
      result += character;
    } else if (runes::is_printable(rune.code)) {
      result += character;
    } else {
      result += rune.code < 0x10000 ? fmt::format("\\u{:04x}", rune.code)
                                    : fmt::format("\\U{:08x}", rune.code);
    }
  }
  return result + '"';
}

class Lines {
 public:
  void value(const Value& value) {
    if (value.is_null()) return put("null");
    switch (value.kind()) {
      case Kind::boolean:
        return put(value.as_boolean() ? "true" : "false");
      case Kind::number:
        return put(value.as_number().to_string());
      case Kind::string:
        return put(quoted_text(value.as_string()));
      default:
        return is_mapping(value.kind()) ? mapping(value) : sequence(value);
    }
  }

  // Brackets are counted line by line, and each line that opens some indents those after it by one
  // step, however many they are.
  std::string finish() {
    align();
    std::string result;
    std::vector<int> steps;
    for (const Line& line : lines_) {
      for (int closed = -line.opened; closed > 0 && !steps.empty();) {
        const int taken = std::min(closed, steps.back());
        closed -= taken;
        steps.back() -= taken;
        if (steps.back() == 0) steps.pop_back();
      }
      if (!result.empty()) result += '\n';
      result += std::string(2 * steps.size(), ' ') + line.key + line.text;
      if (line.opened > 0) steps.push_back(line.opened);
    }
    return result;
  }

 private:
  void put(std::string_view text) { lines_.back().text += text; }

  void open(std::string_view bracket) {
    put(bracket);
    ++lines_.back().opened;
  }

  void close(std::string_view bracket) {
    put(bracket);
    --lines_.back().opened;
  }

  void sequence(const Value& sequence) {
    open("[");
    for (size_t i = 0; i < sequence.elements().size(); ++i) {
      if (i > 0) put(", ");
      value(sequence.elements()[i]);
    }
    close("]");
  }

  void mapping(const Value& mapping) {
    open("{");
    for (size_t i = 0; i < mapping.keys().size(); ++i) {
      const std::string_view key = mapping.keys()[i];
      const size_t first = lines_.size();
      lines_.push_back(
          {.key = is_identifier(key) ? std::string(key) : quoted_text(key), .text = {}});
      value(mapping.elements()[i]);
      if (lines_.size() == first + 1) continue;
      lines_[first].text = lines_[first].key + " = " + lines_[first].text;
      lines_[first].key.clear();
    }
    if (!mapping.keys().empty()) lines_.emplace_back();
    close("}");
  }

  // Neighbouring attributes of one line each have their equals signs below each other.
  void align() {
    const auto columns = [](const Line& line) { return values::graphemes(line.key).size(); };
    for (size_t begin = 0; begin < lines_.size(); ++begin) {
      size_t end = begin;
      size_t widest = 0;
      while (end < lines_.size() && !lines_[end].key.empty()) {
        widest = std::max(widest, columns(lines_[end++]));
      }
      for (; begin < end; ++begin) {
        Line& line = lines_[begin];
        line.key += std::string(widest - columns(line), ' ') + " = ";
      }
    }
  }

  std::vector<Line> lines_ = std::vector<Line>(1);
};

}  // namespace

std::string expression_text(const Value& value) {
  Lines lines;
  lines.value(value);
  return lines.finish();
}

bool is_identifier(std::string_view text) {
  for (std::string_view rest = text; !rest.empty();) {
    const runes::Rune rune = runes::first(rest);
    const bool first = rest.size() == text.size();
    const bool digit = rune.code < 0x80 && runes::is_digit(static_cast<char>(rune.code));
    if (!runes::is_word(rune.code) && (first || rune.code != '-')) return false;
    if (first && digit) return false;
    rest.remove_prefix(rune.size);
  }
  return !text.empty();
}

}  // namespace expressions
