// SPDX-License-Identifier: Apache-2.0
//
// Cuts a broken file at its top-level items: what is whole stays, what is not becomes a region with
// one diagnostic. An item that is never closed would swallow the file, so it ends where the next
// line looks like the beginning of an item, no further to the right. Exported: find_broken,
// find_fault. Tested in tests/syntax/broken_test.cc.

#include "syntax/hcl/broken.h"

#include <algorithm>

#include "syntax/hcl/recogniser.h"

namespace syntax {
namespace {

// So many items may run to the end of the file unclosed before every item is held to its lines: an
// item is best read without a guess at its end, but each such reading costs a pass over the file.
constexpr int kLongReadings = 16;

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

// Finds lines that look like the first of an item: `name = …` or `type "label" {`.
class Cuts {
 public:
  explicit Cuts(std::string_view text) : text_(text) {}

  // The start of the first such line after the one that `from` is on, indented no deeper than
  // the line of `item`; the end of the text if there is none.
  uint32_t after(uint32_t from, uint32_t item) {
    const uint32_t limit = indentation(line_start(item));
    if (limit == last_limit_ && last_from_ <= from && from < last_cut_) return last_cut_;
    uint32_t line = next_line(from);
    while (line < size() && (indentation(line) > limit || !begins_item(line)))
      line = next_line(line);
    last_limit_ = limit;
    last_from_ = from;
    last_cut_ = line;
    return line;
  }

  uint32_t next_line(uint32_t from) const {
    const size_t line_feed = text_.find('\n', from);
    return line_feed == std::string_view::npos ? size() : static_cast<uint32_t>(line_feed) + 1;
  }

 private:
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(text_.size()); }

  [[nodiscard]] uint32_t line_start(uint32_t pos) const {
    while (pos > 0 && text_[pos - 1] != '\n') --pos;
    return pos;
  }

  [[nodiscard]] uint32_t indentation(uint32_t line) const {
    uint32_t pos = line;
    while (pos < size() && (text_[pos] == ' ' || text_[pos] == '\t')) ++pos;
    return pos - line;
  }

  [[nodiscard]] bool begins_item(uint32_t line) const {
    std::string_view rest = text_.substr(line, next_line(line) - line);
    const auto skip_spaces = [&rest] {
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    };
    skip_spaces();
    if (rest.empty() || !is_word_character(rest[0])) return false;
    for (bool first = true;; first = false) {
      if (rest.empty()) return false;
      if (rest[0] == '{') return !first;
      if (rest[0] == '=') return !first && !rest.starts_with("==") && !rest.starts_with("=>");
      if (rest[0] == '"') {
        const size_t close = rest.find('"', 1);
        if (close == std::string_view::npos) return false;
        rest.remove_prefix(close + 1);
      } else {
        size_t size = 0;
        while (size < rest.size() && is_word_character(rest[size])) ++size;
        if (size == 0) return false;
        rest.remove_prefix(size);
      }
      skip_spaces();
    }
  }

  std::string_view text_;
  uint32_t last_limit_ = UINT32_MAX;
  uint32_t last_from_ = 0;
  uint32_t last_cut_ = 0;
};

}  // namespace

std::vector<BrokenRegion> find_broken(source::FileId file, std::string_view text) {
  const auto size = static_cast<uint32_t>(text.size());
  std::vector<BrokenRegion> regions;
  Recogniser recogniser(file, text, Lexer::Start::normal);
  Cuts cuts(text);
  int long_readings = kLongReadings;
  for (uint32_t pos = 0; pos < size;) {
    uint32_t end = long_readings > 0 ? size : cuts.after(pos, pos);
    recogniser.restart(pos, end);
    Recogniser::Outcome outcome = recogniser.item();
    if (outcome == Recogniser::Outcome::fault && recogniser.ran_out() && end == size) {
      --long_readings;
      end = cuts.after(pos, pos);
      recogniser.restart(pos, end);
      outcome = recogniser.item();
    }
    if (outcome == Recogniser::Outcome::end) {
      pos = end;
    } else if (outcome == Recogniser::Outcome::item) {
      pos = std::max(recogniser.position(), pos + 1);
    } else if (recogniser.stray_brace() && !regions.empty() && regions.back().end == pos) {
      // What is left of the item before.
      pos = regions.back().end = cuts.next_line(recogniser.diagnostic().subject.begin);
    } else {
      const uint32_t place = std::max(pos, recogniser.diagnostic().subject.begin);
      const uint32_t next = recogniser.ran_out() ? end : cuts.after(place, pos);
      regions.push_back({pos, next, recogniser.diagnostic()});
      pos = next;
    }
  }
  return regions;
}

std::optional<diagnostics::Diagnostic> find_fault(source::FileId file, std::string_view text,
                                                  TextForm form) {
  const bool expression = form == TextForm::expression;
  Recogniser recogniser(file, text,
                        expression ? Lexer::Start::normal : Lexer::Start::bare_template);
  if (recogniser.whole(form)) return std::nullopt;
  return recogniser.diagnostic();
}

}  // namespace syntax
