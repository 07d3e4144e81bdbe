// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "findings/findings.h"

namespace report {

// What is missing, as people are told.
struct MissingLine {
  uint32_t verdicts = 0;  // that wait for it
  std::string text;       // "var.vpc_cidr has no value, in 2 roots"
};

// What would decide the most first. One command installs all modules, so they are one line.
std::vector<MissingLine> missing_lines(const findings::Report& report);

// "3 modules are not installed: `terraform init -backend=false` in a and b installs them". `one`:
// what is said of the only one; may be empty.
std::string modules_line(const findings::Report& report, std::string_view one);

}  // namespace report
