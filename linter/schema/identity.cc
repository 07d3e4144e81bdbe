// SPDX-License-Identifier: Apache-2.0
// How nodes of a type are told apart and named by others, and facts that stand alone. Exports
// Schemas::identity, canonical_attribute and fact. Tested by tests/schema/identity_test.cc.
#include <algorithm>
#include <array>

#include "schema/state.h"

namespace schema {
namespace {

constexpr std::array<std::string_view, 2> kUsualAttributes{"arn", "id"};
constexpr std::string_view kId = "id";

class IdentityDecoder {
 public:
  IdentityDecoder(const table::Reader& table, source::Arena& arena)
      : table_(table), arena_(arena) {}

  Identity decode(const table::Identity& record) {
    return {.attributes = names(record.attributes),
            .synonyms = groups(record.synonyms),
            .adopts_existing = record.adopts_existing != 0,
            .distinct_elements = names(record.distinct_elements)};
  }

 private:
  std::span<const std::string_view> names(table::Extent extent) {
    const table::Rows ids = table_.rows<uint32_t>(&table::Header::names);
    const std::span<std::string_view> result = arena_.make_span<std::string_view>(extent.count);
    for (uint32_t i = 0; i < extent.count; ++i) result[i] = table_.text(ids[extent.first + i]);
    return result;
  }

  std::span<const std::span<const std::string_view>> groups(table::Extent extent) {
    const table::Rows members = table_.rows<table::Extent>(&table::Header::groups);
    const std::span<std::span<const std::string_view>> result =
        arena_.make_span<std::span<const std::string_view>>(extent.count);
    for (uint32_t i = 0; i < extent.count; ++i) result[i] = names(members[extent.first + i]);
    return result;
  }

  const table::Reader& table_;
  source::Arena& arena_;
};

}  // namespace

std::string_view Schemas::fact(std::string_view subject, std::string_view name,
                               std::string_view attribute) const {
  std::string key(subject);
  key.append("/").append(name).append("/").append(attribute);
  const table::Rows rows = state_->table.rows<table::Fact>(&table::Header::facts);
  const std::optional<uint32_t> found =
      state_->table.find(rows, {0, rows.size()}, &table::Fact::key, key);
  return found ? state_->table.text(rows[*found].value) : std::string_view();
}

const Identity& Schemas::identity(std::string_view type) {
  static const Identity kUsual{.attributes = kUsualAttributes,
                               .synonyms = {},
                               .adopts_existing = false,
                               .distinct_elements = {}};
  const table::Rows rows = state_->table.rows<table::Identity>(&table::Header::identities);
  const std::optional<uint32_t> found =
      state_->table.find(rows, {0, rows.size()}, &table::Identity::type, type);
  if (!found) return kUsual;
  const table::Identity record = rows[*found];
  const auto [entry, is_new] = state_->identities.try_emplace(state_->table.text(record.type));
  if (is_new) entry->second = IdentityDecoder(state_->table, state_->arena).decode(record);
  return entry->second;
}

std::string_view Schemas::canonical_attribute(std::string_view type, std::string_view attribute) {
  for (const std::span<const std::string_view> group : identity(type).synonyms) {
    if (!std::ranges::binary_search(group, attribute)) continue;
    return std::ranges::binary_search(group, kId) ? kId : group.front();
  }
  return attribute;
}

}  // namespace schema
