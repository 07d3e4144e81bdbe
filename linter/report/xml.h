// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace report {

// A text for an attribute's value or an element's content. What XML 1.0 has no way to write,
// control characters and what is not UTF-8, is U+FFFD.
std::string xml(std::string_view text);

}  // namespace report
