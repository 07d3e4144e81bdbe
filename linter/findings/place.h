// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/findings.h"

namespace findings {

// Where a verdict is shown: its own place, or if that file is not the repository's own (a vendored
// module), the innermost module call that is.
struct ShownPlace {
  source::Range range;
  std::vector<RelatedPlace> related;
};
ShownPlace place(const rules::Verdict& verdict, const Judged& judged);

// The modules that an evaluation went through and that are the repository's own, each once: none
// that an installed one brought in.
std::vector<const terraform::Module*> own_modules(const terraform::Evaluation& evaluation);

// An address without its instance keys: `module.net.TYPE.private`.
std::string without_keys(std::string_view address);

}  // namespace findings
