// SPDX-License-Identifier: Apache-2.0
// Reads `import` blocks, holds them against what is declared, and finds by which id a resource
// instance is imported. Exports the functions of its header. Tested in
// tests/terraform/imports_test.cc.
#include "terraform/imports.h"

#include <algorithm>
#include <map>

#include "terraform/address.h"
#include "terraform/body_reader.h"
#include "terraform/static_expression.h"
#include "terraform/target_address.h"

namespace terraform {

namespace {

using syntax::Block;
using syntax::Body;
using syntax::Expression;
using syntax::ExpressionKind;

constexpr ArgumentSpec kImportArguments[] = {
    {"to", true}, {"id", true}, {"provider"}, {"for_each"}};
constexpr BodySpec kImportSpec{kImportArguments, {}};
// A later Terraform takes an identity instead.
constexpr ArgumentSpec kIdentityArguments[] = {{"to", true}, {"id"}, {"provider"}, {"for_each"}};
constexpr BodySpec kIdentitySpec{kIdentityArguments, {}};

// Whether the keys of an address are all written out: then it can be read as it stands.
bool is_constant(const Expression& to, bool json) {
  if (to.kind == ExpressionKind::traversal) return true;
  return to.kind == ExpressionKind::literal || json;
}

// The address that an import names; nothing if it is wrong, or if its keys are expressions.
std::optional<TargetAddress> read_to(const Body& body, Context& context) {
  const Expression* to = find_expression(body, "to");
  if (!to || !is_constant(*to, body.json)) return std::nullopt;
  if (body.json && !as_reference(*to, context.arena)) return std::nullopt;
  const auto target = read_target(*to, body.json, context);
  if (!target) return std::nullopt;
  if (!target->is_module() && target->mode == schema::Mode::managed) return target;
  report(context, to->range, "Invalid import address", "Only managed resources can be imported.");
  return std::nullopt;
}

std::string text_of(const TargetAddress& target) {
  return (target.module.empty() ? "" : target.module + '.') + target.local() + target.key;
}

// The address that `to` names, without keys; empty: it is no address.
std::string without_keys(const Expression& to) {
  if (to.kind == ExpressionKind::traversal) {
    const auto& reference = to.as<syntax::Traversal>();
    return terraform::without_keys(path_text(reference.root, reference.steps));
  }
  if (to.kind == ExpressionKind::relative_traversal) {
    const auto& relative = to.as<syntax::RelativeTraversal>();
    return without_keys(*relative.source) + terraform::without_keys(path_text("", relative.steps));
  }
  if (to.kind != ExpressionKind::index) return {};
  return without_keys(*to.as<syntax::Index>().collection);
}

// Whether an import block may import into a resource instance, by its address.
bool may_name(const Block& block, const std::string& address, expressions::Arena& arena) {
  const Expression* to = find_expression(*block.body, "to");
  if (!to) return false;
  // Most stand as they are, and name another resource: that is seen without writing them out.
  if (to->kind == ExpressionKind::traversal) {
    const auto& named = to->as<syntax::Traversal>();
    std::string_view rest = address;
    if (!rest.starts_with(named.root) || named.steps.empty()) return false;
    rest.remove_prefix(named.root.size());
    if (!rest.starts_with('.') || !rest.substr(1).starts_with(named.steps[0].text)) return false;
  }
  const Expression* reference = as_reference(*to, arena);
  return without_keys(reference ? *reference : *to) == terraform::without_keys(address);
}

// The import blocks of the root, for one of their instances.
class ImportReader {
 public:
  ImportReader(Evaluator& evaluator, const Block& block)
      : evaluator_(evaluator),
        body_(*block.body),
        to_(find_expression(body_, "to")),
        id_(find_expression(body_, "id")) {
    const Expression* for_each = find_expression(body_, "for_each");
    if (for_each) {
      expansion_ = each(*for_each);
    } else {
      expansion_.instances.emplace_back();
    }
  }

  [[nodiscard]] const Expression* id() const { return id_; }
  [[nodiscard]] std::span<const Instance> instances() const { return expansion_.instances; }
  [[nodiscard]] ModuleScope scope(const Instance& instance) const {
    return {evaluator_, Place{.module = kRootModule, .repetition = &instance.repetition}};
  }

  // What one instance imports into; nothing if that is not known.
  [[nodiscard]] std::optional<std::string> address(const Instance& instance) const {
    if (!to_) return std::nullopt;
    const Expression* to = as_reference(*to_, evaluator_.arena);
    return address(to ? *to : *to_, scope(instance));
  }

 private:
  // Other than resources, imports may repeat for the elements of any collection.
  Expansion each(const Expression& for_each) {
    values::Arena& arena = evaluator_.arena;
    const Value given = evaluator_.evaluate(for_each, Place{}).materialized(arena);
    Expansion expansion{.repeats = Repeats::for_each, .instances = {}, .unknown = {}};
    if (!given.is_known() || given.is_null() || given.kind() < values::Kind::list) return expansion;
    const bool keyed = given.kind() == values::Kind::map || given.kind() == values::Kind::object;
    for (size_t i = 0; i < given.elements().size(); ++i) {
      const Value& element = given.elements()[i];
      Instance instance;
      instance.repetition = {Repeats::for_each, element, element};
      if (keyed) instance.repetition.key = Value::string(given.keys()[i], arena);
      expansion.instances.push_back(instance);
    }
    return expansion;
  }

  [[nodiscard]] std::optional<std::string> address(const Expression& to,
                                                   const ModuleScope& scope) const {
    if (to.kind == ExpressionKind::traversal) {
      const auto& reference = to.as<syntax::Traversal>();
      return path_text(reference.root, reference.steps);
    }
    if (to.kind == ExpressionKind::relative_traversal) {
      const auto& relative = to.as<syntax::RelativeTraversal>();
      const auto source = address(*relative.source, scope);
      return source ? std::optional(*source + path_text("", relative.steps)) : std::nullopt;
    }
    if (to.kind != ExpressionKind::index) return std::nullopt;
    const auto& index = to.as<syntax::Index>();
    const auto collection = address(*index.collection, scope);
    const Value key = evaluator_.evaluate(*index.key, scope);
    if (!collection || !key.is_known() || key.is_null()) return std::nullopt;
    if (key.kind() != values::Kind::string && key.kind() != values::Kind::number) {
      return std::nullopt;
    }
    return *collection + '[' + values::to_json(key) + ']';
  }

  Evaluator& evaluator_;
  const Body& body_;
  const Expression* to_;
  const Expression* id_;
  Expansion expansion_;
};

// Reports what is wrong with the imports of the root, instance by instance.
class ImportCheck {
 public:
  explicit ImportCheck(Evaluator& evaluator) : evaluator_(evaluator) {
    for (const ResourceInstance& instance : evaluator.resources) {
      instances_[terraform::without_keys(instance.address)].push_back(&instance);
    }
  }

  void check(const Block& block) {
    diagnostics::Diagnostics read_before;
    Context context = evaluator_.context_for(read_before);
    const auto target = read_to(*block.body, context);
    const ImportReader reader(evaluator_, block);
    if (target && !check_target(block, *target)) return;
    if (!reader.id()) return;
    for (const Instance& instance : reader.instances()) {
      check_instance(block, reader.address(instance));
      check_id(evaluator_.evaluate(*reader.id(), reader.scope(instance)), reader.id()->range);
    }
  }

 private:
  // What is declared where a target stands; null if that is nothing or not known.
  const Module* module_around(const TargetAddress& target) {
    const std::string path = terraform::without_keys(target.module);
    const auto found = std::ranges::find_if(evaluator_.modules, [&path](const auto& instance) {
      return !instance.conditional && terraform::without_keys(instance.address) == path;
    });
    if (found == evaluator_.modules.end() || found->module->known_only) return nullptr;
    return found->module;
  }

  // Whether the root calls the module around a target.
  [[nodiscard]] bool is_called(const TargetAddress& target) const {
    std::string_view name = target.module;
    name.remove_prefix(std::min(name.size(), std::string_view("module.").size()));
    name = name.substr(0, name.find_first_of(".["));
    return evaluator_.configuration.root->calls.contains(name);
  }

  // Of a resource of which all instances are known, it has to be one.
  void check_instance(const Block& block, const std::optional<std::string>& address) {
    if (!address) return;
    const auto found = instances_.find(terraform::without_keys(*address));
    if (found == instances_.end()) return;
    const bool exists = std::ranges::any_of(found->second, [&](const ResourceInstance* instance) {
      return instance->conditional || instance->address == *address;
    });
    if (exists) return;
    wrong(find_expression(*block.body, "to")->range,
          "Configuration for import target does not exist",
          "The configuration for the given import " + *address +
              " does not exist. All target instances must have an associated configuration to be "
              "imported.");
  }

  // Whether it is something to import into.
  bool check_target(const Block& block, const TargetAddress& target) {
    const Module* module = module_around(target);
    if (!module && is_called(target)) return true;
    const Expression& to = *find_expression(*block.body, "to");
    const auto* resources = module ? &module->resources : nullptr;
    if (!resources || !resources->contains({target.type, target.name})) {
      return wrong(to.range, "Configuration for import target does not exist",
                   "The configuration for the given import target " + text_of(target) +
                       " does not exist. It can be generated with the -generate-config-out option "
                       "of terraform plan.");
    }
    const Resource& resource = resources->at({target.type, target.name});
    if (const syntax::Attribute* provider = find_attribute(*block.body, "provider")) {
      wrong(provider->value->range, "Invalid import provider argument",
            "The provider argument can only be specified in import blocks that will generate "
            "configuration. Use the provider argument in the target resource block.");
    }
    if (target.key.empty() && (resource.count || resource.for_each)) {
      return wrong(
          to.range, "Invalid import 'to' expression",
          std::string("The target resource is using ") + (resource.count ? "count." : "for_each."));
    }
    if (!names_itself(block, target)) return true;
    return wrong(find_expression(*block.body, "id")->range, "Invalid import id argument",
                 "The import ID cannot reference the resource being imported.");
  }

  // Whether the id is read from what is imported.
  static bool names_itself(const Block& block, const TargetAddress& target) {
    const Expression* id = find_expression(*block.body, "id");
    if (!id || !target.module.empty()) return false;
    return std::ranges::any_of(
        expressions::references(*id), [&target](const syntax::Traversal* reference) {
          return reference->root == target.type && !reference->steps.empty() &&
                 reference->steps[0].text == target.name;
        });
  }

  void check_id(const Value& given, Range range) {
    const auto id = values::convert(given, values::Type::string(), evaluator_.arena);
    if (!id.ok) {
      wrong(range, "Incorrect value type", "Invalid expression value: string required.");
    } else if (id.value.is_null()) {
      wrong(range, kInvalidId, "The import ID cannot be null.");
    } else if (!id.value.is_known()) {
      check_unknown_id(id.value, range);
    } else if (id.value.as_string().empty()) {
      wrong(range, kInvalidId,
            "The import ID value evaluates to an empty string, please provide a non-empty value.");
    }
  }

  // Once what it depends on is there, it is known.
  void check_unknown_id(const Value& id, Range range) {
    const bool apply =
        std::ranges::all_of(values::all_reasons(id, evaluator_.arena),
                            [](const Reason* reason) { return reason->kind == ReasonKind::apply; });
    if (!apply) return;
    evaluator_.report_once(
        range, kInvalidId,
        "The import block \"id\" argument depends on resource attributes that cannot be "
        "determined until apply, so Terraform cannot plan to import this resource.",
        evaluator_.purpose == Purpose::eval ? diagnostics::Severity::error
                                            : diagnostics::Severity::note);
  }

  bool wrong(Range range, std::string summary, std::string detail) {
    evaluator_.report_once(range, std::move(summary), std::move(detail));
    return false;
  }

  static constexpr const char* kInvalidId = "Invalid import id argument";
  Evaluator& evaluator_;
  // Of each resource, by its address without keys.
  std::map<std::string, std::vector<const ResourceInstance*>> instances_;
};

}  // namespace

void read_import(const Block& block, Context& context) {
  const bool by_identity = find_attribute(*block.body, "identity") != nullptr;
  const Body& body =
      read_body(*block.body, by_identity ? kIdentitySpec : kImportSpec, block.header, context);
  read_to(body, context);
}

void report_repeated_imports(std::span<const Block* const> imports, Context& context) {
  std::map<std::string, const Block*> first;
  for (const Block* block : imports) {
    diagnostics::Diagnostics read_before;
    Context quiet{context.arena, context.origins, read_before};
    const auto target = read_to(*block->body, quiet);
    if (!target) continue;
    const auto [earlier, fresh] = first.try_emplace(text_of(*target), block);
    if (fresh) continue;
    const std::string name = target->local();
    report_duplicate(context, find_expression(*block->body, "to")->range, earlier->second->header,
                     "Duplicate import configuration for \"" + name + '"',
                     "An import block for the resource \"" + name +
                         "\" was already declared. A resource can have only one import block.");
  }
}

void check_imports(Evaluator& evaluator) {
  const bool any = std::ranges::any_of(
      evaluator.modules, [](const auto& instance) { return !instance.module->imports.empty(); });
  if (!any) return;
  ImportCheck check(evaluator);
  for (const ModuleInstance& instance : evaluator.modules) {
    for (const Block* block : instance.module->imports) {
      if (instance.id == kRootModule) {
        check.check(*block);
      } else {
        evaluator.report_once(block->header, "Invalid import configuration",
                              "An import block was detected in \"" + instance.address +
                                  "\". Import blocks are only allowed in the root module.");
      }
    }
  }
}

std::optional<Value> imported_id(Evaluator& evaluator, NodeId node) {
  const std::string& wanted = evaluator.instance_of(node).address;
  for (const Block* block : evaluator.configuration.root->imports) {
    if (!may_name(*block, wanted, evaluator.arena)) continue;
    const ImportReader reader(evaluator, *block);
    for (const Instance& instance : reader.instances()) {
      if (!reader.id() || reader.address(instance) != wanted) continue;
      const Value given = evaluator.evaluate(*reader.id(), reader.scope(instance));
      const auto id = values::convert(given, values::Type::string(), evaluator.arena);
      if (!id.ok || !id.value.is_known() || id.value.is_null()) return std::nullopt;
      return id.value.without_marks();
    }
  }
  return std::nullopt;
}

}  // namespace terraform
