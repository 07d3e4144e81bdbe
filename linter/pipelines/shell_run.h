// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipelines/reader.h"
#include "pipelines/shell.h"

// What the commands of a script come to: the words that they get, as far as they are known, and the
// scripts that they run in turn. Not for other rooms.
namespace pipelines {

// A text of the shell and where it stands.
struct ShellText {
  std::string_view text;
  std::function<source::Range(uint32_t begin, uint32_t end)> place;
  std::string file;  // path of a script; empty: the pipeline file
};

class ShellRun {
 public:
  // Scripts are looked for in `directory`.
  ShellRun(Reader& reader, std::string directory) : reader_(reader), base_(std::move(directory)) {}

  // What Bitbucket sets before the script begins.
  void set_from_outside(const std::string& name, std::string_view text) {
    variables_[name] = reader_.string(text);
  }
  void run(const ShellText& text, uint32_t depth = 0);

  // The commands as a list, with what may be missing, and the place of each.
  [[nodiscard]] Value commands() const;
  [[nodiscard]] const std::vector<source::Range>& places() const { return places_; }

 private:
  struct State {
    std::optional<std::string> directory = ".";  // nothing: not known
    bool tolerant = false;                       // set +e
  };
  struct Undo {
    std::string name;
    std::optional<Value> before;
  };
  struct Shell {
    State state;
    size_t undo = 0;
  };
  // A word's value, or what it may be split into.
  struct Word {
    Value value;
    bool many = false;   // any number of words
    uint32_t begin = 0;  // in the text
  };
  using Words = std::vector<Word>;
  using Assignments = std::vector<std::pair<std::string_view, Value>>;
  // What a command stands in.
  struct Around {
    const ShellText& text;
    source::Range place;
    uint32_t depth = 0;
  };

  void enter();
  void leave();
  void set(const std::string& name, const std::optional<Value>& value);
  void lose(std::string_view what, const source::Range& range,
            values::ReasonKind kind = values::ReasonKind::external);

  Value value_of(const ShellPiece& piece);
  Value value_of(const ShellWord& word);
  Words words_of(const std::vector<ShellWord>& words);
  void add_words(const ShellWord& word, Words& result);
  void note_variables(const ShellCommand& command, std::vector<std::string_view>& names);

  void run_command(const ShellCommand& command, const ShellText& text, uint32_t depth);
  static void strip_wrappers(Words& words);
  Assignments assignments_of(const ShellCommand& command);
  void record(const ShellCommand& command, const ShellText& text, const Words& words,
              const Assignments& assignments, const source::Range& place);
  void take_effect(const ShellCommand& command, const Words& words, const Around& around);
  void run_shell(const ShellCommand& command, const Words& words, const Around& around);
  void run_words(const Words& words, size_t first, const Around& around);
  void run_inner(const std::string& text, const Around& around);
  void run_file(const Value& path, bool own_shell, const Around& around);
  std::string in_clone(std::string_view path) const;
  void lose_command(const Words& words, const Around& around);
  Value list_of(const Words& words) const;
  Value environment();

  Reader& reader_;
  std::string base_;
  State state_;
  std::map<std::string, Value> variables_;
  std::optional<Value> environment_;  // the variables as a value, until one changes
  std::vector<Undo> undo_;
  std::vector<Shell> shells_;
  std::vector<Value> result_;
  std::vector<std::string> names_;  // of commands, by their index in the text at hand
  std::vector<source::Range> places_;
  std::vector<const values::Reason*> lost_;
};

// Where Bitbucket's machines put the clone (page "Variables and secrets", read 2026-09).
inline constexpr std::string_view kCloneDirectory = "/opt/atlassian/pipelines/agent/build";

inline constexpr uint32_t kMaxScriptDepth = 5;
inline constexpr size_t kMaxVariables = 300;

}  // namespace pipelines
