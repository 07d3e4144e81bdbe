// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "syntax/hcl/read_hcl.h"

namespace syntax {

// A stretch of a file that is no syntax, whole lines, and what is wrong there.
struct BrokenRegion {
  uint32_t begin = 0;
  uint32_t end = 0;
  diagnostics::Diagnostic diagnostic;
};

// The broken regions of a file of native syntax, in order. O(size).
std::vector<BrokenRegion> find_broken(source::FileId file, std::string_view text);

// What is wrong with a text that is no expression or template; nothing if it is one.
std::optional<diagnostics::Diagnostic> find_fault(source::FileId file, std::string_view text,
                                                  TextForm form);

}  // namespace syntax
