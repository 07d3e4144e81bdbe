// SPDX-License-Identifier: Apache-2.0
// Which other environments keep their state in the same place. Exported: shared_state,
// is_complete_backend. Tested in tests/graph/shared_state_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "graph/state.h"
#include "terraform/backend.h"

namespace graph {

using terraform::SameState;
using values::ReasonKind;
using values::SketchElement;

namespace {

// Of an environment that may be at work itself: its arena is left alone.
terraform::StateAddress address_of(const terraform::Evaluation& evaluation, values::Arena& arena) {
  const syntax::Block& backend = *evaluation.configuration().root->backend;
  return {terraform::backend_type(backend), terraform::backend_arguments(backend, arena),
          evaluation.configuration().directory};
}

// The arguments that a type of backend requires.
std::vector<std::string_view> required_of(std::string_view type, const schema::Schemas& schemas) {
  std::vector<std::string_view> names;
  std::string_view words = schemas.fact("backend", type, "required");
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    names.push_back(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return names;
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

}  // namespace

bool is_complete_backend(std::string_view type, const Value& given,
                         const schema::Schemas& schemas) {
  return std::ranges::all_of(required_of(type, schemas), [&given](std::string_view name) {
    return given.find(name) != nullptr;
  });
}

namespace {

// What a file does not give, the command line may: it is the same only where both say so.
SameState same_place(const terraform::StateAddress& a, const terraform::StateAddress& b,
                     const schema::Schemas& schemas, values::Arena& arena) {
  if (a.backend != b.backend) return SameState::no;
  const bool complete = is_complete_backend(a.backend, a.arguments, schemas) &&
                        is_complete_backend(b.backend, b.arguments, schemas);
  if (complete) return terraform::same_state(a, b, schemas, arena);
  const std::vector<std::string_view> names = required_of(a.backend, schemas);
  const bool differ = std::ranges::any_of(names, [&](std::string_view name) {
    const Value* one = a.arguments.find(name);
    const Value* other = b.arguments.find(name);
    return one != nullptr && other != nullptr && one->is_known() && other->is_known() &&
           !values::identical(*one, *other);
  });
  return differ ? SameState::no : SameState::unknown;
}

}  // namespace

Value shared_state(const Graph& graph, const Graph::State& state) {
  static constexpr std::string_view kKeys[] = {"name", "apart"};
  const terraform::Evaluation& evaluation = graph.evaluation();
  values::Arena& arena = evaluation.arena();
  const terraform::StateAddress ours = address_of(evaluation, arena);
  std::vector<SketchElement> others;
  if (state.all != nullptr) {
    for (const Graph* other : *state.all) {
      if (other == nullptr || other == &graph) continue;
      const terraform::Evaluation& there = other->evaluation();
      if (there.configuration().root == nullptr || !there.configuration().root->backend) continue;
      const terraform::StateAddress theirs = address_of(there, arena);
      const SameState same = same_place(ours, theirs, evaluation.schemas(), arena);
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
