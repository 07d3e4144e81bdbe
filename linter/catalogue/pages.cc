// SPDX-License-Identifier: Apache-2.0
// The pages of docs/rules/. Exported: pages. A test of tests/end_to_end/ holds the pages in the
// repository against them.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalogue/catalogue.h"
#include "catalogue/markdown.h"
#include "catalogue/words.h"
#include "findings/built_in_rules.h"
#include "report/words.h"

namespace catalogue {

using report::counted;

namespace {

constexpr std::string_view kTop =
    "<!-- Made by `plumbline rules docs`. What is to be changed stands in rules/. -->\n\n";

// "●" as the rule says itself, else the severity that the profile gives it; empty: off.
std::string mark_of(const Entry& entry, const InProfile& in) {
  if (!in.severity) return {};
  return *in.severity == entry.rule->severity ? "●" : std::string(config::name(*in.severity));
}

std::string list_of_areas(const std::vector<Entry>& entries) {
  std::string text;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (i > 0 && entries[i].area == entries[i - 1].area) continue;
    text += fmt::format("{}[{}](#{})", text.empty() ? "" : ", ", entries[i].area, entries[i].area);
  }
  return text;
}

// What Plumbline itself finds, behind the areas.
std::string built_in_section() {
  MarkdownTable table({"rule", "finds", "severity"});
  for (const findings::BuiltInRule& rule : findings::kBuiltInRules) {
    table.add({code(rule.name), markdown(rule.summary), std::string(config::name(rule.severity))});
  }
  return "\n## Of the files themselves\n\nThese are no blocks of HCL, and belong to every "
         "profile.\n\n" +
         table.text();
}

std::string index_page(const Catalogue& catalogue) {
  std::string text = fmt::format(
      "{}# Rules\n\n{}: {}.\n\nEach has a page that says why, shows what it finds, and what to do. "
      "● marks the [profiles](profiles.md) that a rule judges in, or the severity that it has "
      "there "
      "if it is another. [Parameters](parameters.md) are the figures that rules read, "
      "[functions](functions.md) what rules share.\n",
      kTop, counted(catalogue.entries.size(), "rule", "rules"), list_of_areas(catalogue.entries));
  MarkdownTable table;
  const auto header = [&catalogue] {
    std::vector<std::string> cells = {"rule", "finds", "severity"};
    for (const auto& [name, summary] : catalogue.profiles) cells.emplace_back(name);
    return cells;
  };
  std::string area;
  for (const Entry& entry : catalogue.entries) {
    if (entry.area != area) {
      text += table.text();
      area = entry.area;
      text += fmt::format("\n## {}\n\n", area);
      table = MarkdownTable(header());
    }
    std::vector<std::string> cells = {
        fmt::format("[{}]({}/{}.md)", entry.rule->name, entry.area, entry.rule->name),
        markdown(entry.rule->summary), std::string(config::name(entry.rule->severity))};
    for (const InProfile& in : entry.profiles) cells.push_back(mark_of(entry, in));
    table.add(cells);
  }
  return text + table.text() + built_in_section();
}

// The figures that the rules of a profile read.
std::string figures_of(const Catalogue& catalogue, size_t profile) {
  std::set<std::string_view> read;
  for (const Entry& entry : catalogue.entries) {
    if (entry.profiles[profile].severity) {
      read.insert(entry.parameters.begin(), entry.parameters.end());
    }
  }
  MarkdownTable table({"figure", "value", "default, if it is another", "meaning"});
  for (const rules::ParameterInfo& parameter : catalogue.profile_parameters[profile]) {
    if (!read.contains(parameter.name)) continue;
    const bool same = parameter.value == parameter.default_value;
    table.add({code(parameter.name), code(parameter.value),
               same ? std::string() : code(parameter.default_value), markdown(parameter.summary)});
  }
  return table.empty() ? std::string() : "\nThese rules read:\n\n" + table.text();
}

std::string profiles_page(const Catalogue& catalogue) {
  std::string text = fmt::format("{}# Profiles\n\nWithout a word in the config, {} judges.\n", kTop,
                                 code(config::Config().profile));
  for (size_t i = 0; i < catalogue.profiles.size(); ++i) {
    MarkdownTable rules({"rule", "finds", "severity"});
    size_t on = 0;
    for (const Entry& entry : catalogue.entries) {
      if (!entry.profiles[i].severity) continue;
      ++on;
      rules.add({fmt::format("[{}]({}/{}.md)", entry.rule->name, entry.area, entry.rule->name),
                 markdown(entry.rule->summary),
                 std::string(config::name(*entry.profiles[i].severity))});
    }
    text += fmt::format("\n## {}\n\n{}. {}:\n\n{}{}", catalogue.profiles[i].first,
                        markdown(catalogue.profiles[i].second), counted(on, "rule", "rules"),
                        rules.text(), figures_of(catalogue, i));
  }
  return text;
}

// The parameters of those names (all if there are none) with their values in the profiles.
std::string parameter_table(const Catalogue& catalogue, const std::vector<std::string>* names) {
  std::vector<std::string> header = {"parameter", "meaning", "type", "default"};
  for (const auto& [name, summary] : catalogue.profiles) header.emplace_back(name);
  MarkdownTable table(header);
  for (size_t i = 0; i < catalogue.parameters.size(); ++i) {
    const rules::ParameterInfo& parameter = catalogue.parameters[i];
    if (names != nullptr && std::ranges::find(*names, parameter.name) == names->end()) continue;
    std::vector<std::string> cells = {code(parameter.name), markdown(parameter.summary),
                                      code(parameter.type), code(parameter.default_value)};
    for (const auto& in_profile : catalogue.profile_parameters) {
      const std::string& value = in_profile[i].value;
      cells.push_back(value == parameter.default_value ? "" : code(value));
    }
    table.add(cells);
  }
  return table.text();
}

std::string parameters_page(const Catalogue& catalogue) {
  return fmt::format(
      "{}# Parameters\n\nA config or a profile sets them: `parameters = {{ \"network.az_count\" = "
      "2 "
      "}}`. Columns of profiles show what differs from the default.\n\n{}",
      kTop, parameter_table(catalogue, nullptr));
}

std::string functions_page(const Catalogue& catalogue) {
  MarkdownTable table({"function", "answers", "file"});
  for (const rules::FunctionInfo& function : catalogue.functions) {
    const std::string file(function.file);
    table.add({code(fmt::format("{}({})", function.name, fmt::join(function.parameters, ", "))),
               markdown(function.summary),
               fmt::format("[{}](../../{})", file.substr(file.rfind('/') + 1), file)});
  }
  return fmt::format(
      "{}# Functions\n\nWhat rules share, written in the [rule language](../rule-language.md), "
      "whose "
      "own functions are listed there.\n\n{}",
      kTop, table.text());
}

std::string_view language_of(std::string_view path) {
  if (path.ends_with(".yml")) return "yaml";
  return path.ends_with(".sh") ? "sh" : "hcl";
}

std::string example_text(const ShownRun& run) {
  std::string text = fmt::format("\n### {}\n", markdown(title_of(*run.example.example)));
  for (const auto& [name, value] : run.example.parameters) {
    text += fmt::format("\nwith {} = {}\n", code(name), code(value));
  }
  for (const auto& [path, file] : run.example.files) {
    if (file.empty()) continue;
    if (run.example.files.size() > 1) text += fmt::format("\n{}\n", code(path));
    text += "\n" + fenced(language_of(path), file);
  }
  if (!run.output.empty()) text += "\n" + fenced("text", run.output);
  return text;
}

std::string facts_line(const Entry& entry) {
  std::string text = fmt::format("**{}**", config::name(entry.rule->severity));
  for (const InProfile& in : entry.profiles) {
    if (!in.severity) continue;
    text += fmt::format(" · in [{}](../profiles.md#{})", in.profile, in.profile);
    if (*in.severity != entry.rule->severity)
      text += fmt::format(": {}", config::name(*in.severity));
  }
  if (!entry.rule->since.empty()) text += fmt::format(" · since {}", entry.rule->since);
  for (const std::string& name : entry.rule->formerly) text += " · formerly " + code(name);
  text += " · looks at ";
  for (const std::string& target : entry.rule->targets) {
    text += (target == entry.rule->targets.front() ? "" : ", ") + code(target);
  }
  if (entry.built_in) {
    text += fmt::format(" · [source](../../../{})", entry.rule->file);
  }
  return text;
}

std::string references_text(const rules::Rule& rule) {
  std::string text;
  const auto add = [&text](std::string_view what, const Reference& reference) {
    text += fmt::format("- {}{}{}{}\n", what, reference.name, reference.text.empty() ? "" : ": ",
                        markdown(reference.text));
  };
  for (const Reference& reference : clauses_of(rule)) add("Clause ", reference);
  for (const Reference& reference : controls_of(rule)) add("", reference);
  return text.empty() ? text : "\n## References\n\n" + text;
}

std::string rule_page(const Catalogue& catalogue, const Entry& entry,
                      const std::vector<ShownRun>& runs) {
  const rules::Rule& rule = *entry.rule;
  std::string text = fmt::format("{}# {}\n\n{}.\n\n{}\n", kTop, rule.name, markdown(rule.summary),
                                 facts_line(entry));
  for (const rules::Change& change : rule.changed) {
    text += fmt::format("\nChanged in {}: {}\n", change.version, markdown(change.what));
  }
  if (!rule.why.empty()) text += fmt::format("\n## Why is this bad?\n\n{}\n", markdown(rule.why));
  if (!rule.remedy.empty()) text += fmt::format("\n## What to do\n\n{}\n", markdown(rule.remedy));
  const std::vector<const ShownRun*> chosen = chosen_of(runs, false);
  if (!chosen.empty()) text += "\n## Examples\n";
  for (const ShownRun* run : chosen) text += example_text(*run);
  if (chosen.size() < runs.size()) {
    text += fmt::format("\n{} more: `plumbline explain --all {}`.\n", runs.size() - chosen.size(),
                        rule.name);
  }
  if (!entry.parameters.empty()) {
    text += "\n## Parameters\n\n" + parameter_table(catalogue, &entry.parameters);
  }
  return text + references_text(rule);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> pages(rules::RuleSet& rules,
                                                       const Catalogue& catalogue,
                                                       source::Files& files) {
  std::vector<std::pair<std::string, std::string>> pages = {
      {"README.md", index_page(catalogue)},
      {"functions.md", functions_page(catalogue)},
      {"parameters.md", parameters_page(catalogue)},
      {"profiles.md", profiles_page(catalogue)}};
  for (const Entry& entry : catalogue.entries) {
    const auto runs = run_examples(rules, *entry.rule, files, {.color = false, .width = 100});
    pages.emplace_back(fmt::format("{}/{}.md", entry.area, entry.rule->name),
                       rule_page(catalogue, entry, runs));
  }
  return pages;
}

}  // namespace catalogue
