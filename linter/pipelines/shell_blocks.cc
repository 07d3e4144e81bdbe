// SPDX-License-Identifier: Apache-2.0
// Compound commands: which are open, and what that means for the commands in them. Exported:
// ShellBlocks. Tested in tests/pipelines/shell_test.cc.
#include "pipelines/shell_blocks.h"

#include <algorithm>

namespace pipelines {

bool ShellBlocks::push(Block block) {
  constexpr size_t kMaxBlocks = 500;
  blocks_.push_back(block);
  return blocks_.size() < kMaxBlocks;
}

bool ShellBlocks::close(Block block) {
  const auto last = std::find(blocks_.rbegin(), blocks_.rend(), block);
  if (last == blocks_.rend()) return false;
  blocks_.erase(std::prev(last.base()), blocks_.end());
  return true;
}

void ShellBlocks::replace(Block block) {
  if (in(Block::condition) || in(Block::body)) blocks_.back() = block;
}

bool ShellBlocks::take_keyword(std::string_view word) {
  if (word == "then" || word == "else" || word == "do") {
    replace(Block::body);
  } else if (word == "elif") {
    replace(Block::condition);
  } else if (word == "fi" || word == "done") {
    if (!close(Block::body)) close(Block::condition);
  } else if (word == "}") {
    if (!blocks_.empty()) blocks_.pop_back();
  } else {
    return false;
  }
  return true;
}

bool ShellBlocks::holds(Block block) const {
  return std::ranges::find(blocks_, block) != blocks_.end();
}

bool ShellBlocks::conditional() const {
  return std::ranges::any_of(blocks_, [](Block block) {
    return block == Block::body || block == Block::cases || block == Block::function;
  });
}

}  // namespace pipelines
