// SPDX-License-Identifier: Apache-2.0
// Walks a configuration for its references, whether they will be evaluated or not: those of the
// bodies that Terraform evaluates when it validates and plans. Exports module_sites,
// check_references of modules, and check_content. Tested in
// tests/terraform/static_references_test.cc.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "terraform/attribute_path.h"
#include "terraform/body_reader.h"
#include "terraform/dynamic_block.h"
#include "terraform/meta_arguments.h"
#include "terraform/module_calls.h"
#include "terraform/reference_check.h"
#include "terraform/resource_shape.h"
#include "terraform/settings.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using syntax::Block;
using syntax::Body;
using syntax::Expression;
using syntax::Traversal;

// The references of one module, one by one.
class ModuleReferences {
 public:
  ModuleReferences(Evaluator& evaluator, const Site& module, std::span<const Site> all)
      : evaluator_(evaluator),
        all_(all),
        module_(*module.module),
        outside_(module),
        site_(module) {}

  void check_content(std::span<const std::string_view> iterators, const Body& content,
                     const Shape& shape) {
    iterators_.assign(iterators.begin(), iterators.end());
    body(content, shape, false);
  }

  void check() {
    for (const auto& [name, variable] : module_.variables) conditions(variable.validations, {});
    for (const auto& [name, local] : module_.locals) expression(local.attribute->value);
    for (const auto& [name, output] : module_.outputs) this->output(output);
    for (const auto& [name, call] : module_.calls) this->call(call);
    for (const auto* table : {&module_.resources, &module_.data}) {
      for (const auto& [key, resource] : *table) this->resource(resource);
    }
    for (const ProviderConfiguration& provider : module_.providers) {
      if (is_used(provider.reference)) body(*provider.block->body, {}, false);
    }
    for (const Block* block : module_.checks) check_block(*block);
    for (const Block* block : module_.imports) import(*block);
  }

 private:
  void expression(const Expression* expression) {
    if (!expression) return;
    for (const Traversal* reference : expressions::references(*expression)) {
      if (std::ranges::find(iterators_, reference->root) != iterators_.end()) continue;
      check_reference(evaluator_, site_, *reference);
    }
  }

  void conditions(std::span<const Condition> conditions, const Resource* resource) {
    for (const Condition& condition : conditions) {
      if (resource) {
        site_.condition = condition.block->type;
        site_.self = condition.block->type == "postcondition" ? resource : nullptr;
      }
      expression(condition.condition);
      expression(condition.error_message);
    }
    site_.condition = {};
    site_.self = nullptr;
  }

  void output(const Output& output) {
    expression(output.value);
    conditions(output.preconditions, nullptr);
    diagnostics::Diagnostics read_before;
    Context context = evaluator_.context_for(read_before);
    depends_on(read_depends_on(*output.block->body, context));
  }

  // They name whole objects.
  void depends_on(std::span<const Traversal* const> references) {
    for (const Traversal* reference : references) {
      if (reference->root == "self") continue;
      const size_t whole = steps_of_object(*reference);
      const std::string_view why = check_reference(evaluator_, site_, *reference);
      if (!why.empty() || reference->steps.size() <= whole) {
        continue;
      }
      evaluator_.report_once(reference->steps[whole].range, "Invalid depends_on reference",
                             "References in depends_on must be to a whole object (resource, etc), "
                             "not to an attribute of an object.");
    }
  }

  // How many steps name the object that a reference is to.
  static size_t steps_of_object(const Traversal& reference) {
    const std::string_view root = reference.root;
    const bool keyed = root == "module" || !is_value_root(root);
    const size_t names = root == "data" || root == "resource" ? 2 : 1;
    if (!keyed || reference.steps.size() <= names) return names;
    const bool has_key = reference.steps[names].kind != syntax::StepKind::attribute;
    // What follows a module is an output, which is an object of its own.
    return names + (has_key ? 1 : 0) + (root == "module" ? 1 : 0);
  }

  static bool is_value_root(std::string_view root) {
    constexpr std::array<std::string_view, 7> kRoots = {"var",   "local", "path",     "terraform",
                                                        "count", "each",  "ephemeral"};
    return std::ranges::find(kRoots, root) != kRoots.end();
  }

  static Repeats repeats_of(const auto& block) {
    return block.count ? Repeats::count : block.for_each ? Repeats::for_each : Repeats::once;
  }

  void call(const ModuleCall& call) {
    expression(call.count);
    expression(call.for_each);
    site_.repeats = repeats_of(call);
    site_.may_be_none = std::ranges::none_of(evaluator_.modules, [&](const ModuleInstance& one) {
      return one.call == &call && !one.conditional;
    });
    for (const syntax::Attribute& argument : call.body->attributes) {
      if (!is_call_meta_argument(argument.name)) expression(argument.value);
    }
    site_ = outside_;
    depends_on(call.depends_on);
  }

  void resource(const Resource& resource) {
    site_.around = &resource;
    expression(resource.count);
    expression(resource.for_each);
    site_.repeats = repeats_of(resource);
    const ResourceContent& content = evaluator_.content(module_, resource);
    body(*content.body, {content.schema, {}}, true);
    conditions(resource.conditions, &resource);
    const Block* lifecycle = find_block(*content.body, "lifecycle");
    if (lifecycle && is_planned(evaluator_, resource)) triggers(*lifecycle);
    if (lifecycle && content.schema && content.provider->exact)
      ignored(*lifecycle, *content.schema);
    site_ = outside_;
    depends_on(resource.depends_on);
  }

  void check_block(const Block& block) {
    site_.check = &block;
    for (const Block& nested : block.body->blocks) body(*nested.body, {}, nested.type == "data");
    site_ = outside_;
  }

  void import(const Block& block) {
    const Expression* for_each = find_expression(*block.body, "for_each");
    expression(for_each);
    if (for_each) site_.repeats = Repeats::for_each;
    expression(find_expression(*block.body, "id"));
    site_ = outside_;
  }

  void body(const Body& given, const Shape& shape, bool top) {
    const Body& body = told_apart(given, shape, top);
    for (const syntax::Attribute& attribute : body.attributes) {
      if (!top || !is_meta_argument(attribute.name)) expression(attribute.value);
    }
    for (const Block& block : body.blocks) {
      if (top && is_meta_block(block.type)) {
        meta_block(block, shape);
      } else if (block.type == "dynamic" && block.labels.size() == 1) {
        dynamic(block);
      } else {
        this->body(*block.body, shape.inside(block.type), false);
      }
    }
  }

  // Blocks of JSON show themselves only beside their schema.
  const Body& told_apart(const Body& body, const Shape& shape, bool top) {
    if (!body.json) return body;
    diagnostics::Diagnostics reported_by_content;
    return content_of(body, shape.block_specs(top), evaluator_.arena, reported_by_content);
  }

  // replace_triggered_by: of what it names only the resource has to be there.
  void triggers(const Block& lifecycle) {
    const Expression* list = find_expression(*lifecycle.body, "replace_triggered_by");
    if (!list) return;
    for (const Traversal* reference : expressions::references(*list)) {
      const auto& steps = reference->steps;
      if (is_value_root(reference->root) || steps.empty()) continue;
      if (module_.resources.contains({reference->root, steps[0].text})) continue;
      check_reference(evaluator_, site_, *reference);
    }
  }

  // ignore_changes: of what it names the type has to have it.
  void ignored(const Block& lifecycle, const schema::Block& schema) {
    const Expression* list = find_expression(*lifecycle.body, "ignore_changes");
    if (!list || list->kind != syntax::ExpressionKind::tuple) return;
    for (const Expression* item : list->as<syntax::Tuple>().elements) {
      const Traversal* path = as_reference(*item, evaluator_.arena);
      if (!path) continue;
      std::vector<syntax::Step> steps{{syntax::StepKind::attribute, path->root, path->root_range}};
      steps.insert(steps.end(), path->steps.begin(), path->steps.end());
      if (auto problem = find_problem(schema, steps, evaluator_)) {
        evaluator_.report_once(problem->subject, std::move(problem->summary),
                               std::move(problem->detail));
      }
    }
  }

  // Configurations of providers that nothing needs are not evaluated.
  [[nodiscard]] bool is_used(const ProviderReference& provider) const {
    const auto names_it = [&](const auto& item) { return item.second.provider == provider; };
    if (std::ranges::any_of(module_.resources, names_it)) return true;
    if (std::ranges::any_of(module_.data, names_it)) return true;
    for (const auto& [name, call] : module_.calls) {
      for (const auto& [inside, here] : call.providers) {
        if (here == provider) return true;
      }
    }
    if (!provider.alias.empty()) return false;
    // Modules below inherit the configuration without alias.
    const std::string source = provider_source(module_, provider.name);
    const auto needs_it = [&](const auto& item) { return item.second.provider_source == source; };
    return std::ranges::any_of(all_, [&](const Site& site) {
      return std::ranges::any_of(site.module->resources, needs_it) ||
             std::ranges::any_of(site.module->data, needs_it);
    });
  }

  // Conditions are in the resource; what else stands in `lifecycle` names no values.
  void meta_block(const Block& block, const Shape& shape) {
    if (block.type == "_") return body(*block.body, shape, false);
    if (block.type == "lifecycle") return;
    site_.self = std::exchange(site_.around, nullptr);
    plain(*block.body);
    site_.around = std::exchange(site_.self, nullptr);
  }

  // provisioner, and connection in it or beside it.
  void plain(const Body& body) {
    for (const syntax::Attribute& attribute : body.attributes) {
      const bool keyword = attribute.name == "when" || attribute.name == "on_failure";
      if (!keyword) expression(attribute.value);
    }
    for (const Block& block : body.blocks) plain(*block.body);
  }

  // Its content is another matter: it may generate nothing.
  void dynamic(const Block& dynamic) {
    constexpr syntax::BlockSpec kContent[] = {{"content", 0}};
    diagnostics::Diagnostics reported_by_content;
    const Body& body = content_of(*dynamic.body, kContent, evaluator_.arena, reported_by_content);
    expression(find_expression(body, "for_each"));
    iterators_.push_back(iterator_name(dynamic, body));
    expression(find_expression(body, "labels"));
    iterators_.pop_back();
  }

  Evaluator& evaluator_;
  std::span<const Site> all_;  // modules of the configuration
  const Module& module_;
  const Site outside_;  // of any block
  Site site_;
  std::vector<std::string_view> iterators_;  // of the dynamic blocks around
};

}  // namespace

std::vector<Site> module_sites(Evaluator& evaluator) {
  std::vector<Site> sites(1);
  sites[0].module = evaluator.configuration.root;
  std::vector<std::string> paths{""};  // of calls: "net.vpc"
  std::vector<uint32_t> depths{1};
  std::set<const Module*> seen{evaluator.configuration.root};
  for (size_t i = 0; i < sites.size(); ++i) {
    if (depths[i] >= kMaxModuleDepth) continue;
    for (const auto& [name, call] : sites[i].module->calls) {
      const std::string dot = i == 0 ? "" : ".";
      std::string path = paths[i] + dot + std::string(name);
      const std::string directory = evaluator.configuration.directory_of(call, path);
      const Module* module = directory.empty() ? nullptr : evaluator.loader.module(directory);
      if (!module || !seen.insert(module).second) continue;
      Site site;
      site.module = module;
      site.address = sites[i].address + dot + "module." + std::string(name);
      sites.push_back(std::move(site));
      paths.push_back(std::move(path));
      depths.push_back(depths[i] + 1);
    }
  }
  return sites;
}

void check_references(Evaluator& evaluator, std::span<const Site> modules) {
  const auto certain = evaluator.certainty(true);
  for (const Site& module : modules) ModuleReferences(evaluator, module, modules).check();
}

void check_content(Evaluator& evaluator, const Site& site,
                   std::span<const std::string_view> iterators, const Body& content,
                   const Shape& shape) {
  if (!evaluator.checked_contents.insert(&content).second) return;
  ModuleReferences(evaluator, site, {}).check_content(iterators, content, shape);
}

}  // namespace terraform
