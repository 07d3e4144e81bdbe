// SPDX-License-Identifier: Apache-2.0
// Merges the files of one directory into a module: collects their top-level blocks, lays overrides
// over them, and reads each into its place; a name that is declared twice is reported. Exports
// read_module. Tested in tests/terraform/load_test.cc and override_test.cc.
#include "terraform/module.h"

#include <algorithm>

#include "terraform/body_reader.h"
#include "terraform/checks.h"
#include "terraform/imports.h"
#include "terraform/meta_arguments.h"
#include "terraform/module_calls.h"
#include "terraform/moves.h"
#include "terraform/override.h"
#include "terraform/resources.h"
#include "terraform/settings.h"

namespace terraform {

namespace {

using expressions::Context;
using syntax::Block;

constexpr std::string_view kName[] = {"name"};
constexpr std::string_view kTypeAndName[] = {"type", "name"};
constexpr BlockTypeSpec kFileBlocks[] = {
    {"check", kName},
    {"data", kTypeAndName},
    {"ephemeral", kTypeAndName},
    {"import"},
    {"locals"},
    {"module", kName},
    {"moved"},
    {"output", kName},
    {"provider", kName},
    {"removed"},
    {"resource", kTypeAndName},
    {"terraform"},
    {"variable", kName},
};
constexpr BodySpec kFileSpec{{}, kFileBlocks};

std::vector<Block> top_level_blocks(std::span<const syntax::Tree* const> trees, Context& context) {
  std::vector<Block> blocks;
  for (const syntax::Tree* tree : trees) {
    if (!tree->body->json) report_redefined(*tree->body, context);
    const syntax::Body& body = read_body(*tree->body, kFileSpec, tree->body->range, context);
    blocks.insert(blocks.end(), body.blocks.begin(), body.blocks.end());
  }
  return blocks;
}

// Puts blocks into the module's tables.
class ModuleBuilder {
 public:
  ModuleBuilder(Module& module, ReadContext& read)
      : module_(module), read_(read), context_(read.expressions) {}

  void add(const Block& block) {
    if (block.type == "variable") {
      insert(module_.variables, block.labels[0].text, read_variable(block, read_), "variable",
             "Duplicate variable declaration");
    } else if (block.type == "output") {
      insert(module_.outputs, block.labels[0].text, read_output(block, read_), "output",
             "Duplicate output definition");
    } else if (block.type == "locals") {
      add_locals(block);
    } else if (block.type == "resource") {
      add_resource(module_.resources, block);
    } else if (block.type == "data") {
      add_resource(module_.data, block);
    } else if (block.type == "module") {
      insert(module_.calls, block.labels[0].text,
             read_module_call(block, module_.directory, context_), "module call",
             "Duplicate module call");
    } else if (block.type == "provider") {
      read_provider(block, module_, context_);
    } else if (block.type == "terraform") {
      read_settings(block, module_, context_);
    } else if (block.type == "check") {
      add_check(read_check(block, context_));
    } else if (block.type == "import") {
      read_import(block, context_);
      module_.imports.push_back(&block);
    } else if (block.type == "moved") {
      read_moved(block, context_);
      module_.moves.push_back(&block);
    } else if (block.type == "removed") {
      read_removed(block, context_);
      module_.removals.push_back(&block);
    }
    // Ephemeral blocks declare nothing that is judged.
  }

 private:
  using ResourceKey = std::pair<std::string_view, std::string_view>;

  template <class T>
  void insert(std::map<std::string_view, T>& table, std::string_view name, T item,
              const std::string& kind, const std::string& summary) {
    const auto [earlier, inserted] = table.try_emplace(name, std::move(item));
    if (inserted) return;
    report_duplicate(context_, item.block->header, earlier->second.block->header, summary,
                     "A " + kind + " named \"" + std::string(name) +
                         "\" was already declared. Names must be unique within a module.");
  }

  void add_locals(const Block& block) {
    const syntax::Body& body = content_of(*block.body, {}, context_.arena, context_.diagnostics);
    for (const syntax::Attribute& attribute : body.attributes) {
      if (!is_valid_local(attribute)) continue;
      const auto [earlier, inserted] =
          module_.locals.emplace(attribute.name, Local{attribute.name, &attribute});
      if (inserted) continue;
      const bool redefined = !body.json && find_attribute(body, attribute.name) != &attribute;
      if (redefined) continue;
      report_duplicate(context_, attribute.name_range, earlier->second.attribute->name_range,
                       "Duplicate local value definition",
                       "A local value named \"" + std::string(attribute.name) +
                           "\" was already defined. Local value names must be unique within a "
                           "module.");
    }
    for (const Block& nested : body.blocks) {
      report(context_, nested.type_range, "Unexpected \"" + std::string(nested.type) + "\" block",
             "Blocks are not allowed here.");
    }
  }

  bool is_valid_local(const syntax::Attribute& attribute) {
    return check_name("local value", {attribute.name, attribute.name_range}, context_);
  }

  void add_resource(std::map<ResourceKey, Resource>& table, const Block& block) {
    Resource resource = read_resource(block, context_);
    const ResourceKey key{resource.type, resource.name};
    const auto [earlier, inserted] = table.try_emplace(key, std::move(resource));
    if (inserted) return;
    const std::string type(key.first);
    const bool data = block.type == "data";
    report_duplicate(context_, block.header, earlier->second.block->header,
                     data ? "Duplicate data \"" + type + "\" configuration"
                          : "Duplicate resource \"" + type + "\" configuration",
                     "A " + type + (data ? " data" : "") + " resource named \"" +
                         std::string(key.second) +
                         "\" was already declared. Resource names must be unique per type in each "
                         "module.");
  }

  void add_check(const Block& block) {
    const std::string name(block.labels[0].text);
    const auto earlier = std::ranges::find_if(
        module_.checks, [&name](const Block* check) { return check->labels[0].text == name; });
    if (earlier != module_.checks.end()) {
      report_duplicate(context_, block.header, (*earlier)->header,
                       "Duplicate check \"" + name + "\" configuration",
                       "A check block named \"" + name +
                           "\" was already declared. Check blocks must be unique within each "
                           "module.");
    }
    module_.checks.push_back(&block);
  }

  Module& module_;
  ReadContext& read_;
  Context& context_;
};

}  // namespace

bool is_override_file(std::string_view name) {
  for (const std::string_view ending : {".json", ".tf", ".tofu"}) {
    if (name.ends_with(ending)) name.remove_suffix(ending.size());
  }
  return name == "override" || name.ends_with("_override");
}

void read_module(const ModuleFiles& files, Module& module, ReadContext& read) {
  Context& context = read.expressions;
  std::vector<Block> blocks = top_level_blocks(files.primary, context);
  check_settings(blocks, context);
  if (!files.overrides.empty()) {
    const std::vector<Block> overrides = top_level_blocks(files.overrides, context);
    blocks = with_overrides(std::move(blocks), overrides, context);
  }
  ModuleBuilder builder(module, read);
  for (const Block& block : context.arena.copy(blocks)) builder.add(block);
  report_repeated_imports(module.imports, context);

  for (auto* table : {&module.resources, &module.data}) {
    for (auto& [key, resource] : *table) {
      resource.provider_source =
          context.arena.copy(std::string_view(provider_source(module, resource.provider.name)));
    }
  }
}

}  // namespace terraform
