// SPDX-License-Identifier: Apache-2.0
// What is read of another root's state. Exports remote_outputs and Evaluator::taken_from. Tested in
// tests/terraform/remote_state_test.cc.
#include "terraform/remote_state.h"

#include <map>
#include <utility>

#include "terraform/environments.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using Found = Environments::Found;

// Outputs that the state does not have may be given beside it.
Value outputs_of(Evaluator& evaluator, size_t environment, const Value& defaults) {
  std::map<std::string_view, Value> outputs;
  if (values::is_keyed(defaults)) {
    for (size_t i = 0; i < defaults.keys().size(); ++i) {
      outputs[defaults.keys()[i]] = defaults.elements()[i];
    }
  }
  for (const OutputValue& output : evaluator.environments->evaluation(environment).outputs()) {
    outputs[output.name] = evaluator.taken_from(environment, output.value);
  }
  std::vector<std::string_view> names;
  std::vector<Value> values;
  for (const auto& [name, value] : outputs) {
    names.push_back(name);
    values.push_back(value);
  }
  return Value::object(names, values, evaluator.arena);
}

// An environment without a name stands for any workspace, but for one root for no second one: its
// nodes would be taken for those of the first.
bool is_other_workspace(Evaluator& evaluator, NodeId node, size_t environment,
                        const Value& workspace) {
  const auto [entry, fresh] =
      evaluator.read_workspaces.try_emplace(environment, std::pair(node, workspace));
  if (fresh || entry->second.first == node) return false;
  return workspace.is_unknown() || !values::identical(entry->second.second, workspace);
}

}  // namespace

Value Evaluator::taken_from(size_t environment, const Value& value) {
  const Evaluation& other = environments->evaluation(environment);
  const auto [entry, fresh] = transplants.try_emplace(environment);
  if (fresh) {
    entry->second = std::make_unique<values::Transplant>(
        other.origins(), origins, arena, other.configuration().directory + ": ",
        [environment](NodeId node) {
          return is_foreign(node) ? node : foreign_node(environment, node);
        });
  }
  return (*entry->second)(value);
}

std::optional<Value> remote_outputs(Evaluator& evaluator, NodeId node, std::string_view name) {
  const ResourceInstance& instance = evaluator.instance_of(node);
  const Resource& resource = *instance.resource;
  const bool reads_state = evaluator.environments && name == "outputs" &&
                           resource.mode == schema::Mode::data &&
                           resource.provider_source == kBuiltInProvider;
  if (!reads_state) return std::nullopt;
  const std::string address = instance.address;
  const Value backend = evaluator.configured(node, "backend");
  const Value config = evaluator.configured(node, "config");
  const Value workspace = evaluator.configured(node, "workspace");
  if (!values::is_text(backend)) return std::nullopt;
  const Found found = evaluator.environments->find(backend.as_string(), config, workspace,
                                                   evaluator.configuration.directory,
                                                   evaluator.schemas, evaluator.arena);
  const auto unknown = [&](const std::string& subject) {
    const Reason reason{ReasonKind::data_source, evaluator.arena.copy(std::string_view(subject)),
                        resource.block->header};
    return values::unknown_symbol(values::Type::dynamic(), node, "outputs", reason,
                                  evaluator.arena);
  };
  switch (found.kind) {
    case Found::Kind::nothing:
      return std::nullopt;
    case Found::Kind::unknown:
      return values::unknown_from(values::Type::dynamic(), {&config, 1}, evaluator.origins,
                                  evaluator.arena);
    case Found::Kind::several:
      return unknown(address + ", the state of any of " + found.names + ",");
    case Found::Kind::cyclic:
      return unknown(address + ", the state of " + found.names + " which reads this one,");
    case Found::Kind::one:
      if (is_other_workspace(evaluator, node, found.index, workspace)) return unknown(address);
      break;
  }
  const Value outputs = outputs_of(evaluator, found.index, evaluator.configured(node, "defaults"));
  const auto* sketch = evaluator.arena.make<values::Choices>(
      values::Sketch{values::SketchKind::choices},
      std::span<const Value>(evaluator.arena.copy(std::span(&outputs, 1))));
  return values::with_sketch(unknown(address), sketch, evaluator.arena);
}

}  // namespace terraform
