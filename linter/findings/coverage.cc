// SPDX-License-Identifier: Apache-2.0
// Holds suppressions against verdicts. Exported: Coverage. Tested in
// tests/findings/suppressions_test.cc.

#include "findings/coverage.h"

#include <fmt/format.h>

#include <algorithm>

#include "findings/built_in_rules.h"

namespace findings {

namespace {

using terraform::ModuleInstance;
using terraform::ResourceInstance;

// The headers of the calls that a node's module hangs on, innermost first.
std::vector<source::Range> calls_around(const Judged& judged, values::NodeId node) {
  std::vector<source::Range> headers;
  const auto modules = judged.evaluation->modules();
  const terraform::ModuleInstanceId own = judged.graph->node(node).module;
  for (const ModuleInstance* module = &modules[static_cast<size_t>(own)]; module->call != nullptr;
       module = &modules[static_cast<size_t>(module->parent)]) {
    headers.push_back(module->call->block->header);
  }
  return headers;
}

// Whether anything that the block at `range` stands for was there to be judged.
bool has_instances(const source::Range& range, const Judged& judged) {
  const auto stands_in = [&range](const syntax::Block* block) {
    return block != nullptr && is_within(block->header, range);
  };
  const auto resources = judged.evaluation->resources();
  const auto modules = judged.evaluation->modules();
  return std::ranges::any_of(resources,
                             [&](const ResourceInstance& resource) {
                               return stands_in(resource.resource->block);
                             }) ||
         std::ranges::any_of(modules, [&](const ModuleInstance& module) {
           return module.call != nullptr && stands_in(module.call->block);
         });
}

// Whether the module of the call at `range`, or one below it, is not installed.
bool lacks_modules(const source::Range& range, const Judged& judged) {
  return std::ranges::any_of(judged.evaluation->modules(), [&](const ModuleInstance& module) {
    if (module.call == nullptr || !is_within(module.call->block->header, range)) return false;
    const std::string address = without_keys(module.address), below = address + ".";
    return std::ranges::any_of(judged.evaluation->missing_modules(), [&](const auto& missing) {
      return missing.address == address || missing.address.starts_with(below);
    });
  });
}

}  // namespace

Coverage::Coverage(const Suppressions& suppressions) : suppressions_(suppressions) {
  for (const Suppression& suppression : suppressions.all) {
    uses_.emplace_back(suppression.rules.size());
  }
}

void Coverage::add_around(const source::Range& place, bool attributes_only,
                          std::vector<uint32_t>& found) const {
  const auto in_file = suppressions_.by_file.find(place.file);
  if (in_file == suppressions_.by_file.end()) return;
  for (const uint32_t index : in_file->second) {
    const SuppressionTarget& target = suppressions_.all[index].target;
    if (is_within(place, target.range) && (target.attribute || !attributes_only)) {
      found.push_back(index);
    }
  }
}

std::vector<uint32_t> Coverage::at(const Judged& judged, const rules::Verdict& verdict,
                                   const ShownPlace& shown) const {
  std::vector<uint32_t> found;
  add_around(shown.range, false, found);
  add_around(judged.graph->node(verdict.node).range, false, found);
  for (const values::NodeId node : {verdict.node, verdict.place_node}) {
    for (const source::Range& header : calls_around(judged, node)) {
      add_around(header, false, found);
    }
  }
  for (const RelatedPlace& step : shown.related) add_around(step.range, true, found);
  // A root has no place but its settings.
  if (judged.graph->node(verdict.node).kind == graph::NodeKind::root) {
    const terraform::Module* root = judged.evaluation->configuration().root;
    for (const source::FileId file : root->files) {
      const auto in_file = suppressions_.by_file.find(file);
      if (in_file == suppressions_.by_file.end()) continue;
      for (const uint32_t index : in_file->second) {
        const SuppressionTarget& target = suppressions_.all[index].target;
        const bool is_settings = target.top != nullptr && target.top->type == "terraform" &&
                                 target.range == target.top->range;
        if (is_settings) found.push_back(index);
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

const Suppression* Coverage::use(std::span<const uint32_t> indexes, std::string_view rule) {
  if (indexes.empty() || is_never_suppressed(rule, suppressions_.never)) return nullptr;
  const Suppression* first = nullptr;
  for (const uint32_t index : indexes) {
    const Suppression& suppression = suppressions_.all[index];
    for (size_t i = 0; i < suppression.rules.size(); ++i) {
      if (!config::matches(suppression.rules[i], rule)) continue;
      uses_[index][i].used = true;
      if (first == nullptr) first = &suppression;
    }
  }
  return first;
}

const Suppression* Coverage::covering(const Judged& judged, const rules::Verdict& verdict,
                                      const ShownPlace& shown) {
  if (suppressions_.all.empty()) return nullptr;
  return use(at(judged, verdict, shown), verdict.rule->name);
}

const Suppression* Coverage::covering(std::string_view rule, const source::Range& range) {
  std::vector<uint32_t> found;
  add_around(range, false, found);
  return use(found, rule);
}

void Coverage::leave_open(const Judged& judged, const rules::Verdict& verdict) {
  if (suppressions_.all.empty()) return;
  open_rules_.insert(verdict.rule->name);
  for (const uint32_t index : at(judged, verdict, place(verdict, judged))) {
    const Suppression& suppression = suppressions_.all[index];
    for (size_t i = 0; i < suppression.rules.size(); ++i) {
      if (config::matches(suppression.rules[i], verdict.rule->name)) uses_[index][i].open = true;
    }
  }
}

bool Coverage::is_needless(size_t suppression, size_t name, std::span<const Judged> judged,
                           std::span<const std::string_view> judged_rules) const {
  const auto& [used, open] = uses_[suppression][name];
  if (used || open) return false;
  const std::string& pattern = suppressions_.all[suppression].rules[name];
  const auto is_meant = [&pattern](std::string_view rule) {
    return config::matches(pattern, rule);
  };
  const bool is_built_in = std::ranges::any_of(kBuiltInRules, is_meant, &BuiltInRule::name);
  if (!is_built_in && std::ranges::none_of(judged_rules, is_meant)) return false;
  const SuppressionTarget& target = suppressions_.all[suppression].target;
  const bool has_nodes =
      target.top != nullptr && (target.top->type == "resource" || target.top->type == "data" ||
                                target.top->type == "module");
  // A value may decide anything that is undecided.
  if (!has_nodes || target.attribute) {
    if (std::ranges::any_of(open_rules_, is_meant)) return false;
    if (!has_nodes) return true;
  }
  const source::Range& block = target.top->range;
  return std::ranges::any_of(judged,
                             [&block](const Judged& one) { return has_instances(block, one); }) &&
         std::ranges::none_of(judged,
                              [&block](const Judged& one) { return lacks_modules(block, one); });
}

std::vector<diagnostics::Diagnostic> Coverage::unused(
    std::span<const Judged> judged, std::span<const std::string_view> judged_rules) const {
  diagnostics::Diagnostics said;
  for (size_t i = 0; i < suppressions_.all.size(); ++i) {
    const Suppression& suppression = suppressions_.all[i];
    for (size_t name = 0; name < suppression.rules.size(); ++name) {
      if (!is_needless(i, name, judged, judged_rules)) continue;
      diagnostics::Diagnostic& diagnostic =
          said.error(kSuppressionUnused, suppression.comment,
                     fmt::format("\"{}\" is suppressed without need", suppression.rules[name]),
                     "Nothing fails here that it would suppress.");
      diagnostic.remedy = "Take it out of the comment.";
    }
  }
  return {said.all().begin(), said.all().end()};
}

}  // namespace findings
