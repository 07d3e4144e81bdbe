// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "findings/findings.h"

namespace findings {

// The managed resources of one environment, but for those that are only known of a module that is
// not installed; and those among them that no rule looks at. In the evaluation's order.
struct Resources {
  std::vector<values::NodeId> all;
  std::vector<values::NodeId> unseen;
};
Resources resources_of(const Judged& judged);

}  // namespace findings
