// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

// The command line: one file per command.
namespace cli {

// Exit codes of every command.
inline constexpr int kClean = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCouldNotRun = 2;

// Runs what the arguments ask for, writing to stdout and stderr. `today` is YYYY-MM-DD.
int run(int argc, const char* const* argv, const std::string& today);

}  // namespace cli
