// SPDX-License-Identifier: Apache-2.0
// Regular expressions: Go's syntax and matching on RE2, its ancestor. They differ in names of
// groups, which Go also takes as (?<name>...) and lets repeat, and in \C, which Go has not.
// Exported: patterns.h. Tested by tests/expressions/functions/regex.txt.
#include "expressions/functions/patterns.h"

#include <re2/re2.h>

#include <algorithm>

#include "expressions/functions/runes.h"

namespace expressions {

namespace {

bool is_name(std::string_view text) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && std::ranges::all_of(text, is_word);
}

// Reads a pattern and writes it without the names of its groups, which it keeps.
class NameRemover {
 public:
  explicit NameRemover(std::string_view pattern) : rest_(pattern) {
    while (!rest_.empty()) step();
  }

  std::string pattern;
  std::vector<std::string> names;
  bool has_single_byte = false;  // \C

 private:
  void take(size_t size) {
    pattern += rest_.substr(0, size);
    rest_.remove_prefix(std::min(size, rest_.size()));
  }

  void step() {
    if (rest_.starts_with("\\Q")) {
      take(std::min(rest_.find("\\E"), rest_.size()));
    } else if (rest_[0] == '\\') {
      has_single_byte = has_single_byte || rest_.starts_with("\\C");
      take(2);
    } else if (rest_[0] == '[') {
      take_class();
    } else if (rest_[0] == '(') {
      take_group();
    } else {
      take(1);
    }
  }

  // A bracket right after the opening one is a member of the class.
  void take_class() {
    take(rest_.starts_with("[^") ? 2 : 1);
    if (rest_.starts_with(']')) take(1);
    while (!rest_.empty() && rest_[0] != ']') {
      if (rest_.starts_with("[:")) {
        take(std::min(rest_.find(":]"), rest_.size()) + 2);
      } else {
        take(rest_[0] == '\\' ? 2 : 1);
      }
    }
    take(1);
  }

  void take_group() {
    if (!rest_.starts_with("(?")) {
      names.emplace_back();
      return take(1);
    }
    const size_t begin = rest_.starts_with("(?P<") ? 4 : rest_.starts_with("(?<") ? 3 : 0;
    const size_t end = rest_.find('>');
    const bool named = begin > 0 && end != std::string_view::npos;
    if (!named || !is_name(rest_.substr(begin, end - begin))) return take(2);
    names.emplace_back(rest_.substr(begin, end - begin));
    pattern += '(';
    rest_.remove_prefix(end + 1);
  }

  std::string_view rest_;
};

// The name after a '$' of a replacement, "name" or "{name}", and its length in the text; empty if
// it is malformed.
struct Reference {
  std::string_view name;
  size_t size = 0;
};

Reference read_reference(std::string_view text) {
  const bool braces = text.starts_with('{');
  const std::string_view inner = text.substr(braces ? 1 : 0);
  size_t size = 0;
  while (size < inner.size() && runes::is_word(runes::first(inner.substr(size)).code)) {
    size += runes::first(inner.substr(size)).size;
  }
  if (size == 0 || (braces && (size == inner.size() || inner[size] != '}'))) return {};
  return {inner.substr(0, size), size + (braces ? 2 : 0)};
}

// Most patterns need little, so that many can be kept; few are so large that they need what RE2
// grants by default.
std::unique_ptr<re2::RE2> compile(const std::string& pattern) {
  constexpr int64_t kLittle = 1 << 20;
  re2::RE2::Options options;
  options.set_log_errors(false);
  const int64_t much = options.max_mem();
  options.set_max_mem(kLittle);
  auto compiled = std::make_unique<re2::RE2>(pattern, options);
  if (compiled->error_code() != re2::RE2::ErrorPatternTooLarge) return compiled;
  options.set_max_mem(much);
  return std::make_unique<re2::RE2>(pattern, options);
}

}  // namespace

Pattern::Pattern(std::string_view text) {
  NameRemover reader(text);
  compiled_ = compile(reader.pattern);
  names_ = std::move(reader.names);
  if (!compiled_->ok()) {
    error_ = "the pattern is wrong: " + compiled_->error();
  } else if (reader.has_single_byte) {
    error_ = "the pattern is wrong: there is no \\C";
  }
}

Pattern::~Pattern() = default;

size_t Pattern::work() const {
  constexpr size_t kRefused = 100'000;  // RE2 gives up where a program would be longer than this
  const int size = compiled_->ProgramSize();
  return 4 * (size < 0 ? kRefused : static_cast<size_t>(size));
}

size_t Pattern::memory() const { return static_cast<size_t>(compiled_->options().max_mem()); }

std::optional<Match> Pattern::find(std::string_view text, size_t from) const {
  // RE2 tells by null data that a group took no part, so the text's own must not be null.
  if (text.data() == nullptr) text = "";
  std::vector<re2::StringPiece> pieces(names_.size() + 1);
  while (true) {
    const bool found =
        compiled_->Match({text.data(), text.size()}, from, text.size(), re2::RE2::UNANCHORED,
                         pieces.data(), static_cast<int>(pieces.size()));
    if (!found) return std::nullopt;
    // RE2 finds \B also between the bytes of one character.
    const auto begin = static_cast<size_t>(pieces[0].data() - text.data());
    const bool within = begin < text.size() && (text[begin] & '\xC0') == '\x80';
    if (!within) break;
    from = begin + 1;
  }
  Match match;
  for (const re2::StringPiece& piece : pieces) {
    Span span;
    if (piece.data() != nullptr) {
      span.begin = static_cast<size_t>(piece.data() - text.data());
      span.end = span.begin + piece.size();
    }
    match.push_back(span);
  }
  return match;
}

void Pattern::each_match(std::string_view text,
                         const std::function<bool(const Match&)>& visit) const {
  size_t previous_end = std::string_view::npos;
  for (size_t from = 0; from <= text.size();) {
    const std::optional<Match> match = find(text, from);
    if (!match) return;
    const Span whole = match->front();
    const bool empty = whole.begin == whole.end;
    if ((!empty || whole.begin != previous_end) && !visit(*match)) return;
    previous_end = whole.end;
    const size_t step = std::max<size_t>(runes::first(text.substr(whole.end)).size, 1);
    from = whole.end + (empty ? step : 0);
  }
}

// A number with zeros before it is a name, and no group has such a name.
Span Pattern::group(std::string_view name, const Match& match) const {
  const bool number = std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
  if (number && name.size() < 9 && (name.size() == 1 || name[0] != '0')) {
    const size_t index = std::stoul(std::string(name));
    return index < match.size() ? match[index] : Span();
  }
  for (size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == name && match[i + 1].took_part()) return match[i + 1];
  }
  return {};
}

std::string Pattern::expand(std::string_view replacement, std::string_view text,
                            const Match& match) const {
  std::string result;
  for (size_t at = replacement.find('$'); at != std::string_view::npos;
       at = replacement.find('$')) {
    result += replacement.substr(0, at);
    replacement.remove_prefix(at + 1);
    const Reference reference = read_reference(replacement);
    if (replacement.starts_with('$') || reference.size == 0) {
      result += '$';
      if (replacement.starts_with('$')) replacement.remove_prefix(1);
      continue;
    }
    const Span span = group(reference.name, match);
    if (span.took_part()) result += text.substr(span.begin, span.end - span.begin);
    replacement.remove_prefix(reference.size);
  }
  return result.append(replacement);
}

}  // namespace expressions
