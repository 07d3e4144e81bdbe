// SPDX-License-Identifier: Apache-2.0
// Locals, worked out on demand. A chain of locals is followed with a list, not with recursion, so
// that no chain is too long. Exports Evaluator::local. Tested in
// tests/terraform/references_test.cc.
#include "terraform/evaluator.h"

namespace terraform {

namespace {

// The locals of the same module that an expression refers to and that nobody has asked for yet.
std::vector<const Local*> untouched_locals(const syntax::Expression& expression,
                                           const Module& module, ModuleState& state) {
  std::vector<const Local*> locals;
  for (const syntax::Traversal* reference : expressions::references(expression)) {
    if (reference->root != "local" || reference->steps.empty()) continue;
    const auto found = module.locals.find(reference->steps[0].text);
    if (found == module.locals.end()) continue;
    if (state.local_slots[found->first].stage == Stage::untouched) locals.push_back(&found->second);
  }
  return locals;
}

}  // namespace

Value Evaluator::local(ModuleInstanceId id, const Local& wanted) {
  ModuleState& state = state_of(id);
  const Slot& slot = state.local_slots[wanted.name];
  if (slot.stage == Stage::done) return slot.value;
  if (slot.stage == Stage::running) return cyclic(wanted.attribute->name_range);

  const auto certain = certainty(id);
  std::vector<const Local*> pending{&wanted};
  while (!pending.empty()) {
    const Local& local = *pending.back();
    Slot& current = state.local_slots[local.name];
    if (current.stage == Stage::untouched) {
      current.stage = Stage::running;
      const auto needed = untouched_locals(*local.attribute->value, module_of(id), state);
      pending.insert(pending.end(), needed.begin(), needed.end());
      if (!needed.empty()) continue;
    }
    pending.pop_back();
    if (current.stage == Stage::done) continue;
    const Value value = evaluate(*local.attribute->value, Place{id});
    Slot& finished = state.local_slots[local.name];  // evaluation may have moved the table
    finished = {Stage::done, value};
  }
  return state.local_slots[wanted.name].value;
}

}  // namespace terraform
