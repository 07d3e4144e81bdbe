// SPDX-License-Identifier: Apache-2.0
// What commands do to the shell that they are run in, and the scripts that they run. Exported: the
// half of ShellRun that follows commands. Tested in tests/pipelines/commands_test.cc.
#include "pipelines/shell_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipelines/shell_words.h"
#include "values/inspect.h"

namespace pipelines {

using values::is_text;
using values::Reason;
using values::ReasonKind;
using values::Type;

namespace {

// Commands that run the command in their words.
struct Wrapper {
  std::string_view name;
  std::string_view takes;  // options that are followed by a value
  uint32_t skipped = 0;    // words of its own
};

// flat table: wrappers, in alphabetical order.
constexpr Wrapper kWrappers[] = {
    {"builtin", ""},
    {"command", ""},
    {"env", "-u -C"},
    {"exec", "-a"},
    {"nice", "-n"},
    {"nohup", ""},
    {"stdbuf", ""},
    {"sudo", "-u -g -h -p -C"},
    {"time", "-f -o"},
    {"timeout", "-s -k", 1},
    {"xargs", "-I -n -P -L -d -E -s -a"},
};

constexpr std::string_view kShells[] = {"ash", "bash", "dash", "ksh", "sh", "zsh"};
constexpr std::string_view kSetters[] = {"declare", "export", "local", "readonly", "typeset"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view known_text(const Value& value) {
  return is_text(value) ? value.as_string() : std::string_view();
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::string_view next = words.substr(0, words.find(' '));
    if (next == word) return true;
    words.remove_prefix(std::min(next.size() + 1, words.size()));
  }
  return false;
}

}  // namespace

void ShellRun::enter() { shells_.push_back({state_, undo_.size()}); }

void ShellRun::leave() {
  if (shells_.empty()) return;
  const Shell shell = shells_.back();
  shells_.pop_back();
  while (undo_.size() > shell.undo) {
    const Undo& last = undo_.back();
    if (last.before) {
      variables_[last.name] = *last.before;
    } else {
      variables_.erase(last.name);
    }
    undo_.pop_back();
    environment_.reset();
  }
  state_ = shell.state;
}

void ShellRun::set(const std::string& name, const std::optional<Value>& value) {
  const auto found = variables_.find(name);
  Undo undo{name, std::nullopt};
  if (found != variables_.end()) undo.before = found->second;
  undo_.push_back(std::move(undo));
  environment_.reset();
  if (!value) {
    variables_.erase(name);
  } else if (variables_.size() < kMaxVariables || found != variables_.end()) {
    variables_[name] = *value;
  }
}

void ShellRun::lose(std::string_view what, const source::Range& range, ReasonKind kind) {
  const auto same = [&](const Reason* reason) { return reason->subject == what; };
  if (std::ranges::any_of(lost_, same)) return;
  lost_.push_back(reader_.arena().make<Reason>(kind, reader_.arena().copy(what), range));
}

void ShellRun::run(const ShellText& text, uint32_t depth) {
  const size_t outer = shells_.size();
  std::vector<std::string> names = std::move(names_);
  names_.clear();
  for (const ShellCommand& command : read_shell(text.text)) {
    names_.emplace_back();
    if (reader_.full() || result_.size() >= kMaxShellCommands) {
      lose("the rest of a script that is too long", text.place(command.begin, command.end));
      break;
    }
    switch (command.item) {
      case ShellItem::enter:
        enter();
        break;
      case ShellItem::leave:
        if (shells_.size() > outer) leave();
        break;
      case ShellItem::lost:
        lose("a script that is too long", text.place(command.begin, command.end));
        break;
      case ShellItem::loop:
        if (!command.words.empty() && command.words[0].is_literal()) {
          const std::string name = command.words[0].literal();
          set(name, std::nullopt);
        }
        break;
      case ShellItem::command:
        run_command(command, text, depth);
        break;
    }
  }
  while (shells_.size() > outer) leave();
  names_ = std::move(names);
}

// `sudo -u x terraform plan` is terraform.
void ShellRun::strip_wrappers(Words& words) {
  while (words.size() > 1 && !words[0].many) {
    const std::string_view name = known_text(words[0].value);
    const auto* wrapper = std::ranges::find(kWrappers, name, &Wrapper::name);
    if (wrapper == std::end(kWrappers)) return;
    size_t skipped = 1;
    uint32_t own = wrapper->skipped;
    for (; skipped < words.size(); ++skipped) {
      const std::string_view word = known_text(words[skipped].value);
      if (word.starts_with('-')) {
        skipped += has_word(wrapper->takes, word) ? 1 : 0;
      } else if (name != "env" || word.find('=') == std::string_view::npos) {
        if (own == 0) break;
        --own;
      }
    }
    words.erase(words.begin(),
                words.begin() + static_cast<std::ptrdiff_t>(std::min(skipped, words.size())));
  }
}

// What a command assigns: before its words, and as words of `export` and the like.
ShellRun::Assignments ShellRun::assignments_of(const ShellCommand& command) {
  Assignments result;
  for (const auto& [name, word] : command.assignments) {
    result.emplace_back(reader_.arena().copy(std::string_view(name)), value_of(word));
  }
  const bool sets = !command.words.empty() && command.words[0].is_literal() &&
                    is_one_of(command.words[0].literal(), kSetters);
  for (size_t i = 1; sets && i < command.words.size(); ++i) {
    const auto assignment = assignment_in(command.words[i]);
    if (!assignment) continue;
    result.emplace_back(reader_.arena().copy(std::string_view(assignment->first)),
                        value_of(assignment->second));
  }
  return result;
}

void ShellRun::record(const ShellCommand& command, const ShellText& text, const Words& words,
                      const Assignments& assignments, const source::Range& place) {
  static constexpr std::string_view kKeys[] = {
      "assignments", "conditional", "directory", "environment", "file",  "name",
      "reads_from",  "text",        "tolerated", "variables",   "words", "writes"};
  Arena& arena = reader_.arena();
  const auto text_or_null = [&](std::string_view given) {
    return given.empty() ? Value::null(Type::string()) : reader_.string(given);
  };
  std::vector<std::string_view> mentioned, names;
  std::vector<Value> values;
  note_variables(command, mentioned);
  for (const auto& [name, value] : assignments) {
    names.push_back(name);
    values.push_back(value);
  }
  const auto from = static_cast<size_t>(command.reads_output_of);
  // As it is written from the program on: wrappers and assignments are no part of it.
  const uint32_t begin = words.empty() ? command.begin : std::max(command.begin, words[0].begin);
  const Reason no_directory{ReasonKind::external, "the directory", place};
  const Value members[] = {
      Value::map(Type::string(), names, values, arena),
      Value::boolean(command.conditional),
      state_.directory ? reader_.string(*state_.directory)
                       : values::unknown_because(Type::string(), no_directory, arena),
      environment(),
      text_or_null(text.file),
      text_or_null(names_.back()),
      text_or_null(from < names_.size() ? std::string_view(names_[from]) : std::string_view()),
      reader_.string(text.text.substr(begin, std::max(command.end, begin) - begin)),
      Value::boolean(command.tolerated || state_.tolerant),
      reader_.list_of(mentioned),
      list_of(words),
      list_of(words_of(command.writes))};
  result_.push_back(Value::object(kKeys, members, arena));
  places_.push_back(place);
}

void ShellRun::run_command(const ShellCommand& command, const ShellText& text, uint32_t depth) {
  const source::Range place = text.place(command.begin, command.end);
  Words words = words_of(command.words);
  const Assignments assignments = assignments_of(command);
  strip_wrappers(words);
  const std::string program(words.empty() ? std::string_view() : known_text(words[0].value));
  names_.back() = program.substr(program.rfind('/') + 1);
  // Before a command, assignments hold for it alone.
  const bool lasting = words.empty() || is_one_of(names_.back(), kSetters);
  if (!lasting) enter();
  for (const auto& [name, value] : assignments) {
    const bool sure = !command.conditional || !lasting;
    set(std::string(name), sure ? std::optional(value) : std::nullopt);
  }
  record(command, text, words, assignments, place);
  if (!lasting) leave();
  if (words.empty() || lasting) return;
  take_effect(command, words, {text, place, depth});
}

void ShellRun::take_effect(const ShellCommand& command, const Words& words, const Around& around) {
  const std::string_view program = known_text(words[0].value);
  const auto word = [&words](size_t index) {
    return index < words.size() ? known_text(words[index].value) : std::string_view();
  };
  if (words[0].many || program.empty()) {
    if (!is_text(words[0].value)) lose_command(words, around);
  } else if (program == "cd" || program == "pushd") {
    const bool known = words.size() == 2 && !word(1).empty() && !word(1).starts_with('-') &&
                       !command.conditional && state_.directory;
    state_.directory = known ? std::optional(in_clone(word(1))) : std::nullopt;
  } else if (program == "unset") {
    for (size_t i = 1; i < words.size(); ++i) set(std::string(word(i)), std::nullopt);
  } else if (program == "set") {
    if (word(1).starts_with("+") && word(1).find('e') != std::string_view::npos) {
      state_.tolerant = true;
    } else if (word(1).starts_with("-") && word(1).find('e') != std::string_view::npos) {
      state_.tolerant = false;
    }
  } else if (program == "source" || program == ".") {
    if (words.size() > 1) run_file(words[1].value, false, around);
  } else if (program == "eval") {
    run_words(words, 1, around);
  } else if (is_one_of(program.substr(program.rfind('/') + 1), kShells)) {
    run_shell(command, words, around);
  } else if (program.find('/') != std::string_view::npos) {
    run_file(words[0].value, true, around);
  }
}

// A path as it is from the clone on; absolute if it leads elsewhere.
std::string ShellRun::in_clone(std::string_view path) const {
  const bool clone = source::is_inside(kCloneDirectory, path);
  if (clone) path.remove_prefix(std::min(kCloneDirectory.size() + 1, path.size()));
  return clone ? source::join_path(".", path) : source::join_path(*state_.directory, path);
}

void ShellRun::lose_command(const Words& words, const Around& around) {
  const values::UnknownData& unknown = words[0].value.unknown_data();
  const std::string what = fmt::format(
      "the command {}", unknown.reasons.empty() ? std::string_view() : unknown.reasons[0]->subject);
  lose(what, around.place);
}

// `eval`, and what -c is given.
void ShellRun::run_words(const Words& words, size_t first, const Around& around) {
  std::string text;
  for (size_t i = first; i < words.size(); ++i) {
    if (!is_text(words[i].value))
      return lose("a command that a script puts together", around.place);
    text += (text.empty() ? "" : " ") + std::string(words[i].value.as_string());
  }
  run_inner(text, around);
}

void ShellRun::run_inner(const std::string& text, const Around& around) {
  if (around.depth >= kMaxScriptDepth) return lose("scripts that call each other", around.place);
  const std::string_view kept = reader_.arena().copy(std::string_view(text));
  const source::Range place = around.place;
  run({.text = kept,
       .place = [place](uint32_t, uint32_t) { return place; },
       .file = around.text.file},
      around.depth + 1);
}

// `bash -c "..."`, `bash script.sh`, `bash <<EOF`, and what comes out of a pipe.
void ShellRun::run_shell(const ShellCommand& command, const Words& words, const Around& around) {
  size_t first = 1;
  bool text_follows = false;
  for (; first < words.size() && is_text(words[first].value); ++first) {
    const std::string_view option = words[first].value.as_string();
    if (!option.starts_with('-') && !option.starts_with('+')) break;
    text_follows = text_follows || (!option.starts_with("--") && option.ends_with('c'));
    if (option == "-o" || option == "+o") ++first;
  }
  enter();
  if (text_follows && first < words.size()) {
    if (is_text(words[first].value)) {
      run_inner(std::string(words[first].value.as_string()), around);
    } else {
      lose("a command that a script puts together", around.place);
    }
  } else if (first < words.size()) {
    run_file(words[first].value, true, around);
  } else if (command.has_here && !command.here_expands) {
    run_inner(command.here_text, around);
  } else {
    lose("commands that a shell reads", around.place);
  }
  leave();
}

void ShellRun::run_file(const Value& path, bool own_shell, const Around& around) {
  if (!is_text(path)) return lose("a script whose name is put together", around.place);
  const std::string_view name = path.as_string();
  if (around.depth >= kMaxScriptDepth) return lose("scripts that call each other", around.place);
  if (!state_.directory) return lose(fmt::format("the script {}", name), around.place);
  const std::string place = in_clone(name);
  const auto file =
      place.starts_with('/') ? std::nullopt : reader_.script_file(source::join_path(base_, place));
  // A program of the image, or one that the step builds.
  if (!file && own_shell && !name.ends_with("sh")) return;
  if (!file) return lose(name, around.place, ReasonKind::file);
  const std::string_view text = reader_.files()[*file].text();
  const std::string_view first = text.substr(0, text.find('\n'));
  if (first.starts_with("#!") && first.find("sh") == std::string_view::npos) return;
  if (own_shell) enter();
  const source::FileId id = *file;
  run({.text = text,
       .place =
           [id](uint32_t begin, uint32_t end) {
             return source::Range{id, begin, end};
           },
       .file = place},
      around.depth + 1);
  if (own_shell) leave();
}

}  // namespace pipelines
