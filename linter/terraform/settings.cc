// SPDX-License-Identifier: Apache-2.0
// Reads `terraform` and `provider` blocks: which providers a module needs and how they are
// configured, and where a root keeps its state. Exports check_settings, read_settings,
// read_provider and provider_source. Tested in tests/terraform/load_test.cc and settings_test.cc.
#include "terraform/settings.h"

#include <algorithm>
#include <array>

#include "schema/version.h"
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

// A version constraint; nothing if it is none, which is reported.
std::optional<std::string> read_version(const Expression& expression, Context& context) {
  auto version = constant_string(expression, context);
  if (!version || schema::is_constraint(*version)) return version;
  report(context, expression.range, "Invalid version constraint",
         "This string does not use correct version constraint syntax.");
  return std::nullopt;
}

std::string read_source(const Expression& expression, Context& context) {
  const std::string source = constant_string(expression, context).value_or("none");
  const auto slashes = std::ranges::count(source, '/');
  const bool gap = source.empty() || source.front() == '/' || source.back() == '/' ||
                   source.find("//") != std::string::npos;
  if (slashes > 2 || gap) {
    report(context, expression.range, "Invalid provider source string",
           "The \"source\" attribute must be in the format \"[hostname/][namespace/]name\"");
  }
  return without_registry(source);
}

// One entry of required_providers: an object, or in old configurations just the version.
RequiredProvider read_requirement(const syntax::Attribute& attribute, Context& context) {
  RequiredProvider required{attribute.name, {}, {}, {}};
  if (attribute.value->kind != syntax::ExpressionKind::object) {
    required.version = read_version(*attribute.value, context).value_or("");
    return required;
  }
  for (const syntax::ObjectItem& item : attribute.value->as<syntax::Object>().items) {
    const auto key = constant_string(*item.key, context);
    if (key == "source") {
      required.source = read_source(*item.value, context);
    } else if (key == "version") {
      required.version = read_version(*item.value, context).value_or("");
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

// The types of the backends of Terraform, with one of a later version.
constexpr std::array<std::string_view, 13> kBackends = {
    "azurerm", "consul", "cos", "gcs", "http",   "inmem", "kubernetes",
    "local",   "oci",    "oss", "pg",  "remote", "s3"};

void check_backend(const Block& backend, Context& context) {
  const std::string_view type = backend.labels[0].text;
  if (std::ranges::find(kBackends, type) != kBackends.end()) return;
  report(context, backend.labels[0].range, "Invalid backend type",
         "There is no backend type named \"" + std::string(type) + "\".");
}

// Names that Terraform keeps for later versions. (OpenTofu has a for_each.)
void check_reserved(const Body& provider, Context& context) {
  for (const std::string_view name : {"count", "depends_on", "source"}) {
    const syntax::Attribute* argument = find_attribute(provider, name);
    if (!argument) continue;
    report(context, argument->name_range, "Reserved argument name in provider block",
           "The provider argument name \"" + std::string(name) +
               "\" is reserved for use by Terraform in a future version.");
  }
  for (const std::string_view type : {"lifecycle", "locals"}) {
    const Block* block = find_block(provider, type);
    if (!block) continue;
    report(context, block->type_range, "Reserved block type name in provider block",
           "The block type name \"" + std::string(type) +
               "\" is reserved for use by Terraform in a future version.");
  }
}

// The settings of a module, which may be spread over files but not be given twice.
class SettingsCheck {
 public:
  explicit SettingsCheck(Context& context) : context_(context) {}

  void add(const Block& block) {
    if (block.type == "backend") {
      once(backend_, block, "Duplicate backend configuration", "backend configuration");
    } else if (block.type == "cloud") {
      once(cloud_, block, "Duplicate HCP Terraform configurations", "'cloud' block");
    } else if (block.type == "required_providers") {
      once(providers_, block, "Duplicate required providers configuration",
           "required providers configuration");
    }
  }

  void finish() {
    if (!backend_ || !cloud_) return;
    report_duplicate(context_, backend_->header, cloud_->header,
                     "Both a backend and cloud configuration are present",
                     "A module may declare either one 'cloud' block OR one 'backend' block "
                     "configuring a state backend.");
  }

 private:
  void once(const Block*& first, const Block& block, const char* summary, const std::string& what) {
    if (!first) {
      first = &block;
      return;
    }
    report_duplicate(context_, block.header, first->header, summary,
                     "A module may have only one " + what + '.');
  }

  Context& context_;
  const Block* backend_ = nullptr;
  const Block* cloud_ = nullptr;
  const Block* providers_ = nullptr;
};

}  // namespace

void check_settings(std::span<const Block> blocks, Context& context) {
  diagnostics::Diagnostics reported_by_read;
  Context quiet{context.arena, context.origins, reported_by_read};
  SettingsCheck check(context);
  for (const Block& block : blocks) {
    if (block.type != "terraform") continue;
    const Body& body = read_body(*block.body, kSettingsSpec, block.header, quiet);
    for (const Block& nested : body.blocks) check.add(nested);
  }
  check.finish();
}

void read_settings(const Block& block, Module& module, Context& context) {
  const Body& body = read_body(*block.body, kSettingsSpec, block.header, context);
  if (const Expression* version = find_expression(body, "required_version")) {
    if (auto constraint = read_version(*version, context)) {
      module.required_versions.emplace_back(std::move(*constraint), version->range);
    }
  }
  if (const syntax::Attribute* experiments = find_attribute(body, "experiments")) {
    report(context, experiments->range, "Module uses experimental features",
           "Experimental features are intended only for gathering early feedback on new language "
           "designs, and so are available only in alpha releases of Terraform.");
  }
  for (const Block& nested : body.blocks) {
    if (nested.type == "backend") check_backend(nested, context);
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
  check_reserved(*block.body, context);
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
