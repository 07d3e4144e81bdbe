// SPDX-License-Identifier: Apache-2.0
// Which table answers for a provider, and the types in it. Exports the Schemas of schema.h but
// for defaults (planned_default.cc) and identities (identity.cc), and the look-ups of Block.
// Tested by tests/schema/known_facts_test.cc and provider_test.cc.
#include <algorithm>

#include "schema/state.h"
#include "schema/version.h"

extern "C" const uint32_t plumbline_schema_table[];  // embedded_table.S

namespace schema {
namespace {

// "hashicorp/aws" of "registry.terraform.io/hashicorp/aws"; other registries keep their name.
std::string_view without_registry(std::string_view source) {
  for (const std::string_view host :
       {"registry.terraform.io/", "registry.opentofu.org/", "terraform.io/"}) {
    if (source.starts_with(host)) return source.substr(host.size());
  }
  return source;
}

table::Rows<table::Provider> providers_of(const table::Reader& table) {
  return table.rows<table::Provider>(&table::Header::providers);
}

table::Rows<table::Entry> entries_of(const table::Reader& table) {
  return table.rows<table::Entry>(&table::Header::entries);
}

}  // namespace

const Attribute* Block::attribute(std::string_view name) const {
  const auto found = std::ranges::lower_bound(attributes, name, {}, &Attribute::name);
  return found != attributes.end() && found->name == name ? &*found : nullptr;
}

const NestedBlock* Block::nested(std::string_view name) const {
  const auto found = std::ranges::lower_bound(blocks, name, {}, &NestedBlock::name);
  return found != blocks.end() && found->name == name ? &*found : nullptr;
}

Schemas::State::State() : table(plumbline_schema_table), decoder(table, arena) {}

table::Provider Schemas::State::record(const Provider& provider) const {
  return providers_of(table)[provider.index];
}

Schemas::Schemas() : state_(std::make_unique<State>()) {}
Schemas::~Schemas() = default;
Schemas::Schemas(Schemas&&) noexcept = default;

std::vector<Provider> Schemas::providers() const {
  std::vector<Provider> providers;
  const table::Rows records = providers_of(state_->table);
  for (uint32_t i = 0; i < records.size(); ++i) {
    providers.push_back({.source = state_->table.text(records[i].source),
                         .version = state_->table.text(records[i].version),
                         .exact = true,
                         .index = i});
  }
  return providers;
}

std::optional<Provider> Schemas::provider(std::string_view source, std::string_view version) {
  source = without_registry(source);
  const VersionNumbers asked = version_numbers(version);
  const table::Rows providers = providers_of(state_->table);
  std::optional<Provider> best;
  VersionNumbers best_numbers{};
  for (uint32_t i = 0; i < providers.size(); ++i) {
    const table::Provider record = providers[i];
    if (state_->table.text(record.source) != source) continue;
    const Provider candidate{.source = state_->table.text(record.source),
                             .version = state_->table.text(record.version),
                             .exact = state_->table.text(record.version) == version,
                             .index = i};
    if (candidate.exact) return candidate;
    const VersionNumbers numbers = version_numbers(candidate.version);
    const bool same_major = !version.empty() && numbers[0] == asked[0];
    const bool best_same_major = !version.empty() && best_numbers[0] == asked[0];
    if (!best || std::pair(same_major, numbers) > std::pair(best_same_major, best_numbers)) {
      best = candidate;
      best_numbers = numbers;
    }
  }
  return best;
}

std::optional<Provider> Schemas::provider_within(std::string_view source,
                                                 std::string_view constraint) {
  if (const std::string_view exact = exact_version(constraint); !exact.empty()) {
    return provider(source, exact);
  }
  std::optional<Provider> best;
  const table::Rows providers = providers_of(state_->table);
  for (uint32_t i = 0; i < providers.size(); ++i) {
    const std::string_view version = state_->table.text(providers[i].version);
    if (state_->table.text(providers[i].source) != without_registry(source)) continue;
    if (!allows(constraint, version)) continue;
    if (best && version_numbers(version) < version_numbers(best->version)) continue;
    best = Provider{.source = state_->table.text(providers[i].source),
                    .version = version,
                    .exact = false,
                    .index = i};
  }
  const size_t number = std::min(constraint.find_first_of("0123456789"), constraint.size());
  return best ? best : provider(source, constraint.substr(number));
}

const Block* Schemas::find(const Provider& provider, Mode mode, std::string_view type) {
  const table::Provider record = state_->record(provider);
  if (mode == Mode::provider) return state_->decoder.block(record.config);
  const table::Extent range = record.entries[static_cast<uint32_t>(mode)];
  const table::Rows entries = entries_of(state_->table);
  const std::optional<uint32_t> found =
      state_->table.find(entries, range, &table::Entry::name, type);
  return found ? state_->decoder.block(entries[*found].block) : nullptr;
}

std::vector<std::string_view> Schemas::type_names(const Provider& provider, Mode mode) {
  std::vector<std::string_view> names;
  if (mode == Mode::provider) return names;
  const table::Extent range = state_->record(provider).entries[static_cast<uint32_t>(mode)];
  const table::Rows entries = entries_of(state_->table);
  for (uint32_t i = 0; i < range.count; ++i) {
    names.push_back(state_->table.text(entries[range.first + i].name));
  }
  return names;
}

std::vector<std::string_view> Schemas::type_names(Mode mode) {
  std::vector<std::string_view> names;
  const table::Rows providers = providers_of(state_->table);
  for (uint32_t i = 0; i < providers.size(); ++i) {
    const auto more = type_names({.source = {}, .version = {}, .index = i}, mode);
    names.insert(names.end(), more.begin(), more.end());
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace schema
