// SPDX-License-Identifier: Apache-2.0
// The values that a resource's body gives: arguments converted to the schema's types, nested
// blocks, dynamic blocks expanded. Exports BodyValues and Evaluator::configured. Tested in
// tests/terraform/resources_test.cc and dynamic_test.cc.
#include "terraform/resource_body.h"

#include <algorithm>

#include "terraform/body_reader.h"
#include "terraform/dynamic_block.h"
#include "terraform/meta_arguments.h"
#include "terraform/plan_arguments.h"
#include "terraform/reference_check.h"

namespace terraform {

namespace {

using syntax::Block;
using syntax::Body;
using values::SketchElement;

std::string joined_path(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + '.' + std::string(name);
}

}  // namespace

// The blocks of one name as they are found.
struct BodyValues::Blocks {
  std::string path;
  Shape::Nested nested;
  Shape inside;
  values::Type type;                    // of all of them as one value
  std::vector<SketchElement> elements;  // keys only for nesting map
  std::vector<Value> unknown;           // collections of unknown length that generate some

  // The path of the next element.
  [[nodiscard]] std::string next() const {
    return nested.nesting == schema::Nesting::single || nested.nesting == schema::Nesting::group
               ? path
               : path + '[' + std::to_string(elements.size()) + ']';
  }
};

Value BodyValues::argument(const Body& body, const Shape& shape, std::string_view name,
                           const expressions::Scope& scope, const std::string& path) {
  const syntax::Attribute* given = find_attribute(body, name);
  return given ? attribute(*given, shape, scope, path) : blocks(body, shape, name, scope, path);
}

Value BodyValues::object(const Body& given, const Shape& shape, const expressions::Scope& scope,
                         const std::string& path) {
  diagnostics::Diagnostics reported_by_check;
  const Body& body =
      given.json ? content_of(given, shape.block_specs(false), evaluator_.arena, reported_by_check)
                 : given;
  std::vector<std::string_view> names;
  std::vector<Value> members;
  for (const std::string_view name : given_names(body, false)) {
    const Value value = argument(body, shape, name, scope, path);
    if (value.is_null()) continue;
    names.push_back(name);
    members.push_back(value);
  }
  return Value::object(names, members, evaluator_.arena);
}

Value BodyValues::attribute(const syntax::Attribute& attribute, const Shape& shape,
                            const expressions::Scope& scope, const std::string& path) {
  const Value value = evaluator_.evaluate(*attribute.value, scope);
  if (arguments_) {
    arguments_->push_back(
        {joined_path(path, attribute.name), &attribute, nullptr, attribute.range});
  }
  const auto converted = values::convert(value, shape.type(attribute.name), evaluator_.arena);
  if (converted.ok) return converted.value;
  evaluator_.report_once(attribute.value->range, "Incorrect attribute value type",
                         "Inappropriate value for attribute \"" + std::string(attribute.name) +
                             "\": " + converted.error + '.');
  return evaluator_.invalid(attribute.value->range, "Incorrect attribute value type",
                            shape.type(attribute.name));
}

Value BodyValues::blocks(const Body& body, const Shape& shape, std::string_view name,
                         const expressions::Scope& scope, const std::string& path) {
  const auto nested = shape.nested(name);
  if (!nested) return {};
  Blocks found{.path = joined_path(path, name),
               .nested = *nested,
               .inside = shape.inside(name),
               .type = shape.type(name),
               .elements = {},
               .unknown = {}};
  for (const Block& block : body.blocks) {
    if (generated_type(block) != name) continue;
    if (block.type == "dynamic") {
      add_dynamic(block, found, scope);
    } else {
      add_block(block, found, scope);
    }
  }
  return joined(found);
}

void BodyValues::add_block(const Block& block, Blocks& blocks, const expressions::Scope& scope) {
  const std::string path = blocks.next();
  if (arguments_) arguments_->push_back({path, nullptr, &block, block.header});
  Value key;
  if (blocks.nested.nesting == schema::Nesting::map && !block.labels.empty()) {
    key = Value::string(block.labels[0].text, evaluator_.arena);
  }
  const Value value = object(*block.body, blocks.inside, scope, path);
  blocks.elements.push_back({.key = key, .value = value});
}

void BodyValues::add_dynamic(const Block& block, Blocks& blocks, const expressions::Scope& scope) {
  const Generation generation = generate(block, evaluator_, scope);
  if (!generation.content) return;
  if (generation.unknown.is_unknown()) blocks.unknown.push_back(generation.unknown);
  iterators_.push_back(generation.iterator_name);
  for (const Generated& generated : generation.blocks) {
    const bool certainly = !generated.optional && !generated.many;
    if (certainly && node_ != values::kNoNode) {
      check_content(evaluator_, site_of(evaluator_, evaluator_.place_of(node_)), iterators_,
                    *generation.content->body, blocks.inside);
    }
    const IteratorScope inner(scope, generation.iterator_name, generated.iterator);
    const std::string path = blocks.next();
    if (arguments_) arguments_->push_back({path, nullptr, &block, block.header});
    const auto certain = evaluator_.certainty(evaluator_.diagnostics.certain() && certainly);
    const Value value = object(*generation.content->body, blocks.inside, inner, path);
    const Value key =
        blocks.nested.nesting == schema::Nesting::map ? *generated.iterator.find("key") : Value();
    blocks.elements.push_back(
        {.key = key, .value = value, .optional = generated.optional, .many = generated.many});
  }
  iterators_.pop_back();
}

Value BodyValues::joined(const Blocks& blocks) {
  values::Arena& arena = evaluator_.arena;
  if (!blocks.unknown.empty()) {
    const Value unknown =
        values::unknown_from(blocks.type, blocks.unknown, evaluator_.origins, arena);
    return values::with_sketch(unknown, values::elements_sketch(arena.copy(blocks.elements), arena),
                               arena);
  }
  if (blocks.elements.empty()) return {};
  std::vector<Value> members;
  std::vector<std::string_view> keys;
  for (const SketchElement& element : blocks.elements) {
    members.push_back(element.value);
    if (element.key.is_known()) keys.push_back(element.key.as_string());
  }
  switch (blocks.nested.nesting) {
    case schema::Nesting::single:
    case schema::Nesting::group:
      return members[0];
    case schema::Nesting::map:
      return keys.size() == members.size() ? Value::object(keys, members, arena) : Value();
    default:
      return Value::tuple(members, arena);
  }
}

std::vector<std::string_view> Evaluator::given_names(NodeId node) {
  return plan_alone ? names_given_by_plan(*this, node)
                    : terraform::given_names(*content(node).body, true);
}

std::string_view Evaluator::given_name(NodeId node, std::string_view argument) {
  if (plan_alone) {
    const auto names = given_names(node);
    const auto found = std::ranges::find(names, argument);
    return found == names.end() ? std::string_view() : *found;
  }
  const Body& body = *content(node).body;
  if (is_meta_argument(argument)) return {};
  if (const syntax::Attribute* attribute = find_attribute(body, argument)) return attribute->name;
  if (is_meta_block(argument)) return {};
  const auto block = std::ranges::find(body.blocks, argument, generated_type);
  return block == body.blocks.end() ? std::string_view() : generated_type(*block);
}

Value Evaluator::configured(NodeId node, std::string_view argument) {
  const std::string_view name = given_name(node, argument);
  if (name.empty()) return {};
  Slot& slot = state_of(node).configured[name];
  if (slot.stage == Stage::done) return slot.value;
  if (slot.stage == Stage::running) return cyclic(instance_of(node).resource->block->header);
  slot.stage = Stage::running;
  const ResourceContent& given = content(node);
  const auto certain = certainty(node);
  const Value value =
      plan_alone
          ? configured_by_plan(*this, node, name)
          : BodyValues(*this, node).argument(*given.body, {given.schema, {}}, name, scope_of(node));
  slot = {Stage::done, value};
  return value;
}

}  // namespace terraform
