// SPDX-License-Identifier: Apache-2.0
// Reads `terraform` and `provider` blocks: which providers a module needs and how they are
// configured, and where a root keeps its state. Exports read_settings, read_provider and
// provider_source. Tested in tests/terraform/load_test.cc.
#include "terraform/settings.h"

#include <algorithm>

#include "terraform/body_reader.h"
#include "terraform/meta_arguments.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using expressions::Context;
using syntax::Block;
using syntax::Body;
using syntax::Expression;

constexpr ArgumentSpec kSettingsArguments[] = {{"required_version"}, {"experiments"}, {"language"}};
constexpr std::string_view kBackendLabels[] = {"type"};
constexpr std::string_view kProviderMetaLabels[] = {"provider"};
constexpr BlockTypeSpec kSettingsBlocks[] = {{"backend", kBackendLabels},
                                             {"cloud"},
                                             {"required_providers"},
                                             {"provider_meta", kProviderMetaLabels}};
constexpr BodySpec kSettingsSpec{kSettingsArguments, kSettingsBlocks};

constexpr std::string_view kPublicRegistry = "registry.terraform.io/";

std::string without_registry(std::string source) {
  if (source.starts_with(kPublicRegistry)) source.erase(0, kPublicRegistry.size());
  if (source.find('/') == std::string::npos && !source.empty()) source = "hashicorp/" + source;
  return source;
}

// One entry of required_providers: an object, or in old configurations just the version.
RequiredProvider read_requirement(const syntax::Attribute& attribute, Context& context) {
  RequiredProvider required{attribute.name, {}, {}, {}};
  if (attribute.value->kind != syntax::ExpressionKind::object) {
    required.version = constant_string(*attribute.value, context).value_or("");
    return required;
  }
  for (const syntax::ObjectItem& item : attribute.value->as<syntax::Object>().items) {
    const auto key = constant_string(*item.key, context);
    if (key == "source") {
      required.source = without_registry(constant_string(*item.value, context).value_or(""));
    } else if (key == "version") {
      required.version = constant_string(*item.value, context).value_or("");
    } else if (key == "configuration_aliases") {
      for (const Expression* alias : list_items(*item.value, context)) {
        if (const auto reference = read_provider_reference(*alias, context)) {
          required.configuration_aliases.push_back(*reference);
        }
      }
    } else {
      report(context, item.key->range, "Invalid required_providers object",
             "required_providers objects can only contain \"version\", \"source\" and "
             "\"configuration_aliases\" attributes. To configure a provider, use a \"provider\" "
             "block.");
    }
  }
  return required;
}

void add_requirements(const Body& body, Module& module, Context& context) {
  for (const syntax::Attribute& attribute : body.attributes) {
    RequiredProvider required = read_requirement(attribute, context);
    const auto earlier =
        std::ranges::find(module.required_providers, attribute.name, &RequiredProvider::name);
    if (earlier != module.required_providers.end()) {
      *earlier = std::move(required);
    } else {
      module.required_providers.push_back(std::move(required));
    }
  }
}

}  // namespace

void read_settings(const Block& block, Module& module, Context& context) {
  const Body& body = read_body(*block.body, kSettingsSpec, block.header, context);
  if (const Expression* version = find_expression(body, "required_version")) {
    module.required_versions.emplace_back(constant_string(*version, context).value_or(""),
                                          version->range);
  }
  for (const Block& nested : body.blocks) {
    if (nested.type == "backend" || nested.type == "cloud") {
      module.backend = &nested;
    } else if (nested.type == "required_providers") {
      add_requirements(*nested.body, module, context);
    }
  }
}

void read_provider(const Block& block, Module& module, Context& context) {
  ProviderConfiguration configuration;
  configuration.reference.name = block.labels[0].text;
  configuration.block = &block;
  check_name("provider", block.labels[0], context);
  if (const Expression* alias = find_expression(*block.body, "alias")) {
    configuration.reference.alias =
        context.arena.copy(std::string_view(constant_string(*alias, context).value_or("")));
  }
  const auto same = [&](const ProviderConfiguration& other) {
    return other.reference == configuration.reference;
  };
  const auto earlier = std::ranges::find_if(module.providers, same);
  if (earlier == module.providers.end()) {
    module.providers.push_back(configuration);
    return;
  }
  report_duplicate(context, block.header, earlier->block->header,
                   "Duplicate provider configuration",
                   "A provider configuration for \"" + std::string(block.labels[0].text) +
                       "\" with this alias was already given. Each configuration for the same "
                       "provider must have a distinct alias.");
}

std::string provider_source(const Module& module, std::string_view local_name) {
  const auto required =
      std::ranges::find(module.required_providers, local_name, &RequiredProvider::name);
  if (required != module.required_providers.end() && !required->source.empty()) {
    return required->source;
  }
  if (local_name == "terraform") return std::string(kBuiltInProvider);
  return "hashicorp/" + std::string(local_name);
}

}  // namespace terraform
