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
  summary.missing_modules = summary.awaiting_modules = 1;
  EXPECT_EQ(missing({{ReasonKind::module, "module.m is not installed", {"a"}, 1}}, summary),
            "Undecided: 9 verdicts. What is missing:\n"
            "     1  module.m is not installed: `terraform init -backend=false` installs it\n");
}

// The line on modules, of roots like these.
std::string modules(std::vector<std::string> roots, uint32_t awaiting) {
  const source::Files files;
  Result result;
  result.files = &files;
  result.report.awaiting_init = std::move(roots);
  result.report.summary.missing_modules = 3;
  result.report.summary.awaiting_modules = awaiting;
  result.report.missing = {{values::ReasonKind::module, "module.m is not installed", {"a"}, 1}};
  result.report.summary.undecided = awaiting;
  const std::string text = to_text(result, {});
  const size_t at = text.find("3 modules");
  return text.substr(at, text.find('\n', at) - at);
}

TEST(Missing, ModulesOfSubmodulesAreSaidWithTheCommandOfGit) {
  const source::Files files;
  Result result;
  result.files = &files;
  result.report.summary.missing_modules = 2;
  result.report.missing_submodules = {"net"};
  const auto line = [&] {
    const std::string text = to_text(result, {});
    const size_t at = text.find("2 modules");
    return text.substr(at, text.find('\n', at) - at);
  };
  const std::string update = "2 modules are not installed: `git submodule update --init net`";
  EXPECT_EQ(line(), update + " installs them.");
  result.report.awaiting_init = {"a"};
  EXPECT_EQ(line(), update + " and `terraform init -backend=false` in a install them.");
}

TEST(Missing, ModulesAreSaidWithTheDirectoriesToInstallThemIn) {
  const std::string install = "3 modules are not installed: `terraform init -backend=false`";
  EXPECT_EQ(modules({"."}, 2), install + " installs them");
  EXPECT_EQ(modules({"a"}, 2), install + " in a installs them");
  EXPECT_EQ(modules({"a", "b"}, 2), install + " in a and b installs them");
  EXPECT_EQ(modules({"a", "b", "c", "d"}, 2), install + " in a, b, c and d installs them");
  EXPECT_EQ(modules({"a", "b", "c", "d", "e"}, 2),
            install + " in a, b, c and 2 others installs them");
  // Also where no verdict waits for them: nothing in them was judged.
  EXPECT_EQ(modules({"a"}, 0), install + " in a installs them.");
}

// The lines behind the number of findings, of rules with that many each.
std::string by_rule(const std::vector<std::tuple<const char*, config::Severity, size_t>>& rules) {
  const source::Files files;
  Result result;
  result.files = &files;
  for (const auto& [name, severity, count] : rules) {
    findings::Finding finding;
    finding.rule = name;
    finding.severity = severity;
    std::vector<findings::Finding>& all = result.report.findings;
    all.insert(all.end(), count, finding);
  }
  const std::string text = to_text(result, {});
  const size_t begin = text.find(".\n", text.find(" findings: ")) + 2;
  return text.substr(begin, text.find("Judged") - begin);
}

TEST(ByRule, SaysOfManyFindingsWhereToBegin) {
  using config::Severity;
  EXPECT_EQ(by_rule({{"b", Severity::low, 30},
                     {"d", Severity::high, 2},
                     {"c", Severity::high, 5},
                     {"a", Severity::high, 2}}),
            "     5  high      c\n"
            "     2  high      a\n"
            "     2  high      d\n"
            "    30  low       b\n");
}

TEST(ByRule, IsNotSaidOfFewOrOfOneRule) {
  EXPECT_EQ(by_rule({{"a", config::Severity::low, 8}, {"b", config::Severity::low, 1}}), "");
  EXPECT_NE(by_rule({{"a", config::Severity::low, 8}, {"b", config::Severity::low, 2}}), "");
  EXPECT_EQ(by_rule({{"a", config::Severity::low, 30}}), "");
}

TEST(ByRule, IsNotSaidWhereHardlyAnyRuleHasMoreThanOne) {
  std::vector<std::tuple<const char*, config::Severity, size_t>> rules;
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}) {
    rules.emplace_back(name, config::Severity::low, 1);
  }
  EXPECT_EQ(by_rule(rules), "");
}

TEST(ByRule, NamesNoMoreThanTheWorst) {
  std::vector<std::tuple<const char*, config::Severity, size_t>> rules;
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}) {
    rules.emplace_back(name, config::Severity::low, 2);
  }
  const std::string text = by_rule(rules);
  EXPECT_NE(text.find("     2  low       j\n        and those of 2 other rules\n"),
            std::string::npos)
      << text;
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
