// SPDX-License-Identifier: Apache-2.0
// What the rules say of themselves. Exported: Rules. Tested in tests/report/sarif_test.cc.

#include <fmt/format.h>

#include <set>

#include "report/sarif/parts.h"
#include "report/words.h"
#include "rules/reference.h"

namespace report::sarif {

namespace {

// As CVSS grades severities: critical from 9.0, high from 7.0, medium from 4.0.
std::string_view security_severity(config::Severity severity) {
  switch (severity) {
    case config::Severity::critical:
      return "9.5";
    case config::Severity::high:
      return "8.0";
    case config::Severity::medium:
      return "5.5";
    case config::Severity::low:
      return "3.0";
    case config::Severity::info:
      return "1.0";
  }
  return "1.0";
}

// What would be markup in a plain text.
std::string markdown(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\`*<|[").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

// A clause or a control, with its sentence where there is one.
std::vector<std::pair<std::string, std::string>> references_of(const RuleText& rule) {
  std::vector<std::pair<std::string, std::string>> references;
  for (const std::string& name : rule.clauses) {
    const rules::Clause* clause = rules::clause(name);
    references.emplace_back("Clause " + name, clause ? clause->statement : std::string_view());
  }
  for (const rules::Standard& used : rule.standards) {
    const rules::StandardFact* standard = rules::standard(used.name);
    for (const std::string& name : used.controls) {
      const rules::Control* control = rules::control(used.name, name);
      references.emplace_back(fmt::format("{} {}", standard ? standard->title : used.name, name),
                              control ? control->title : std::string_view());
    }
  }
  return references;
}

Json help_of(const RuleText& rule) {
  std::string text = rule.summary + ".";
  std::string marked = "## " + markdown(rule.summary) + "\n";
  if (!rule.why.empty()) {
    text += "\n\n" + rule.why;
    marked += "\n" + markdown(rule.why) + "\n";
  }
  if (!rule.remedy.empty()) {
    text += "\n\nRemedy: " + rule.remedy;
    marked += "\n**Remedy:** " + markdown(rule.remedy) + "\n";
  }
  const auto references = references_of(rule);
  if (!references.empty()) {
    text += "\n";
    marked += "\n";
  }
  for (const auto& [name, title] : references) {
    text += fmt::format("\n{}{}{}", name, title.empty() ? "" : ": ", title);
    marked += fmt::format("- {}{}{}\n", markdown(name), title.empty() ? "" : ": ", markdown(title));
  }
  return {{"text", text}, {"markdown", marked}};
}

// What viewers filter by; most show nothing else of a rule. GitHub keeps the first ten.
Json tags_of(const RuleText& rule) {
  Json tags = Json::array();
  const auto add = [&tags](std::string tag) {
    if (tags.size() < kMaxTags) tags.push_back(std::move(tag));
  };
  if (rule.area.empty()) {
    add("correctness");
    return tags;
  }
  add("security");
  add(rule.area == "pipeline" ? "bitbucket-pipelines" : "terraform");
  if (rule.area != "pipeline") add(rule.area);
  for (const rules::Standard& standard : rule.standards) {
    for (const std::string& control : standard.controls) add(standard.name + "/" + control);
  }
  for (const std::string& clause : rule.clauses) add("architecture/" + clause);
  return tags;
}

}  // namespace

Rules::Rules(const Result& result)
    : docs_url_(result.details.docs_url), texts_(result.details.rules) {
  std::set<std::string> known;
  for (const RuleText& text : texts_) known.insert(text.name);
  // Whatever was not described still has its name.
  const auto add = [&](const std::string& name, config::Severity severity) {
    if (!known.insert(name).second) return;
    RuleText& text = texts_.emplace_back();
    text.name = text.summary = name;
    text.severity = severity;
  };
  for (const findings::Finding& finding : result.report.findings) {
    add(finding.rule, finding.severity);
  }
  for (const findings::Finding& finding : result.report.accepted) {
    add(finding.rule, finding.severity);
  }
  for (const findings::SuppressedFinding& one : result.report.suppressed) {
    add(one.finding.rule, one.finding.severity);
  }
  for (const findings::Undecided& undecided : result.report.undecided) {
    add(undecided.rule, undecided.severity);
  }
  for (size_t i = 0; i < texts_.size(); ++i) index_[texts_[i].name] = i;
}

Json Rules::json(const Taxonomies& taxonomies) const {
  Json json = Json::array();
  for (const RuleText& rule : texts_) json.push_back(descriptor(rule, taxonomies));
  return json;
}

Json Rules::descriptor(const RuleText& rule, const Taxonomies& taxonomies) const {
  Json json = identified(rule.name);
  json["shortDescription"] = {{"text", shortened(rule.summary + ".", kMaxDescription)}};
  const std::string& why = rule.why.empty() ? rule.summary : rule.why;
  json["fullDescription"] = {{"text", shortened(why, kMaxDescription)}};
  if (!docs_url_.empty()) json["helpUri"] = rule_url(docs_url_, rule);
  json["help"] = help_of(rule);
  json["defaultConfiguration"] = {{"level", level(rule.severity)}};
  Json relationships = taxonomies.relationships(rule);
  if (!relationships.is_null()) json["relationships"] = std::move(relationships);
  Json& properties = json["properties"] = {{"tags", tags_of(rule)}};
  properties["precision"] = "very-high";
  // With it, GitHub takes a rule for one of security.
  if (!rule.area.empty()) properties["security-severity"] = security_severity(rule.severity);
  if (rule.area.empty()) {
    properties["problem.severity"] = by_level(rule.severity, "error", "warning", "warning");
  }
  return json;
}

void Rules::refer(Json& json, std::string_view id_key, std::string_view index_key,
                  std::string_view rule) const {
  json[std::string(id_key)] = rule;
  const auto index = index_.find(rule);
  if (index != index_.end()) json[std::string(index_key)] = index->second;
}

}  // namespace report::sarif
