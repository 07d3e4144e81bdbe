// SPDX-License-Identifier: Apache-2.0
// Asks for everything, so that every problem is found and every value is there: instances first,
// then variables, locals, outputs, resources, and the conditions on them. Exports Evaluator's
// expand_all and complete. Tested in tests/terraform/resources_test.cc.
#include <algorithm>

#include "schema/version.h"
#include "terraform/body_reader.h"
#include "terraform/checks.h"
#include "terraform/conditions.h"
#include "terraform/cycles.h"
#include "terraform/data_sources.h"
#include "terraform/evaluator.h"
#include "terraform/given_values.h"
#include "terraform/imports.h"
#include "terraform/later_language.h"
#include "terraform/module_calls.h"
#include "terraform/moves.h"
#include "terraform/provider_configuration.h"
#include "terraform/reference_check.h"
#include "terraform/resource_shape.h"

namespace terraform {

void Evaluator::expand_all() {
  // Modules are added at the end while this runs.
  for (size_t i = 0; i < modules.size(); ++i) {
    const ModuleInstanceId id = modules[i].id;
    for (const auto* table : {&module_of(id).resources, &module_of(id).data}) {
      for (const auto& [key, resource] : *table) expand(id, resource);
    }
    for (const auto& [name, call] : module_of(id).calls) expand(id, call);
  }
}

void Evaluator::complete() {
  const std::vector<Site> sites = module_sites(*this);
  for (const Site& site : sites) {
    diagnostics::Diagnostics of_module = site.module->diagnostics;
    if (purpose == Purpose::check) of_module.lower_if(is_of_later_language);
    diagnostics.append(std::move(of_module));
    check_version(*site.module);
  }
  check_references(*this, sites);
  const bool cycles = report_cycles(*this);
  for (const ModuleInstance& instance : modules) complete(instance.id);
  for (size_t i = 0; i < resources.size(); ++i) complete(static_cast<NodeId>(i));
  for (const auto& [name, output] : module_of(kRootModule).outputs) {
    outputs.push_back({name, this->output(kRootModule, output), output.sensitive, &output});
    check_root_output(*this, outputs.back());
  }
  check_moves(*this);
  check_removals(*this);
  check_imports(*this);
  check_provider_configurations(*this);
  if (!cycles) {
    for (const Range& range : cycles_met) {
      report_once(range, "Cycle", "The value depends on itself, directly or through others.");
    }
  }
  // What is known of a module is not what Terraform would refuse.
  diagnostics.drop_if([this](const diagnostics::Diagnostic& problem) {
    return problem.subject.known() && loader.is_known_module(problem.subject.file);
  });
}

// A newer Terraform may be at work where a repository is checked.
void Evaluator::check_version(const Module& module) {
  if (purpose != Purpose::eval) return;
  for (const auto& [constraint, range] : module.required_versions) {
    if (schema::allows(constraint, kTerraformVersion)) continue;
    report_once(range, "Unsupported Terraform Core version",
                "This configuration does not support Terraform version " +
                    std::string(kTerraformVersion) + ", whose language is evaluated here.");
  }
}

void Evaluator::complete(ModuleInstanceId id) {
  const Module& module = module_of(id);
  for (const auto& [name, declared] : module.variables) {
    variable(id, declared);
    const auto certain = certainty(id);
    check_validations(*this, id, declared);
  }
  for (const auto& [name, declared] : module.locals) local(id, declared);
  for (const auto& [name, declared] : module.outputs) {
    output(id, declared);
    const auto certain = certainty(id);
    check_conditions(*this, declared.preconditions, ModuleScope(*this, Place{id}),
                     "Module output value precondition failed");
  }
  check_assertions(*this, id);
  for (const auto& [name, call] : module.calls) check_arguments(id, call);
}

// Arguments for which the called module has no variable.
void Evaluator::check_arguments(ModuleInstanceId id, const ModuleCall& call) {
  const CallState& state = expand(id, call);
  if (state.missing || !state.module) return give_arguments(id, call, state);
  const auto certain = certainty(true);
  check_providers(*state.module, call);
  for (const syntax::Attribute& argument : call.body->attributes) {
    if (is_call_meta_argument(argument.name) || state.module->variables.contains(argument.name)) {
      continue;
    }
    std::vector<std::string_view> names;
    for (const auto& [name, variable] : state.module->variables) names.push_back(name);
    report_once(argument.name_range, "Unsupported argument",
                "An argument named \"" + std::string(argument.name) + "\" is not expected here." +
                    did_you_mean(argument.name, names));
  }
}

// Whether a provider block configures anything: an empty one only asks for what is given.
bool configures(const ProviderConfiguration& provider) {
  const syntax::Body& body = *provider.block->body;
  return !body.blocks.empty() ||
         std::ranges::any_of(body.attributes, [](const syntax::Attribute& attribute) {
           return attribute.name != "alias";
         });
}

// Provider configurations that the called module needs to be given, unless it has its own.
void Evaluator::check_providers(const Module& called, const ModuleCall& call) {
  for (const RequiredProvider& required : called.required_providers) {
    for (const ProviderReference& alias : required.configuration_aliases) {
      const bool given = std::ranges::any_of(
          call.providers, [&alias](const auto& passed) { return passed.first == alias; });
      const bool own = std::ranges::any_of(called.providers, [&alias](const auto& provider) {
        return provider.reference == alias && configures(provider);
      });
      if (given || own) continue;
      const std::string name = std::string(alias.name) + '.' + std::string(alias.alias);
      report_once(call.block->header, "Missing required provider configuration",
                  "The module needs a configuration of provider " + required.source + " as " +
                      name + ": pass one with providers = { " + name + " = ... } in this block.");
    }
  }
}

// What is given to a module that is not installed: it may make something of it.
void Evaluator::give_arguments(ModuleInstanceId id, const ModuleCall& call,
                               const CallState& state) {
  for (size_t i = 0; i < state.expansion.instances.size(); ++i) {
    const Instance& instance = state.expansion.instances[i];
    const auto certain = certainty(!instance.conditional && !instance_of(id).conditional);
    std::vector<std::string_view> names;
    std::vector<Value> arguments;
    for (const syntax::Attribute& argument : call.body->attributes) {
      if (is_call_meta_argument(argument.name)) continue;
      names.push_back(argument.name);
      arguments.push_back(
          evaluate(*argument.value, Place{.module = id, .repetition = &instance.repetition}));
    }
    missing_modules[*state.missing].instances[i].arguments = Value::object(names, arguments, arena);
  }
}

void Evaluator::complete(NodeId node) {
  const ResourceContent& given = content(node);
  std::vector<std::string_view> names;
  std::vector<Value> members;
  for (const std::string_view name : given_names(node)) {
    const Value value = configured(node, name);
    if (value.is_null()) {
      report_null(node, name);
      continue;
    }
    names.push_back(name);
    members.push_back(value);
  }
  ResourceInstance& instance = instance_of(node);
  instance.schema = given.schema;
  instance.configured = Value::object(names, members, arena);
  check_given_values(*this, node);
  if (walk == Walk::validate) return;
  const auto certain = certainty(node);
  check_computed(*this, node);
  check_resource_conditions(*this, node);
}

// A required argument that is given as null is not given.
void Evaluator::report_null(NodeId node, std::string_view name) {
  const ResourceContent& given = content(node);
  const schema::Attribute* attribute = given.schema ? given.schema->attribute(name) : nullptr;
  if (!attribute || !attribute->required) return;
  report_once(
      instance_of(node).resource->block->header, "Missing required argument",
      "The argument \"" + std::string(name) + "\" is required, but no definition was found.",
      given.provider->exact ? diagnostics::Severity::error : diagnostics::Severity::note);
}

}  // namespace terraform
