// SPDX-License-Identifier: Apache-2.0
//
// What only some formats say, and only where it is asked for.
#include <algorithm>

#include "run/testing.h"

namespace run {
namespace {

using RunDetails = RunTest;

TEST_F(RunDetails, AreGatheredOnlyWhereTheyAreAskedFor) {
  add_root("a", "3");
  EXPECT_TRUE(run().details.rules.empty());
  options_.details = true;
  EXPECT_FALSE(run().details.rules.empty());
  EXPECT_TRUE(run().details.verdicts.empty());
}

TEST_F(RunDetails, HoldTheRulesThatLookedAtSomethingAndThoseOfPlumblineItself) {
  add_root("a", "3");
  options_.details = true;
  std::string names;
  for (const report::RuleText& rule : run().details.rules) {
    names += rule.name + " " + rule.area + " " + std::string(config::name(rule.severity)) + "\n";
    EXPECT_TRUE(rule.name == "too-small" || !rule.summary.empty()) << rule.name;
  }
  EXPECT_NE(names.find("\nsyntax-error  high\ntoo-small rules high\n"), std::string::npos) << names;
}

TEST_F(RunDetails, HoldTheVerdictsThatAreNoFindings) {
  add_root("a", "3");
  add_root("b", "1");
  options_.details = options_.other_verdicts = true;
  const report::Result& result = run();
  ASSERT_EQ(result.details.verdicts.size(), 1u);
  const report::OtherVerdict& verdict = result.details.verdicts[0];
  EXPECT_TRUE(verdict.passed);
  EXPECT_EQ(verdict.rule + " " + verdict.root + " " + verdict.address,
            "too-small a nobody_thing.a");
  EXPECT_TRUE(verdict.range.known());
}

TEST_F(RunDetails, NameTheRepositoryThatPathsAreOf) {
  add_root("a", "3");
  options_.details = true;
  options_.paths = {"a"};
  run();
  EXPECT_EQ(outcome_.result.repository, "/repository");
  EXPECT_EQ(outcome_.result.current, "/repository");
}

}  // namespace
}  // namespace run
