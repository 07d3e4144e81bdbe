// SPDX-License-Identifier: Apache-2.0
// One view on what a body may hold, whether a schema's block says so, an attribute's type, or
// nobody. Exports Shape, generated_type and given_names. Tested in
// tests/terraform/resources_test.cc.
#include "terraform/resource_shape.h"

#include <algorithm>

#include "terraform/meta_arguments.h"

namespace terraform {

namespace {

using values::Kind;
using values::Type;

// Lists and sets of objects are what HCL lets one write as blocks.
bool holds_objects(Type type) {
  return (type.kind() == Kind::list || type.kind() == Kind::set) &&
         type.element().kind() == Kind::object;
}

}  // namespace

Type Shape::type(std::string_view name) const {
  if (object) {
    const values::ObjectAttribute* attribute = object->attribute(name);
    return attribute ? attribute->type : Type();
  }
  if (!block) return {};
  if (const schema::Attribute* attribute = block->attribute(name)) return attribute->type;
  const values::ObjectAttribute* nested =
      block->type.kind() == Kind::object ? block->type.attribute(name) : nullptr;
  return nested ? nested->type : Type();
}

bool Shape::has_attribute(std::string_view name) const {
  return object ? object->attribute(name) != nullptr
                : block != nullptr && block->attribute(name) != nullptr;
}

std::optional<Shape::Nested> Shape::nested(std::string_view name) const {
  if (block) {
    if (const schema::NestedBlock* found = block->nested(name)) {
      return Nested{found->nesting, found->minimum, found->maximum, false};
    }
    const schema::Attribute* attribute = block->attribute(name);
    if (attribute && !attribute->block_syntax) return std::nullopt;
  }
  if (!has_attribute(name)) return closed() ? std::nullopt : std::optional<Nested>(Nested{});
  const Type attribute_type = type(name);
  if (!holds_objects(attribute_type)) return std::nullopt;
  const bool list = attribute_type.kind() == Kind::list;
  return Nested{list ? schema::Nesting::list : schema::Nesting::set, 0, 0, true};
}

Shape Shape::inside(std::string_view name) const {
  if (block) {
    if (const schema::NestedBlock* found = block->nested(name)) return {found->block, {}};
  }
  const Type attribute_type = type(name);
  if (holds_objects(attribute_type)) return {nullptr, attribute_type.element()};
  return {};
}

std::vector<std::string_view> Shape::attribute_names() const {
  std::vector<std::string_view> names;
  if (object) {
    for (const values::ObjectAttribute& attribute : object->attributes()) {
      names.push_back(attribute.name);
    }
  } else if (block) {
    for (const schema::Attribute& attribute : block->attributes) names.push_back(attribute.name);
  }
  return names;
}

std::vector<std::string_view> Shape::block_names() const {
  std::vector<std::string_view> names;
  if (block) {
    for (const schema::NestedBlock& nested : block->blocks) names.push_back(nested.name);
  }
  for (const std::string_view name : attribute_names()) {
    if (nested(name)) names.push_back(name);
  }
  return names;
}

std::vector<syntax::BlockSpec> Shape::block_specs(bool top) const {
  std::vector<syntax::BlockSpec> specs{{"dynamic", 1}};
  for (const std::string_view name : block_names()) {
    specs.push_back({name, nested(name)->nesting == schema::Nesting::map ? 1u : 0u});
  }
  if (top) {
    specs.insert(specs.end(), {{"lifecycle", 0}, {"connection", 0}, {"provisioner", 1}});
  }
  return specs;
}

std::string_view generated_type(const syntax::Block& block) {
  return block.type == "dynamic" && block.labels.size() == 1 ? block.labels[0].text : block.type;
}

std::vector<std::string_view> given_names(const syntax::Body& body, bool top) {
  std::vector<std::string_view> names;
  for (const syntax::Attribute& attribute : body.attributes) {
    if (!top || !is_meta_argument(attribute.name)) names.push_back(attribute.name);
  }
  for (const syntax::Block& block : body.blocks) {
    const std::string_view type = generated_type(block);
    if (top && is_meta_block(type)) continue;
    if (std::ranges::find(names, type) == names.end()) names.push_back(type);
  }
  return names;
}

}  // namespace terraform
