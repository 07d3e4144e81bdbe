// SPDX-License-Identifier: Apache-2.0
// Reads what a user types, with the help of libedit. Exported: LineReader. Without a terminal
// tested end to end in tests/cli/.

#include "cli/line_reader.h"

#include <histedit.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>

namespace cli {

namespace {

constexpr int kHistoryLines = 1000;

struct EndEditor {
  void operator()(EditLine* editor) const { el_end(editor); }
};
struct EndHistory {
  void operator()(History* history) const { history_end(history); }
};

std::optional<std::string> read_plain_line() {
  std::string line;
  int c = std::getchar();
  if (c == EOF) return std::nullopt;
  for (; c != EOF && c != '\n'; c = std::getchar()) line += static_cast<char>(c);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace

struct LineReader::Terminal {
  std::unique_ptr<EditLine, EndEditor> editor;
  std::unique_ptr<History, EndHistory> history;
  const char* prompt = "";
};

LineReader::LineReader() {
  if (isatty(STDIN_FILENO) == 0) return;
  // Else libedit takes letters beyond ASCII for bytes.
  if (std::setlocale(LC_CTYPE, "") == nullptr || MB_CUR_MAX == 1) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
  }
  terminal_ = std::make_unique<Terminal>();
  terminal_->editor.reset(el_init("plumbline", stdin, stdout, stderr));
  terminal_->history.reset(history_init());
  EditLine* editor = terminal_->editor.get();
  HistEvent event;
  history(terminal_->history.get(), &event, H_SETSIZE, kHistoryLines);
  el_set(editor, EL_CLIENTDATA, terminal_.get());
  const auto prompt = [](EditLine* line) -> char* {
    Terminal* terminal = nullptr;
    el_get(line, EL_CLIENTDATA, &terminal);
    return const_cast<char*>(terminal->prompt);  // libedit only reads it
  };
  el_set(editor, EL_PROMPT, static_cast<char* (*)(EditLine*)>(prompt));
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_SIGNAL, 1);
  el_set(editor, EL_HIST, &::history, terminal_->history.get());
}

LineReader::~LineReader() = default;

std::optional<std::string> LineReader::next(const char* prompt) {
  if (terminal_ == nullptr) return read_plain_line();
  terminal_->prompt = prompt;
  int count = 0;
  const char* text = el_gets(terminal_->editor.get(), &count);
  if (text == nullptr || count <= 0) return std::nullopt;
  std::string line(text);
  if (line.ends_with('\n')) line.pop_back();
  if (!line.empty()) {
    HistEvent event;
    ::history(terminal_->history.get(), &event, H_ENTER, line.c_str());
  }
  return line;
}

}  // namespace cli
