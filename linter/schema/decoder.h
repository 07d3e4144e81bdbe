// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "schema/schema.h"
#include "schema/table.h"
#include "source/arena.h"

namespace schema {

// Makes blocks and types of the table's records, each record once.
class Decoder {
 public:
  Decoder(const table::Reader& table, source::Arena& arena);

  // With everything below it.
  const Block* block(uint32_t index);

 private:
  values::Type type(uint32_t index);
  values::Type make_type(const table::Type& record);
  values::Type object_type(table::Extent members);
  std::span<const Attribute> attributes(const table::Block& record);
  std::span<const NestedBlock> nested_blocks(const table::Block& record);
  values::Type implied_type(const Block& block);
  values::Type implied_type(const NestedBlock& nested);

  table::Reader table_;
  source::Arena& arena_;
  // By index; empty: not decoded yet.
  std::vector<const Block*> blocks_;
  std::vector<std::optional<values::Type>> types_;
};

}  // namespace schema
