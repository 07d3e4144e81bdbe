// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

// What the project's pages hold: fenced blocks, and the commands and output in them.
namespace end_to_end {

struct FencedBlock {
  std::string language;
  std::string text;
  size_t line = 0;  // of the text's first line, from 1
};

// A command of an `sh` block, and how it ends: `# exit code 1` behind it says so.
struct ShownCommand {
  std::string text;
  int exit_code = 0;
  size_t line = 0;
};

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

inline std::vector<FencedBlock> fenced_blocks(std::string_view page) {
  std::vector<FencedBlock> blocks;
  bool inside = false;
  size_t number = 0;
  for (const std::string& line : lines_of(page)) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({line.substr(3), {}, number + 1});
    } else if (inside) {
      blocks.back().text += line + "\n";
    }
  }
  return blocks;
}

// Lines that are code because they are indented: nothing tells what they are, so nothing runs them.
inline std::vector<size_t> indented_code(std::string_view page) {
  std::vector<size_t> found;
  bool inside = false, after_empty = true;
  size_t number = 0;
  for (const std::string& line : lines_of(page)) {
    ++number;
    if (line.starts_with("```")) inside = !inside;
    if (!inside && after_empty && line.starts_with("    ")) found.push_back(number);
    after_empty = line.empty();
  }
  return found;
}

inline std::vector<ShownCommand> commands_of(const FencedBlock& block) {
  constexpr std::string_view kExitCode = "# exit code ";
  std::vector<ShownCommand> commands;
  size_t number = block.line;
  for (const std::string& line : lines_of(block.text)) {
    ShownCommand command{line, 0, number++};
    if (const size_t at = line.find(kExitCode); at != std::string::npos) {
      command.exit_code = std::stoi(line.substr(at + kExitCode.size()));
    }
    if (!line.empty()) commands.push_back(command);
  }
  return commands;
}

// Whether output is as shown, line by line; a line `...` stands for any lines.
inline bool is_as_shown(std::string_view output, std::string_view shown) {
  const std::vector<std::string> said = lines_of(output), wanted = lines_of(shown);
  size_t at = 0;
  bool anywhere = false;  // whether what comes next may stand further down
  for (size_t i = 0; i < wanted.size();) {
    if (wanted[i] == "...") {
      anywhere = true;
      ++i;
      continue;
    }
    size_t end = i;
    while (end < wanted.size() && wanted[end] != "...") ++end;
    const bool last = end == wanted.size();
    const auto fits = [&](size_t begin) {
      for (size_t k = i; k < end; ++k) {
        if (begin + k - i >= said.size() || said[begin + k - i] != wanted[k]) return false;
      }
      return !last || begin + end - i == said.size();
    };
    while (anywhere && at < said.size() && !fits(at)) ++at;
    if (!fits(at)) return false;
    at += end - i;
    i = end;
    anywhere = false;
  }
  return anywhere || at == said.size();
}

}  // namespace end_to_end
