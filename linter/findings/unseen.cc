// SPDX-License-Identifier: Apache-2.0
// Tells the resources that no rule looks at. Exported: resources_of. Tested in
// tests/findings/gather_test.cc and tests/run/.

#include "findings/unseen.h"

#include <set>

namespace findings {

Resources resources_of(const Judged& judged) {
  std::set<values::NodeId> seen;
  for (const rules::Verdict& verdict : judged.result->verdicts) seen.insert(verdict.node);
  Resources resources;
  for (const terraform::ResourceInstance& resource : judged.evaluation->resources()) {
    const auto& module = *judged.evaluation->modules()[static_cast<size_t>(resource.module)].module;
    if (resource.resource->mode != schema::Mode::managed || module.known_only) continue;
    resources.all.push_back(resource.id);
    if (!seen.contains(resource.id)) resources.unseen.push_back(resource.id);
  }
  return resources;
}

}  // namespace findings
