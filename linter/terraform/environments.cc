// SPDX-License-Identifier: Apache-2.0
// Evaluates environments in the order in which they read each other's states. Exports Environments.
// Tested in tests/terraform/remote_state_test.cc.
#include "terraform/environments.h"

#include <pthread.h>

#include <algorithm>
#include <functional>

#include "terraform/backend.h"
#include "values/inspect.h"

namespace terraform {

namespace {

// Roots that read the state of roots that read … deeper than this are not followed.
constexpr uint32_t kMaxDepth = 16;

constexpr size_t kStackBytes = size_t{8} << 20;

// Runs `work` on a stack of its own, and waits for it: evaluations within evaluations would come to
// the end of a single one. False if there is none to be had.
bool run_apart(const std::function<void()>& work) {
  const auto start = [](void* argument) -> void* {
    (*static_cast<const std::function<void()>*>(argument))();
    return nullptr;
  };
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_t thread{};
  auto* argument = const_cast<std::function<void()>*>(&work);
  const bool runs = pthread_attr_setstacksize(&attributes, kStackBytes) == 0 &&
                    pthread_create(&thread, &attributes, start, argument) == 0;
  pthread_attr_destroy(&attributes);
  return runs && pthread_join(thread, nullptr) == 0;
}

// Whether an environment's state may be that of a workspace: one without a name stands for any.
bool may_be(const Inputs& inputs, const Value& workspace) {
  if (inputs.workspace.empty() || workspace.is_unknown()) return true;
  const std::string_view wanted = values::is_text(workspace) ? workspace.as_string() : "default";
  return inputs.workspace == wanted;
}

}  // namespace

size_t count_nodes(const Evaluation& evaluation) {
  size_t count = evaluation.resources().size() + 2;  // the root, its backend
  for (const ModuleInstance& module : evaluation.modules()) {
    count += 1 + module.module->providers.size() + module.module->variables.size() +
             module.module->outputs.size();
  }
  for (const auto& missing : evaluation.missing_modules()) count += missing.instances.size();
  return count;
}

void Environments::add(const Configuration& configuration, const Inputs& inputs) {
  const syntax::Block* backend = configuration.root ? configuration.root->backend : nullptr;
  environments_.push_back(
      {.configuration = &configuration,
       .inputs = inputs,
       .backend = backend ? backend_arguments(*backend, arena_) : Value::object({}, {}, arena_),
       .evaluation = {}});
}

const Evaluation& Environments::evaluation(size_t index) {
  Environment& environment = environments_[index];
  if (!environment.evaluation) {
    environment.running = true;
    ++depth_;
    environment.evaluation = std::make_unique<Evaluation>(
        evaluate(*environment.configuration, environment.inputs, Purpose::check, loader_, this));
    --depth_;
    environment.running = false;
  }
  return *environment.evaluation;
}

bool Environments::can_be_read(size_t index) {
  if (index >= kMaxForeign) return false;
  if (!is_evaluated(index)) {
    if (finished_ || depth_ >= kMaxDepth) return false;
    if (!run_apart([&] { evaluation(index); })) return false;
  }
  return count_nodes(evaluation(index)) <= kMaxNodes;
}

std::string Environments::name(const Environment& environment) const {
  std::string name = environment.configuration->directory;
  if (!environment.inputs.workspace.empty()) name += " (" + environment.inputs.workspace + ')';
  return name;
}

Environments::Found Environments::find(std::string_view backend, const Value& config,
                                       const Value& workspace, std::string_view directory,
                                       const schema::Schemas& schemas, values::Arena& arena) {
  const StateAddress asked{backend, config.is_null() ? Value::object({}, {}, arena) : config,
                           directory};
  std::vector<size_t> all;
  bool unknown = false;
  for (size_t i = 0; i < environments_.size(); ++i) {
    const Environment& environment = environments_[i];
    if (environment.configuration->kind != DirectoryKind::root) continue;
    const syntax::Block* block = environment.configuration->root->backend;
    const StateAddress kept{block ? backend_type(*block) : "local", environment.backend,
                            environment.configuration->directory};
    const SameState same = same_state(kept, asked, schemas, arena);
    unknown = unknown || same == SameState::unknown;
    if (same == SameState::yes && may_be(environment.inputs, workspace)) all.push_back(i);
  }
  if (all.empty()) {
    return {.kind = unknown ? Found::Kind::unknown : Found::Kind::nothing, .names = {}};
  }
  Found found{.kind = Found::Kind::one, .index = all.front(), .names = {}};
  for (const size_t index : all) {
    if (!found.names.empty()) found.names += ", ";
    found.names += name(environments_[index]);
  }
  if (all.size() > 1) {
    found.kind = Found::Kind::several;
  } else if (environments_[found.index].running) {
    found.kind = Found::Kind::cyclic;
  } else if (!can_be_read(found.index)) {
    found.kind = Found::Kind::nothing;
  }
  return found;
}

}  // namespace terraform
