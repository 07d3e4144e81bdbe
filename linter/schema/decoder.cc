// SPDX-License-Identifier: Apache-2.0
// Makes schema::Blocks and their types of the embedded table's records when they are first asked
// for. Exports Decoder. Tested by tests/schema/known_facts_test.cc and table_test.cc.
#include "schema/decoder.h"

#include <utility>

namespace schema {

Decoder::Decoder(const table::Reader& table, source::Arena& arena)
    : table_(table),
      arena_(arena),
      blocks_(table.header().blocks.count),
      types_(table.header().types.count) {}

const Block* Decoder::block(uint32_t index) {
  if (blocks_[index] != nullptr) return blocks_[index];
  const table::Block record = table_.rows<table::Block>(&table::Header::blocks)[index];
  Block* block = arena_.make<Block>();
  block->attributes = attributes(record);
  block->blocks = nested_blocks(record);
  block->deprecated = (record.flags & table::kBlockDeprecated) != 0;
  block->any = (record.flags & table::kBlockAny) != 0;
  block->type = block->any ? values::Type::dynamic() : implied_type(*block);
  return blocks_[index] = block;
}

std::span<const Attribute> Decoder::attributes(const table::Block& record) {
  const table::Rows rows = table_.rows<table::Attribute>(&table::Header::attributes);
  const std::span<Attribute> result = arena_.make_span<Attribute>(record.attributes);
  for (uint32_t i = 0; i < record.attributes; ++i) {
    const table::Attribute row = rows[record.first_attribute + i];
    const auto has = [&row](table::AttributeFlag flag) { return (row.flags & flag) != 0; };
    result[i] = {.name = table_.text(row.name),
                 .type = type(row.type),
                 .required = has(table::kRequired),
                 .optional = has(table::kOptional),
                 .computed = has(table::kComputed),
                 .sensitive = has(table::kSensitive),
                 .deprecated = has(table::kDeprecated),
                 .write_only = has(table::kWriteOnly),
                 .block_syntax = has(table::kBlockSyntax)};
  }
  return result;
}

std::span<const NestedBlock> Decoder::nested_blocks(const table::Block& record) {
  const table::Rows rows = table_.rows<table::Nested>(&table::Header::nested);
  const std::span<NestedBlock> result = arena_.make_span<NestedBlock>(record.nested);
  for (uint32_t i = 0; i < record.nested; ++i) {
    const table::Nested row = rows[record.first_nested + i];
    result[i] = {.name = table_.text(row.name),
                 .nesting = static_cast<Nesting>(row.nesting),
                 .minimum = row.minimum,
                 .maximum = row.maximum,
                 .block = block(row.block)};
  }
  return result;
}

values::Type Decoder::implied_type(const Block& block) {
  std::vector<values::ObjectAttribute> members;
  members.reserve(block.attributes.size() + block.blocks.size());
  for (const Attribute& attribute : block.attributes) {
    members.push_back({.name = attribute.name, .type = attribute.type.without_optional(arena_)});
  }
  for (const NestedBlock& nested : block.blocks) {
    members.push_back({.name = nested.name, .type = implied_type(nested)});
  }
  return values::Type::object(members, arena_);
}

values::Type Decoder::implied_type(const NestedBlock& nested) {
  const values::Type type = nested.block->type;
  switch (nested.nesting) {
    case Nesting::single:
    case Nesting::group:
      return type;
    case Nesting::set:
      return values::Type::set(type, arena_);
    case Nesting::list:
      return type.has_dynamic() ? values::Type::dynamic() : values::Type::list(type, arena_);
    case Nesting::map:
      return type.has_dynamic() ? values::Type::dynamic() : values::Type::map(type, arena_);
  }
  return values::Type::dynamic();
}

values::Type Decoder::type(uint32_t index) {
  std::optional<values::Type>& known = types_[index];
  if (!known) known = make_type(table_.rows<table::Type>(&table::Header::types)[index]);
  return *known;
}

values::Type Decoder::make_type(const table::Type& record) {
  switch (static_cast<values::Kind>(record.kind)) {
    case values::Kind::boolean:
      return values::Type::boolean();
    case values::Kind::number:
      return values::Type::number();
    case values::Kind::string:
      return values::Type::string();
    case values::Kind::list:
      return values::Type::list(type(record.element), arena_);
    case values::Kind::set:
      return values::Type::set(type(record.element), arena_);
    case values::Kind::map:
      return values::Type::map(type(record.element), arena_);
    case values::Kind::object:
      return object_type(record.members);
    case values::Kind::dynamic:
    case values::Kind::tuple:
      break;
  }
  return values::Type::dynamic();
}

values::Type Decoder::object_type(table::Extent extent) {
  const table::Rows rows = table_.rows<table::Member>(&table::Header::members);
  std::vector<values::ObjectAttribute> members;
  for (uint32_t i = 0; i < extent.count; ++i) {
    const table::Member row = rows[extent.first + i];
    members.push_back(
        {.name = table_.text(row.name), .type = type(row.type), .optional = row.optional != 0});
  }
  return values::Type::object(members, arena_);
}

}  // namespace schema
