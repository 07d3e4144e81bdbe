// SPDX-License-Identifier: Apache-2.0
// Gathers what rules say of themselves. Exported: describe, find, is_wanted,
// unknown_word, select. Tested in
// tests/catalogue/.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalogue/catalogue.h"

namespace catalogue {

namespace {

// "rules/network/subnets-three-azs.hcl" -> "network", "subnets-three-azs".
std::pair<std::string, std::string> area_and_family(std::string_view file) {
  const size_t slash = file.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? file : file.substr(slash + 1);
  const std::string_view directory = slash == std::string_view::npos ? "" : file.substr(0, slash);
  return {std::string(directory.substr(directory.rfind('/') + 1)),
          std::string(name.substr(0, name.rfind(".hcl")))};
}

bool starts_with_section(std::string_view clause, std::string_view wanted) {
  return clause.starts_with(wanted) &&
         (clause.size() == wanted.size() || clause[wanted.size()] == '.');
}

bool names_clause(const rules::Rule& rule, std::string_view wanted) {
  return std::ranges::any_of(rule.clauses, [wanted](const std::string& clause) {
    return starts_with_section(clause, wanted);
  });
}

bool names_standard(const rules::Rule& rule, std::string_view wanted) {
  return std::ranges::find(rule.standards, wanted, &rules::Standard::name) != rule.standards.end();
}

bool has_severity(const Entry& entry, std::string_view wanted) {
  if (wanted == "off") return !entry.severity;
  return entry.severity && *entry.severity >= *config::parse_severity(wanted);
}

bool fits(const Entry& entry, const Filter& filter) {
  const rules::Rule& rule = *entry.rule;
  const auto is_target = [&] {
    return std::ranges::any_of(rule.targets, [&](std::string_view target) {
      return config::matches(target, filter.target);
    });
  };
  return (filter.name.empty() || is_wanted(filter.name, rule.name)) &&
         (filter.area.empty() || entry.area == filter.area) &&
         (filter.target.empty() || is_target()) &&
         (filter.clause.empty() || names_clause(rule, filter.clause)) &&
         (filter.standard.empty() || names_standard(rule, filter.standard)) &&
         (filter.severity.empty() || has_severity(entry, filter.severity));
}

// "there is no area "netwrk"; did you mean "network"?"; empty if there is one.
std::string if_unknown(std::string_view what, std::string_view word,
                       const std::set<std::string_view>& known) {
  if (word.empty() || known.contains(word)) return {};
  std::string text = fmt::format("no rule has the {} \"{}\"", what, word);
  const std::vector<std::string_view> names(known.begin(), known.end());
  if (const auto near = diagnostics::suggest(word, names)) {
    return text + fmt::format("; did you mean \"{}\"?", *near);
  }
  if (names.size() <= 20) text += fmt::format("; there are {}", fmt::join(names, ", "));
  return text;
}

}  // namespace

Catalogue describe(rules::RuleSet& rules, const rules::Policies& policies, std::string profile) {
  Catalogue catalogue{.entries = {},
                      .profile = std::move(profile),
                      .parameters = rules::describe_parameters(rules, policies),
                      .functions = rules::describe_functions(rules),
                      .profiles = {},
                      .profile_parameters = {}};
  std::vector<rules::Policies> of_profiles;
  for (std::string_view name : rules.profile_names()) {
    const config::Policy policy = rules.profile(name).value_or(config::Policy());
    catalogue.profiles.emplace_back(name, policy.summary);
    of_profiles.push_back(
        {.profile = policy, .config = {}, .own_profile = rules.is_own_profile(name)});
    catalogue.profile_parameters.push_back(rules::describe_parameters(rules, of_profiles.back()));
  }
  for (const rules::RuleHead& head : rules.heads()) {
    const rules::Rule* rule = rules.rule(head.name);
    if (rule == nullptr) continue;
    auto [area, family] = area_and_family(rule->file);
    Entry entry{.rule = rule,
                .area = std::move(area),
                .family = std::move(family),
                .built_in = head.built_in,
                .severity = severity_in(policies, head, rule),
                .profiles = {},
                .parameters = rules::parameters_of(rules, *rule)};
    for (size_t i = 0; i < of_profiles.size(); ++i) {
      entry.profiles.push_back(
          {catalogue.profiles[i].first, severity_in(of_profiles[i], head, rule)});
    }
    catalogue.entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(catalogue.entries, {}, &Entry::area);
  return catalogue;
}

bool is_wanted(std::string_view pattern, std::string_view name) {
  if (pattern.find('*') != std::string_view::npos) return config::matches(pattern, name);
  return name.find(pattern) != std::string_view::npos;
}

const Entry* find(const Catalogue& catalogue, std::string_view rule) {
  const auto found = std::ranges::find_if(
      catalogue.entries, [rule](const Entry& entry) { return entry.rule->name == rule; });
  return found == catalogue.entries.end() ? nullptr : &*found;
}

std::string unknown_word(const Catalogue& catalogue, const Filter& filter) {
  std::set<std::string_view> areas, targets, standards, clauses;
  for (const Entry& entry : catalogue.entries) {
    areas.insert(entry.area);
    targets.insert(entry.rule->targets.begin(), entry.rule->targets.end());
    clauses.insert(entry.rule->clauses.begin(), entry.rule->clauses.end());
    for (const rules::Standard& standard : entry.rule->standards) standards.insert(standard.name);
  }
  for (const rules::Clause& clause : rules::clauses()) clauses.insert(clause.name);
  const bool is_section = std::ranges::any_of(clauses, [&filter](std::string_view clause) {
    return starts_with_section(clause, filter.clause);
  });
  for (const std::string& text :
       {if_unknown("area", filter.area, areas), if_unknown("target", filter.target, targets),
        if_unknown("clause", is_section ? std::string_view() : filter.clause, clauses),
        if_unknown("standard", filter.standard, standards)}) {
    if (!text.empty()) return text;
  }
  return {};
}

std::vector<const Entry*> select(const Catalogue& catalogue, const Filter& filter) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : catalogue.entries) {
    if (fits(entry, filter)) entries.push_back(&entry);
  }
  return entries;
}

}  // namespace catalogue
