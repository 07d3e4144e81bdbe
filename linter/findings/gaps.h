// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/findings.h"

namespace findings {

// What keeps a report without findings from meaning that all is well, and what to do about it.
struct Gap {
  std::string what;    // "2 modules are not installed"
  std::string remedy;  // "`terraform init -backend=false` installs them"
};

// What --strict fails on: paths that have nothing to judge, environments that cannot be judged,
// undecided verdicts, modules that are missing, files that do not parse, entries of the baseline
// that are no longer needed. Not resources that no rule looks at: there is no rule for everything.
std::vector<Gap> gaps_of(const Report& report);

// What brings the modules that are not installed, as the beginning of a sentence: "`terraform init
// -backend=false` in a installs". `roots` ("in a") says where Terraform is to do so.
std::string installing(const Report& report, std::string_view roots = {});

}  // namespace findings
