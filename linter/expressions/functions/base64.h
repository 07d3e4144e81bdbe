// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace expressions::base64 {

// The standard alphabet with padding, on one line.
std::string encode(std::string_view bytes);
// Line breaks are skipped; nothing for other text that is not of this form.
std::optional<std::string> decode(std::string_view text);

}  // namespace expressions::base64
