// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"

// Words that explanations on a terminal and pages share.
namespace catalogue {

struct Reference {
  std::string name;
  std::string text;
};

// The clauses of a rule with their sentences, and the controls of standards with their titles.
std::vector<Reference> clauses_of(const rules::Rule& rule);
std::vector<Reference> controls_of(const rules::Rule& rule);
// The parameters that a rule reads: value under the catalogue's policies and summary.
std::vector<Reference> parameters_of(const Catalogue& catalogue, const Entry& entry);

// "Fails: no retention".
std::string title_of(const rules::Example& example);
// All examples, or the first that fails and the first that passes.
std::vector<const ShownRun*> chosen_of(const std::vector<ShownRun>& runs, bool all);

}  // namespace catalogue
