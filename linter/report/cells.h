// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace report {

// One record of CSV (RFC 4180) with its line end. What a spreadsheet would take for a formula is
// text to it.
std::string csv_record(std::span<const std::string> cells);

}  // namespace report
