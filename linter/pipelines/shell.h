// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// A text in the language of the shell -> the commands in it, in their order. What it cannot follow
// it says: nothing is guessed and nothing is run. Not for other rooms.
namespace pipelines {

enum class PieceKind : uint8_t { literal, variable, substitution };

// A part of a word.
struct ShellPiece {
  PieceKind kind = PieceKind::literal;
  std::string text;       // literal: as the command gets it; else as it is written
  std::string name;       // of a variable
  std::string otherwise;  // of ${name:-text}: that text
  bool has_otherwise = false;
  bool altered = false;  // the variable's value is cut or replaced: ${name%.*}
  bool quoted = false;   // it stays one word, whatever is in it
};

struct ShellWord {
  std::vector<ShellPiece> pieces;
  bool quoted = false;  // some of it stands in quotes
  uint32_t begin = 0;   // in the text
  // The text of a word in which nothing is expanded.
  [[nodiscard]] bool is_literal() const;
  [[nodiscard]] std::string literal() const;
};

enum class ShellItem : uint8_t {
  command,
  enter,  // a shell of its own begins: what is set in it does not hold outside
  leave,
  loop,  // `for`: the first word is the variable, the others are what it takes
  lost,  // what follows cannot be told apart: the text is broken
};

struct ShellCommand {
  ShellItem item = ShellItem::command;
  uint32_t begin = 0, end = 0;  // in the text
  std::vector<ShellWord> words;
  std::vector<std::pair<std::string, ShellWord>> assignments;  // before the words
  std::vector<ShellWord> writes;                               // files that it writes to
  std::vector<ShellWord> reads;                                // and reads from
  std::string here_text;                                       // what `<<` gives it
  bool here_expands = false;                                   // in which variables are expanded
  bool has_here = false;
  bool conditional = false;      // it may not be run
  bool tolerated = false;        // what it answers is ignored: `|| true`, the condition of an `if`
  int32_t reads_output_of = -1;  // index of the command before it in a pipe
};

// The commands of a text. O(size), but for texts that nest.
std::vector<ShellCommand> read_shell(std::string_view text);

// The pieces of a text as it stands between double quotation marks.
ShellWord read_shell_text(std::string_view text);

inline constexpr uint32_t kMaxShellDepth = 30;
inline constexpr size_t kMaxShellCommands = 5'000;

}  // namespace pipelines
