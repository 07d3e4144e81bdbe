// SPDX-License-Identifier: Apache-2.0
// Module calls: their instances, and what `module.x` is to the caller. Exports Evaluator's expand,
// reference and output, and ModuleOutputs. Tested in tests/terraform/references_test.cc.
#include <algorithm>

#include "terraform/evaluator.h"
#include "terraform/module_calls.h"

namespace terraform {

namespace {

std::string key_text(const InstanceKey& key) {
  switch (key.kind) {
    case InstanceKey::Kind::none:
      return "";
    case InstanceKey::Kind::number:
      return '[' + std::to_string(key.number) + ']';
    case InstanceKey::Kind::text:
      return '[' + values::quoted(key.text) + ']';
    case InstanceKey::Kind::any:
      return "[*]";
  }
  return "";
}

bool calls_itself(const Evaluator& evaluator, ModuleInstanceId id, const Module* module) {
  for (;; id = evaluator.instance_of(id).parent) {
    if (&evaluator.module_of(id) == module) return true;
    if (id == kRootModule) return false;
  }
}

bool gives_arguments(const ModuleCall& call) {
  return std::ranges::any_of(call.body->attributes, [](const syntax::Attribute& argument) {
    return !is_call_meta_argument(argument.name);
  });
}

uint32_t depth_of(const Evaluator& evaluator, ModuleInstanceId id) {
  uint32_t depth = 0;
  for (; id != kRootModule; id = evaluator.instance_of(id).parent) ++depth;
  return depth;
}

}  // namespace

std::string address_of(const Evaluator& evaluator, ModuleInstanceId module,
                       std::string_view relative, const InstanceKey& key) {
  std::string address = evaluator.instance_of(module).address;
  if (!address.empty()) address += '.';
  address += relative;
  return address + key_text(key);
}

values::Type ModuleOutputs::type() const {
  std::vector<values::ObjectAttribute> attributes;
  for (const auto& [name, output] : evaluator_.module_of(module_).outputs) {
    attributes.push_back({name, values::Type::dynamic()});
  }
  return values::Type::object(attributes, evaluator_.arena);
}

Value ModuleOutputs::attribute(std::string_view name) const {
  const auto& outputs = evaluator_.module_of(module_).outputs;
  const auto output = outputs.find(name);
  if (output != outputs.end()) return evaluator_.output(module_, output->second);
  return is_open() ? evaluator_.unknown_of_known(module_) : Value();
}

bool ModuleOutputs::is_open() const { return evaluator_.module_of(module_).known_only; }

Value Evaluator::unknown_of_known(ModuleInstanceId module) {
  const ModuleInstance& instance = instance_of(module);
  const std::string call = "module." + std::string(instance.call->name);
  return unknown(ReasonKind::module, address_of(*this, instance.parent, call, {}),
                 instance.call->source_range);
}

Value Evaluator::output(ModuleInstanceId module, const Output& output) {
  Slot& slot = state_of(module).output_slots[output.name];
  if (slot.stage == Stage::done) return slot.value;
  if (!output.value) return invalid(output.block->header, "Missing required argument");
  if (slot.stage == Stage::running) return cyclic(output.block->header);
  slot.stage = Stage::running;
  const auto certain = certainty(module);
  Value value = evaluate(*output.value, Place{module});
  if (output.ephemeral) value = value.with_marks(values::Marks::ephemeral);
  state_of(module).output_slots[output.name] = {Stage::done, value};
  return value;
}

// The module that a call stands for; null, and said why, if there is none.
const Module* Evaluator::called_module(ModuleInstanceId parent, const ModuleCall& call,
                                       CallState& state) {
  const std::string& parent_path = state_of(parent).config_path;
  const std::string path =
      parent_path.empty() ? std::string(call.name) : parent_path + '.' + std::string(call.name);
  const std::string directory = configuration.directory_of(call, path);
  const Module* module = directory.empty() ? nullptr : loader.module(directory);
  if (!module || module->files.empty()) {
    if (purpose == Purpose::check && !directory.empty()) {
      state.submodule = loader.missing_submodule(directory);
    }
    const bool not_installed = call.directory.empty() || !state.submodule.empty();
    if (!module || not_installed) return missing_module(call, state);
    if (gives_arguments(call)) {
      report_empty(call);
      state.absence = Absence::not_there;
      state.refused = kEmptyModule;
      return nullptr;
    }
  }
  if (calls_itself(*this, parent, module)) {
    return refuse_call(call, "Module calls itself",
                       "The module in " + module->directory +
                           " is called by itself, directly or through other modules. Terraform "
                           "would never come to an end.",
                       state);
  }
  if (depth_of(*this, parent) + 1 >= kMaxModuleDepth) {
    state.refused = "Modules nested too deep";
    state.absence = Absence::not_there;
    report_limit(call.source_range, std::string(state.refused),
                 "Modules may be nested " + std::to_string(kMaxModuleDepth) + " deep.");
    return nullptr;
  }
  return module;
}

const Module* Evaluator::refuse_call(const ModuleCall& call, std::string_view summary,
                                     std::string detail, CallState& state) {
  state.absence = Absence::not_there;
  state.refused = summary;
  report_once(call.source_range, std::string(summary), std::move(detail));
  return nullptr;
}

// To Terraform it is a module without variables and outputs, which it says of each one's use.
void Evaluator::report_empty(const ModuleCall& call) {
  report_once(call.source_range, std::string(kEmptyModule),
              "The directory " + call.directory +
                  " has no Terraform files, so that the module has neither variables nor outputs.");
}

// Another than Terraform's own installer may have to bring it, or it is nowhere.
const Module* Evaluator::missing_module(const ModuleCall& call, CallState& state) {
  if (!state.submodule.empty()) {
    state.absence = Absence::not_checked_out;
    return nullptr;
  }
  if (!call.directory.empty()) {
    return refuse_call(call, "Unreadable module directory",
                       "The directory " + call.directory + " does not exist or cannot be read.",
                       state);
  }
  if (purpose != Purpose::check && !call.source.empty()) {
    report_once(call.source_range, "Module not installed",
                "This module is not yet installed. Run \"terraform init\" to install all modules "
                "required by this configuration.");
  }
  // A plan tells what is really there.
  const bool is_judged = purpose == Purpose::check && inputs.plan == nullptr;
  return is_judged ? loader.known_module(call.source) : nullptr;
}

ModuleInstanceId Evaluator::add_module(ModuleInstanceId parent, const ModuleCall& call,
                                       const Module& module, const Expansion& expansion,
                                       const Instance& instance) {
  ++instance_count;
  const std::span<const Reason* const> why = doubts(parent, expansion, instance);
  const auto id = static_cast<ModuleInstanceId>(modules.size());
  ModuleInstance& added = modules.emplace_back();
  added.id = id;
  added.parent = parent;
  added.module = &module;
  added.call = &call;
  added.key = instance.key;
  added.address = address_of(*this, parent, "module." + std::string(call.name), instance.key);
  added.conditional = instance.conditional || instance_of(parent).conditional;
  added.doubts = why;
  ModuleState& state = module_states.emplace_back();
  const std::string& parent_path = state_of(parent).config_path;
  state.repetition = instance.repetition;
  state.config_path =
      parent_path.empty() ? std::string(call.name) : parent_path + '.' + std::string(call.name);
  state.file_path = relative_path(configuration.directory, module.directory);
  return id;
}

Reason Evaluator::absence_of(const CallState& call) const {
  if (call.refused.empty()) return {ReasonKind::module, call.address, {}};
  return {ReasonKind::invalid, call.refused, {}};
}

void Evaluator::add_missing(ModuleInstanceId parent, const ModuleCall& call, CallState& state) {
  state.missing = missing_modules.size();
  Reason reason = absence_of(state);
  reason.subject = arena.copy(reason.subject);
  reason.range = state.refused.empty() ? Range() : call.source_range;
  MissingModule& missing = missing_modules.emplace_back();
  missing = {.address = state.address,
             .parent = parent,
             .call = &call,
             .known = state.module,
             .instances = {},
             .absence = state.absence,
             .submodule = state.submodule,
             .reason = reason};
  for (const Instance& instance : state.expansion.instances) {
    missing.instances.push_back(
        {.address = state.address + key_text(instance.key),
         .conditional = instance.conditional || instance_of(parent).conditional,
         .doubts = doubts(parent, state.expansion, instance),
         .arguments = {}});
  }
}

CallState& Evaluator::expand(ModuleInstanceId parent, const ModuleCall& call) {
  CallState& state = state_of(parent).call_states[&call];
  if (state.stage != Stage::untouched) return state;
  state.stage = Stage::running;
  const auto certain = certainty(parent);
  state.address = address_of(*this, parent, "module." + std::string(call.name), {});
  state.module = called_module(parent, call, state);
  state.expansion =
      expansion(call.count, call.for_each, ModuleScope(*this, Place{parent}), state.address);
  const bool is_missing = !state.module || state.module->known_only;
  if (is_missing && !state.expansion.instances.empty()) add_missing(parent, call, state);
  if (state.module) {
    for (const Instance& instance : state.expansion.instances) {
      state.modules.push_back(add_module(parent, call, *state.module, state.expansion, instance));
    }
  }
  state.stage = Stage::done;
  return state;
}

// One instance of a call as its caller sees it.
Value Evaluator::module_value(const CallState& call, size_t instance, Range range) {
  if (!call.module) {
    const Reason reason = absence_of(call);
    return unknown(reason.kind, reason.subject, range);
  }
  return Value::object(&module_outputs.emplace_back(*this, call.modules[instance]));
}

Value Evaluator::reference(ModuleInstanceId parent, const ModuleCall& call) {
  if (walk == Walk::validate) return unknown_to_validation(call.block->header);
  CallState& state = expand(parent, call);
  if (state.stage == Stage::running) return cyclic(call.block->header);
  if (state.reference.stage == Stage::done) return state.reference.value;
  std::vector<Value> values;
  for (size_t i = 0; i < state.expansion.instances.size(); ++i) {
    values.push_back(module_value(state, i, call.source_range));
  }
  state.reference = {Stage::done, collected(state.expansion, values)};
  return state.reference.value;
}

// The values of all instances as one: itself, a tuple or an object, or what is known of an
// unknown number of them.
Value Evaluator::collected(const Expansion& expansion, std::span<const Value> values) {
  if (expansion.repeats == Repeats::once) {
    return values.empty() ? invalid({}, "Too many instances") : values[0];
  }
  if (expansion.unknown.is_unknown()) {
    std::vector<values::SketchElement> elements;
    for (size_t i = 0; i < values.size(); ++i) {
      const Instance& instance = expansion.instances[i];
      const bool keyed = expansion.repeats == Repeats::for_each;
      const bool numbered = instance.key.kind == InstanceKey::Kind::number;
      elements.push_back({.key = keyed || numbered ? instance.repetition.key : Value(),
                          .value = values[i],
                          .optional = instance.conditional,
                          .many = instance.key.kind == InstanceKey::Kind::any});
    }
    const auto reasons = values::all_reasons(expansion.unknown, arena);
    return values::make_unknown(values::Type::dynamic(), nullptr,
                                values::elements_sketch(arena.copy(elements), arena), reasons,
                                arena);
  }
  if (expansion.repeats == Repeats::count) return Value::tuple(values, arena);
  std::vector<std::string_view> keys;
  for (const Instance& instance : expansion.instances) keys.push_back(instance.key.text);
  return Value::object(keys, values, arena);
}

}  // namespace terraform
