// SPDX-License-Identifier: Apache-2.0
// Words of the shell: quotes, escapes, expansions. Exported: WordReader, assignment_in,
// read_shell_text. Tested in
// tests/pipelines/shell_test.cc.
#include "pipelines/shell_words.h"

#include <algorithm>

namespace pipelines {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool ShellWord::is_literal() const {
  return std::ranges::all_of(
      pieces, [](const ShellPiece& piece) { return piece.kind == PieceKind::literal; });
}

std::string ShellWord::literal() const {
  std::string text;
  for (const ShellPiece& piece : pieces) text += piece.text;
  return text;
}

namespace {

bool ends_word(char c) {
  return std::string_view(" \t\n;&|()<>").find(c) != std::string_view::npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Behind the bracket that closes what `at` stands in, quotes heeded; the end if none does.
size_t skip_to(std::string_view text, size_t at, char open, char close) {
  size_t depth = 1;
  while (at < text.size()) {
    const char c = text[at++];
    if (c == '\\') {
      ++at;
    } else if (c == '\'' || c == '"') {
      while (at < text.size() && text[at] != c) at += text[at] == '\\' && c == '"' ? 2 : 1;
      ++at;
    } else if (c == open) {
      ++depth;
    } else if (c == close && --depth == 0) {
      return std::min(at, text.size());
    }
  }
  return text.size();
}

}  // namespace

void WordReader::add_literal(std::string_view text, bool quoted) {
  std::vector<ShellPiece>& pieces = word_.pieces;
  if (pieces.empty() || pieces.back().kind != PieceKind::literal) pieces.emplace_back();
  pieces.back().text += text;
  pieces.back().quoted = pieces.back().quoted || quoted;
  word_.quoted = word_.quoted || quoted;
}

void WordReader::add_piece(PieceKind kind, size_t begin, size_t end, std::string name,
                           bool quoted) {
  ShellPiece& piece = word_.pieces.emplace_back();
  piece.kind = kind;
  piece.text = text_.substr(begin, end - begin);
  piece.name = std::move(name);
  piece.quoted = quoted;
  word_.quoted = word_.quoted || quoted;
}

void WordReader::read_single(size_t& at) {
  const size_t end = std::min(text_.find('\'', at), text_.size());
  add_literal(text_.substr(at, end - at), true);
  at = std::min(end + 1, text_.size());
}

void WordReader::read_double(size_t& at) {
  add_literal({}, true);
  while (at < text_.size() && text_[at] != '"') {
    const char c = text_[at];
    if (c == '$') {
      read_dollar(at, true);
    } else if (c == '`') {
      read_backticks(at, true);
    } else if (c == '\\' && at + 1 < text_.size()) {
      const char next = text_[at + 1];
      const bool escapes = std::string_view("$`\"\\\n").find(next) != std::string_view::npos;
      if (!escapes) add_literal("\\", true);
      if (next != '\n') add_literal(text_.substr(at + 1, 1), true);
      at += 2;
    } else {
      const size_t end = std::min(text_.find_first_of("$`\"\\", at), text_.size());
      add_literal(text_.substr(at, end - at), true);
      at = end;
    }
  }
  at = std::min(at + 1, text_.size());
}

void WordReader::read_backticks(size_t& at, bool quoted) {
  const size_t begin = at++;
  const size_t inner = at;
  while (at < text_.size() && text_[at] != '`') at += text_[at] == '\\' ? 2 : 1;
  at = std::min(at, text_.size());
  commands_.read_inner_text(text_.substr(inner, at - inner));
  at = std::min(at + 1, text_.size());
  add_piece(PieceKind::substitution, begin, at, {}, quoted);
}

// "${name}", "${name:-text}", "${name%.*}".
void WordReader::read_braces(size_t& at, bool quoted) {
  const size_t begin = at;
  at += 2;
  const size_t end = skip_to(text_, at, '{', '}');
  std::string_view inner = text_.substr(at, std::max(end, at + 1) - at - 1);
  at = end;
  const bool length = inner.starts_with('#') && inner.size() > 1;
  if (length || inner.starts_with('!')) inner.remove_prefix(1);
  size_t size = 0;
  while (size < inner.size() && is_name_character(inner[size])) ++size;
  const std::string_view name = inner.substr(0, size);
  std::string_view rest = inner.substr(size);
  add_piece(PieceKind::variable, begin, at, std::string(name), quoted);
  ShellPiece& piece = word_.pieces.back();
  const bool colon = rest.starts_with(":-") || rest.starts_with(":=");
  if (colon || rest.starts_with('-') || rest.starts_with('=')) {
    piece.has_otherwise = true;
    piece.otherwise = rest.substr(colon ? 2 : 1);
  } else {
    const bool asks = rest.empty() || rest.starts_with(":?") || rest.starts_with('?');
    piece.altered = length || !asks;
  }
}

void WordReader::read_dollar(size_t& at, bool quoted) {
  const size_t begin = at;
  const char next = at + 1 < text_.size() ? text_[at + 1] : '\0';
  if (next == '(' && text_.substr(at).starts_with("$((")) {
    at = skip_to(text_, at + 2, '(', ')');
    add_piece(PieceKind::substitution, begin, at, {}, true);
  } else if (next == '(') {
    at = commands_.read_substitution(text_, at + 2);
    add_piece(PieceKind::substitution, begin, at, {}, quoted);
  } else if (next == '{') {
    read_braces(at, quoted);
  } else if (next == '\'' && !quoted) {
    at += 2;
    read_single(at);
  } else if (is_name_character(next) && !is_digit(next)) {
    ++at;
    while (at < text_.size() && is_name_character(text_[at])) ++at;
    add_piece(PieceKind::variable, begin, at, std::string(text_.substr(begin + 1, at - begin - 1)),
              quoted);
  } else if (next != '\0' &&
             (is_digit(next) || std::string_view("@*#?-$!").find(next) != std::string_view::npos)) {
    at += 2;
    add_piece(PieceKind::variable, begin, at, std::string(1, next), quoted);
  } else {
    add_literal("$", quoted);
    ++at;
  }
}

// Whether what was read is the beginning of `name=(...)`, which gives a variable a list of words.
bool WordReader::begins_list() const {
  return !in_list_ && word_.pieces.size() == 1 && !word_.quoted &&
         word_.pieces[0].text.ends_with('=') && assignment_in(word_);
}

void WordReader::read_list(size_t& at) {
  const size_t begin = at++;
  ShellWord outer = std::move(word_);
  in_list_ = true;
  while (at < text_.size() && text_[at] != ')') {
    const size_t before = at;
    if (text_[at] == '#') {
      at = std::min(text_.find('\n', at), text_.size());
    } else {
      static_cast<void>(read(at));  // for the commands in it
    }
    if (at == before) ++at;
  }
  at = std::min(at + 1, text_.size());
  in_list_ = false;
  word_ = std::move(outer);
  add_piece(PieceKind::substitution, begin, at, {}, true);
}

ShellWord WordReader::read(size_t& at) {
  word_ = {};
  while (at < text_.size()) {
    const char c = text_[at];
    if (c == '(' && begins_list()) {
      read_list(at);
    } else if (ends_word(c)) {
      break;
    } else if (c == '\'') {
      read_single(++at);
    } else if (c == '"') {
      read_double(++at);
    } else if (c == '`') {
      read_backticks(at, false);
    } else if (c == '$') {
      read_dollar(at, false);
    } else if (c == '\\') {
      if (at + 1 < text_.size() && text_[at + 1] != '\n') {
        add_literal(text_.substr(at + 1, 1), false);
      }
      at = std::min(at + 2, text_.size());
    } else {
      size_t end = at + 1;
      while (end < text_.size() && !ends_word(text_[end]) &&
             std::string_view("'\"`$\\").find(text_[end]) == std::string_view::npos) {
        ++end;
      }
      add_literal(text_.substr(at, end - at), false);
      at = end;
    }
  }
  return std::move(word_);
}

ShellWord WordReader::read_quoted_text() {
  word_ = {};
  for (size_t at = 0; at < text_.size();) {
    if (text_[at] == '$') {
      read_dollar(at, true);
    } else {
      const size_t end = std::min(text_.find('$', at), text_.size());
      add_literal(text_.substr(at, end - at), true);
      at = end;
    }
  }
  return std::move(word_);
}

std::optional<std::pair<std::string, ShellWord>> assignment_in(const ShellWord& word) {
  if (word.pieces.empty() || word.pieces[0].kind != PieceKind::literal) return std::nullopt;
  const std::string& text = word.pieces[0].text;
  const size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || is_digit(text[0])) return std::nullopt;
  const bool appends = text[equals - 1] == '+';
  const std::string name = text.substr(0, appends ? equals - 1 : equals);
  if (name.empty() || !std::ranges::all_of(name, is_name_character)) return std::nullopt;
  ShellWord value = word;
  value.pieces[0].text = text.substr(equals + 1);
  if (appends) {
    ShellPiece before;
    before.kind = PieceKind::variable;
    before.name = name;
    value.pieces.insert(value.pieces.begin(), std::move(before));
  }
  return std::pair(name, std::move(value));
}

namespace {

// Where commands in a text are nobody's business.
class NoCommands final : public CommandsInWords {
 public:
  size_t read_substitution(std::string_view text, size_t at) override {
    return skip_to(text, at, '(', ')');
  }
  void read_inner_text(std::string_view) override {}
};

}  // namespace

ShellWord read_shell_text(std::string_view text) {
  NoCommands none;
  return WordReader(text, none).read_quoted_text();
}

}  // namespace pipelines
