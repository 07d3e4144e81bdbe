// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/diagnostics.h"

#include <gtest/gtest.h>

namespace diagnostics {
namespace {

using Texts = std::vector<std::string>;

Texts summaries(const std::vector<Diagnostic>& all) {
  Texts result;
  for (const Diagnostic& diagnostic : all) result.push_back(diagnostic.summary);
  return result;
}

TEST(Diagnostics, KnowWhetherOneOfThemIsAnError) {
  Diagnostics diagnostics;
  EXPECT_TRUE(diagnostics.empty());
  diagnostics.add({.severity = Severity::warning,
                   .id = kInvalidConfiguration,
                   .summary = "Deprecated",
                   .detail = {},
                   .remedy = {},
                   .subject = {},
                   .related = {}});
  EXPECT_FALSE(diagnostics.has_errors());
  Diagnostics more;
  more.error(kSyntaxError, {}, "Missing brace").remedy = "Add one";
  diagnostics.append(std::move(more));
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.all().back().remedy, "Add one");
}

TEST(Diagnostics, CountsButLeavesOutWhatIsBeyondTheLimit) {
  Diagnostics all;
  for (size_t i = 0; i < kMaxDiagnostics + 5; ++i) {
    all.error(kSyntaxError, {}, std::to_string(i)).remedy = "x";
  }
  ASSERT_EQ(all.all().size(), kMaxDiagnostics + 1);
  EXPECT_EQ(all.all()[kMaxDiagnostics - 1].summary, std::to_string(kMaxDiagnostics - 1));
  EXPECT_EQ(all.all().back().summary, "Too many problems");
  EXPECT_EQ(all.all().back().id, kLimitReached);
  EXPECT_GE(all.count(), kMaxDiagnostics + 5);
}

TEST(Sorted, GoesByPathThenPlaceThenSeverityThenText) {
  source::Files files;
  const source::FileId later = files.add("b.tf", "0123456789");
  const source::FileId earlier = files.add("a.tf", "0123456789");
  Diagnostics all;
  all.error(kSyntaxError, {later, 1, 2}, "4");
  all.error(kSyntaxError, {earlier, 5, 6}, "3");
  all.error(kSyntaxError, {earlier, 1, 2}, "2 error b");
  all.error(kSyntaxError, {earlier, 1, 2}, "1 error a");
  all.error(kSyntaxError, {earlier, 1, 2}, "0 warning").severity = Severity::warning;
  all.error(kUnreadable, {}, "without a place");
  EXPECT_EQ(summaries(sorted(all.all(), files)),
            (Texts{"without a place", "1 error a", "2 error b", "0 warning", "3", "4"}));
}

TEST(Sorted, KeepsEqualOnesOnce) {
  source::Files files;
  const source::FileId file = files.add("a.tf", "0123456789");
  Diagnostics all;
  for (int i = 0; i < 3; ++i) all.error(kSyntaxError, {file, 1, 2}, "same");
  all.error(kSyntaxError, {file, 1, 2}, "same").related.push_back({{file, 4, 5}, "but for this"});
  EXPECT_EQ(summaries(sorted(all.all(), files)), (Texts{"same", "same"}));
}

}  // namespace
}  // namespace diagnostics
