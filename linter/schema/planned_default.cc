// SPDX-License-Identifier: Apache-2.0
// What a plan holds for arguments that are left out, and what services do then: from the facts of
// the table, and where these are silent from the rules that they follow (data/README.md).
// Exports Schemas::planned_default and service_default. Tested by
// tests/schema/planned_default_test.cc.
#include <vector>

#include "schema/place.h"
#include "schema/state.h"
#include "values/convert.h"
#include "values/json.h"

namespace schema {
namespace {

PlannedDefault by_rule(Planned planned, values::Value value = {}) {
  return {.planned = planned, .value = value, .by_rule = true, .variations = {}};
}

// An empty value of a type, as the older SDK of providers has it.
PlannedDefault zero_by_rule(values::Type type, source::Arena& arena) {
  switch (type.kind()) {
    case values::Kind::boolean:
      return by_rule(Planned::value, values::Value::boolean(false));
    case values::Kind::string:
      return by_rule(Planned::value, values::Value::string(std::string_view(), arena));
    case values::Kind::list:
      return by_rule(Planned::value, values::Value::list(type.element(), {}, arena));
    case values::Kind::set:
      return by_rule(Planned::value, values::Value::set(type.element(), {}, arena));
    case values::Kind::number:
      return by_rule(Planned::null);
    default:
      return {};
  }
}

PlannedDefault block_by_rule(const NestedBlock& block, values::Type type, source::Arena& arena) {
  if (block.minimum > 0) return {};
  switch (block.nesting) {
    case Nesting::single:
      return by_rule(Planned::null);
    case Nesting::list:
    case Nesting::set:
      if (type.is_collection()) return zero_by_rule(type, arena);
      return by_rule(Planned::value, values::Value::tuple({}, arena));
    case Nesting::map:
    case Nesting::group:
      break;
  }
  return {};
}

// The rules that a provider's facts follow, for a place without a fact.
PlannedDefault default_by_rule(const Place& place, source::Arena& arena) {
  if (place.block != nullptr) return block_by_rule(*place.block, place.type, arena);
  if (place.is_in_type) {
    return place.attribute->block_syntax ? zero_by_rule(place.type, arena) : PlannedDefault{};
  }
  if (place.attribute->computed) return by_rule(Planned::unknown);
  if (place.attribute->required) return {};
  return place.is_in_set ? zero_by_rule(place.type, arena) : by_rule(Planned::null);
}

// JSON text of the table as a value of `type`; nothing if it is none.
std::optional<values::Value> value_of_json(std::string_view json, values::Type type,
                                           source::Arena& arena) {
  const source::Result<values::Value> parsed = values::from_json(json, arena);
  if (!parsed.ok()) return std::nullopt;
  const values::Conversion converted = values::convert(parsed.value(), type, arena);
  if (!converted.ok) return std::nullopt;
  return converted.value;
}

// Decodes rows of planned defaults.
class RowDecoder {
 public:
  RowDecoder(const table::Reader& table, source::Arena& arena) : table_(table), arena_(arena) {}

  PlannedDefault decode(const table::Default& row, values::Type type) {
    PlannedDefault result{.planned = static_cast<Planned>(row.planned),
                          .value = {},
                          .by_rule = false,
                          .variations = variations(row.variations, type)};
    if (result.planned == Planned::value) set_value(result.planned, result.value, row.value, type);
    return result;
  }

 private:
  std::span<const Variation> variations(table::Extent extent, values::Type type) {
    const table::Rows rows = table_.rows<table::Variation>(&table::Header::variations);
    const std::span<Variation> result = arena_.make_span<Variation>(extent.count);
    for (uint32_t i = 0; i < extent.count; ++i) {
      const table::Variation row = rows[extent.first + i];
      result[i] = {.argument = table_.text(row.argument),
                   .equals = table_.text(row.equals),
                   .planned = static_cast<Planned>(row.planned),
                   .value = {},
                   .copies = table_.text(row.copies)};
      if (result[i].planned == Planned::value && result[i].copies.empty()) {
        set_value(result[i].planned, result[i].value, row.value, type);
      }
    }
    return result;
  }

  // A value that is not of the type after all is no fact.
  void set_value(Planned& planned, values::Value& value, uint32_t json, values::Type type) {
    const std::optional<values::Value> decoded = value_of_json(table_.text(json), type, arena_);
    if (decoded) {
      value = *decoded;
    } else {
      planned = Planned::no_fact;
    }
  }

  const table::Reader& table_;
  source::Arena& arena_;
};

std::optional<uint32_t> find_default(const table::Reader& table, table::Extent among,
                                     std::string_view type, std::string_view path) {
  const table::Rows owners = table.rows<table::DefaultOwner>(&table::Header::default_owners);
  const std::optional<uint32_t> owner = table.find(owners, among, &table::DefaultOwner::type, type);
  if (!owner) return std::nullopt;
  const table::Rows rows = table.rows<table::Default>(&table::Header::defaults);
  return table.find(rows, owners[*owner].rows, &table::Default::path, path);
}

}  // namespace

PlannedDefault Schemas::State::default_of_row(uint32_t row, uint32_t provider, values::Type type) {
  const auto [entry, is_new] = defaults.try_emplace((uint64_t{provider} << 32) | row);
  if (is_new) {
    const table::Rows rows = table.rows<table::Default>(&table::Header::defaults);
    entry->second = RowDecoder(table, arena).decode(rows[row], type);
  }
  return entry->second;
}

PlannedDefault Schemas::planned_default(const Provider& provider, std::string_view type,
                                        std::string_view path) {
  const Block* top = find(provider, Mode::managed, type);
  if (top == nullptr) return {};
  const std::optional<Place> place = locate(*top, path);
  if (!place) return {};
  const table::Provider record = state_->record(provider);
  if (const std::optional<uint32_t> row =
          find_default(state_->table, record.defaults, type, path)) {
    return state_->default_of_row(*row, provider.index, place->type);
  }
  if (record.facts != 0) return default_by_rule(*place, state_->arena);
  const bool is_read_only = place->attribute != nullptr && place->attribute->computed &&
                            !place->attribute->optional && !place->is_in_type;
  return is_read_only ? by_rule(Planned::unknown) : PlannedDefault{};
}

PlannedDefault Schemas::service_default(std::string_view type, std::string_view path) {
  const std::optional<uint32_t> row =
      find_default(state_->table, state_->table.header().service_defaults, type, path);
  if (!row) return {};
  return state_->default_of_row(*row, 0, values::Type::dynamic());
}

}  // namespace schema
