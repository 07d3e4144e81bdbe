// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"

namespace cli {

// Which rules commands speak of, and by which policy.
struct CatalogueOptions {
  std::vector<std::string> rule_paths;
  std::string start = ".";  // the directory whose config counts
  std::string config_path;  // instead of that; may be empty
  std::string profile;      // empty: the config's
  std::string color = "auto";
};

void add_catalogue_options(CLI::App& command, CatalogueOptions& options);

// Rules as `check` would take them.
struct OpenCatalogue {
  // Null, with messages on stderr, if rules, config or profile are wrong.
  static std::unique_ptr<OpenCatalogue> open(const CatalogueOptions& options,
                                             rules::Examples examples);

  source::Files files;
  values::Arena arena;  // of the config's values
  rules::RuleSet rules{files};
  rules::Policies policies;
  catalogue::Catalogue catalogue;
};

// How text is written to standard output: as wide as the terminal, 100 columns elsewhere.
catalogue::Style output_style(const std::string& color);

}  // namespace cli
