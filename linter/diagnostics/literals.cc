// SPDX-License-Identifier: Apache-2.0
//
// Tells the literal texts of a part of a file from names and references: in HCL and JSON by their
// quotes, in YAML, where a text is often a shell's, by words.
// Exports literals_in. Tested in tests/diagnostics/literals_test.cc.
#include "diagnostics/literals.h"

#include <algorithm>

#include "diagnostics/secret_forms.h"

namespace diagnostics {
namespace {

constexpr auto kNowhere = std::string_view::npos;
// Templates within templates; what is deeper is literal text.
constexpr int kDeepest = 50;
// How far into a part a comment is looked for behind its beginning.
constexpr size_t kFirstLine = 1000;
// In YAML and in a shell.
constexpr std::string_view kBetweenWords = " \t\r\n\"'{}[],|;&()<>`";

bool has(std::string_view text, char c) { return text.find(c) != kNowhere; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_name_character(char c) {
  return is_small(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
size_t length_of_name(std::string_view text) {
  return static_cast<size_t>(std::ranges::find_if_not(text, is_name_character) - text.begin());
}

// Where a word stands in a command.
enum class Place : uint8_t { command, subcommand, argument };

// Whether a word says what is done: a command, or behind it one by which secrets are told.
bool is_command(std::string_view word, Place place) {
  if (place == Place::command) {
    return is_small(word[0]) &&
           std::ranges::all_of(word, [](char c) { return is_small(c) || has("-_./", c); });
  }
  return place == Place::subcommand && SecretForms::all().is_command_word(word);
}

// How many characters of a word may be read: all of a name, an option, a variable, a command.
size_t readable(std::string_view word, Place place) {
  if (word == "-" || word == "#" || word == "\\" || word.ends_with(':')) return word.size();
  if (word[0] == '$') return 1 + length_of_name(word.substr(1));
  if (word.starts_with("--")) return std::min(word.find('='), word.size() - 1) + 1;
  if (word[0] == '-') return std::min<size_t>(word.size(), 2);
  const size_t name = length_of_name(word);
  const std::string_view given = word.substr(std::min(name + 1, word.size()));
  const bool sets =
      name > 0 && word.substr(name).starts_with('=') && !given.empty() && given[0] != '=';
  if (sets) return name + 1 + (given[0] == '$' ? readable(given, Place::argument) : 0);
  return is_command(word, place) ? word.size() : 0;
}

class Literals {
 public:
  Literals(std::string_view text, bool json) : text_(text), limit_(text.size()), json_(json) {}

  std::vector<Span> of_hcl() {
    size_t at = 0;
    while (at < text_.size()) at = code(at, 0);
    std::ranges::sort(spans_, {}, &Span::begin);
    return std::move(spans_);
  }
  // By words, in YAML and in a shell.
  std::vector<Span> of_yaml();

 private:
  void add(size_t begin, size_t end) {
    if (begin < end) spans_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }
  [[nodiscard]] size_t end_of_line(size_t at) const {
    return std::min(text_.find('\n', at), text_.size());
  }
  size_t code(size_t at, int depth);
  size_t heredoc(size_t at);
  size_t quoted(size_t at, int depth);
  size_t pieces(size_t at, size_t end, bool in_quotes, int depth);
  [[nodiscard]] bool is_key(size_t behind) const;
  [[nodiscard]] bool is_alias(size_t at) const;
  [[nodiscard]] bool is_comment(size_t at) const;
  size_t word(size_t at, Place& place);

  std::string_view text_;
  size_t limit_;  // where texts end at the latest
  bool json_;
  std::vector<Span> spans_;
};

// One step through what stands outside of texts.
size_t Literals::code(size_t at, int depth) {
  const std::string_view rest = text_.substr(at);
  if (rest[0] == '"') return quoted(at + 1, depth);
  // Within a text there is none: each would be read as often as there are others before it.
  if (!json_ && depth == 0 && rest.starts_with("<<")) return heredoc(at);
  const bool comment = !json_ && (rest[0] == '#' || rest.starts_with("//"));
  return comment ? end_of_line(at) : at + 1;
}

size_t Literals::heredoc(size_t at) {
  size_t name = at + 2;
  if (text_.substr(name).starts_with('-')) ++name;
  const std::string_view word = text_.substr(name, length_of_name(text_.substr(name)));
  if (word.empty()) return at + 2;
  size_t line = end_of_line(name) + 1;
  while (line < text_.size()) {
    const size_t end = end_of_line(line);
    std::string_view content = text_.substr(line, end - line);
    content.remove_prefix(std::min(content.find_first_not_of(" \t"), content.size()));
    if (content.starts_with(word) && length_of_name(content) == word.size()) return end;
    limit_ = end;
    pieces(end - content.size(), end, false, 0);
    limit_ = text_.size();
    line = end + 1;
  }
  return text_.size();
}

// A text whose quote stands before `at`; what follows it. Names of members stay.
size_t Literals::quoted(size_t at, int depth) {
  const size_t before = spans_.size();
  const size_t end = pieces(at, limit_, true, depth);
  if (is_key(end)) spans_.resize(before);
  return end;
}

// The literal pieces up to `end`, or up to the closing quote, and behind it.
size_t Literals::pieces(size_t at, size_t end, bool in_quotes, int depth) {
  size_t begin = at;
  while (at < end && !(in_quotes && text_[at] == '"')) {
    const std::string_view rest = text_.substr(at, end - at);
    const bool fills = !json_ && (rest.starts_with("${") || rest.starts_with("%{"));
    if (fills && depth < kDeepest && !(at > begin && text_[at - 1] == text_[at])) {
      add(begin, at);
      at += 2;
      for (int open = 1; at < end;) {
        if (text_[at] == '{') ++open;
        if (text_[at] == '}' && --open == 0) break;
        at = code(at, depth + 1);
      }
      begin = at = std::min(at + 1, end);
    } else {
      at += in_quotes && rest[0] == '\\' ? 2 : 1;
    }
  }
  at = std::min(at, end);
  add(begin, at);
  return in_quotes ? std::min(at + 1, end) : at;
}

bool Literals::is_key(size_t behind) const {
  const size_t at = text_.find_first_not_of(" \t", behind);
  if (at == kNowhere) return false;
  return json_ ? text_[at] == ':' : text_[at] == '=' && !text_.substr(at + 1).starts_with('=');
}

std::vector<Span> Literals::of_yaml() {
  Place place = Place::command;
  for (size_t at = 0; at < text_.size();) {
    const char c = text_[at];
    if (c == '{' && at > 0 && text_[at - 1] == '$') {
      const size_t name = at + 1 + length_of_name(text_.substr(at + 1));
      if (text_.substr(name).starts_with('}')) at = name;
    }
    if (has(kBetweenWords, c)) {
      if (has("\n|;&(`", c)) place = Place::command;
      ++at;
    } else {
      at = word(at, place);
    }
  }
  return std::move(spans_);
}

// `*name`, where a value begins.
bool Literals::is_alias(size_t at) const {
  const size_t before = text_.substr(0, at).find_last_not_of(' ');
  return text_[at] == '*' && (before == kNowhere || has("-:[,{", text_[before]));
}

// `# …` behind what begins the part, unless that is a text in quotes. Further lines may be a
// shell's, and their comments part of the text.
bool Literals::is_comment(size_t at) const {
  return at < kFirstLine && text_.substr(at).starts_with("# ") &&
         text_.substr(0, at).find_first_of("\n\"'") == kNowhere;
}

// Keeps of a word what may be read; where it ends.
size_t Literals::word(size_t at, Place& place) {
  const std::string_view rest = text_.substr(at);
  if (rest.starts_with("-----") || is_comment(at)) return end_of_line(at);
  const size_t length = std::min(rest.find_first_of(kBetweenWords), rest.size());
  const std::string_view word = rest.substr(0, length);
  const bool more = rest.substr(length).starts_with(' ');
  // Alone on its line, a word may be anything.
  const size_t kept = readable(word, more ? place : Place::argument);
  if (!is_alias(at)) add(at + kept, at + length);
  // After the mark of an item and an anchor, the command is still to come.
  const bool anchor = at > 0 && text_[at - 1] == '&' && more;
  const bool before = place == Place::command && (word == "-" || anchor);
  const bool goes_on = place != Place::argument && is_command(word, place);
  if (!before) place = goes_on ? Place::subcommand : Place::argument;
  return at + length;
}

}  // namespace

std::vector<Span> literals_in(std::string_view text, std::string_view path) {
  if (path.ends_with(".yml") || path.ends_with(".yaml")) return Literals(text, false).of_yaml();
  return Literals(text, path.ends_with(".json")).of_hcl();
}

}  // namespace diagnostics
