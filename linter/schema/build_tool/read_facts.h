// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/build_tool/table_builder.h"

namespace schema::build {

// The rows of a tab-separated file without its comment lines (#) and its line of column names.
struct Tsv {
  std::string text;
  std::vector<std::vector<std::string_view>> rows;
};
Tsv read_tsv(const std::string& path);

// Adds what plans hold for arguments that are left out. `learnt` is the schema of the version
// whose plans the rows describe. For another version `root`, only rows whose place is the same in
// both are added.
table::Extent read_planned(const Tsv& planned, const Tsv& variations, const nlohmann::json& learnt,
                           const nlohmann::json& root, TableBuilder& builder);
void read_service_defaults(const Tsv& rows, TableBuilder& builder);
// `rows` and `tiers` have the same columns; `given` is planned/given.tsv: its rows are facts of the
// subject "given".
void read_single_facts(const Tsv& rows, const Tsv& tiers, const Tsv& given, TableBuilder& builder);
void read_identities(const Tsv& rows, TableBuilder& builder);

}  // namespace schema::build
