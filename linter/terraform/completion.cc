// SPDX-License-Identifier: Apache-2.0
// Completes what a configuration gives of a resource: the provider's planned defaults, null, or a
// symbol for what only an apply can tell; for rules the service's defaults. Exports Completion and
// Evaluator's planned and judged. Tested in tests/terraform/resources_test.cc.
#include "terraform/completion.h"

#include <algorithm>

#include "terraform/data_sources.h"
#include "terraform/default_tags.h"
#include "terraform/given_form.h"
#include "terraform/imports.h"
#include "terraform/older_sdk.h"
#include "terraform/plan_completion.h"
#include "terraform/planned_computation.h"
#include "terraform/remote_state.h"
#include "terraform/siblings.h"

namespace terraform {

namespace {

using schema::Nesting;
using schema::Planned;
using values::Kind;
using values::SketchElement;
using values::Type;

bool repeats(Nesting nesting) { return nesting == Nesting::list || nesting == Nesting::set; }

// What absent blocks are.
Value empty_blocks(Type type, values::Arena& arena) {
  switch (type.kind()) {
    case Kind::list:
      return Value::list(type.element(), {}, arena);
    case Kind::set:
      return Value::set(type.element(), {}, arena);
    case Kind::map:
      return Value::map(type.element(), {}, {}, arena);
    default:
      return Value::null(type);
  }
}

}  // namespace

Completion::Path Completion::Path::member(std::string_view name) const {
  if (type.empty()) return {std::string(name), std::string(name), false};
  return {type + '.' + std::string(name), instance + '.' + std::string(name), in_set};
}

Completion::Path Completion::Path::element(size_t index, Nesting nesting) const {
  if (nesting == Nesting::single || nesting == Nesting::group) return *this;
  return {type + "[]", instance + '[' + std::to_string(index) + ']',
          in_set || nesting == Nesting::set};
}

Completion::Completion(Evaluator& evaluator, NodeId node, View view)
    : evaluator_(evaluator),
      node_(node),
      view_(view),
      content_(evaluator.content(node)),
      type_(evaluator.instance_of(node).resource->type),
      managed_(evaluator.instance_of(node).resource->mode == schema::Mode::managed) {}

Value Completion::argument(std::string_view name, const Value& configured) {
  return member({content_.schema, {}}, name, configured, Path{}.member(name),
                Siblings(evaluator_, node_));
}

Value Completion::member(const Shape& shape, std::string_view name, const Value& configured,
                         const Path& path, const Siblings& siblings) {
  if (configured.is_null()) return absent(shape, name, path, siblings);
  if (const auto formed = in_planned_form(shape, name, configured, path, siblings)) return *formed;
  return as_given(shape, name, configured, path);
}

// Whether the provider has no use for a value beside others, given or by default.
Answer Completion::is_dropped(std::string_view name, const Value& value, const Path& path,
                              const Siblings& siblings) {
  const std::string_view form = evaluator_.schemas.fact("given", type_, path.type);
  if (form.empty()) return Answer::no;
  const auto planned_default = [&](std::string_view argument) {
    if (!content_.provider) return Value();
    std::string beside = path.type.substr(0, path.type.size() - name.size());
    beside += argument;
    return evaluator_.schemas.planned_default(*content_.provider, type_, beside).value;
  };
  return GivenForm(form, evaluator_, node_).is_dropped(name, value, siblings, planned_default);
}

// What the provider writes or leaves out instead of what is given, if it does.
std::optional<Value> Completion::in_planned_form(const Shape& shape, std::string_view name,
                                                 const Value& configured, const Path& path,
                                                 const Siblings& siblings) {
  if (view_ != View::planned || !managed_) return std::nullopt;
  const Answer answer = is_dropped(name, configured, path, siblings);
  if (answer == Answer::yes) return dropped(shape, name, path);
  // A block of which that cannot be told counts as it stands.
  if (answer == Answer::unknown && shape.has_attribute(name)) {
    return symbol(shape.type(name), path);
  }
  const std::string_view form = evaluator_.schemas.fact("given", type_, path.type);
  const auto written = GivenForm(form, evaluator_, node_).written(configured);
  const schema::Attribute* attribute = shape.block ? shape.block->attribute(name) : nullptr;
  if (!written || !attribute || !attribute->sensitive) return written;
  return written->with_marks(values::Marks::sensitive);
}

// To the older SDK, what a provider does not want to see was never given.
Value Completion::dropped(const Shape& shape, std::string_view name, const Path& path) {
  const Type type = shape.type(name);
  const schema::Attribute* attribute = shape.block ? shape.block->attribute(name) : nullptr;
  if (!attribute) return empty_blocks(type, evaluator_.arena);
  if (attribute->computed) return symbol(type, path);
  if (attribute->required && type == Type::string()) return Value::string("", evaluator_.arena);
  return Value::null(type);
}

Value Completion::as_given(const Shape& shape, std::string_view name, const Value& configured,
                           const Path& path) {
  const auto nested = shape.nested(name);
  const bool given_as_blocks = nested && (shape.closed() || configured.kind() == Kind::tuple);
  Value value = configured;
  if (given_as_blocks) {
    value = blocks(shape.inside(name), *nested, shape.type(name), configured, path);
  }
  const bool planned = view_ == View::planned && managed_;
  const bool by_older_sdk = planned && is_of_older_sdk(content_.schema);
  if (by_older_sdk) value = unknown_as_a_whole(value, shape.type(name), evaluator_);
  const schema::Attribute* attribute = shape.block ? shape.block->attribute(name) : nullptr;
  if (!attribute) return value;
  if (by_older_sdk && counts_as_unset(*attribute, value)) return symbol(attribute->type, path);
  if (by_older_sdk) value = without_null_members(value, evaluator_.arena);
  if (by_older_sdk && !path.in_set && !given_as_blocks && is_empty_collection(value)) {
    return Value::null(attribute->type);
  }
  return attribute->sensitive ? value.with_marks(values::Marks::sensitive) : value;
}

Value Completion::object(const Shape& shape, const Value& sparse, const Path& path) {
  if (!shape.closed() || !sparse.is_known()) return sparse;
  std::vector<std::string_view> names = shape.attribute_names();
  if (shape.block) {
    for (const schema::NestedBlock& nested : shape.block->blocks) names.push_back(nested.name);
  }
  const Siblings siblings(evaluator_, sparse);
  std::vector<Value> members;
  members.reserve(names.size());
  for (const std::string_view name : names) {
    members.push_back(member(shape, name, siblings.given(name), path.member(name), siblings));
  }
  return Value::object(names, members, evaluator_.arena);
}

Value Completion::blocks(const Shape& inside, const Shape::Nested& nested, Type type,
                         const Value& configured, const Path& path) {
  if (configured.is_unknown()) return sketched(inside, nested, configured, path);
  if (!repeats(nested.nesting) && nested.nesting != Nesting::map) {
    return object(inside, configured, path);
  }
  std::vector<Value> elements;
  for (const Value& element : configured.elements()) {
    elements.push_back(object(inside, element, path.element(elements.size(), nested.nesting)));
  }
  values::Arena& arena = evaluator_.arena;
  if (nested.nesting == Nesting::map) {
    return typed(Value::object(configured.keys(), elements, arena), type);
  }
  const Value tuple = Value::tuple(elements, arena);
  return view_ == View::judged ? tuple : typed(tuple, type);
}

// Blocks of which not all are known: each member of the sketch is completed.
Value Completion::sketched(const Shape& inside, const Shape::Nested& nested, const Value& unknown,
                           const Path& path) {
  const values::Sketch* sketch = unknown.unknown_data().sketch;
  if (!sketch || sketch->kind != values::SketchKind::elements) return unknown;
  std::vector<SketchElement> completed;
  for (SketchElement element : static_cast<const values::ElementsSketch*>(sketch)->elements) {
    element.value = object(inside, element.value, path.element(completed.size(), nested.nesting));
    completed.push_back(element);
  }
  values::Arena& arena = evaluator_.arena;
  return values::with_sketch(unknown, values::elements_sketch(arena.copy(completed), arena), arena);
}

Value Completion::absent(const Shape& shape, std::string_view name, const Path& path,
                         const Siblings& siblings) {
  return view_ == View::judged ? absent_for_rules(shape, name, path, siblings)
                               : absent_from_plan(shape, name, path, siblings);
}

std::optional<Value> Completion::from_fact(const schema::PlannedDefault& fact, Type type,
                                           const Path& path, const Siblings& siblings) {
  Planned planned = fact.planned;
  Value value = fact.value;
  for (const schema::Variation& variation : fact.variations) {
    const Answer answer = siblings.satisfy(variation);
    if (answer == Answer::unknown) return symbol(type, path);
    if (answer == Answer::no) continue;
    planned = variation.planned;
    value = variation.copies.empty() ? variation.value : siblings.given(variation.copies);
    break;
  }
  switch (planned) {
    case Planned::value:
      return typed(value, type);
    case Planned::null:
      return Value::null(type);
    case Planned::unknown:
      return symbol(type, path);
    case Planned::no_fact:
      break;
  }
  return std::nullopt;
}

Value Completion::absent_from_plan(const Shape& shape, std::string_view name, const Path& path,
                                   const Siblings& siblings) {
  const Type type = shape.type(name);
  const schema::Attribute* attribute = shape.block ? shape.block->attribute(name) : nullptr;
  const bool block = shape.block && shape.block->nested(name);
  if (!shape.closed() && !attribute && !block) return symbol(type, path);
  if (content_.provider && managed_) {
    const auto fact = evaluator_.schemas.planned_default(*content_.provider, type_, path.type);
    const auto value = from_fact(fact, type, path, siblings);
    if (value && value->is_known() && is_dropped(name, *value, path, siblings) == Answer::yes) {
      return dropped(shape, name, path);
    }
    if (value) return *value;
  }
  if (attribute && attribute->computed) return symbol(type, path);
  if (!managed_ && is_computed(evaluator_, node_)) {
    const bool inside = path.type.find('[') != std::string::npos;
    const bool empty = block && (inside || !is_read_by_plan(evaluator_, node_));
    return empty ? empty_blocks(type, evaluator_.arena)
                 : computed_default(evaluator_, node_, path.type, type);
  }
  // What a data source makes of blocks that are left out is its own affair.
  if (block && !managed_) return symbol(type, path);
  return block ? empty_blocks(type, evaluator_.arena) : Value::null(type);
}

Value Completion::absent_for_rules(const Shape& shape, std::string_view name, const Path& path,
                                   const Siblings& of_plan) {
  const Type type = shape.type(name);
  const Siblings siblings = of_plan.for_rules();
  const auto service = evaluator_.schemas.service_default(type_, path.type);
  if (const auto value = from_fact(service, type, path, siblings)) return *value;
  const schema::Attribute* attribute = shape.block ? shape.block->attribute(name) : nullptr;
  const auto nested = shape.nested(name);
  const bool listed = attribute || (nested && shape.closed());
  if (listed && !nested && content_.provider && managed_) {
    const auto fact = evaluator_.schemas.planned_default(*content_.provider, type_, path.type);
    const auto value = from_fact(fact, type, path, siblings);
    if (value && value->is_known()) return *value;
  }
  // What a data source is not given to search by, it finds.
  const bool found = !managed_ && !is_computed(evaluator_, node_);
  const bool read = attribute && attribute->computed && (found || !attribute->optional);
  if (read || identifies(path)) return symbol(type, path);
  if (listed && nested && repeats(nested->nesting)) return Value::tuple({}, evaluator_.arena);
  return Value::null(type);
}

Value Completion::symbol(Type type, const Path& path) {
  const ResourceInstance& instance = evaluator_.instance_of(node_);
  const std::string subject = !managed_ ? instance.address : instance.address + '.' + path.instance;
  const Reason reason{!managed_ ? ReasonKind::data_source : ReasonKind::apply,
                      evaluator_.arena.copy(std::string_view(subject)),
                      instance.resource->block->header};
  return values::unknown_symbol(type, node_, evaluator_.arena.copy(std::string_view(path.instance)),
                                reason, evaluator_.arena);
}

Value Completion::typed(const Value& value, Type type) {
  const auto converted = values::convert(value, type, evaluator_.arena);
  return converted.ok ? converted.value : value;
}

bool Completion::identifies(const Path& path) const {
  const schema::Identity& identity = evaluator_.schemas.identity(type_);
  return std::ranges::find(identity.attributes, path.type) != identity.attributes.end();
}

Value Evaluator::planned(NodeId node, std::string_view attribute) {
  const std::string_view name = stable_name(node, attribute);
  Slot& slot = state_of(node).planned[name];
  if (slot.stage == Stage::done) return slot.value;
  if (slot.stage == Stage::running) return cyclic(instance_of(node).resource->block->header);
  slot.stage = Stage::running;
  Value value = Completion(*this, node, View::planned).argument(name, configured(node, name));
  if (const auto special = planned_specially(node, name)) value = *special;
  if (inputs.plan) value = completed_by_plan(*this, node, name, value, View::planned);
  if (!content(node).schema) value = opened(*this, node, std::string(name), value);
  slot = {Stage::done, with_origin(value, node, name)};
  return slot.value;
}

Value Evaluator::judged(NodeId node, std::string_view attribute) {
  const std::string_view name = stable_name(node, attribute);
  Slot& slot = state_of(node).judged[name];
  if (slot.stage == Stage::done) return slot.value;
  Value value = Completion(*this, node, View::judged).argument(name, configured(node, name));
  if (const auto computed = computed_attribute(*this, node, name, View::judged)) value = *computed;
  if (name == "tags_all") value = all_tags(*this, node, View::judged).value_or(value);
  if (const auto remote = remote_outputs(*this, node, name)) value = *remote;
  if (inputs.plan) value = completed_by_plan(*this, node, name, value, View::judged);
  slot = {Stage::done, with_origin(value, node, name)};
  return slot.value;
}

// A name that outlives the evaluation's values.
std::string_view Evaluator::stable_name(NodeId node, std::string_view name) {
  if (const std::string_view given = given_name(node, name); !given.empty()) return given;
  if (const schema::Block* block = content(node).schema) {
    if (const schema::Attribute* attribute = block->attribute(name)) return attribute->name;
    if (const schema::NestedBlock* nested = block->nested(name)) return nested->name;
  }
  return arena.copy(name);
}

Value Evaluator::with_origin(const Value& value, NodeId node, std::string_view attribute) {
  const OriginSet own = origins.of({node, attribute});
  return value.with_origins(origins.unite(value.origins(), own));
}

// Attributes that are neither given nor in the tables of defaults, but follow from others.
std::optional<Value> Evaluator::planned_specially(NodeId node, std::string_view name) {
  const Resource& resource = *instance_of(node).resource;
  if (resource.provider_source == kBuiltInProvider && resource.type == "terraform_data") {
    if (name == "output") {
      const Value input = planned(node, "input");
      return input.is_null() ? input : unknown_output(node, input);
    }
    if (name == "id") {
      if (const auto imported = imported_id(*this, node)) return imported;
      values::Refinement promised;
      promised.not_null = true;
      const Value id = known_after_apply(node, "id", values::Type::string());
      return values::refined(id, promised, arena);
    }
  }
  if (const auto computed = computed_attribute(*this, node, name, View::planned)) return computed;
  if (const auto computed = planned_computation(*this, node, name)) return computed;
  if (const auto remote = remote_outputs(*this, node, name)) return remote;
  return name == "tags_all" ? all_tags(*this, node, View::planned) : std::nullopt;
}

// terraform_data hands its input on, but only at apply.
Value Evaluator::unknown_output(NodeId node, const Value& input) {
  return known_after_apply(node, "output", input.type(arena));
}

// An attribute of an open object, that the configuration does not give.
Value Evaluator::unlisted(NodeId node, std::string_view name) {
  return known_after_apply(node, stable_name(node, name), values::Type::dynamic());
}

Value Evaluator::known_after_apply(NodeId node, std::string_view name, values::Type type) {
  const std::string subject = instance_of(node).address + "." + std::string(name);
  const Reason reason{ReasonKind::apply, arena.copy(std::string_view(subject)),
                      instance_of(node).resource->block->header};
  return values::unknown_symbol(type, node, name, reason, arena);
}

}  // namespace terraform
