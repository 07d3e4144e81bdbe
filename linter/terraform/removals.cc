// SPDX-License-Identifier: Apache-2.0
// Reads `removed` blocks and holds them against what is declared. Exports read_removed and
// check_removals. Tested in tests/terraform/moves_test.cc.
#include <algorithm>

#include "terraform/address.h"
#include "terraform/body_reader.h"
#include "terraform/moves.h"
#include "terraform/provisioners.h"
#include "terraform/static_expression.h"
#include "terraform/target_address.h"

namespace terraform {

namespace {

using syntax::Block;
using syntax::Body;

constexpr std::string_view kProvisionerLabels[] = {"type"};
constexpr ArgumentSpec kRemovedArguments[] = {{"from", true}};
constexpr BlockTypeSpec kRemovedBlocks[] = {
    {"lifecycle"}, {"connection"}, {"provisioner", kProvisionerLabels}};
constexpr BodySpec kRemovedSpec{kRemovedArguments, kRemovedBlocks};
constexpr ArgumentSpec kLifecycleArguments[] = {{"destroy"}};
constexpr BodySpec kLifecycleSpec{kLifecycleArguments, {}};

// What was removed: always a whole module or resource.
std::optional<TargetAddress> read_from(const Body& body, Context& context) {
  const syntax::Expression* from = find_expression(body, "from");
  const auto target = from ? read_target(*from, body.json, context) : std::nullopt;
  if (!target) return std::nullopt;
  const bool module_key = without_keys(target->module) != target->module ||
                          (target->is_module() && !target->key.empty());
  if (module_key) {
    report(context, from->range, "Module instance keys not allowed",
           "Module address must be a module (e.g. \"module.foo\"), not a module instance (e.g. "
           "\"module.foo[1]\").");
  } else if (!target->key.empty()) {
    report(context, from->range, "Resource instance keys not allowed",
           "Resource address must be a resource (e.g. \"test_instance.foo\"), not a resource "
           "instance (e.g. \"test_instance.foo[1]\").");
  } else if (target->mode == schema::Mode::data) {
    report(context, from->range, "Data source address not allowed",
           "Data sources are never destroyed, so they are not valid targets of removed blocks. To "
           "remove the data source from state, remove the data source block from configuration.");
  } else {
    return target;
  }
  return std::nullopt;
}

}  // namespace

void read_removed(const Block& block, Context& context) {
  const Body& body = read_body(*block.body, kRemovedSpec, block.header, context);
  read_from(body, context);
  for (const Block& nested : body.blocks) {
    if (nested.type != "lifecycle") continue;
    const Body& lifecycle = read_body(*nested.body, kLifecycleSpec, nested.header, context);
    if (const auto* destroy = find_expression(lifecycle, "destroy")) {
      constant_bool(*destroy, context);
    }
  }
  read_removed_provisioners(body, context);
}

void check_removals(Evaluator& evaluator) {
  for (const ModuleInstance& around : evaluator.modules) {
    for (const Block* block : around.module->removals) {
      diagnostics::Diagnostics read_before;
      Context context = evaluator.context_for(read_before);
      const Body& body = read_body(*block->body, kRemovedSpec, block->header, context);
      const auto target = read_from(body, context);
      if (!target) continue;
      std::string place = without_keys(around.address);
      if (!place.empty() && !target->module.empty()) place += '.';
      place += target->module;
      for (const ModuleInstance& instance : evaluator.modules) {
        if (instance.conditional || without_keys(instance.address) != place) continue;
        const Block* declared = nullptr;
        if (target->is_module()) {
          const auto call = instance.module->calls.find(target->name);
          if (call != instance.module->calls.end()) declared = call->second.block;
        } else {
          const auto found = instance.module->resources.find({target->type, target->name});
          if (found != instance.module->resources.end()) declared = found->second.block;
        }
        if (!declared) continue;
        evaluator.report_once(
            declared->header,
            target->is_module() ? "Removed module still exists" : "Removed resource still exists",
            "A statement declares that " + target->local() +
                " was removed, but it is still declared in configuration.");
      }
    }
  }
}

}  // namespace terraform
