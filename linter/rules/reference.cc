// SPDX-License-Identifier: Apache-2.0
// Reads the tables of data/. Exported: everything in reference.h. Tested in
// tests/rules/reference_test.cc.

#include "rules/reference.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

// The tables of data/.
extern "C" const char plumbline_clauses[];
extern "C" const char plumbline_clauses_end[];
extern "C" const char plumbline_sections[];
extern "C" const char plumbline_sections_end[];
extern "C" const char plumbline_evidence[];
extern "C" const char plumbline_evidence_end[];
extern "C" const char plumbline_standards[];
extern "C" const char plumbline_standards_end[];
extern "C" const char plumbline_controls[];
extern "C" const char plumbline_controls_end[];

namespace rules {

namespace {

// What stands before the first separator; `rest` is what stands behind it.
std::string_view take(std::string_view& rest, char separator) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// A table's rows, made of their cells.
template <class Row, size_t Columns, class Make>
std::vector<Row> rows_of(std::string_view text, Make make) {
  std::vector<Row> rows;
  while (!text.empty()) {
    std::string_view line = take(text, '\n');
    if (line.empty() || line.starts_with('#')) continue;
    std::array<std::string_view, Columns> cells;
    for (std::string_view& cell : cells) {
      cell = take(line, '\t');
      if (cell == "-") cell = {};
    }
    rows.push_back(make(cells));
  }
  return rows;
}

const std::vector<Control>& controls() {
  static const std::vector<Control> all =
      rows_of<Control, 3>({plumbline_controls, plumbline_controls_end}, [](const auto& cells) {
        return Control{cells[0], cells[1], cells[2]};
      });
  return all;
}

template <class Rows>
auto named(const Rows& rows, std::string_view name) {
  const auto found = std::ranges::find(rows, name, &std::ranges::range_value_t<Rows>::name);
  return found == rows.end() ? nullptr : &*found;
}

std::string with_nearest(std::string text, std::string_view name,
                         std::span<const std::string_view> names) {
  if (const auto near = diagnostics::suggest(name, names)) {
    text += fmt::format("; did you mean \"{}\"?", *near);
  }
  return text;
}

}  // namespace

std::span<const Clause> clauses() {
  static const std::vector<Clause> all =
      rows_of<Clause, 9>({plumbline_clauses, plumbline_clauses_end}, [](const auto& cells) {
        return Clause{cells[0], cells[1], cells[2], cells[3], cells[4] == "derived",
                      cells[5], cells[6], cells[7], cells[8]};
      });
  return all;
}

std::span<const StandardFact> standards() {
  static const std::vector<StandardFact> all = rows_of<StandardFact, 5>(
      {plumbline_standards, plumbline_standards_end}, [](const auto& cells) {
        return StandardFact{cells[0], cells[1], cells[2], cells[3], cells[4]};
      });
  return all;
}

const Clause* clause(std::string_view name) { return named(clauses(), name); }

std::string_view words_of_kind(std::string_view kind) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kWords = {
      {{"terraform", "Terraform"},
       {"pipeline", "the pipeline"},
       {"both", "Terraform and the pipeline"},
       {"application", "the application"},
       {"process", "how people work"},
       {"external", "what lies outside of the repository"}}};
  const auto found =
      std::ranges::find(kWords, kind, &std::pair<std::string_view, std::string_view>::first);
  return found == kWords.end() ? kind : found->second;
}

std::string_view other_evidence(std::string_view clause) {
  struct Row {
    std::string_view name, evidence;
  };
  static const std::vector<Row> all =
      rows_of<Row, 2>({plumbline_evidence, plumbline_evidence_end}, [](const auto& cells) {
        return Row{cells[0], cells[1]};
      });
  const Row* row = named(all, clause);
  return row == nullptr ? std::string_view() : row->evidence;
}

std::span<const Section> sections() {
  static const std::vector<Section> all =
      rows_of<Section, 2>({plumbline_sections, plumbline_sections_end}, [](const auto& cells) {
        return Section{cells[0], cells[1]};
      });
  return all;
}

const StandardFact* standard(std::string_view name) { return named(standards(), name); }

const Control* control(std::string_view standard, std::string_view name) {
  const auto found = std::ranges::find_if(controls(), [&](const Control& control) {
    return control.standard == standard && control.name == name;
  });
  return found == controls().end() ? nullptr : &*found;
}

std::vector<Failure> wrong_standards(const Rule& rule) {
  std::vector<Failure> wrong;
  for (const Standard& used : rule.standards) {
    std::vector<std::string_view> names;
    if (standard(used.name) == nullptr) {
      for (const StandardFact& known : standards()) names.push_back(known.name);
      wrong.push_back(
          {rule.standards_range,
           with_nearest(fmt::format("There is no standard \"{}\"", used.name), used.name, names)});
      continue;
    }
    for (const Control& known : controls()) {
      if (known.standard == used.name) names.push_back(known.name);
    }
    for (const std::string& number : used.controls) {
      if (control(used.name, number) != nullptr) continue;
      wrong.push_back(
          {rule.standards_range,
           with_nearest(fmt::format("Standard {} has no control \"{}\"", used.name, number), number,
                        names)});
    }
  }
  return wrong;
}

}  // namespace rules
