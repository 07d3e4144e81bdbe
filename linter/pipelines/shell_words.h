// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "pipelines/shell.h"

// One word of the shell at a time; only for its reader.
namespace pipelines {

// What reads commands inside words: "$(...)" from behind its parenthesis. Gives where it ends,
// behind the closing one.
class CommandsInWords {
 public:
  virtual size_t read_substitution(std::string_view text, size_t at) = 0;
  virtual void read_inner_text(std::string_view text) = 0;  // between backticks

 protected:
  ~CommandsInWords() = default;
};

class WordReader {
 public:
  WordReader(std::string_view text, CommandsInWords& commands) : text_(text), commands_(commands) {}

  // Reads from `at` to what ends a word, and moves there.
  ShellWord read(size_t& at);
  // All of a text as between double quotation marks.
  ShellWord read_quoted_text();

 private:
  void add_literal(std::string_view text, bool quoted);
  void read_single(size_t& at);
  void read_double(size_t& at);
  void read_dollar(size_t& at, bool quoted);
  void read_braces(size_t& at, bool quoted);
  void read_backticks(size_t& at, bool quoted);
  [[nodiscard]] bool begins_list() const;
  void read_list(size_t& at);
  void add_piece(PieceKind kind, size_t begin, size_t end, std::string name, bool quoted);

  std::string_view text_;
  CommandsInWords& commands_;
  ShellWord word_;
  bool in_list_ = false;  // lists do not nest
};

// "A=b" as a name and a word; nothing if it is none.
std::optional<std::pair<std::string, ShellWord>> assignment_in(const ShellWord& word);

bool is_name_character(char c);

}  // namespace pipelines
