// SPDX-License-Identifier: Apache-2.0
// Reads data/charsets.txt, which says how its lines are made.
// Exported: charset_table.h. Tested by tests/expressions/functions/encoding.txt.
#include "expressions/functions/charset_table.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "expressions/functions/runes.h"

// The text of data/charsets.txt.
extern "C" const char plumbline_charsets[];
extern "C" const char plumbline_charsets_end[];

namespace expressions::charsets {

namespace {

// The part of a text before a separator, which both are taken off.
std::string_view take(std::string_view& text, char separator) {
  const size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

int32_t number(std::string_view text, int base) {
  int32_t result = 0;
  std::from_chars(text.data(), text.data() + text.size(), result, base);
  return result;
}

// The next character of a row: itself, or \u{...}.
int32_t take_character(std::string_view& text) {
  constexpr std::string_view kEscape = "\\u{";
  if (text.starts_with(kEscape)) {
    text.remove_prefix(kEscape.size());
    return number(take(text, '}'), 16);
  }
  const runes::Rune rune = runes::first(text);
  text.remove_prefix(rune.size);
  return rune.code;
}

Form form_of(std::string_view name) {
  constexpr std::pair<std::string_view, Form> kForms[] = {
      {"UTF-8", Form::utf8},         {"UTF-16", Form::utf16},
      {"UTF-16BE", Form::utf16_big}, {"UTF-16LE", Form::utf16_little},
      {"HZ-GB-2312", Form::hz},      {"ISO-2022-JP", Form::iso_2022_jp},
  };
  const auto* found = std::ranges::find(kForms, name, &std::pair<std::string_view, Form>::first);
  return found != std::end(kForms) ? found->second : Form::table;
}

class Tables {
 public:
  explicit Tables(std::string_view text) {
    while (!text.empty()) {
      std::string_view line = take(text, '\n');
      if (!line.starts_with('#')) read_line(line);
    }
    finish();
  }

  [[nodiscard]] const Charset* find(std::string_view name) const {
    const auto found = names_.find(name);
    return found != names_.end() ? &charsets_[found->second] : nullptr;
  }

 private:
  void read_line(std::string_view line) {
    const std::string_view word = take(line, '\t');
    if (word == "charset") {
      finish();
      Charset& charset = charsets_.emplace_back();
      charset.name = line;
      charset.form = form_of(line);
    } else if (word == "names") {
      while (!line.empty()) names_.emplace(take(line, ' '), charsets_.size() - 1);
    } else if (word == "extends") {
      const auto base = std::ranges::find(charsets_, line, &Charset::name);
      if (base == charsets_.end()) return;
      for (const Sequence& sequence : base->by_bytes) rows_[sequence.bytes] = sequence;
    } else if (word == "range") {
      const int32_t pointer = number(take(line, '\t'), 10);
      const int32_t code = number(take(line, '\t'), 16);
      charsets_.back().ranges.push_back({pointer, code, number(line, 10)});
    } else {
      read_row(word, line);
    }
  }

  void read_row(std::string_view first, std::string_view row) {
    Bytes bytes = kNoBytes;
    for (; !first.empty(); first.remove_prefix(2)) {
      bytes = with_byte(bytes, static_cast<unsigned char>(number(first.substr(0, 2), 16)));
    }
    const std::string_view kind = take(row, '\t');
    while (!row.empty()) {
      Sequence sequence{.bytes = bytes, .encodes = kind == "="};
      sequence.code = take_character(row);
      if (kind == "2") sequence.second = take_character(row);
      rows_[bytes++] = sequence;
    }
  }

  // Gives the last charset its rows.
  void finish() {
    if (charsets_.empty()) return;
    Charset& charset = charsets_.back();
    for (const auto& [bytes, sequence] : rows_) {
      charset.by_bytes.push_back(sequence);
      if (sequence.encodes) charset.by_code.push_back(sequence);
    }
    std::ranges::sort(charset.by_code, {}, &Sequence::code);
    rows_.clear();
  }

  std::vector<Charset> charsets_;
  std::map<std::string_view, size_t> names_;
  std::map<Bytes, Sequence> rows_;  // of the charset at hand
};

template <class Key>
const Sequence* find(const std::vector<Sequence>& sequences, Key Sequence::*key, Key wanted) {
  const auto found = std::ranges::lower_bound(sequences, wanted, {}, key);
  return found != sequences.end() && (*found).*key == wanted ? &*found : nullptr;
}

}  // namespace

const Sequence* Charset::decoded(Bytes bytes) const {
  return find(by_bytes, &Sequence::bytes, bytes);
}

const Sequence* Charset::encoded(int32_t code) const {
  return find(by_code, &Sequence::code, code);
}

const Charset* registered(std::string_view name_in_small_letters) {
  static const Tables tables({plumbline_charsets, plumbline_charsets_end});
  return tables.find(name_in_small_letters);
}

}  // namespace expressions::charsets
