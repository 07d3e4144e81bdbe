// SPDX-License-Identifier: Apache-2.0
// Resources and data sources: their instances and numbers, and what `aws_x.y` is to others.
// Exports Evaluator's expand, reference and content, and ResourceAttributes. Tested in
// tests/terraform/resources_test.cc.
#include "terraform/evaluator.h"
#include "terraform/resource_shape.h"

namespace terraform {

namespace {

std::string local_address(const Resource& resource) {
  const std::string name = std::string(resource.type) + '.' + std::string(resource.name);
  return resource.mode == schema::Mode::data ? "data." + name : name;
}

}  // namespace

values::Type ResourceAttributes::type() const { return evaluator_.type_of(node_); }

// Without a schema of exactly the provider's version, nobody knows what else there is.
bool ResourceAttributes::is_open() const {
  const ResourceContent& content = evaluator_.content(node_);
  return content.schema == nullptr || content.schema->any || !content.provider ||
         !content.provider->exact;
}

Value ResourceAttributes::attribute(std::string_view name) const {
  const bool by_plan = evaluator_.inputs.plan != nullptr;  // which may know what no schema lists
  if (is_open() && !by_plan && type().attribute(name) == nullptr) {
    return evaluator_.unlisted(node_, name);
  }
  return evaluator_.planned(node_, name);
}

values::Type Evaluator::type_of(NodeId node) {
  const ResourceContent& given = content(node);
  if (given.schema && !given.schema->any) return given.schema->type;
  std::vector<values::ObjectAttribute> attributes;
  for (const std::string_view name : given_names(node)) {
    attributes.push_back({name, values::Type::dynamic()});
  }
  return values::Type::object(attributes, arena);
}

ResourceState& Evaluator::expand(ModuleInstanceId module, const Resource& resource) {
  ResourceState& state = state_of(module).resource_states[&resource];
  if (state.stage != Stage::untouched) return state;
  state.stage = Stage::running;
  const auto certain = certainty(module);
  const Place place{.module = module, .resource = &resource};
  state.expansion = expansion(resource.count, resource.for_each, ModuleScope(*this, place),
                              address_of(*this, module, local_address(resource), {}));
  for (const Instance& instance : state.expansion.instances) {
    state.nodes.push_back(add_resource(module, resource, state.expansion, instance));
  }
  state.stage = Stage::done;
  return state;
}

std::span<const Reason* const> Evaluator::doubts(ModuleInstanceId around,
                                                 const Expansion& expansion,
                                                 const Instance& instance) {
  const std::span<const Reason* const> outer = instance_of(around).doubts;
  if (!instance.conditional) return outer;
  std::vector<const Reason*> both(outer.begin(), outer.end());
  const auto own = values::all_reasons(expansion.unknown, arena);
  both.insert(both.end(), own.begin(), own.end());
  return arena.copy(both);
}

NodeId Evaluator::add_resource(ModuleInstanceId module, const Resource& resource,
                               const Expansion& expansion, const Instance& instance) {
  ResourceInstance added;
  added.resource = &resource;
  added.module = module;
  added.key = instance.key;
  added.address = address_of(*this, module, local_address(resource), instance.key);
  added.conditional = instance.conditional || instance_of(module).conditional;
  added.doubts = doubts(module, expansion, instance);
  const auto numbered = ids.find(added.address);
  const size_t index =
      numbered == ids.end() ? resources.size() : static_cast<size_t>(numbered->second);
  if (index >= resources.size()) {
    resources.resize(index + 1);
    node_states.resize(index + 1);
  }
  added.id = static_cast<NodeId>(index);
  ++instance_count;
  node_states[index] = std::make_unique<NodeState>(*this, added.id, instance.repetition);
  resources[index] = std::move(added);
  return static_cast<NodeId>(index);
}

Value Evaluator::reference(ModuleInstanceId module, const Resource& resource) {
  if (walk == Walk::validate) return unknown_to_validation(resource.block->header);
  ResourceState& state = expand(module, resource);
  if (state.stage == Stage::running) return cyclic(resource.block->header);
  if (state.reference.stage == Stage::done) return state.reference.value;
  std::vector<Value> values;
  for (const NodeId node : state.nodes) {
    values.push_back(Value::object(&state_of(node).attributes));
  }
  state.reference = {Stage::done, collected(state.expansion, values)};
  return state.reference.value;
}

}  // namespace terraform
