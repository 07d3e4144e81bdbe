// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "schema/build_tool/table_builder.h"

namespace schema::build {

// The members of a block that stands under `blocks`, its `ref` followed from the top of its type.
const nlohmann::json& body_of(const nlohmann::json& block, const nlohmann::json& type);

// Adds a provider's types to the table. `complete` is the schema of another version whose source
// told everything, or null: it lends what `root` cannot tell (sensitive, deprecated and
// write-only attributes, contents of blocks that were dropped) where the paths are the same.
table::Provider read_schema(const nlohmann::json& root, const nlohmann::json* complete,
                            TableBuilder& builder);

}  // namespace schema::build
