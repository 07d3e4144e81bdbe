// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "schema/schema.h"
#include "syntax/syntax.h"

namespace terraform {

// What a body may hold: a block of a schema, or the elements of an attribute that may be written
// as blocks, or (with neither) anything at all.
struct Shape {
  const schema::Block* block = nullptr;
  std::optional<values::Type> object;

  struct Nested {
    schema::Nesting nesting = schema::Nesting::list;
    uint32_t minimum = 0;
    uint32_t maximum = 0;       // 0: no limit
    bool block_syntax = false;  // an attribute that may be written as blocks
  };

  // Whether everything that may stand there is known.
  [[nodiscard]] bool closed() const { return object || (block && !block->any); }
  // The type of an attribute or of all blocks of a name; dynamic if the name is not known.
  [[nodiscard]] values::Type type(std::string_view name) const;
  [[nodiscard]] bool has_attribute(std::string_view name) const;
  // How the blocks of a name nest; nothing if there are none of that name.
  [[nodiscard]] std::optional<Nested> nested(std::string_view name) const;
  // What stands inside the blocks of a name.
  [[nodiscard]] Shape inside(std::string_view name) const;

  [[nodiscard]] std::vector<std::string_view> attribute_names() const;
  [[nodiscard]] std::vector<std::string_view> block_names() const;
  // For telling blocks apart in JSON: the block types, `dynamic`, and at the top the meta-blocks.
  [[nodiscard]] std::vector<syntax::BlockSpec> block_specs(bool top) const;
};

// The type of blocks that a block stands for: itself, or what a dynamic block generates.
std::string_view generated_type(const syntax::Block& block);
// Names of arguments and blocks in a body, each once, in order; those of Terraform itself left out
// at the top of a resource.
std::vector<std::string_view> given_names(const syntax::Body& body, bool top);

}  // namespace terraform
