// SPDX-License-Identifier: Apache-2.0
//
// Clauses and standards: the tables are whole, and every built-in rule refers to what they hold.
#include "rules/reference.h"

#include <gtest/gtest.h>

#include <set>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

TEST(Reference, ClausesAreReadWithTheirSentences) {
  const Clause* found = clause("A6.3.7");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->severity, "critical");
  EXPECT_EQ(found->kind, "terraform");
  EXPECT_EQ(found->checkable, "static");
  EXPECT_EQ(found->family, "workloads-in-private-subnets");
  EXPECT_TRUE(found->statement.starts_with("ECS tasks run in"));
  EXPECT_TRUE(found->check.starts_with("PASS: "));
  EXPECT_EQ(clause("A99"), nullptr);
}

TEST(Reference, NoClauseIsThereTwiceOrWithoutASentence) {
  std::set<std::string_view> names;
  for (const Clause& one : clauses()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_FALSE(one.statement.empty() || one.check.empty()) << one.name;
    EXPECT_TRUE(config::parse_severity(one.severity)) << one.name;
  }
  EXPECT_EQ(names.size(), 330u);
}

TEST(Reference, EveryClauseStandsInASectionAndEachSectionHoldsOne) {
  std::set<std::string_view> names, used;
  for (const Section& one : sections()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_FALSE(one.title.empty()) << one.name;
  }
  for (const Clause& one : clauses()) {
    const std::string_view top = one.name.substr(0, one.name.find('.'));
    EXPECT_TRUE(names.contains(top)) << one.name;
    used.insert(top);
    used.insert(one.name.substr(0, one.name.rfind('.')));
  }
  for (const std::string_view name : names) EXPECT_TRUE(used.contains(name)) << name;
}

TEST(Reference, WhatFilesDoNotTellHasOtherEvidence) {
  EXPECT_EQ(other_evidence("A12.2.1"),
            "Restore or recovery drill report with start and end times, data point restored and "
            "approver");
  EXPECT_EQ(other_evidence("A6.3.7"), "");
  for (const Clause& one : clauses()) {
    const bool is_static = one.checkable == "static";
    // Of a statement about the future there is none.
    if (one.name == "A14.1.4") continue;
    EXPECT_EQ(other_evidence(one.name).empty(), is_static) << one.name;
  }
}

TEST(Reference, StandardsHaveASourceAndADate) {
  for (const StandardFact& one : standards()) {
    EXPECT_FALSE(one.title.empty() || one.version.empty() || one.source.empty()) << one.name;
    EXPECT_EQ(one.date.size(), 10u) << one.name;
  }
  ASSERT_NE(control("nist-800-53-r5", "SC-7"), nullptr);
  EXPECT_EQ(control("nist-800-53-r5", "SC-7")->title, "Boundary Protection");
  EXPECT_EQ(control("cis-aws-3", "2.3.3")->title, "");
}

TEST(Reference, AMisspeltStandardOrControlIsSaidWithTheNearest) {
  Bench bench(
      rule("standards = { nist-800-53-r4 = [\"SC-7\"], aws-fsbp = [\"RDS.27\", \"RSD.27\"], "
           "cis-aws-3 = [\"9.9\"] }"));
  std::string said;
  for (const Failure& failure : wrong_standards(*bench.rules().rule("r"))) {
    said += bench.place(failure.range) + failure.text + "\n";
  }
  EXPECT_EQ(said,
            "rules/test.hcl:2: Standard aws-fsbp has no control \"RSD.27\"; did you mean "
            "\"RDS.27\"?\n"
            "rules/test.hcl:2: Standard cis-aws-3 has no control \"9.9\"; did you mean \"1.9\"?\n"
            "rules/test.hcl:2: There is no standard \"nist-800-53-r4\"; did you mean "
            "\"nist-800-53-r5\"?\n");
}

TEST(Reference, BuiltInRulesNameClausesAndControlsThatThereAre) {
  source::Files files;
  RuleSet rules(files);
  rules.add_built_in();
  for (const RuleHead& head : rules.heads()) {
    const Rule* found = rules.rule(head.name);
    ASSERT_NE(found, nullptr) << head.name;
    EXPECT_TRUE(wrong_standards(*found).empty()) << head.name;
    EXPECT_FALSE(found->since.empty()) << head.name;
    for (const std::string& name : found->clauses) {
      EXPECT_NE(clause(name), nullptr) << head.name << " names " << name;
    }
  }
}

}  // namespace
}  // namespace rules
