// SPDX-License-Identifier: Apache-2.0
// When a data source is read: by the plan, or only when it is applied. Exports is_read_by_plan
// (data_sources.h). Tested in tests/terraform/data_sources_test.cc.
#include <algorithm>

#include "terraform/data_sources.h"

namespace terraform {

namespace {

// Whether a reference names a managed resource of the module that a plan is to make.
bool is_to_be_made(Evaluator& evaluator, ModuleInstanceId module, const syntax::Traversal& from) {
  const auto name = [&from](size_t step) {
    return step < from.steps.size() ? from.steps[step].text : std::string_view();
  };
  const bool prefixed = from.root == "resource";
  const auto& resources = evaluator.module_of(module).resources;
  const auto found = resources.find({prefixed ? name(0) : from.root, prefixed ? name(1) : name(0)});
  return found != resources.end() && !evaluator.expand(module, found->second).nodes.empty();
}

bool refers_to_what_is_to_be_made(Evaluator& evaluator, ModuleInstanceId module,
                                  const syntax::Expression* expression) {
  return expression && std::ranges::any_of(expressions::references(*expression),
                                           [&](const syntax::Traversal* reference) {
                                             return is_to_be_made(evaluator, module, *reference);
                                           });
}

bool refers_to_what_is_to_be_made(Evaluator& evaluator, ModuleInstanceId module,
                                  const syntax::Body& body) {
  return std::ranges::any_of(body.attributes,
                             [&](const syntax::Attribute& attribute) {
                               return refers_to_what_is_to_be_made(evaluator, module,
                                                                   attribute.value);
                             }) ||
         std::ranges::any_of(body.blocks, [&](const syntax::Block& block) {
           return refers_to_what_is_to_be_made(evaluator, module, *block.body);
         });
}

// depends_on, its own or that of a module call around it. A module that is named there is taken to
// have something to make.
bool waits(Evaluator& evaluator, ModuleInstanceId module, const auto& depends_on) {
  return std::ranges::any_of(depends_on, [&](const syntax::Traversal* named) {
    return named->root == "module" || is_to_be_made(evaluator, module, *named);
  });
}

}  // namespace

bool is_read_by_plan(Evaluator& evaluator, NodeId node) {
  std::optional<bool>& read = evaluator.state_of(node).read_by_plan;
  if (read) return *read;
  const ResourceInstance instance = evaluator.instance_of(node);
  const Resource& resource = *instance.resource;
  const ModuleInstanceId module = instance.module;
  bool waiting = waits(evaluator, module, resource.depends_on) ||
                 refers_to_what_is_to_be_made(evaluator, module, *resource.body) ||
                 refers_to_what_is_to_be_made(evaluator, module, resource.count) ||
                 refers_to_what_is_to_be_made(evaluator, module, resource.for_each);
  for (ModuleInstanceId id = module; id != kRootModule; id = evaluator.instance_of(id).parent) {
    const ModuleInstance& around = evaluator.instance_of(id);
    waiting = waiting || waits(evaluator, around.parent, around.call->depends_on);
  }
  const auto names = evaluator.given_names(node);
  const bool known = std::ranges::all_of(names, [&](std::string_view name) {
    return evaluator.configured(node, name).is_wholly_known();
  });
  evaluator.state_of(node).read_by_plan = known && !waiting;
  return known && !waiting;
}

}  // namespace terraform
