// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "terraform/terraform.h"

namespace findings {

// What a `moved` block says: the addresses of a resource or module, as seen from the root, without
// keys of instances.
struct Move {
  std::string from;
  std::string to;
};

// The moves of all modules of a configuration, each once.
std::vector<Move> moves_of(const terraform::Evaluation& evaluation, terraform::Loader& loader);

// An address after one move; empty if the move does not touch it.
std::string moved_address(std::string_view address, const Move& move);

}  // namespace findings
