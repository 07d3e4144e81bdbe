// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "schema/decoder.h"
#include "schema/schema.h"
#include "schema/table.h"
#include "source/arena.h"

namespace schema {

// What a run has decoded of the table so far.
struct Schemas::State {
  State();

  // The provider's record that a Provider stands for.
  [[nodiscard]] table::Provider record(const Provider& provider) const;
  // A row of the table's defaults, whose values are of `type`.
  PlannedDefault default_of_row(uint32_t row, uint32_t provider, values::Type type);

  table::Reader table;
  source::Arena arena;
  Decoder decoder;
  std::unordered_map<uint64_t, PlannedDefault> defaults;      // by provider and row
  std::unordered_map<std::string_view, Identity> identities;  // by type
};

}  // namespace schema
