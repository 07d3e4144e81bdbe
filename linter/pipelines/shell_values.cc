// SPDX-License-Identifier: Apache-2.0
// Words of the shell as values: what variables hold, and what stays open. Exported: the half of
// ShellRun that makes values, expanded. Tested in tests/pipelines/commands_test.cc.
#include <fmt/format.h>

#include <algorithm>

#include "pipelines/shell_run.h"
#include "pipelines/structure.h"
#include "values/inspect.h"
#include "values/strings.h"

namespace pipelines {

using values::Reason;
using values::ReasonKind;
using values::Type;

namespace {

// What is a text, and not known.
Value unknown_text(const values::Sketch* sketch, std::span<const Reason* const> reasons,
                   Arena& arena) {
  static constexpr values::Refinement kNotNull{.not_null = true};
  return values::make_unknown(Type::string(), &kNotNull, sketch, reasons, arena);
}

Value unknown_text(std::string_view subject, Arena& arena) {
  const Reason* reason =
      arena.make<Reason>(ReasonKind::external, arena.copy(subject), source::Range());
  return unknown_text(nullptr, arena.copy(std::span<const Reason* const>(&reason, 1)), arena);
}

// Texts, one after the other.
Value joined(std::span<const Value> pieces, Arena& arena) {
  if (pieces.size() == 1) return pieces[0];
  std::vector<Value> known_and_unknown;
  std::string text;
  std::vector<const Reason*> reasons;
  const auto flush = [&] {
    if (text.empty()) return;
    known_and_unknown.push_back(Value::string(values::normalized(text, arena), arena));
    text.clear();
  };
  for (const Value& piece : pieces) {
    if (values::is_text(piece)) {
      text += piece.as_string();
      continue;
    }
    flush();
    known_and_unknown.push_back(piece);
    values::add_reasons(piece.unknown_data().reasons, reasons);
  }
  flush();
  if (known_and_unknown.empty()) return Value::string("", arena);
  if (known_and_unknown.size() == 1) return known_and_unknown[0];
  auto* parts = arena.make<values::Parts>();
  parts->kind = values::SketchKind::parts;
  parts->pieces = arena.copy(known_and_unknown);
  return unknown_text(parts, arena.copy(reasons), arena);
}

std::string written_name(const ShellPiece& piece) {
  return piece.name.empty() ? piece.text : "$" + piece.name;
}

}  // namespace

Value expanded(Reader& reader, std::string_view text, std::set<std::string>* names) {
  if (text.find('$') == std::string_view::npos) return reader.string(text);
  std::vector<Value> pieces;
  for (const ShellPiece& piece : read_shell_text(text).pieces) {
    if (piece.kind == PieceKind::literal) {
      pieces.push_back(reader.string(piece.text));
      continue;
    }
    if (names != nullptr && !piece.name.empty()) names->insert(piece.name);
    pieces.push_back(unknown_text(written_name(piece), reader.arena()));
  }
  return joined(pieces, reader.arena());
}

Value ShellRun::value_of(const ShellPiece& piece) {
  Arena& arena = reader_.arena();
  if (piece.kind == PieceKind::literal) {
    return Value::string(values::normalized(piece.text, arena), arena);
  }
  if (piece.kind == PieceKind::variable && !piece.altered) {
    const auto found = variables_.find(piece.name);
    if (found != variables_.end()) return found->second;
  }
  return unknown_text(written_name(piece), arena);
}

Value ShellRun::value_of(const ShellWord& word) {
  std::vector<Value> pieces;
  for (const ShellPiece& piece : word.pieces) pieces.push_back(value_of(piece));
  if (pieces.empty()) return Value::string("", reader_.arena());
  return joined(pieces, reader_.arena());
}

// A variable that stands alone and without quotation marks is as many words as it holds.
void ShellRun::add_words(const ShellWord& word, Words& result) {
  const bool alone = word.pieces.size() == 1 && word.pieces[0].kind != PieceKind::literal &&
                     !word.pieces[0].quoted;
  const Value value = value_of(word);
  if (!alone) {
    result.push_back({.value = value, .begin = word.begin});
  } else if (!values::is_text(value)) {
    result.push_back({.value = value, .many = true, .begin = word.begin});
  } else {
    std::string_view rest = value.as_string();
    while (true) {
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n"), rest.size()));
      if (rest.empty()) break;
      const std::string_view part = rest.substr(0, rest.find_first_of(" \t\n"));
      result.push_back({.value = Value::string(part, reader_.arena()), .begin = word.begin});
      rest.remove_prefix(part.size());
    }
  }
}

ShellRun::Words ShellRun::words_of(const std::vector<ShellWord>& words) {
  Words result;
  for (const ShellWord& word : words) add_words(word, result);
  return result;
}

Value ShellRun::list_of(const Words& words) const {
  Arena& arena = reader_.arena();
  std::vector<Value> values;
  std::vector<values::SketchElement> elements;
  std::vector<const Reason*> reasons;
  bool open = false;
  for (const Word& word : words) {
    values.push_back(word.value);
    elements.push_back({.key = {}, .value = word.value, .optional = word.many, .many = word.many});
    if (word.many) values::add_reasons(word.value.unknown_data().reasons, reasons);
    open = open || word.many;
  }
  if (!open) return Value::list(Type::string(), values, arena);
  static constexpr values::Refinement kNotNull{.not_null = true};
  return values::make_unknown(Type::list(Type::string(), arena), &kNotNull,
                              values::elements_sketch(arena.copy(elements), arena),
                              arena.copy(reasons), arena);
}

Value ShellRun::environment() {
  if (environment_) return *environment_;
  std::vector<std::string_view> names;
  std::vector<Value> values;
  for (const auto& [name, value] : variables_) {
    names.push_back(reader_.arena().copy(std::string_view(name)));
    values.push_back(value);
  }
  environment_ = Value::map(Type::string(), names, values, reader_.arena());
  return *environment_;
}

void ShellRun::note_variables(const ShellCommand& command, std::vector<std::string_view>& names) {
  const auto note = [&](const ShellWord& word) {
    for (const ShellPiece& piece : word.pieces) {
      if (!piece.name.empty()) names.push_back(reader_.arena().copy(std::string_view(piece.name)));
      if (piece.otherwise.find('$') == std::string::npos) continue;
      for (const ShellPiece& inner : read_shell_text(piece.otherwise).pieces) {
        if (!inner.name.empty()) {
          names.push_back(reader_.arena().copy(std::string_view(inner.name)));
        }
      }
    }
  };
  for (const ShellWord& word : command.words) note(word);
  for (const auto& [name, word] : command.assignments) note(word);
  for (const ShellWord& word : command.writes) note(word);
  for (const ShellWord& word : command.reads) note(word);
  if (command.here_expands) note(read_shell_text(command.here_text));
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

Value ShellRun::commands() const {
  Arena& arena = reader_.arena();
  if (lost_.empty()) return Value::tuple(result_, arena);
  std::vector<values::SketchElement> elements;
  for (const Value& command : result_) elements.push_back({.key = {}, .value = command});
  const Value other =
      values::make_unknown(Type::dynamic(), nullptr, nullptr, arena.copy(lost_), arena);
  elements.push_back({.key = {}, .value = other, .optional = true, .many = true});
  return values::make_unknown(Type::list(Type::dynamic(), arena), nullptr,
                              values::elements_sketch(arena.copy(elements), arena),
                              arena.copy(lost_), arena);
}

}  // namespace pipelines
