// SPDX-License-Identifier: Apache-2.0
// Two versions of the rule set side by side. Exported: difference, difference_text. Tested in
// tests/catalogue/ and end to end in tests/cli/.

#include <fmt/format.h>

#include <algorithm>

#include "catalogue/layout.h"
#include "report/words.h"
#include "schema/version.h"

namespace catalogue {

using report::counted;

Difference difference(const Catalogue& catalogue, const Catalogue& before, std::string from,
                      std::string to) {
  Difference result{.from = std::move(from), .to = std::move(to), .added = {}, .changed = {}};
  const auto is_between = [&result](const rules::Change& change) {
    const auto version = schema::version_numbers(change.version);
    return version > schema::version_numbers(result.from) &&
           version <= schema::version_numbers(result.to);
  };
  for (const Entry& entry : catalogue.entries) {
    if (!entry.severity) continue;
    const Entry* old = find(before, entry.rule->name);
    if (old == nullptr || !old->severity) {
      result.added.push_back({.entry = &entry});
    } else if (std::ranges::any_of(entry.rule->changed, is_between)) {
      result.changed.push_back(&entry);
    }
  }
  return result;
}

std::string difference_text(const Difference& difference, const Style& style) {
  std::string text;
  std::vector<Row> rows;
  size_t findings = 0, finding_rules = 0;
  for (const NewRule& rule : difference.added) {
    findings += rule.findings;
    if (rule.findings > 0) ++finding_rules;
    std::string found = rule.findings == 0 && rule.undecided == 0
                            ? "-"
                            : counted(rule.findings, "finding", "findings");
    if (rule.undecided > 0) found += fmt::format(", {} undecided", rule.undecided);
    rows.push_back({{rule.entry->rule->name, {}},
                    severity_cell(rule.entry->severity),
                    {std::move(found), {}},
                    {rule.entry->rule->summary, {}}});
  }
  if (!rows.empty()) text += "New rules\n" + table(rows, {}, style) + "\n";
  rows.clear();
  for (const Entry* entry : difference.changed) {
    for (const rules::Change& change : entry->rule->changed) {
      rows.push_back({{entry->rule->name, {}}, {change.version, {}}, {change.what, {}}});
    }
  }
  if (!rows.empty()) text += "Changed rules\n" + table(rows, {}, style) + "\n";
  text += fmt::format("Rules {} add {} to those of {}", difference.to,
                      counted(difference.added.size(), "rule", "rules"), difference.from);
  if (findings > 0) {
    text +=
        fmt::format(": {} of {} of them", counted(findings, "finding", "findings"), finding_rules);
  }
  return text + ".\n";
}

}  // namespace catalogue
