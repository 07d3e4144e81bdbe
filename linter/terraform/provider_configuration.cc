// SPDX-License-Identifier: Apache-2.0
// Finds the provider configuration that a resource uses, through the module calls above it. Exports
// what its header declares. Tested in tests/terraform/data_sources_test.cc.
#include "terraform/provider_configuration.h"

#include <algorithm>
#include <array>

#include "terraform/body_reader.h"
#include "terraform/resource_body.h"
#include "terraform/settings.h"

namespace terraform {

namespace {

bool is_declared(const Module& module, const ProviderReference& reference) {
  const auto aliases_it = [&reference](const RequiredProvider& required) {
    return std::ranges::find(required.configuration_aliases, reference) !=
           required.configuration_aliases.end();
  };
  return std::ranges::find(module.providers, reference, &ProviderConfiguration::reference) !=
             module.providers.end() ||
         std::ranges::any_of(module.required_providers, aliases_it);
}

}  // namespace

UsedProvider provider_configuration(const Evaluator& evaluator, NodeId node) {
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
  const UsedProvider found = provider_configuration(evaluator, node);
  if (!found.configuration) return {};
  diagnostics::Diagnostics wrong_shapes;
  const syntax::Body& body =
      content_of(*found.configuration->block->body, {}, evaluator.arena, wrong_shapes);
  const syntax::Expression* expression = find_expression(body, name);
  return expression ? evaluator.evaluate(*expression, Place{found.module}) : Value();
}

Value provider_arguments(Evaluator& evaluator, ModuleInstanceId module,
                         const ProviderConfiguration& configuration) {
  const Module& of = evaluator.module_of(module);
  const auto provider =
      evaluator.provider_of(of, provider_source(of, configuration.reference.name));
  const Shape shape{
      provider ? evaluator.schemas.find(*provider, schema::Mode::provider, {}) : nullptr, {}};
  const syntax::Body& body = *configuration.block->body;
  diagnostics::Diagnostics said_before;
  const syntax::Body& content =
      body.json ? content_of(body, shape.block_specs(false), evaluator.arena, said_before) : body;
  BodyValues values(evaluator);
  std::vector<std::string_view> names;
  std::vector<Value> members;
  for (const std::string_view name : given_names(content, false)) {
    constexpr std::array<std::string_view, 2> kMeta = {"alias", "version"};
    if (std::ranges::find(kMeta, name) != kMeta.end()) continue;
    const Value value =
        values.argument(content, shape, name, ModuleScope(evaluator, Place{module}));
    if (value.is_null()) continue;
    names.push_back(name);
    members.push_back(value);
  }
  if (!shape.block) return Value::object(names, members, evaluator.arena);
  for (const schema::NestedBlock& nested : shape.block->blocks) {
    const bool repeats =
        nested.nesting == schema::Nesting::list || nested.nesting == schema::Nesting::set;
    if (!repeats || std::ranges::find(names, nested.name) != names.end()) continue;
    names.push_back(nested.name);
    members.push_back(Value::tuple({}, evaluator.arena));
  }
  return Value::object(names, members, evaluator.arena);
}

void check_provider_configurations(Evaluator& evaluator) {
  const Configuration& configuration = evaluator.configuration;
  if (evaluator.purpose != Purpose::eval) return;
  const Module& root = *configuration.root;
  const auto check = [&](const ProviderReference& used, Range range) {
    if (used.alias.empty() || is_declared(root, used)) return;
    evaluator.report_once(range, "Provider configuration not present",
                          "The provider configuration " + std::string(used.name) + '.' +
                              std::string(used.alias) +
                              " is not declared in the root module. Declare it with a provider "
                              "block that has this alias.");
  };
  for (const auto* table : {&root.resources, &root.data}) {
    for (const auto& [key, resource] : *table) check(resource.provider, resource.block->header);
  }
  for (const auto& [name, call] : root.calls) {
    for (const auto& [inside, here] : call.providers) check(here, call.block->header);
  }
}

}  // namespace terraform
