// SPDX-License-Identifier: Apache-2.0
// Finds the provider configuration that a resource uses, through the module calls above it. Exports
// what its header declares. Tested in tests/terraform/data_sources_test.cc.
#include "terraform/provider_configuration.h"

#include "terraform/body_reader.h"

namespace terraform {

Configured provider_configuration(const Evaluator& evaluator, NodeId node) {
  const ResourceInstance& resource = evaluator.resources[static_cast<uint32_t>(node)];
  ModuleInstanceId module = resource.module;
  ProviderReference reference = resource.resource->provider;
  for (;;) {
    for (const ProviderConfiguration& own : evaluator.module_of(module).providers) {
      if (own.reference == reference) return {&own, module};
    }
    if (module == kRootModule) return {};
    const ModuleInstance& instance = evaluator.instance_of(module);
    for (const auto& [inside, outside] : instance.call->providers) {
      if (inside == reference) {
        reference = outside;
        break;
      }
    }
    module = instance.parent;
  }
}

Value provider_argument(Evaluator& evaluator, NodeId node, std::string_view name) {
  const Configured found = provider_configuration(evaluator, node);
  if (!found.configuration) return {};
  diagnostics::Diagnostics wrong_shapes;
  const syntax::Body& body =
      content_of(*found.configuration->block->body, {}, evaluator.arena, wrong_shapes);
  const syntax::Expression* expression = find_expression(body, name);
  return expression ? evaluator.evaluate(*expression, Place{found.module}) : Value();
}

}  // namespace terraform
