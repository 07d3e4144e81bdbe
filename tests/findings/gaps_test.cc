// SPDX-License-Identifier: Apache-2.0
//
// What a report leaves open.
#include "findings/gaps.h"

#include <gtest/gtest.h>

namespace findings {
namespace {

std::string gaps(const Report& report) {
  std::string text;
  for (const Gap& gap : gaps_of(report)) {
    text += gap.what + "\n";
    EXPECT_NE(gap.remedy, "");
  }
  return text;
}

TEST(Gaps, AreWhatIsNotDecidedNotReadAndNotInstalled) {
  Report report;
  report.summary.unseen_resources = 5;  // there is no rule for everything
  report.summary.library_undecided = 5;
  EXPECT_EQ(gaps(report), "");
  report.summary.undecided = 1;
  EXPECT_EQ(gaps(report), "1 verdict is undecided\n");
  report.summary.undecided = 5;
  report.summary.not_supported = 2;
  report.summary.missing_modules = 1;
  report.unparsed = {"a.tf"};
  report.unneeded = {{}, {}};
  EXPECT_EQ(gaps(report),
            "1 file does not parse\n"
            "1 module is not installed\n"
            "3 verdicts are undecided\n"
            "2 verdicts are undecided because Plumbline does not support something yet\n"
            "2 entries of the baseline are no longer needed\n");
}

}  // namespace
}  // namespace findings
