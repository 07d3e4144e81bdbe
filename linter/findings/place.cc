// SPDX-License-Identifier: Apache-2.0
// Where findings are shown and how their values came about. Exported: place, own_modules,
// without_keys. Tested in tests/findings/.

#include "findings/place.h"

#include <fmt/format.h>

#include <set>

namespace findings {

namespace {

using terraform::ModuleInstance;

// The call, in a directory of the repository's own, that brought in a vendored module; null if
// the instance's module is the repository's own.
const ModuleInstance* own_call(const Judged& judged, terraform::ModuleInstanceId id) {
  const auto modules = judged.evaluation->modules();
  const ModuleInstance* outermost = nullptr;
  for (const ModuleInstance* module = &modules[static_cast<size_t>(id)]; module->call != nullptr;
       module = &modules[static_cast<size_t>(module->parent)]) {
    if (module->call->vendored) outermost = module;
  }
  return outermost;
}

}  // namespace

ShownPlace place(const rules::Verdict& verdict, const Judged& judged) {
  ShownPlace shown{.range = verdict.range, .related = {}};
  const graph::Node& node = judged.graph->node(verdict.place_node);
  const bool pipeline = node.kind == graph::NodeKind::pipeline;
  if ((node.block == nullptr && !pipeline) || terraform::is_foreign(node.id)) return shown;
  if (const ModuleInstance* module = own_call(judged, node.module)) {
    shown.related.push_back({shown.range, fmt::format("{} is written here", node.address)});
    shown.range = module->call->block->header;
  }
  if (verdict.path.empty() && !pipeline) return shown;
  for (const terraform::DerivationStep& step :
       judged.graph->derive(verdict.place_node, verdict.path)) {
    shown.related.push_back({step.range, step.text});
  }
  return shown;
}

std::vector<const terraform::Module*> own_modules(const terraform::Evaluation& evaluation) {
  std::vector<const terraform::Module*> modules;
  std::vector<bool> own;  // parents stand before children
  std::set<const terraform::Module*> seen;
  for (const ModuleInstance& instance : evaluation.modules()) {
    own.push_back(instance.call == nullptr ||
                  (own[static_cast<size_t>(instance.parent)] && !instance.call->vendored));
    if (own.back() && seen.insert(instance.module).second) modules.push_back(instance.module);
  }
  return modules;
}

std::string without_keys(std::string_view address) {
  std::string result;
  bool in_key = false, quoted = false;
  for (size_t i = 0; i < address.size(); ++i) {
    const char c = address[i];
    if (!in_key && c == '[') {
      in_key = true;
    } else if (in_key && c == '\\' && quoted) {
      ++i;
    } else if (in_key && c == '"') {
      quoted = !quoted;
    } else if (in_key && c == ']' && !quoted) {
      in_key = false;
    } else if (!in_key) {
      result += c;
    }
  }
  return result;
}

}  // namespace findings
