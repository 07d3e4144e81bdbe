// SPDX-License-Identifier: Apache-2.0
// Which other environments keep their state in the same place. Exported: shared_state.
// Tested in tests/graph/shared_state_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "graph/state.h"
#include "terraform/backend.h"

namespace graph {

using terraform::SameState;
using values::ReasonKind;
using values::SketchElement;

namespace {

// As one way of initialising the root has it.
terraform::StateAddress address_in(const Graph& graph, const BackendConfig* config,
                                   values::Arena& arena) {
  const terraform::Configuration& configuration = graph.evaluation().configuration();
  return {terraform::backend_type(*configuration.root->backend),
          backend_arguments_in(graph, config, arena), configuration.directory};
}

std::string name_of(const terraform::Evaluation& evaluation) {
  const std::string& workspace = evaluation.inputs().workspace;
  return workspace.empty()
             ? evaluation.configuration().directory
             : fmt::format("{} ({})", evaluation.configuration().directory, workspace);
}

std::string_view workspace_of(const terraform::Evaluation& evaluation) {
  const std::string& workspace = evaluation.inputs().workspace;
  return workspace.empty() ? std::string_view("default") : std::string_view(workspace);
}

// Whether their workspaces differ. Inputs of one root that name none may yet be those of another.
Value apart(const terraform::Evaluation& a, const terraform::Evaluation& b, values::Arena& arena) {
  const bool one_root = a.configuration().directory == b.configuration().directory;
  if (one_root && (a.inputs().workspace.empty() || b.inputs().workspace.empty())) {
    const std::string_view reason = arena.copy(fmt::format("the workspace of {}", name_of(b)));
    return values::unknown_because(values::Type::boolean(), {ReasonKind::external, reason, {}},
                                   arena);
  }
  return Value::boolean(workspace_of(a) != workspace_of(b));
}

// What a file does not give, the command line may: it is the same only where both say so.
SameState same_place(const terraform::StateAddress& a, const terraform::StateAddress& b,
                     const schema::Schemas& schemas, values::Arena& arena) {
  if (a.backend != b.backend) return SameState::no;
  const bool complete = is_complete_backend(a.backend, a.arguments, schemas) &&
                        is_complete_backend(b.backend, b.arguments, schemas);
  if (complete) return terraform::same_state(a, b, schemas, arena);
  const std::vector<std::string_view> names = required_of_backend(a.backend, schemas);
  const bool differ = std::ranges::any_of(names, [&](std::string_view name) {
    const Value* one = a.arguments.find(name);
    const Value* other = b.arguments.find(name);
    return one != nullptr && other != nullptr && one->is_known() && other->is_known() &&
           !values::identical(*one, *other);
  });
  return differ ? SameState::no : SameState::unknown;
}

// Whether some way of initialising the other root leads to the same place.
SameState same_place(const terraform::StateAddress& ours, const Graph& other,
                     const schema::Schemas& schemas, values::Arena& arena) {
  std::vector<const BackendConfig*> ways;
  for (const BackendConfig& config : other.state().backend_configs) ways.push_back(&config);
  if (ways.empty()) ways.push_back(nullptr);
  SameState answer = SameState::no;
  for (const BackendConfig* way : ways) {
    const SameState same = same_place(ours, address_in(other, way, arena), schemas, arena);
    if (same == SameState::yes) return same;
    if (same == SameState::unknown) answer = same;
  }
  return answer;
}

}  // namespace

Value shared_state(const Graph& graph, const Graph::State& state, const BackendConfig* config) {
  static constexpr std::string_view kKeys[] = {"name", "apart"};
  const terraform::Evaluation& evaluation = graph.evaluation();
  values::Arena& arena = evaluation.arena();
  const terraform::StateAddress ours = address_in(graph, config, arena);
  std::vector<SketchElement> others;
  if (state.all != nullptr) {
    for (const Graph* other : *state.all) {
      if (other == nullptr || other == &graph) continue;
      const terraform::Evaluation& there = other->evaluation();
      if (there.configuration().root == nullptr || !there.configuration().root->backend) continue;
      const SameState same = same_place(ours, *other, evaluation.schemas(), arena);
      if (same == SameState::no) continue;
      const Value members[] = {Value::string(std::string_view(name_of(there)), arena),
                               apart(evaluation, there, arena)};
      SketchElement element{.key = {}, .value = Value::object(kKeys, members, arena)};
      if (same == SameState::unknown) {
        const std::string_view reason =
            arena.copy(fmt::format("where {} keeps its state", name_of(there)));
        element.value = values::unknown_because(values::Type::dynamic(),
                                                {ReasonKind::external, reason, {}}, arena);
        element.optional = true;
      }
      others.push_back(element);
    }
  }
  return list_of(graph, {}, others, arena);
}

}  // namespace graph
