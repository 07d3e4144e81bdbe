// SPDX-License-Identifier: Apache-2.0
// The commands of a shell text: lists, pipes, compound commands, here-documents. Exported:
// read_shell. Tested in tests/pipelines/shell_test.cc.
#include <algorithm>

#include "pipelines/shell_blocks.h"
#include "pipelines/shell_words.h"

namespace pipelines {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class ShellReader final : public CommandsInWords {
 public:
  ShellReader(std::string_view text, uint32_t base, std::vector<ShellCommand>& commands)
      : text_(text), base_(base), commands_(commands) {}

  // Reads up to the parenthesis that closes, if one is asked for, else to the end.
  size_t read(size_t at, bool until_parenthesis, uint32_t depth, bool conditional) {
    at_ = at;
    depth_ = depth;
    outer_conditional_ = conditional;
    while (at_ < text_.size() && commands_.size() < kMaxShellCommands) {
      if (until_parenthesis && text_[at_] == ')' && !in_pattern() &&
          !blocks_.holds(Block::subshell))
        break;
      step();
    }
    finish();
    read_here_texts();
    return std::min(at_ + (until_parenthesis ? 1 : 0), text_.size());
  }

  size_t read_substitution(std::string_view text, size_t at) override {
    if (depth_ >= kMaxShellDepth) {
      lose();
      return text.size();
    }
    mark(ShellItem::enter, at);
    ShellReader inner(text, base_, commands_);
    const size_t end = inner.read(at, true, depth_ + 1, is_conditional());
    mark(ShellItem::leave, end);
    return end;
  }

  void read_inner_text(std::string_view text) override {
    if (depth_ >= kMaxShellDepth) return lose();
    const auto begin = static_cast<size_t>(text.data() - text_.data());
    mark(ShellItem::enter, begin);
    ShellReader inner(text, base_ + static_cast<uint32_t>(begin), commands_);
    inner.read(0, false, depth_ + 1, is_conditional());
    mark(ShellItem::leave, begin + text.size());
  }

 private:
  struct HereText {
    size_t command;
    std::string end;
    bool strips_tabs;
    bool expands;
  };

  [[nodiscard]] bool in_pattern() const { return pattern_ && !blocks_.empty(); }
  [[nodiscard]] bool is_conditional() const {
    return outer_conditional_ || chained_ || blocks_.conditional();
  }

  void mark(ShellItem item, size_t at) {
    ShellCommand& marker = commands_.emplace_back();
    marker.item = item;
    marker.begin = marker.end = base_ + static_cast<uint32_t>(at);
  }
  void lose() { mark(ShellItem::lost, at_); }

  // Whether the next word is the first of its command.
  [[nodiscard]] bool at_command() const {
    return command_.words.empty() && command_.assignments.empty();
  }

  void finish() {
    if (!at_command() || !command_.writes.empty() || command_.has_here) {
      command_.item = loop_ != 0 ? ShellItem::loop : ShellItem::command;
      command_.conditional = is_conditional();
      command_.tolerated = blocks_.holds(Block::condition);
      command_.end = base_ + static_cast<uint32_t>(end_);
      command_.reads_output_of = pipe_from_;
      for (HereText& here : here_) {
        if (here.command == SIZE_MAX) here.command = commands_.size();
      }
      last_ = static_cast<int32_t>(commands_.size());
      commands_.push_back(std::move(command_));
    }
    loop_ = 0;
    pipe_from_ = -1;
    command_ = {};
  }

  void step() {
    const char c = text_[at_];
    if (is_blank(c)) {
      ++at_;
    } else if (text_.substr(at_).starts_with("\\\n")) {
      at_ += 2;
    } else if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '\n' || c == ';') {
      end_list(c);
    } else if (c == '&' || c == '|') {
      read_operator(c);
    } else if (c == '(' || c == ')') {
      read_parenthesis(c);
    } else if (c == '<' || c == '>') {
      read_redirection();
    } else {
      read_word();
    }
  }

  void end_list(char c) {
    finish();
    chained_ = false;
    ++at_;
    if (c == '\n') read_here_texts();
    if (c == ';' && at_ < text_.size() && text_[at_] == ';') {
      ++at_;
      pattern_ = blocks_.in(Block::cases);
    }
  }

  void read_operator(char c) {
    const bool twice = at_ + 1 < text_.size() && text_[at_ + 1] == c;
    if (c == '&' && !twice && text_.substr(at_).starts_with("&>")) {
      ++at_;
      return read_redirection();
    }
    if (c == '|' && in_pattern()) {
      ++at_;
      return;
    }
    finish();
    if (c == '|' && !twice) {
      pipe_from_ = last_;
      at_ += text_.substr(at_).starts_with("|&") ? 2 : 1;
      return;
    }
    at_ += twice ? 2 : 1;
    if (!twice) {
      chained_ = false;
      return;
    }
    const bool has_left = last_ >= 0;
    if (c == '|' && has_left && gives_up_nothing()) {
      commands_[static_cast<size_t>(last_)].tolerated = true;
    }
    chained_ = chained_ || c == '|' || (has_left && asks(commands_[static_cast<size_t>(last_)]));
  }

  // Whether a command is there to be answered: `[ -n "$X" ] && ...`.
  static bool asks(const ShellCommand& command) {
    if (command.words.empty() || !command.words[0].is_literal()) return false;
    constexpr std::string_view kNames[] = {"[", "[[", "test", "grep", "diff", "cmp"};
    return std::ranges::find(kNames, command.words[0].literal()) != std::end(kNames);
  }

  // Whether what stands behind `||` lets the script go on.
  [[nodiscard]] bool gives_up_nothing() const {
    std::string_view rest = text_.substr(at_);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n"), rest.size()));
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\n;&|)"));
    return word == "true" || word == ":" || word == "echo" || word == "printf";
  }

  void read_parenthesis(char c) {
    const bool arithmetic = c == '(' && at_command() && text_.substr(at_).starts_with("((");
    if (arithmetic) {
      const size_t end = text_.find("))", at_);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
      return;
    }
    if (c == '(' && in_pattern()) {
      ++at_;
      return;
    }
    if (c == ')' && in_pattern()) {
      pattern_ = false;
      command_ = {};
      ++at_;
      return;
    }
    if (c == '(' && command_.words.size() == 1 && command_.words[0].is_literal()) {
      // name() { ... }
      const size_t next = text_.find_first_not_of(" \t", at_ + 1);
      if (next != std::string_view::npos && text_[next] == ')') {
        command_ = {};
        function_ = true;
        at_ = next + 1;
        return;
      }
    }
    finish();
    if (c == '(') {
      mark(ShellItem::enter, at_);
      push(function_ ? Block::function : Block::subshell);
      function_ = false;
    } else if (blocks_.in(Block::subshell)) {
      blocks_.pop();
      mark(ShellItem::leave, at_);
    } else if (blocks_.in(Block::function)) {
      blocks_.pop();
    }
    ++at_;
  }

  void read_redirection() {
    const bool reads = text_[at_] == '<';
    const std::string_view rest = text_.substr(at_);
    if (command_.begin == 0 && at_command()) begin_here();
    if (rest.starts_with("<(") || rest.starts_with(">(")) {
      at_ = read_substitution(text_, at_ + 2);
      ShellPiece& piece = command_.words.emplace_back().pieces.emplace_back();
      piece.kind = PieceKind::substitution;
      piece.text = "<(...)";
      end_ = at_;
      return;
    }
    const bool string = rest.starts_with("<<<");
    const bool here = !string && rest.starts_with("<<");
    at_ += string ? 3 : here ? 2 : 1;
    const bool strips = here && at_ < text_.size() && text_[at_] == '-';
    if (strips) ++at_;
    if (!here && at_ < text_.size() && (text_[at_] == '>' || text_[at_] == '|')) ++at_;
    const bool to_descriptor = at_ < text_.size() && text_[at_] == '&';
    if (to_descriptor) ++at_;
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    const ShellWord word = WordReader(text_, *this).read(at_);
    end_ = at_;
    if (here) {
      command_.has_here = true;
      command_.here_expands = !word.quoted;
      here_.push_back({SIZE_MAX, word.literal(), strips, !word.quoted});
    } else if (string) {
      command_.has_here = true;
      command_.here_text = word.literal();
      command_.here_expands = !word.is_literal();
    } else if (!to_descriptor) {
      (reads ? command_.reads : command_.writes).push_back(word);
    }
  }

  void read_here_texts() {
    for (const HereText& here : here_) {
      std::string body;
      while (at_ < text_.size()) {
        const size_t end = std::min(text_.find('\n', at_), text_.size());
        std::string_view line = text_.substr(at_, end - at_);
        at_ = std::min(end + 1, text_.size());
        if (here.strips_tabs) {
          line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
        }
        if (line == here.end) break;
        body += line;
        body += '\n';
      }
      if (here.command >= commands_.size()) continue;
      commands_[here.command].here_text = std::move(body);
      commands_[here.command].here_expands = here.expands;
    }
    here_.clear();
  }

  void begin_here() { command_.begin = base_ + static_cast<uint32_t>(at_); }

  void read_word() {
    if (in_pattern()) {
      const size_t begin = at_;
      const ShellWord word = WordReader(text_, *this).read(at_);
      if (at_ == begin) ++at_;
      if (word.is_literal() && word.literal() == "esac") close(Block::cases);
      return;
    }
    if (at_command() && command_.writes.empty()) begin_here();
    const size_t begin = at_;
    ShellWord word = WordReader(text_, *this).read(at_);
    if (at_ == begin) ++at_;
    end_ = at_;
    word.begin = base_ + static_cast<uint32_t>(begin);
    // A number right before a redirection is a descriptor.
    const bool redirects = at_ < text_.size() && (text_[at_] == '<' || text_[at_] == '>');
    if (redirects && word.is_literal() && !word.quoted &&
        word.literal().find_first_not_of("0123456789") == std::string::npos) {
      return;
    }
    if (loop_ == 0 && command_.words.empty() && !word.quoted && word.is_literal() &&
        read_keyword(word.literal())) {
      return;
    }
    if (loop_ == 2 && word.is_literal() && word.literal() == "in") {
      loop_ = 3;
      return;
    }
    if (loop_ == 1) loop_ = 2;
    if (command_.words.empty() && loop_ == 0) {
      if (auto assignment = assignment_in(word)) {
        command_.assignments.push_back(std::move(*assignment));
        return;
      }
    }
    command_.words.push_back(std::move(word));
    if (case_ && command_.words.size() == 1) {
      case_ = false;
      command_ = {};
      skip_in();
      push(Block::cases);
      pattern_ = true;
    }
  }

  // The `in` of a `case`.
  void skip_in() {
    const size_t next = text_.find_first_not_of(" \t\n", at_);
    if (next != std::string_view::npos && text_.substr(next).starts_with("in")) at_ = next + 2;
  }

  void push(Block block) {
    if (blocks_.push(block)) return;
    lose();
    at_ = text_.size();
  }

  void close(Block block) {
    pattern_ = false;
    command_ = {};
    blocks_.close(block);
  }

  // Whether a word that may begin a command is one of the shell's own, and goes no further.
  bool read_keyword(const std::string& word) {
    if (word == "!") return true;
    if (!command_.assignments.empty()) return false;
    if (word == "if" || word == "while" || word == "until") {
      push(Block::condition);
    } else if (word == "for" || word == "select") {
      loop_ = 1;
      push(Block::condition);
    } else if (word == "case") {
      case_ = true;
    } else if (word == "esac") {
      close(Block::cases);
    } else if (word == "function") {
      skip_name_of_function();
    } else if (word == "{") {
      push(function_ ? Block::function : Block::group);
      function_ = false;
    } else {
      return blocks_.take_keyword(word);
    }
    return true;
  }

  void skip_name_of_function() {
    at_ = std::min(text_.find_first_of("{(\n", at_), text_.size());
    if (text_.substr(at_).starts_with('(')) {
      at_ = std::min(text_.find(')', at_), text_.size() - 1) + 1;
    }
    function_ = true;
  }

  std::string_view text_;
  uint32_t base_;
  std::vector<ShellCommand>& commands_;
  size_t at_ = 0;
  size_t end_ = 0;  // of what was read last
  uint32_t depth_ = 0;
  bool outer_conditional_ = false;
  bool chained_ = false;   // behind `||`, or the `&&` of a question
  bool pattern_ = false;   // inside a `case`, before a closing parenthesis
  bool function_ = false;  // its body comes next
  bool case_ = false;      // the word of a `case` comes next
  uint32_t loop_ = 0;      // 1: the variable of a `for` comes next, 2: `in`, 3: its words
  int32_t pipe_from_ = -1;
  int32_t last_ = -1;  // command
  ShellCommand command_;
  ShellBlocks blocks_;
  std::vector<HereText> here_;
};

}  // namespace

std::vector<ShellCommand> read_shell(std::string_view text) {
  std::vector<ShellCommand> commands;
  ShellReader(text, 0, commands).read(0, false, 0, false);
  if (commands.size() >= kMaxShellCommands) {
    commands.emplace_back().item = ShellItem::lost;
  }
  return commands;
}

}  // namespace pipelines
