// SPDX-License-Identifier: Apache-2.0
// Explanations on a terminal. Exported: rule_text, clause_text. Tested in tests/catalogue/ and end
// to end in tests/cli/.

#include <fmt/format.h>

#include <algorithm>

#include "catalogue/layout.h"
#include "catalogue/words.h"
#include "report/words.h"

namespace catalogue {

using diagnostics::Paint;

namespace {

constexpr uint32_t kIndent = 2;

std::string heading(std::string_view text, const Style& style) {
  return "\n" + Paint(style.color)(diagnostics::Style::bold, text) + "\n";
}

std::string section(std::string_view title, std::string_view text, const Style& style) {
  return text.empty() ? std::string() : heading(title, style) + paragraph(text, kIndent, style);
}

std::string section(std::string_view title, const std::vector<Row>& rows, const Style& style) {
  return rows.empty() ? std::string() : heading(title, style) + table(rows, {}, style);
}

// What a rule is, in two columns.
std::vector<Row> facts_of(const Entry& entry) {
  const rules::Rule& rule = *entry.rule;
  std::vector<Row> rows;
  const auto add = [&rows](std::string_view name, std::string text) {
    if (!text.empty())
      rows.push_back({{std::string(name), diagnostics::Style::frame}, {std::move(text), {}}});
  };
  rows.push_back({{"severity", diagnostics::Style::frame}, severity_cell(rule.severity)});
  std::string profiles;
  for (const InProfile& in : entry.profiles) {
    profiles += fmt::format("{}{} {}", profiles.empty() ? "" : ", ", in.profile,
                            severity_cell(in.severity).text);
  }
  add("profiles", std::move(profiles));
  add("looks at", fmt::format("{}", fmt::join(rule.targets, ", ")));
  add("since", rule.since);
  for (const rules::Change& change : rule.changed)
    add("changed", change.version + ": " + change.what);
  add("formerly", fmt::format("{}", fmt::join(rule.formerly, ", ")));
  add("defined in", rule.file);
  return rows;
}

std::vector<Row> rows_of(const std::vector<Reference>& references) {
  std::vector<Row> rows;
  rows.reserve(references.size());
  for (const Reference& reference : references) {
    rows.push_back({{reference.name, {}}, {reference.text, {}}});
  }
  return rows;
}

std::string indented(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) result.append(kIndent, ' ');
    result += text.substr(0, end);
    result += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string example_text(const ShownRun& run, const Style& style) {
  const Paint paint(style.color);
  std::string text = heading(title_of(*run.example.example), style);
  for (const auto& [name, value] : run.example.parameters) {
    text += fmt::format("  # with {} = {}\n", name, value);
  }
  for (const auto& [path, file] : run.example.files) {
    if (file.empty()) continue;
    if (run.example.files.size() > 1) {
      text += indented(paint(diagnostics::Style::frame, "# " + path));
    }
    text += indented(file);
    if (path != run.example.files.back().first) text += '\n';
  }
  if (!run.output.empty()) text += "\n" + indented(run.output);
  return text;
}

}  // namespace

std::string rule_text(const Catalogue& catalogue, const Entry& entry,
                      const std::vector<ShownRun>& runs, bool all_examples, const Style& style) {
  const rules::Rule& rule = *entry.rule;
  const Paint paint(style.color);
  std::string text = paint(diagnostics::Style::bold, rule.name) + "\n" +
                     paragraph(rule.summary, 0, style) + "\n" + table(facts_of(entry), {}, style);
  text += section("Why", rule.why, style);
  text += section("Remedy", rule.remedy, style);
  text += section("Clauses", rows_of(clauses_of(rule)), style);
  text += section("Standards", rows_of(controls_of(rule)), style);
  text += section("Parameters", rows_of(parameters_of(catalogue, entry)), style);
  const std::vector<const ShownRun*> chosen = chosen_of(runs, all_examples);
  for (const ShownRun* run : chosen) text += example_text(*run, style);
  if (chosen.size() < runs.size()) {
    text +=
        fmt::format("\n{} (--all shows them).\n",
                    report::counted(runs.size() - chosen.size(), "more example", "more examples"));
  }
  return text;
}

std::string clause_text(const Catalogue& catalogue, const rules::Clause& clause,
                        const Style& style) {
  const Paint paint(style.color);
  std::string text = paint(diagnostics::Style::bold, clause.name) + "\n" +
                     paragraph(clause.statement, 0, style) + "\n";
  std::vector<Row> facts;
  const auto add = [&facts](std::string_view name, Cell cell) {
    facts.push_back({{std::string(name), diagnostics::Style::frame}, std::move(cell)});
  };
  add("severity", severity_cell(config::parse_severity(clause.severity)));
  add("speaks of", {std::string(rules::words_of_kind(clause.kind)), {}});
  add("checkable", {std::string(clause.checkable), {}});
  add("family", {std::string(clause.family), {}});
  if (clause.derived) {
    add("derived",
        {"the document does not say it in words, but what it says is empty without", {}});
  }
  text += table(facts, {}, style);
  text += section("Check", clause.check, style);
  text += section("Parameters", clause.parameters, style);
  std::vector<Row> rows;
  for (const Entry& entry : catalogue.entries) {
    const rules::Rule& rule = *entry.rule;
    if (std::ranges::find(rule.clauses, clause.name) == rule.clauses.end()) continue;
    rows.push_back({{rule.name, {}}, severity_cell(entry.severity), {rule.summary, {}}});
  }
  text += heading("Rules", style);
  text += rows.empty() ? "  None checks it yet.\n" : table(rows, {}, style);
  return text;
}

}  // namespace catalogue
