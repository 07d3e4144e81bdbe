// SPDX-License-Identifier: Apache-2.0
// What is written and does not exist. Exported: without_instances. Tested in
// tests/report/ledger_test.cc.

#include "findings/absent.h"

#include <algorithm>
#include <set>

#include "findings/place.h"

namespace findings {

std::vector<std::string> without_instances(const terraform::Evaluation& evaluation) {
  std::set<std::pair<terraform::ModuleInstanceId, const void*>> there;
  for (const terraform::ResourceInstance& resource : evaluation.resources()) {
    there.emplace(resource.module, resource.resource);
  }
  for (const terraform::ModuleInstance& module : evaluation.modules()) {
    if (module.call != nullptr) there.emplace(module.parent, module.call);
  }
  std::set<std::string> missing;
  for (const terraform::MissingModule& call : evaluation.missing_modules()) {
    missing.insert(call.address);
  }
  std::vector<std::string> result;
  for (const terraform::ModuleInstance& module : evaluation.modules()) {
    if (module.module == nullptr || module.module->known_only) continue;
    const std::string prefix = module.address.empty() ? "" : module.address + ".";
    const auto add = [&](const void* item, const std::string& address) {
      if (!there.contains({module.id, item})) result.push_back(prefix + address);
    };
    for (const auto* table : {&module.module->resources, &module.module->data}) {
      for (const auto& [key, resource] : *table) {
        const bool data = resource.mode == schema::Mode::data;
        add(&resource, std::string(data ? "data." : "") + std::string(key.first) + "." +
                           std::string(key.second));
      }
    }
    for (const auto& [name, call] : module.module->calls) {
      const std::string address = "module." + std::string(name);
      if (!missing.contains(without_keys(prefix + address))) add(&call, address);
    }
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace findings
