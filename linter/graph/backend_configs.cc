// SPDX-License-Identifier: Apache-2.0
// What a backend is given in all: its block, and a way in which the root is initialised. Exported:
// is_complete_backend, set_backend_configs, backend_arguments_in, backend_configuration. Tested in
// tests/run/backend_configs_test.cc.
#include "graph/backend_configs.h"

#include <algorithm>
#include <set>

#include "graph/state.h"
#include "terraform/backend.h"

namespace graph {

using values::ReasonKind;
using values::Type;

bool is_complete_backend(std::string_view type, const Value& given,
                         const schema::Schemas& schemas) {
  const std::vector<std::string_view> required = required_of_backend(type, schemas);
  return std::ranges::all_of(
      required, [&given](std::string_view name) { return given.find(name) != nullptr; });
}

std::vector<std::string_view> required_of_backend(std::string_view type,
                                                  const schema::Schemas& schemas) {
  std::vector<std::string_view> names;
  std::string_view words = schemas.fact("backend", type, "required");
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    names.push_back(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return names;
}

void set_backend_configs(const Graph& graph, std::vector<BackendConfig> configs) {
  graph.state().backend_configs = std::move(configs);
}

namespace {

// The block's arguments with those of the command line over them.
Value merged(const Value& given, const Value& over, values::Arena& arena) {
  if (over.is_null()) return given;
  std::set<std::string_view> keys(given.keys().begin(), given.keys().end());
  keys.insert(over.keys().begin(), over.keys().end());
  const std::vector<std::string_view> names(keys.begin(), keys.end());
  std::vector<Value> members;
  for (const std::string_view name : names) {
    const Value* found = over.find(name);
    members.push_back(found == nullptr ? *given.find(name) : *found);
  }
  return Value::object(names, members, arena);
}

}  // namespace

Value backend_arguments_in(const Graph& graph, const BackendConfig* config, values::Arena& arena) {
  const Value block =
      terraform::backend_arguments(*graph.evaluation().configuration().root->backend, arena);
  // Of what is open, what is required may be given otherwise, too.
  const bool block_alone = config == nullptr || config->open != nullptr;
  return block_alone ? block : merged(block, config->arguments, arena);
}

Value backend_configuration(const Graph& graph, Graph::State& state, const BackendConfig* config,
                            std::string_view type, const source::Range& place) {
  const terraform::Evaluation& evaluation = graph.evaluation();
  values::Arena& arena = evaluation.arena();
  const Value block = evaluation.backend_arguments();
  const Value given = config == nullptr ? block : merged(block, config->arguments, arena);
  const bool open = config != nullptr && config->open != nullptr;
  if (!open && is_complete_backend(type, given, evaluation.schemas())) return given;
  // What is lacking of what the type requires comes from the command line all the same, and with it
  // may anything else.
  const values::Reason reason{ReasonKind::external, "what -backend-config gives", place};
  const Value rest = values::unknown_because(Type::dynamic(), open ? *config->open : reason, arena);
  return Value::object(&state.partial_blocks.emplace_back(given, rest, given.type(arena)));
}

}  // namespace graph
