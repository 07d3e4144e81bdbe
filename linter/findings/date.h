// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace findings {

// The day that a text names as YYYY-MM-DD; nothing if it names none.
std::optional<std::chrono::sys_days> parse_date(std::string_view text);

// YYYY-MM-DD.
std::string date_text(std::chrono::sys_days day);

}  // namespace findings
