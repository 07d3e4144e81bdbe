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
  report.without_subject = {"docs"};
  report.without_verdict = {"prod", "test"};
  EXPECT_EQ(gaps(report),
            "1 file does not parse\n"
            "1 path has nothing to judge\n"
            "2 environments are not judged\n"
            "1 module is not installed\n"
            "3 verdicts are undecided\n"
            "2 verdicts are undecided because Plumbline does not support something yet\n"
            "2 entries of the baseline are no longer needed\n");
}

TEST(Gaps, NameTheCommandsThatBringModules) {
  Report report;
  report.awaiting_init = {"a"};
  EXPECT_EQ(installing(report), "`terraform init -backend=false` installs");
  EXPECT_EQ(installing(report, "in a"), "`terraform init -backend=false` in a installs");
  report.missing_submodules = {"net", "db"};
  EXPECT_EQ(
      installing(report, "in a"),
      "`git submodule update --init net db` and `terraform init -backend=false` in a install");
  report.awaiting_init.clear();
  EXPECT_EQ(installing(report), "`git submodule update --init net db` installs");
  report.missing_submodules = {"a", "b", "c", "d"};
  EXPECT_EQ(installing(report), "`git submodule update --init` installs");
}

}  // namespace
}  // namespace findings
