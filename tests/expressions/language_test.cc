// SPDX-License-Identifier: Apache-2.0

// The language as a whole: tables of expressions with the answers of the real Terraform
// (confirm_with_terraform.py compares them).
#include <gtest/gtest.h>

#include <set>

#include "expressions/evaluated.h"
#include "expressions/rows.h"

namespace expressions {

namespace {

class LanguageTable : public testing::TestWithParam<const char*> {};

// Errors that are the same to us: what the scope of these tests words in its own way, and try().
bool is_worded_freely(const std::string& answer) {
  static const std::set<std::string> kAnswers = {
      "error: Invalid reference",       "error: Unknown variable",
      "error: Ambiguous attribute key", "error: Reference to undeclared resource",
      "error: Error in function call",  "error: No argument of try() succeeds",
  };
  return kAnswers.contains(answer);
}

TEST_P(LanguageTable, AnswersAsTerraformDoes) {
  const std::vector<Row> rows =
      read_rows(std::string(PLUMBLINE_SOURCE_DIR) + "/tests/expressions/" + GetParam() + ".txt");
  ASSERT_FALSE(rows.empty());
  for (const Row& row : rows) {
    Workbench bench;
    const std::string answer = bench.answer(row.expression);
    if (is_worded_freely(answer) && is_worded_freely(row.expected)) continue;
    EXPECT_EQ(answer, row.expected) << row.expression;
  }
}

INSTANTIATE_TEST_SUITE_P(Tables, LanguageTable,
                         testing::Values("conditional", "for", "language", "operators", "splat",
                                         "template", "traversal"),
                         [](const auto& table) { return std::string(table.param); });

TEST(Workbench, WritesWhatIsNotKnownAsAQuestionMark) {
  Workbench bench;
  EXPECT_EQ(bench.answer("{ a = [1, null], b = terraform_data.x.id }"), R"({"a":[1,null],"b":?})");
}

}  // namespace

}  // namespace expressions
