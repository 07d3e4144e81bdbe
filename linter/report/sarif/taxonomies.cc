// SPDX-License-Identifier: Apache-2.0
// The clauses of the architecture and the controls of standards, as far as rules name them.
// Exported: Taxonomies. Tested in tests/report/sarif_test.cc.

#include <algorithm>

#include "report/sarif/parts.h"
#include "rules/reference.h"

namespace report::sarif {

namespace {

constexpr std::string_view kArchitecture = "architecture";

Json text_of(std::string_view text) { return {{"text", shortened(text, kMaxDescription)}}; }

Json taxon(std::string_view taxonomy, const std::string& id) {
  Json json = {{"id", id}};
  if (taxonomy == kArchitecture) {
    const rules::Clause* clause = rules::clause(id);
    if (clause != nullptr) json["shortDescription"] = text_of(clause->statement);
    return json;
  }
  const rules::Control* control = rules::control(taxonomy, id);
  if (control != nullptr && !control->title.empty()) {
    json["shortDescription"] = text_of(control->title);
  }
  return json;
}

}  // namespace

Taxonomies::Taxonomies(const std::vector<RuleText>& rules) {
  std::map<std::string, std::map<std::string, size_t>> named;
  for (const RuleText& rule : rules) {
    for (const std::string& clause : rule.clauses) named[std::string(kArchitecture)][clause];
    for (const rules::Standard& standard : rule.standards) {
      for (const std::string& control : standard.controls) named[standard.name][control];
    }
  }
  for (auto& [name, taxa] : named) {
    size_t next = 0;
    for (auto& [id, index] : taxa) index = next++;
    all_.push_back({name, std::move(taxa)});
  }
}

Json Taxonomies::taxonomies() const {
  Json json;
  for (const Taxonomy& taxonomy : all_) {
    Json component = {{"name", taxonomy.name}};
    if (const rules::StandardFact* standard = rules::standard(taxonomy.name)) {
      component["fullName"] = standard->title;
      if (!standard->version.empty()) component["version"] = standard->version;
      component["shortDescription"] = text_of(standard->title);
    } else if (taxonomy.name == kArchitecture) {
      component["shortDescription"] = text_of("The clauses of the architecture.");
    }
    component["isComprehensive"] = false;
    for (const auto& [id, index] : taxonomy.index) {
      component["taxa"].push_back(taxon(taxonomy.name, id));
    }
    json.push_back(std::move(component));
  }
  return json;
}

Json Taxonomies::supported() const {
  Json json;
  for (size_t i = 0; i < all_.size(); ++i) json.push_back({{"name", all_[i].name}, {"index", i}});
  return json;
}

Json Taxonomies::target(size_t taxonomy, const std::string& id) const {
  return {{"target",
           {{"id", id},
            {"index", all_[taxonomy].index.at(id)},
            {"toolComponent", {{"name", all_[taxonomy].name}, {"index", taxonomy}}}}},
          {"kinds", Json::array({"relevant"})}};
}

Json Taxonomies::relationships(const RuleText& rule) const {
  Json json;
  const auto add = [&](std::string_view name, const std::string& id) {
    const auto taxonomy = std::ranges::find(all_, name, &Taxonomy::name);
    json.push_back(target(static_cast<size_t>(taxonomy - all_.begin()), id));
  };
  for (const std::string& clause : rule.clauses) add(kArchitecture, clause);
  for (const rules::Standard& standard : rule.standards) {
    for (const std::string& control : standard.controls) add(standard.name, control);
  }
  return json;
}

}  // namespace report::sarif
