// SPDX-License-Identifier: Apache-2.0
//
// The report for people, to the letter.
#include <gtest/gtest.h>

#include "report/sample.h"

namespace report {
namespace {

using testing::expect_expected;
using testing::Sample;

TEST(Text, ShowsProblemsFindingsAndTheSummary) {
  const Sample sample;
  expect_expected("sample.txt", to_text(sample.result, {}));
}

TEST(Text, IsPaintedWhereAsked) {
  const Sample sample;
  expect_expected("sample.painted.txt", to_text(sample.result, {.color = true}));
}

TEST(Text, QuietLeavesTheSummaryOut) {
  const Sample sample;
  const std::string whole = to_text(sample.result, {});
  EXPECT_EQ(to_text(sample.result, {.quiet = true}), whole.substr(0, whole.find("2 findings")));
}

TEST(Text, VerboseShowsNotesAndWhatIsUndecidedToo) {
  const Sample sample;
  const std::string text = to_text(sample.result, {.verbose = true});
  EXPECT_NE(text.find("note[invalid-configuration]: Unsupported argument\n"), std::string::npos);
  EXPECT_NE(text.find("undecided[too-small]: thing.b cannot be judged yet\n"
                      " --> net/main.tf:1:1\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  = note: var.v has no value\n          in prod\n"), std::string::npos);
  EXPECT_EQ(text.find("not shown"), std::string::npos);
  EXPECT_NE(text.find("suppressed[too-small]: thing.c is too small.\n"), std::string::npos);
  EXPECT_NE(text.find("accepted[too-small]: thing.d is too small.\n"), std::string::npos);
  EXPECT_NE(text.find("until 2026-06-30, by ops: small on purpose\n"), std::string::npos) << text;
}

TEST(Text, SaysWhatWasTakenOutOfTheBaseline) {
  Sample sample;
  EXPECT_NE(to_text(sample.result, {}).find("no longer needed (--update-baseline takes it out)"),
            std::string::npos);
  sample.result.baseline_changes = true;
  EXPECT_NE(to_text(sample.result, {})
                .find("1 entry was taken out of the baseline:\n        too-small thing.e in net\n"),
            std::string::npos);
}

TEST(Text, PaintedIsTheSameText) {
  const Sample sample;
  const std::string plain = to_text(sample.result, {});
  std::string painted = to_text(sample.result, {.color = true});
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  EXPECT_NE(painted, plain);
  for (size_t at = 0; (at = painted.find('\x1b')) != std::string::npos;) {
    painted.erase(at, painted.find('m', at) + 1 - at);
  }
  EXPECT_EQ(painted, plain);
}

TEST(Text, SaysThatNothingWasFound) {
  const source::Files files;
  Result result;
  result.files = &files;
  result.profile = "aws-web";
  EXPECT_EQ(to_text(result, {}),
            "No findings.\n"
            "Judged 0 resource instances in 0 roots by 0 rules of profile aws-web.\n"
            "Verdicts: 0 passed, 0 failed, 0 undecided, 0 not applicable; 0 resources seen by no "
            "rule.\n");
}

// The lines on what is missing.
std::string missing(std::vector<findings::MissingInput> inputs, findings::Summary summary) {
  const source::Files files;
  Result result;
  result.files = &files;
  result.report.missing = std::move(inputs);
  result.report.summary = summary;
  const std::string text = to_text(result, {});
  return text.substr(text.find("Undecided"));
}

TEST(Missing, ModulesAreOneLineWithTheCommandThatInstallsThem) {
  using values::ReasonKind;
  findings::Summary summary{.undecided = 9};
  summary.missing_modules = 12;
  summary.awaiting_modules = 7;
  EXPECT_EQ(missing({{ReasonKind::variable, "var.a has no value", {"a"}, 8},
                     {ReasonKind::module, "module.m is not installed", {"a"}, 7},
                     {ReasonKind::module, "module.n is not installed", {"a"}, 6},
                     {ReasonKind::variable, "var.b has no value", {"a"}, 1}},
                    summary),
            "Undecided: 9 verdicts. What is missing:\n"
            "     8  var.a has no value\n"
            "     7  12 modules are not installed: `terraform init -backend=false` installs them\n"
            "     1  var.b has no value\n");
  summary.missing_modules = 1;
  EXPECT_EQ(missing({{ReasonKind::module, "module.m is not installed", {"a"}, 7}}, summary),
            "Undecided: 9 verdicts. What is missing:\n"
            "     7  module.m is not installed: `terraform init -backend=false` installs it\n");
}

TEST(Missing, WhatDecidesLeastIsOnlyCounted) {
  std::vector<findings::MissingInput> inputs;
  for (char name = 'a'; name < 'k'; ++name) {
    inputs.push_back(
        {values::ReasonKind::variable, std::string("var.") + name + " has no value", {"a"}, 1});
  }
  findings::Summary summary{.undecided = 10};
  summary.not_supported = 2;
  const std::string text = missing(inputs, summary);
  EXPECT_NE(text.find("     1  var.h has no value\n"
                      "        and 2 other inputs (--format json names all)\n"),
            std::string::npos)
      << text;
}

TEST(Text, NothingOfAFileReachesTheTerminalRaw) {
  Sample sample;
  sample.result.report.findings[0].message = "evil \x1b[31m \xff text";
  sample.result.report.missing[0].sentence = "var.\x1b]0;x\x07 has no value";
  const std::string text = to_text(sample.result, {});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find('\xff'), std::string::npos);
}

}  // namespace
}  // namespace report
