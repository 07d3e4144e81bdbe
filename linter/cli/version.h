// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace cli {

// What --version says: a line for scripts, then of what this program is made.
std::string version_text();

// The commit that it was built from, in hexadecimal, followed by " with changes" if there were any;
// "unknown" without git. Written at build time (build_tool/write_commit.cmake).
const char* commit();

}  // namespace cli
