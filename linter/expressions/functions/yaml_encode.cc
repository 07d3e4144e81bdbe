// SPDX-License-Identifier: Apache-2.0
// YAML out: the layout of libyaml's emitter, as go-cty-yaml drives it.
// Exported: yaml::encode. Tested by tests/expressions/functions/yaml.txt.
#include <algorithm>

#include "expressions/functions/families.h"
#include "expressions/functions/runes.h"
#include "expressions/functions/yaml.h"

namespace expressions::yaml {

namespace {

constexpr size_t kIndent = 2;
constexpr size_t kWidth = 80;              // columns after which quoted strings are folded
constexpr size_t kLongestSimpleKey = 128;  // bytes; a longer key gets a "? " of its own

bool is_break(int32_t code) {
  return code == '\n' || code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029;
}

// What may stand in a text as it is; all else is escaped.
bool is_printable(int32_t code) {
  return code == '\n' || (code >= 0x20 && code <= 0x7E) || (code >= 0xA0 && code <= 0xD7FF) ||
         (code >= 0xE000 && code <= 0xFFFD && code != 0xFEFF);
}

bool has_break(std::string_view text) {
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    if (is_break(rune.code)) return true;
    text.remove_prefix(rune.size);
  }
  return false;
}

// Whether a string of several lines can be written as it is, below a "|".
bool fits_literal(std::string_view text) {
  if (text.ends_with(' ')) return false;
  bool after_space = false;
  while (!text.empty()) {
    const runes::Rune rune = runes::first(text);
    if (!is_printable(rune.code) || (after_space && is_break(rune.code))) return false;
    after_space = rune.code == ' ';
    text.remove_prefix(rune.size);
  }
  return true;
}

// flat switch: the characters that have an escape of their own.
std::string_view short_escape(int32_t code) {
  switch (code) {
    case 0x00:
      return "\\0";
    case 0x07:
      return "\\a";
    case 0x08:
      return "\\b";
    case 0x09:
      return "\\t";
    case 0x0A:
      return "\\n";
    case 0x0B:
      return "\\v";
    case 0x0C:
      return "\\f";
    case 0x0D:
      return "\\r";
    case 0x1B:
      return "\\e";
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case 0x85:
      return "\\N";
    case 0x2028:
      return "\\L";
    case 0x2029:
      return "\\P";
    default:
      return {};
  }
}

std::string escape(int32_t code) {
  if (const std::string_view text = short_escape(code); !text.empty()) return std::string(text);
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const int digits = code <= 0xFF ? 2 : code <= 0xFFFF ? 4 : 8;
  std::string result = code <= 0xFF ? "\\x" : code <= 0xFFFF ? "\\u" : "\\U";
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    result += kDigits[static_cast<size_t>(code >> shift & 15)];
  }
  return result;
}

class Writer {
 public:
  std::string document(const Value& value) {
    if (is_block(value)) {
      collection(value, 0, true);
    } else {
      leaf(value, 0);
    }
    if (column_ > 0) put("\n");
    // A plain text at the top needs an end, so that nobody takes what follows for a part of it.
    const bool plain = !is_collection(value) && (value.is_null() || value.kind() != Kind::string);
    if (plain) put("...\n");
    return std::move(out_);
  }

 private:
  static bool is_collection(const Value& value) {
    return value.is_known() && (is_sequence(value.kind()) || is_mapping(value.kind()));
  }
  static bool is_block(const Value& value) {
    return is_collection(value) && !value.elements().empty();
  }

  void put(std::string_view text) {
    out_ += text;
    for (std::string_view rest = text; !rest.empty();) {
      const runes::Rune rune = runes::first(rest);
      column_ = is_break(rune.code) ? 0 : column_ + 1;
      rest.remove_prefix(rune.size);
    }
  }

  // Goes to the beginning of a line that is indented so far.
  void line(size_t indent) {
    if (column_ > 0) put("\n");
    put(std::string(indent, ' '));
  }

  // A block collection; `inline_first`: its first line has already begun.
  void collection(const Value& value, size_t indent, bool inline_first) {
    for (size_t i = 0; i < value.elements().size(); ++i) {
      if (i > 0 || !inline_first) line(indent);
      if (is_mapping(value.kind())) {
        entry(value.keys()[i], value.elements()[i], indent);
      } else {
        put("-");
        below(value.elements()[i], indent);
      }
    }
  }

  // What follows a "-", or the ":" of a long key, on the same line.
  void below(const Value& value, size_t indent) {
    put(" ");
    if (is_block(value)) {
      collection(value, indent + kIndent, true);
    } else {
      leaf(value, indent + kIndent);
    }
  }

  void entry(std::string_view key, const Value& value, size_t indent) {
    if (has_break(key) || key.size() > kLongestSimpleKey) {
      put("? ");
      string(key, indent + kIndent, true);
      line(indent);
      put(":");
      return below(value, indent);
    }
    string(key, indent, false);
    put(":");
    if (!is_block(value)) {
      put(" ");
      return leaf(value, indent + kIndent);
    }
    collection(value, is_mapping(value.kind()) ? indent + kIndent : indent, false);
  }

  // Anything without lines of its own; `indent` is that of a further line.
  void leaf(const Value& value, size_t indent) {
    if (value.is_null()) return put("null");
    switch (value.kind()) {
      case Kind::boolean:
        return put(value.as_boolean() ? "true" : "false");
      case Kind::number:
        return put(value.as_number().to_string());
      case Kind::string:
        return string(value.as_string(), std::max(indent, kIndent), true);
      default:
        return put(is_mapping(value.kind()) ? "{}" : "[]");
    }
  }

  void string(std::string_view text, size_t indent, bool may_break) {
    const bool several_lines = text.find('\n') != std::string_view::npos;
    if (may_break && several_lines && fits_literal(text)) return literal(text, indent);
    quoted(text, indent, may_break);
  }

  void literal(std::string_view text, size_t indent) {
    put("|");
    if (text[0] == ' ' || is_break(runes::first(text).code)) put(std::to_string(kIndent));
    const runes::Rune last = runes::last(text);
    const std::string_view before = text.substr(0, text.size() - last.size);
    if (!is_break(last.code)) {
      put("-");
    } else if (before.empty() || is_break(runes::last(before).code)) {
      put("+");
    }
    put("\n");
    while (!text.empty()) {
      const runes::Rune rune = runes::first(text);
      if (column_ == 0 && !is_break(rune.code)) put(std::string(indent, ' '));
      put(text.substr(0, rune.size));
      text.remove_prefix(rune.size);
    }
  }

  void quoted(std::string_view text, size_t indent, bool may_break) {
    // The emitter looks for a byte order mark at the beginning, whatever character it is at.
    const bool marked = text.starts_with("\uFEFF");
    put("\"");
    bool after_space = false;
    for (size_t at = 0; at < text.size();) {
      const runes::Rune rune = runes::first(text.substr(at));
      const bool space = rune.code == ' ';
      const bool inside = at > 0 && at + 1 < text.size();
      if (space && may_break && !after_space && column_ > kWidth && inside) {
        line(indent);
        if (text[at + 1] == ' ') put("\\");
      } else if (marked || !is_printable(rune.code) || is_break(rune.code) || rune.code == '"' ||
                 rune.code == '\\') {
        put(escape(rune.code));
      } else {
        put(text.substr(at, rune.size));
      }
      after_space = space;
      at += rune.size;
    }
    put("\"");
  }

  std::string out_;
  size_t column_ = 0;
};

}  // namespace

std::string encode(const Value& value) { return Writer().document(value); }

}  // namespace expressions::yaml
