// SPDX-License-Identifier: Apache-2.0
// Words of rules. Exported: everything in words.h. Tested in tests/catalogue/.

#include "catalogue/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace catalogue {

std::vector<Reference> clauses_of(const rules::Rule& rule) {
  std::vector<Reference> references;
  for (const std::string& name : rule.clauses) {
    const rules::Clause* clause = rules::clause(name);
    references.push_back({name, clause == nullptr ? "" : std::string(clause->statement)});
  }
  return references;
}

std::vector<Reference> controls_of(const rules::Rule& rule) {
  std::vector<Reference> references;
  for (const rules::Standard& used : rule.standards) {
    const rules::StandardFact* standard = rules::standard(used.name);
    for (const std::string& number : used.controls) {
      const rules::Control* control = rules::control(used.name, number);
      references.push_back(
          {fmt::format("{} {}", standard == nullptr ? used.name : standard->title, number),
           control == nullptr ? "" : std::string(control->title)});
    }
  }
  return references;
}

std::vector<Reference> parameters_of(const Catalogue& catalogue, const Entry& entry) {
  std::vector<Reference> references;
  for (const std::string& name : entry.parameters) {
    const auto found = std::ranges::find(catalogue.parameters, name, &rules::ParameterInfo::name);
    if (found == catalogue.parameters.end()) continue;
    references.push_back({name, fmt::format("{}\n{}", found->summary, found->value)});
  }
  return references;
}

std::string title_of(const rules::Example& example) {
  static constexpr std::array<std::string_view, 3> kKinds = {"Passes", "Fails", "Undecided"};
  return fmt::format("{}: {}", kKinds[static_cast<size_t>(example.kind)], example.name);
}

std::vector<const ShownRun*> chosen_of(const std::vector<ShownRun>& runs, bool all) {
  std::vector<const ShownRun*> chosen;
  for (const ShownRun& run : runs) {
    const rules::ExampleKind kind = run.example.example->kind;
    const bool known = std::ranges::any_of(
        chosen, [kind](const ShownRun* other) { return other->example.example->kind == kind; });
    if (all || (!known && kind != rules::ExampleKind::undecided)) chosen.push_back(&run);
  }
  return chosen;
}

}  // namespace catalogue
