// SPDX-License-Identifier: Apache-2.0
// Reads the facts that no provider schema holds (planned and service defaults, identities) into
// the table. data/README.md tells the columns. Exports read_tsv, read_planned,
// read_service_defaults,
// read_single_facts and read_identities. Tested by tests/schema/.
#include "schema/build_tool/read_facts.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "schema/build_tool/read_schema.h"
#include "schema/schema.h"

namespace schema::build {
namespace {

using nlohmann::json;
using TypeAndPath = std::pair<std::string_view, std::string_view>;

constexpr uint32_t kNoFact = static_cast<uint32_t>(Planned::no_fact);

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

uint32_t planned_of(std::string_view word) {
  static const std::map<std::string_view, Planned> kWords{
      {"value", Planned::value}, {"null", Planned::null}, {"unknown", Planned::unknown}};
  return static_cast<uint32_t>(kWords.at(word));
}

// A column whose - means nothing.
uint32_t optional_text(std::string_view text, TableBuilder& builder) {
  return builder.text(text == "-" ? std::string_view() : text);
}

// What a schema says of the attribute or block at a path: enough to tell whether two versions
// mean the same by it. Empty if there is none.
std::string description_of(const json& root, const std::string& type, std::string_view path) {
  const json& types = root.at("resources");
  if (!types.contains(type)) return {};
  const json& top = types.at(type);
  const json* body = &top;
  const std::vector<std::string_view> segments = split(path, '.');
  for (size_t i = 0; i < segments.size(); ++i) {
    const std::string name(segments[i].substr(0, segments[i].find('[')));
    if (body->contains("attributes") && body->at("attributes").contains(name)) {
      const json& attribute = body->at("attributes").at(name);
      const std::string flags = attribute.at("flags");
      // Sensitive, deprecated and write-only are not told by every source.
      return flags.substr(0, flags.find_first_of("sdw")) + attribute.at("type").dump();
    }
    if (!body->contains("blocks") || !body->at("blocks").contains(name)) return {};
    const json& block = body->at("blocks").at(name);
    if (i + 1 == segments.size()) return block.at("nesting");
    body = &body_of(block, top);
  }
  return {};
}

std::map<TypeAndPath, std::vector<table::Variation>> variations_by_place(const Tsv& variations,
                                                                         TableBuilder& builder) {
  std::map<TypeAndPath, std::vector<table::Variation>> result;
  for (const std::vector<std::string_view>& row : variations.rows) {
    result[{row.at(0), row.at(1)}].push_back({.argument = optional_text(row.at(2), builder),
                                              .equals = optional_text(row.at(3), builder),
                                              .planned = planned_of(row.at(4)),
                                              .value = optional_text(row.at(5), builder),
                                              .copies = optional_text(row.at(6), builder)});
  }
  return result;
}

// By type and path.
using DefaultRows = std::map<std::string_view, std::map<std::string_view, table::Default>>;

table::Extent add_rows(const DefaultRows& rows_by_type, TableBuilder& builder) {
  std::vector<table::DefaultOwner> owners;
  for (const auto& [type, rows] : rows_by_type) {
    std::vector<table::Default> sorted;
    for (const auto& [path, row] : rows) sorted.push_back(row);
    owners.push_back({builder.text(type), builder.defaults(sorted)});
  }
  return builder.default_owners(owners);
}

// A list of names as a record holds it; "-" is the empty list.
table::Extent names_of(std::string_view list, TableBuilder& builder) {
  if (list == "-") return {};
  std::vector<std::string_view> names = split(list, ',');
  std::sort(names.begin(), names.end());
  std::vector<uint32_t> ids;
  for (const std::string_view name : names) ids.push_back(builder.text(name));
  return builder.names(ids);
}

}  // namespace

Tsv read_tsv(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream content;
  content << file.rdbuf();
  Tsv result{.text = std::move(content).str(), .rows = {}};
  bool is_first = true;
  for (const std::string_view line : split(result.text, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    if (!std::exchange(is_first, false)) result.rows.push_back(split(line, '\t'));
  }
  return result;
}

table::Extent read_planned(const Tsv& planned, const Tsv& variations, const json& learnt,
                           const json& root, TableBuilder& builder) {
  const std::map<TypeAndPath, std::vector<table::Variation>> varying =
      variations_by_place(variations, builder);
  DefaultRows rows_by_type;
  for (const std::vector<std::string_view>& row : planned.rows) {
    const std::string type(row.at(0));
    const std::string_view path = row.at(1);
    if (&root != &learnt) {
      const std::string there = description_of(root, type, path);
      if (there.empty() || there != description_of(learnt, type, path)) continue;
    }
    table::Default entry{.path = builder.text(path),
                         .planned = planned_of(row.at(2)),
                         .value = optional_text(row.at(3), builder),
                         .variations = {}};
    const auto found = varying.find({type, path});
    const auto everywhere = varying.find({"*", path});
    if (found != varying.end()) {
      entry.variations = builder.variations(found->second);
    } else if (everywhere != varying.end()) {
      entry.variations = builder.variations(everywhere->second);
    } else if (row.at(4).find("varies:") != std::string_view::npos) {
      // Depends on other arguments in a way that the variations do not cover.
      entry.planned = kNoFact;
      entry.value = 0;
    }
    rows_by_type[row.at(0)][path] = entry;
  }
  return add_rows(rows_by_type, builder);
}

void read_service_defaults(const Tsv& rows, TableBuilder& builder) {
  constexpr uint32_t kValue = static_cast<uint32_t>(Planned::value);
  DefaultRows rows_by_type;
  std::map<TypeAndPath, std::vector<table::Variation>> varying;
  for (const std::vector<std::string_view>& row : rows.rows) {
    table::Default& entry =
        rows_by_type[row.at(0)]
            .try_emplace(row.at(1),
                         table::Default{.path = builder.text(row.at(1)), .planned = kNoFact})
            .first->second;
    if (row.at(2) == "-") {
      entry.planned = kValue;
      entry.value = builder.text(row.at(4));
    } else {
      varying[{row.at(0), row.at(1)}].push_back({.argument = builder.text(row.at(2)),
                                                 .equals = optional_text(row.at(3), builder),
                                                 .planned = kValue,
                                                 .value = builder.text(row.at(4))});
    }
  }
  for (const auto& [place, variations] : varying) {
    rows_by_type[place.first][place.second].variations = builder.variations(variations);
  }
  builder.service_defaults(add_rows(rows_by_type, builder));
}

void read_single_facts(const Tsv& rows, const Tsv& tiers, const Tsv& given, TableBuilder& builder) {
  std::map<std::string, std::string_view> sorted;
  const auto add = [&sorted](std::string_view subject, std::string_view name,
                             std::string_view attribute, std::string_view value) {
    std::string key(subject);
    key.append("/").append(name).append("/").append(attribute);
    sorted.emplace(std::move(key), value);
  };
  for (const Tsv* tsv : {&rows, &tiers}) {
    for (const auto& row : tsv->rows) add(row.at(0), row.at(1), row.at(2), row.at(3));
  }
  for (const auto& row : given.rows) add("given", row.at(0), row.at(1), row.at(2));
  std::vector<table::Fact> facts;
  for (const auto& [key, value] : sorted) facts.push_back({builder.text(key), builder.text(value)});
  builder.facts(facts);
}

void read_identities(const Tsv& rows, TableBuilder& builder) {
  std::map<std::string_view, table::Identity> sorted;
  for (const std::vector<std::string_view>& row : rows.rows) {
    table::Identity identity{.type = builder.text(row.at(0))};
    identity.attributes = names_of(row.at(1), builder);
    if (row.at(2) != "-") {
      std::vector<table::Extent> groups;
      for (const std::string_view group : split(row.at(2), ';')) {
        groups.push_back(names_of(group, builder));
      }
      identity.synonyms = builder.groups(groups);
    }
    identity.adopts_existing = row.at(3) == "adopts" ? 1 : 0;
    identity.distinct_elements = names_of(row.at(4), builder);
    sorted[row.at(0)] = identity;
  }
  std::vector<table::Identity> result;
  for (const auto& [type, identity] : sorted) result.push_back(identity);
  builder.identities(result);
}

}  // namespace schema::build
