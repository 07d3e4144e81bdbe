// SPDX-License-Identifier: Apache-2.0

// The bounds of evaluation: whatever is written, it ends, within its memory, and says which bound
// it reached. limits.txt has the expressions; most would take days or all memory without a bound.
#include <gtest/gtest.h>

#include "expressions/evaluated.h"
#include "expressions/rows.h"

namespace expressions {

namespace {

// A value that holds, or is made from, the one before twice.
std::string after_doubling(const std::string& first, const std::string& step) {
  Workbench bench;
  bench.scope.values["v"] = bench.evaluate(first);
  for (int i = 0; i < 60 && !bench.diagnostics.has_errors(); ++i) {
    bench.scope.values["v"] = bench.evaluate(step);
  }
  if (bench.diagnostics.empty()) return line_of(bench.scope.values["v"]);
  EXPECT_EQ(bench.diagnostics.all().front().id, diagnostics::kLimitReached);
  return bench.diagnostics.all().front().summary;
}

TEST(Limits, EveryExpressionOfTheTableEnds) {
  const auto rows = read_rows(PLUMBLINE_SOURCE_DIR "/tests/expressions/limits.txt");
  ASSERT_FALSE(rows.empty());
  for (const Row& row : rows) {
    Workbench bench;
    bench.context.budget = 1'000'000;
    EXPECT_EQ(bench.answer(row.expression), row.expected) << row.expression;
  }
}

TEST(Limits, DepthIsADiagnostic) {
  Workbench bench;
  bench.context.depth = kMaxDepth;
  bench.evaluate("1 + 1");
  ASSERT_TRUE(bench.diagnostics.has_errors());
  EXPECT_EQ(bench.diagnostics.all().front().id, diagnostics::kLimitReached);
}

TEST(Limits, AUsedUpBudgetIsOneDiagnosticAndNeverHidden) {
  Workbench bench;
  bench.context.budget = 100;
  const char* const kLoop =
      "try([for i in [1, 2, 3, 4] : [for j in [1, 2, 3, 4] : "
      "[for k in [1, 2, 3, 4, 5, 6, 7, 8] : k]]], \"hidden\")";
  const Value value = bench.evaluate(kLoop);
  EXPECT_NE(line_of(value), "\"hidden\"");
  ASSERT_EQ(bench.diagnostics.all().size(), 1U);
  EXPECT_EQ(bench.diagnostics.all().front().id, diagnostics::kLimitReached);
}

TEST(Limits, ABudgetThatIsUsedUpToTheLastStepIsReportedToo) {
  for (size_t budget = 1; budget < 40; ++budget) {
    Workbench bench;
    bench.context.budget = budget;
    const Value value = bench.evaluate("[1, 2, 3, upper(\"a\")]");
    EXPECT_EQ(value.is_wholly_known(), bench.diagnostics.empty()) << budget;
  }
}

TEST(Limits, MemoryIsADiagnostic) {
  Workbench bench;
  bench.arena.allocate(kMaxMemory, 1);  // nobody touches it
  EXPECT_EQ(bench.answer("[1]"), "error: Evaluation takes too much memory");
  EXPECT_EQ(bench.diagnostics.all().front().id, diagnostics::kLimitReached);
}

TEST(Limits, ValuesThatDoubleEndAsTooLarge) {
  EXPECT_EQ(after_doubling("[1]", "[v, v]"), "Value is too large");
  EXPECT_EQ(after_doubling("{ a = 1 }", "{ a = v, b = v }"), "Value is too large");
  EXPECT_EQ(after_doubling("[terraform_data.x.id]", "[v, v]"), "Value is too large");
}

TEST(Limits, TextsAndListsThatDoubleEndAsTooLarge) {
  EXPECT_EQ(after_doubling("\"x\"", "\"${v}${v}\""), "Template is too large");
  Workbench bench;
  bench.scope.values["v"] = bench.evaluate("[1]");
  for (int i = 0; i < 60 && !bench.diagnostics.has_errors(); ++i) {
    bench.scope.values["v"] = bench.evaluate("concat(v, v)");
  }
  EXPECT_TRUE(bench.diagnostics.has_errors());
}

TEST(Limits, UnknownTextsAndListsThatDoubleKeepNoMoreThanTheirSymbols) {
  EXPECT_EQ(after_doubling("terraform_data.x.id", "\"${v}${v}\""), "?");
  EXPECT_EQ(after_doubling("terraform_data.x.id", "join(\"\", [v, v])"), "?");
  EXPECT_EQ(after_doubling("[for i in jsondecode(terraform_data.x.id) : i]", "concat(v, v)"), "?");
  EXPECT_EQ(after_doubling("jsonencode([terraform_data.x.id])", "jsonencode([v, v])"), "?");
}

}  // namespace

}  // namespace expressions
