// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace source {

// Whether a shell pattern matches the whole of a name: `*`, `?`, `[a-z]`, `[!a]`, `[[:digit:]]`,
// and a backslash before a character that stands for itself, byte by byte as git does it. A
// pattern that ends in a lone backslash or inside a bracket matches nothing.
// O(length of pattern * length of name).
bool matches_glob(std::string_view pattern, std::string_view name);

}  // namespace source
