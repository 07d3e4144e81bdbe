// SPDX-License-Identifier: Apache-2.0
// Lists for people. Exported: rules_text, parameters_text, functions_text, profiles_text. Tested
// in tests/catalogue/.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "catalogue/layout.h"
#include "report/words.h"

namespace catalogue {

using diagnostics::Paint;
using report::counted;

namespace {

// Rows under headings; columns are the same under all of them.
class Groups {
 public:
  void add(std::string_view heading, Row row) {
    if (headings_.empty() || headings_.back().first != heading) {
      headings_.emplace_back(heading, rows_.size());
    }
    rows_.push_back(std::move(row));
  }

  [[nodiscard]] std::string text(const Style& style) const {
    const std::vector<std::string> blocks = blocks_of(style);
    const Paint paint(style.color);
    std::string text;
    for (size_t i = 0; i < headings_.size(); ++i) {
      text += paint(diagnostics::Style::bold, headings_[i].first) + '\n' + blocks[i] + '\n';
    }
    return text;
  }

 private:
  // Each heading's rows, laid out with those of the others.
  [[nodiscard]] std::vector<std::string> blocks_of(const Style& style) const {
    std::vector<uint32_t> widths;
    for (const Row& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()));
      for (size_t i = 0; i + 1 < row.size(); ++i) {
        widths[i] = std::max(widths[i], diagnostics::display_width(row[i].text));
      }
    }
    std::vector<std::string> blocks;
    for (size_t i = 0; i < headings_.size(); ++i) {
      const size_t end = i + 1 < headings_.size() ? headings_[i + 1].second : rows_.size();
      std::vector<Row> rows(rows_.begin() + static_cast<std::ptrdiff_t>(headings_[i].second),
                            rows_.begin() + static_cast<std::ptrdiff_t>(end));
      blocks.push_back(table(rows, widths, style));
    }
    return blocks;
  }

  std::vector<std::pair<std::string, size_t>> headings_;  // with their first row
  std::vector<Row> rows_;
};

std::string_view area_of(std::string_view parameter) {
  return parameter.substr(0, parameter.find('.'));
}

// "lib/network": where a function is defined, below the rules.
std::string_view place_of(std::string_view file) {
  if (file.starts_with("rules/")) file.remove_prefix(6);
  return file.substr(0, file.rfind(".hcl"));
}

// "3 (number; default 2)".
std::string value_text(const rules::ParameterInfo& parameter) {
  const std::string by_default = parameter.value == parameter.default_value
                                     ? std::string()
                                     : fmt::format("; default {}", parameter.default_value);
  return fmt::format("{} ({}{})", parameter.value, parameter.type, by_default);
}

}  // namespace

std::string rules_text(const Catalogue& catalogue, const std::vector<const Entry*>& entries,
                       const Style& style) {
  Groups groups;
  size_t on = 0;
  for (const Entry* entry : entries) {
    on += entry->severity ? 1 : 0;
    groups.add(
        entry->area.empty() ? "." : entry->area,
        {{entry->rule->name, {}}, severity_cell(entry->severity), {entry->rule->summary, {}}});
  }
  if (entries.empty()) return "No rule is like that.\n";
  const std::string count =
      entries.size() < catalogue.entries.size()
          ? fmt::format("{} of {} rules", entries.size(), catalogue.entries.size())
          : counted(entries.size(), "rule", "rules");
  return groups.text(style) + fmt::format("{}: {} on and {} off in profile {}.\n", count, on,
                                          entries.size() - on, catalogue.profile);
}

std::string parameters_text(const Catalogue& catalogue, std::string_view pattern,
                            const Style& style) {
  Groups groups;
  for (const rules::ParameterInfo& parameter : catalogue.parameters) {
    if (!is_wanted(pattern, parameter.name)) continue;
    groups.add(area_of(parameter.name),
               {{std::string(parameter.name), {}},
                {fmt::format("{}\n{}", parameter.summary, value_text(parameter)), {}}});
  }
  const std::string text = groups.text(style);
  if (text.empty()) return "No parameter is like that.\n";
  return text + fmt::format("Values are those of profile {}.\n", catalogue.profile);
}

std::string functions_text(const Catalogue& catalogue, std::string_view pattern,
                           const Style& style) {
  Groups groups;
  std::vector<const rules::FunctionInfo*> wanted;
  for (const rules::FunctionInfo& function : catalogue.functions) {
    if (is_wanted(pattern, function.name)) wanted.push_back(&function);
  }
  std::ranges::stable_sort(wanted, {}, &rules::FunctionInfo::file);
  for (const rules::FunctionInfo* function : wanted) {
    groups.add(place_of(function->file),
               {{fmt::format("{}({})", function->name, fmt::join(function->parameters, ", ")), {}},
                {function->summary, {}}});
  }
  const std::string text = groups.text(style);
  return text.empty() ? "No function is like that.\n" : text;
}

std::string profiles_text(const Catalogue& catalogue, const Style& style) {
  std::vector<Row> rows;
  for (size_t i = 0; i < catalogue.profiles.size(); ++i) {
    std::array<size_t, 5> counts{};
    size_t on = 0;
    for (const Entry& entry : catalogue.entries) {
      if (!entry.profiles[i].severity) continue;
      ++on;
      ++counts[static_cast<size_t>(*entry.profiles[i].severity)];
    }
    std::string severities;
    for (size_t s = counts.size(); s-- > 0;) {
      if (counts[s] == 0) continue;
      severities += fmt::format("{}{} {}", severities.empty() ? "" : ", ", counts[s],
                                config::name(static_cast<config::Severity>(s)));
    }
    rows.push_back({{std::string(catalogue.profiles[i].first), diagnostics::Style::bold},
                    {fmt::format("{}\n{}: {}", catalogue.profiles[i].second,
                                 counted(on, "rule", "rules"), severities),
                     {}}});
  }
  return table(rows, {}, style);
}

}  // namespace catalogue
