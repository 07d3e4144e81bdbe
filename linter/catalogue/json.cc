// SPDX-License-Identifier: Apache-2.0
// Lists for programs. Exported: rules_json, parameters_json, functions_json, profiles_json. Tested
// in tests/catalogue/; described in docs/json.md.

#include <nlohmann/json.hpp>

#include "catalogue/catalogue.h"

namespace catalogue {

namespace {

using Json = nlohmann::ordered_json;

Json severity_json(std::optional<config::Severity> severity) {
  return severity ? Json(config::name(*severity)) : Json(nullptr);
}

Json rule_json(const Entry& entry) {
  const rules::Rule& rule = *entry.rule;
  Json json;
  json["name"] = rule.name;
  json["area"] = entry.area;
  json["family"] = entry.family;
  json["summary"] = rule.summary;
  json["severity"] = severity_json(entry.severity);
  json["profiles"] = Json::object();
  for (const InProfile& in : entry.profiles)
    json["profiles"][in.profile] = severity_json(in.severity);
  json["targets"] = rule.targets;
  json["clauses"] = rule.clauses;
  json["standards"] = Json::object();
  for (const rules::Standard& standard : rule.standards) {
    json["standards"][standard.name] = standard.controls;
  }
  json["parameters"] = entry.parameters;
  json["why"] = rule.why;
  json["remedy"] = rule.remedy;
  json["since"] = rule.since;
  json["formerly"] = rule.formerly;
  json["built_in"] = entry.built_in;
  json["file"] = rule.file;
  return json;
}

// One document: the list under its name, and whose profile it is of.
std::string document(const Catalogue& catalogue, std::string_view name, Json list) {
  Json json;
  json["schema_version"] = "1";
  json["rules_version"] = rules::built_in_version();
  json["profile"] = catalogue.profile;
  json[name] = std::move(list);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string rules_json(const Catalogue& catalogue, const std::vector<const Entry*>& entries) {
  Json list = Json::array();
  for (const Entry* entry : entries) list.push_back(rule_json(*entry));
  return document(catalogue, "rules", std::move(list));
}

std::string parameters_json(const Catalogue& catalogue, std::string_view pattern) {
  Json list = Json::array();
  for (const rules::ParameterInfo& parameter : catalogue.parameters) {
    if (!is_wanted(pattern, parameter.name)) continue;
    list.push_back({{"name", parameter.name},
                    {"type", parameter.type},
                    {"default", Json::parse(parameter.default_value)},
                    {"value", Json::parse(parameter.value)},
                    {"summary", parameter.summary}});
  }
  return document(catalogue, "parameters", std::move(list));
}

std::string functions_json(const Catalogue& catalogue, std::string_view pattern) {
  Json list = Json::array();
  for (const rules::FunctionInfo& function : catalogue.functions) {
    if (!is_wanted(pattern, function.name)) continue;
    list.push_back({{"name", function.name},
                    {"parameters", function.parameters},
                    {"summary", function.summary},
                    {"file", function.file}});
  }
  return document(catalogue, "functions", std::move(list));
}

std::string profiles_json(const Catalogue& catalogue) {
  Json list = Json::array();
  for (size_t i = 0; i < catalogue.profiles.size(); ++i) {
    Json rules = Json::object(), parameters = Json::object();
    for (const Entry& entry : catalogue.entries) {
      if (const auto severity = entry.profiles[i].severity) {
        rules[entry.rule->name] = config::name(*severity);
      }
    }
    for (const rules::ParameterInfo& parameter : catalogue.profile_parameters[i]) {
      parameters[parameter.name] = Json::parse(parameter.value);
    }
    list.push_back({{"name", catalogue.profiles[i].first},
                    {"summary", catalogue.profiles[i].second},
                    {"rules", std::move(rules)},
                    {"parameters", std::move(parameters)}});
  }
  return document(catalogue, "profiles", std::move(list));
}

}  // namespace catalogue
