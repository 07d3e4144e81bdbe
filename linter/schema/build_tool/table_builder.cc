// SPDX-License-Identifier: Apache-2.0
// Gathers the records of the schema table, each distinct one once, and lays them out as words.
// Exports TableBuilder. Tested by tests/schema/table_test.cc, which compares the table with its
// sources.
#include "schema/build_tool/table_builder.h"

#include <cstring>
#include <limits>
#include <stdexcept>

#include "values/type.h"

namespace schema::build {
namespace {

template <class Record>
std::string bytes_of(std::span<const Record> records) {
  return {reinterpret_cast<const char*>(records.data()), records.size_bytes()};
}

template <class Record>
table::Extent append(std::vector<Record>& section, std::span<const Record> records) {
  const table::Extent extent{static_cast<uint32_t>(section.size()),
                             static_cast<uint32_t>(records.size())};
  section.insert(section.end(), records.begin(), records.end());
  return extent;
}

uint16_t narrow(size_t number) {
  if (number > std::numeric_limits<uint16_t>::max()) {
    throw std::runtime_error("more than 65535 types, or entries of one block");
  }
  return static_cast<uint16_t>(number);
}

// Puts the sections of a table one behind the other.
class Layout {
 public:
  explicit Layout(std::vector<uint32_t>& words) : words_(words) {}

  template <class Record>
  table::Extent add(const std::vector<Record>& records) {
    return add_bytes(records.data(), records.size() * sizeof(Record), records.size());
  }
  table::Extent add_bytes(const void* bytes, size_t size, size_t count) {
    const table::Extent extent{static_cast<uint32_t>(words_.size()), static_cast<uint32_t>(count)};
    words_.resize(words_.size() + (size + sizeof(uint32_t) - 1) / sizeof(uint32_t));
    if (size != 0) std::memcpy(words_.data() + extent.first, bytes, size);
    return extent;
  }

 private:
  std::vector<uint32_t>& words_;
};

}  // namespace

TableBuilder::TableBuilder() { text(""); }

uint32_t TableBuilder::text(std::string_view text) {
  const auto [entry, is_new] =
      text_ids_.try_emplace(std::string(text), static_cast<uint32_t>(texts_.size()));
  if (is_new) texts_.emplace_back(text);
  return entry->second;
}

uint16_t TableBuilder::interned_type(const std::string& key, const table::Type& type) {
  const auto [entry, is_new] = type_ids_.try_emplace(key, narrow(types_.size()));
  if (is_new) types_.push_back(type);
  return entry->second;
}

uint16_t TableBuilder::type(table::Type type) {
  return interned_type(bytes_of(std::span<const table::Type>(&type, 1)), type);
}

uint16_t TableBuilder::object_type(std::span<const table::Member> members) {
  const std::string key = "object" + bytes_of(members);
  if (const auto known = type_ids_.find(key); known != type_ids_.end()) return known->second;
  return interned_type(key, {.kind = static_cast<uint16_t>(values::Kind::object),
                             .members = append(members_, members)});
}

uint32_t TableBuilder::block(uint16_t flags, std::span<const table::Attribute> attributes,
                             std::span<const table::Nested> nested) {
  const std::string key = std::to_string(flags) + "," + std::to_string(attributes.size()) + "," +
                          bytes_of(attributes) + bytes_of(nested);
  const auto [entry, is_new] = block_ids_.try_emplace(key, static_cast<uint32_t>(blocks_.size()));
  if (is_new) {
    blocks_.push_back({.first_attribute = append(attributes_, attributes).first,
                       .first_nested = append(nested_, nested).first,
                       .attributes = narrow(attributes.size()),
                       .nested = narrow(nested.size()),
                       .flags = flags});
  }
  return entry->second;
}

table::Extent TableBuilder::entries(std::span<const table::Entry> entries) {
  return append(entries_, entries);
}

table::Extent TableBuilder::default_owners(std::span<const table::DefaultOwner> owners) {
  return append(default_owners_, owners);
}

table::Extent TableBuilder::defaults(std::span<const table::Default> rows) {
  const auto [entry, is_new] = default_runs_.try_emplace(bytes_of(rows));
  if (is_new) entry->second = append(defaults_, rows);
  return entry->second;
}

table::Extent TableBuilder::variations(std::span<const table::Variation> variations) {
  const auto [entry, is_new] = variation_runs_.try_emplace(bytes_of(variations));
  if (is_new) entry->second = append(variations_, variations);
  return entry->second;
}

void TableBuilder::identities(std::span<const table::Identity> identities) {
  append(identities_, identities);
}

void TableBuilder::facts(std::span<const table::Fact> facts) { append(facts_, facts); }

table::Extent TableBuilder::names(std::span<const uint32_t> names) { return append(names_, names); }

table::Extent TableBuilder::groups(std::span<const table::Extent> groups) {
  return append(groups_, groups);
}

std::vector<uint32_t> TableBuilder::words() const {
  std::vector<uint32_t> starts{0};
  std::string bytes;
  for (const std::string& text : texts_) {
    bytes += text;
    starts.push_back(static_cast<uint32_t>(bytes.size()));
  }
  std::vector<uint32_t> words(sizeof(table::Header) / sizeof(uint32_t));
  Layout layout(words);
  table::Header header;
  header.text_starts = layout.add(starts);
  header.text_bytes = layout.add_bytes(bytes.data(), bytes.size(), bytes.size());
  header.types = layout.add(types_);
  header.members = layout.add(members_);
  header.blocks = layout.add(blocks_);
  header.attributes = layout.add(attributes_);
  header.nested = layout.add(nested_);
  header.providers = layout.add(providers_);
  header.entries = layout.add(entries_);
  header.default_owners = layout.add(default_owners_);
  header.defaults = layout.add(defaults_);
  header.variations = layout.add(variations_);
  header.identities = layout.add(identities_);
  header.facts = layout.add(facts_);
  header.names = layout.add(names_);
  header.groups = layout.add(groups_);
  header.service_defaults = service_defaults_;
  header.words = static_cast<uint32_t>(words.size());
  std::memcpy(words.data(), &header, sizeof(header));
  return words;
}

std::string TableBuilder::summary() const {
  return std::to_string(providers_.size()) + " providers, " + std::to_string(entries_.size()) +
         " types in " + std::to_string(blocks_.size()) + " distinct blocks, " +
         std::to_string(attributes_.size()) + " attributes of " + std::to_string(types_.size()) +
         " types, " + std::to_string(texts_.size()) + " texts, " +
         std::to_string(defaults_.size()) + " defaults";
}

}  // namespace schema::build
