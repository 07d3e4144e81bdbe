// SPDX-License-Identifier: Apache-2.0
// Known answers of every function: tables of expressions with the answers of the real Terraform
// (../confirm_with_terraform.py compares them).
#include <gtest/gtest.h>

#include <algorithm>

#include "expressions/evaluated.h"
#include "expressions/functions.h"
#include "expressions/functions/disk_files.h"
#include "expressions/rows.h"

namespace expressions {

namespace {

constexpr const char* kTables[] = {"collection", "date",    "encoding", "file",   "format", "hash",
                                   "network",    "numeric", "regex",    "string", "type",   "yaml"};

std::string folder() { return std::string(PLUMBLINE_SOURCE_DIR) + "/tests/expressions/functions/"; }

class FunctionTable : public testing::TestWithParam<const char*> {};

TEST_P(FunctionTable, AnswersAsTerraformDoes) {
  const std::vector<Row> rows = read_rows(folder() + GetParam() + ".txt");
  ASSERT_FALSE(rows.empty());
  DiskFiles files(folder() + "files");
  for (const Row& row : rows) {
    Workbench bench;
    bench.context.files = &files;
    const std::string answer = bench.answer(row.expression);
    const bool both_fail = answer.starts_with("error: ") && row.expected.starts_with("error: ");
    if (both_fail) continue;
    EXPECT_EQ(answer, row.expected) << row.expression;
  }
}

INSTANTIATE_TEST_SUITE_P(Families, FunctionTable, testing::ValuesIn(kTables),
                         [](const auto& table) { return std::string(table.param); });

TEST(Functions, AreAll118OfTerraformSortedByName) {
  const std::span<const Function* const> all = all_functions();
  EXPECT_EQ(all.size(), 118U);
  EXPECT_TRUE(std::ranges::is_sorted(all, {}, &Function::name));
}

TEST(Functions, AreFoundByNameWithAndWithoutTheirNamespace) {
  const Function* upper = find_function("upper");
  ASSERT_NE(upper, nullptr);
  EXPECT_EQ(find_function("core::upper"), upper);
  EXPECT_EQ(find_function("nope"), nullptr);
  EXPECT_EQ(find_function(""), nullptr);
  EXPECT_EQ(find_function("cidr_contains"), nullptr);
  EXPECT_NE(find_rule_function("cidr_contains"), nullptr);
}

// Whether a row calls the function.
bool is_called(const Function& function, const std::vector<Row>& rows) {
  const std::string call = std::string(function.name) + "(";
  return std::ranges::any_of(rows, [&](const Row& row) {
    const size_t at = row.expression.find(call);
    const bool whole =
        at == 0 || (at != std::string::npos && std::isalnum(row.expression[at - 1]) == 0);
    return at != std::string::npos && whole;
  });
}

TEST(Functions, HaveASummaryAndAKnownAnswer) {
  std::vector<Row> rows;
  for (const char* table : kTables) {
    for (Row& row : read_rows(folder() + table + ".txt")) rows.push_back(std::move(row));
  }
  for (const Function* function : all_functions()) {
    if (!function->built() || function->name == "plantimestamp") continue;
    EXPECT_FALSE(function->summary.empty()) << function->name;
    EXPECT_TRUE(function->summary.ends_with('.')) << function->name;
    EXPECT_TRUE(is_called(*function, rows)) << function->name;
  }
}

}  // namespace

}  // namespace expressions
