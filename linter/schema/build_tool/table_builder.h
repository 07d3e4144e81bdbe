// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/table.h"

namespace schema::build {

// Gathers the records of the table; equal texts, types and blocks get one index.
class TableBuilder {
 public:
  TableBuilder();

  uint32_t text(std::string_view text);
  // A primitive, dynamic or collection type.
  uint16_t type(table::Type type);
  uint16_t object_type(std::span<const table::Member> members);
  uint32_t block(uint16_t flags, std::span<const table::Attribute> attributes,
                 std::span<const table::Nested> nested);
  table::Extent entries(std::span<const table::Entry> entries);
  void provider(const table::Provider& provider) { providers_.push_back(provider); }

  table::Extent default_owners(std::span<const table::DefaultOwner> owners);
  // Of these two, equal runs are stored once.
  table::Extent defaults(std::span<const table::Default> rows);
  table::Extent variations(std::span<const table::Variation> variations);
  void service_defaults(table::Extent owners) { service_defaults_ = owners; }
  void facts(std::span<const table::Fact> facts);
  void identities(std::span<const table::Identity> identities);
  table::Extent names(std::span<const uint32_t> names);
  table::Extent groups(std::span<const table::Extent> groups);

  // The finished table.
  [[nodiscard]] std::vector<uint32_t> words() const;
  // What it holds, for people.
  [[nodiscard]] std::string summary() const;

 private:
  uint16_t interned_type(const std::string& key, const table::Type& type);

  std::unordered_map<std::string, uint32_t> text_ids_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, uint16_t> type_ids_;
  std::unordered_map<std::string, uint32_t> block_ids_;
  std::unordered_map<std::string, table::Extent> default_runs_;
  std::unordered_map<std::string, table::Extent> variation_runs_;

  std::vector<table::Type> types_;
  std::vector<table::Member> members_;
  std::vector<table::Block> blocks_;
  std::vector<table::Attribute> attributes_;
  std::vector<table::Nested> nested_;
  std::vector<table::Provider> providers_;
  std::vector<table::Entry> entries_;
  std::vector<table::DefaultOwner> default_owners_;
  std::vector<table::Default> defaults_;
  std::vector<table::Variation> variations_;
  std::vector<table::Identity> identities_;
  std::vector<table::Fact> facts_;
  std::vector<uint32_t> names_;
  std::vector<table::Extent> groups_;
  table::Extent service_defaults_;
};

}  // namespace schema::build
