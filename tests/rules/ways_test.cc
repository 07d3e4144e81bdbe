// SPDX-License-Identifier: Apache-2.0
//
// One fact, written in ten ways: what a rule says does not hang on how a configuration is written.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "rules/example_run.h"

namespace rules {
namespace {

// Texts as the resources of a policy document's statement.
const Moving kPolicyDocument = {
    "with constants in a policy document",
    [](size_t i) {
      return fmt::format(
          "jsondecode(data.aws_iam_policy_document.moved.json).Statement[{}].Resource", i);
    },
    [](std::span<const std::string_view> values, ExampleText&) {
      std::string text = "\ndata \"aws_iam_policy_document\" \"moved\" {\n";
      for (size_t i = 0; i < values.size(); ++i) {
        text += fmt::format("  statement {{\n    sid = \"S{}\"\n    resources = [{}]\n  }}\n", i,
                            values[i]);
      }
      return text + "}\n";
    },
    {"data.aws_iam_policy_document.moved"},
    true};

// flat table: the ways, as variants are named, and as they head the table's columns.
constexpr std::pair<std::string_view, std::string_view> kWays[] = {
    {"with constants in variables", "variable"},
    {"with constants in locals", "local"},
    {"with constants as arguments of a module", "module argument"},
    {"with constants in outputs of a module", "module output"},
    {"under count", "count"},
    {"under for_each", "for_each"},
    {"with dynamic blocks", "dynamic"},
    {"with constants in a JSON document", "JSON document"},
    {"with constants in a policy document", "policy document"},
};

struct Cell {
  size_t alike = 0, all = 0;
};

TEST(Ways, EveryFamilyJudgesAFactAlikeHoweverItIsWritten) {
  const source::DiskFileSystem file_system;
  source::Files files;
  RuleSet rules(files);
  rules.add_path(file_system, PLUMBLINE_SOURCE_DIR "/rules");
  std::map<std::string, std::map<std::string_view, Cell>> table;
  for (const RuleHead& head : rules.heads()) {
    const std::string family(head.file.substr(head.file.find_last_of('/') + 1));
    for (const ExampleResult& result :
         run_examples(rules, head.name, files, {&kPolicyDocument, 1})) {
      EXPECT_TRUE(result.failures.empty())
          << head.name << ", \"" << result.example->name << "\": " << result.failures[0].text;
      Cell& literal = table[family]["literal"];
      ++literal.all;
      literal.alike += result.failures.empty() ? 1 : 0;
      for (const Rewritten& variant : result.rewritten) {
        Cell& cell = table[family][variant.way];
        ++cell.all;
        cell.alike += variant.judged_alike ? 1 : 0;
      }
    }
  }
  EXPECT_GE(table.size(), 12u);
  std::cout << "family | literal";
  for (const auto& [way, name] : kWays) std::cout << " | " << name;
  for (const auto& [family, cells] : table) {
    std::cout << "\n" << family;
    const auto print = [&](std::string_view way) {
      const auto found = cells.find(way);
      if (found == cells.end()) {
        std::cout << " | -";  // nothing in the family's examples can be written so
      } else {
        std::cout << " | " << found->second.alike << "/" << found->second.all;
      }
    };
    print("literal");
    for (const auto& [way, name] : kWays) print(way);
  }
  std::cout << "\n";
}

}  // namespace
}  // namespace rules
