// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "rules/state.h"

namespace rules {

// Holds rules and functions, by their names, against what schemas declare: they are evaluated on
// nodes of which only the types are known. What cannot be meant whatever the values are (a misspelt
// attribute, type or parameter, an argument of the wrong type, a condition that is no
// boolean) is a diagnostic, each once. Gives the names of the rules that are wrong.
std::vector<std::string_view> check_types(RuleSet& rules, std::span<const std::string_view> names,
                                          std::span<const std::string_view> functions,
                                          const TypeNames& types,
                                          diagnostics::Diagnostics& diagnostics);

}  // namespace rules
