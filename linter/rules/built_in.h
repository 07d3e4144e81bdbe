// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "rules/state.h"

namespace rules {

// One block of the rules that are compiled in: made from rules/ by build_tool/embed_rules.cc.
struct BuiltIn {
  DefinitionKind kind{};
  std::string_view name;
  std::string_view file;
  uint32_t line = 1;
  std::string_view targets;   // separated by spaces
  std::string_view formerly;  // likewise
  std::string_view since;
  std::string_view text;    // examples blanked, lines kept
  std::string_view packed;  // the tree of `text`, as syntax::pack() makes it
  std::string_view whole;   // with its examples
};

std::span<const BuiltIn> built_in_rules();

}  // namespace rules
