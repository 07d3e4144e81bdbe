// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace cli {

// Standard input line by line. On a terminal with a prompt, editing, and the lines of this session
// as history; anything else is read as it is, without a prompt.
class LineReader {
 public:
  LineReader();
  ~LineReader();

  [[nodiscard]] bool is_terminal() const { return terminal_ != nullptr; }
  // The next line without its end; nothing at the end of the input. `prompt` outlives the call.
  std::optional<std::string> next(const char* prompt);

 private:
  struct Terminal;
  std::unique_ptr<Terminal> terminal_;  // null: no terminal
};

}  // namespace cli
