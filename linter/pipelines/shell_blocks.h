// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

// The compound commands of the shell that are open; only for its reader.
namespace pipelines {

enum class Block : uint8_t { condition, body, group, subshell, cases, function };

class ShellBlocks {
 public:
  // Whether there is room for one more.
  bool push(Block block);
  void pop() { blocks_.pop_back(); }
  // Closes the innermost one of a kind, and those in it; whether there is one.
  bool close(Block block);
  // `then`, `do`, `else`, `elif`, `fi`, `done`, `}`: whether the word is one of these.
  bool take_keyword(std::string_view word);

  [[nodiscard]] bool empty() const { return blocks_.empty(); }
  [[nodiscard]] bool in(Block block) const { return !blocks_.empty() && blocks_.back() == block; }
  [[nodiscard]] bool holds(Block block) const;
  // Whether what stands here may be passed over.
  [[nodiscard]] bool conditional() const;

 private:
  void replace(Block block);

  std::vector<Block> blocks_;
};

}  // namespace pipelines
