// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace publish {

// Lines without what is invisible or turns the direction of writing, at most `limit` UTF-16 code
// units of whole characters. What is cut ends in "…".
std::string bounded(std::string_view text, size_t limit);

}  // namespace publish
