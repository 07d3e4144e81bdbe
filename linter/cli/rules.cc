// SPDX-License-Identifier: Apache-2.0
// plumbline rules: lists of rules, and of what they are made of. Exported: add_rules. Tested end to
// end in tests/cli/rules_test.cc.

#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/catalogue.h"
#include "cli/cli.h"
#include "cli/commands.h"

namespace cli {

namespace {

struct RulesOptions {
  CatalogueOptions catalogue;
  catalogue::Filter filter;
  std::string format = "text";
};

// Opens the catalogue and writes what `list` makes of it.
template <class List>
int write_list(const RulesOptions& options, const List& list) {
  const std::unique_ptr<OpenCatalogue> opened =
      OpenCatalogue::open(options.catalogue, rules::Examples::left_out);
  if (opened == nullptr) return kCouldNotRun;
  const bool json = options.format == "json";
  const std::string text = list(opened->catalogue, json, output_style(options.catalogue.color));
  return !text.empty() && write_output("-", text) ? kClean : kCouldNotRun;
}

// Empty, with a message on stderr, if a filter is wrong.
std::string list_rules(const catalogue::Catalogue& all, const catalogue::Filter& filter, bool json,
                       const catalogue::Style& style) {
  if (const std::string wrong = unknown_word(all, filter); !wrong.empty()) {
    std::fprintf(stderr, "plumbline: %s\n", wrong.c_str());
    return {};
  }
  const std::vector<const catalogue::Entry*> entries = select(all, filter);
  return json ? rules_json(all, entries) : rules_text(all, entries, style);
}

void add_common(CLI::App& command, RulesOptions& options) {
  add_catalogue_options(command, options.catalogue);
  command.add_option("--format", options.format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
}

using catalogue::Catalogue;
using catalogue::Style;

// A list of something else that rule files define.
void add_list(CLI::App& rules, Chosen& chosen, const char* name, const char* what,
              std::string (*text)(const Catalogue&, std::string_view, const Style&),
              std::string (*json)(const Catalogue&, std::string_view)) {
  auto options = std::make_shared<RulesOptions>();
  CLI::App* command = rules.add_subcommand(name, what);
  command->add_option("pattern", options->filter.name, "Part of the name, or a pattern with *");
  add_common(*command, *options);
  command->callback([options, &chosen, text, json] {
    chosen.command = [options, text, json] {
      return write_list(*options, [&](const Catalogue& all, bool as_json, const Style& style) {
        return as_json ? json(all, options->filter.name) : text(all, options->filter.name, style);
      });
    };
  });
}

struct DocsOptions {
  CatalogueOptions catalogue;
  std::string directory;
};

int write_pages(const DocsOptions& options) {
  const auto opened = OpenCatalogue::open(options.catalogue, rules::Examples::included);
  if (opened == nullptr) return kCouldNotRun;
  for (const auto& [path, text] :
       catalogue::pages(opened->rules, opened->catalogue, opened->files)) {
    const std::filesystem::path file = std::filesystem::path(options.directory) / path;
    std::error_code ignored;  // what cannot be made cannot be written either
    std::filesystem::create_directories(file.parent_path(), ignored);
    if (!write_output(file.string(), text)) return kCouldNotRun;
  }
  return kClean;
}

void add_docs(CLI::App& rules, Chosen& chosen) {
  auto options = std::make_shared<DocsOptions>();
  CLI::App* command =
      rules.add_subcommand("docs", "Write a page for each rule, as docs/rules/ has them");
  command->add_option("directory", options->directory, "Where to write them")->required();
  add_catalogue_options(*command, options->catalogue);
  command->callback(
      [options, &chosen] { chosen.command = [options] { return write_pages(*options); }; });
}

}  // namespace

void add_rules(CLI::App& app, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<RulesOptions>();
  catalogue::Filter& filter = options->filter;
  CLI::App* command = app.add_subcommand("rules", "List the rules");
  command->add_option("pattern", filter.name, "Part of the name, or a pattern with *")
      ->type_name("RULE");
  command->add_option("--area", filter.area, "Rules of this area");
  command->add_option("--target", filter.target, "Rules that look at this type");
  command->add_option("--clause", filter.clause, "Rules that check this clause, or what is below");
  command->add_option("--standard", filter.standard, "Rules that serve this standard");
  command->add_option("--severity", filter.severity, "Rules of at least this severity, or off")
      ->check(CLI::IsMember({"info", "low", "medium", "high", "critical", "off"}));
  add_common(*command, *options);
  add_list(*command, chosen, "functions", "List the functions that rules share",
           catalogue::functions_text, catalogue::functions_json);
  add_list(*command, chosen, "parameters", "List the parameters of rules",
           catalogue::parameters_text, catalogue::parameters_json);
  add_list(
      *command, chosen, "profiles", "List the profiles",
      [](const Catalogue& all, std::string_view, const Style& style) {
        return profiles_text(all, style);
      },
      [](const Catalogue& all, std::string_view) { return profiles_json(all); });
  add_docs(*command, chosen);
  add_rules_diff(*command, chosen, today);
  command->callback([options, command, &chosen] {
    if (!command->get_subcommands().empty()) return;
    chosen.command = [options] {
      return write_list(*options, [&](const Catalogue& all, bool json, const Style& style) {
        return list_rules(all, options->filter, json, style);
      });
    };
  });
}

}  // namespace cli
