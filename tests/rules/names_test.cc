// SPDX-License-Identifier: Apache-2.0
//
// Names that rules had before, and versions of the rule set.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

TEST(Names, AFormerOneLeadsToTheNameOfToday) {
  Bench bench(rule("formerly = [\"older\", \"old\"]", "new") + rule("", "other"));
  EXPECT_EQ(bench.rule_problems(), "");
  EXPECT_EQ(bench.rules().current_name("old"), "new");
  EXPECT_EQ(bench.rules().current_name("older"), "new");
  EXPECT_EQ(bench.rules().current_name("new"), "new");
  EXPECT_EQ(bench.rules().current_name("newer"), "");
}

TEST(Names, APolicyWithAFormerNameSpeaksOfTheRuleOfTodayAndIsTold) {
  Bench bench(rule("formerly = [\"old\"]", "new"));
  Policies policies;
  policies.config.rules = {{.rules = "old", .enabled = false, .severity = {}, .range = {}},
                           {.rules = "o*", .enabled = true, .severity = {}, .range = {}}};
  diagnostics::Diagnostics diagnostics;
  bench.rules().update_names(policies.config, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].severity, diagnostics::Severity::warning);
  EXPECT_EQ(diagnostics.all()[0].summary, "Rule \"old\" is called \"new\" today");
  EXPECT_EQ(policies.config.rules[0].rules, "new");
  EXPECT_EQ(policies.config.rules[1].rules, "o*");
  EXPECT_EQ(bench.verdicts("resource \"terraform_data\" \"a\" {}\n", policies), "");
}

TEST(Names, AFormerOneThatIsStillInUseIsAnErrorOfTheRuleFile) {
  Bench bench(rule("formerly = [\"used\"]", "new") + rule("", "used"));
  EXPECT_EQ(bench.rule_problems(),
            "rules/test.hcl:1: \"used\" is the name of a rule | Rule \"new\" says that it was "
            "called so formerly.\n");
}

TEST(Names, AFormerOneOfTwoRulesIsAnErrorOfTheRuleFile) {
  Bench bench(rule("formerly = [\"old\"]", "a") + rule("formerly = [\"old\"]", "b"));
  EXPECT_EQ(bench.rule_problems(),
            "rules/test.hcl:7: Two rules were called \"old\" | They are \"a\" and \"b\".\n");
}

TEST(Versions, OfRulesAreComparedByTheirNumbers) {
  const RuleHead head{.name = "r", .file = {}, .targets = {}, .formerly = {}, .since = "0.10"};
  EXPECT_TRUE(is_newer(head, "0.9"));
  EXPECT_FALSE(is_newer(head, "0.10"));
  EXPECT_FALSE(is_newer(head, "1.0"));
  EXPECT_FALSE(is_newer(head, ""));
}

TEST(Versions, ABuiltInRuleThatCameLaterIsOffUnlessItIsNamed) {
  const RuleHead built_in{
      .name = "r", .file = {}, .targets = {}, .formerly = {}, .since = "0.2", .built_in = true};
  RuleHead own = built_in;
  own.built_in = false;
  Policies policies{.profile = {}, .config = {}, .own_profile = false, .rules_version = "0.1"};
  const auto setting = [](std::string name) {
    return config::RuleSetting{
        .rules = std::move(name), .enabled = true, .severity = {}, .range = {}};
  };
  EXPECT_FALSE(severity_in(policies, built_in, nullptr).has_value());
  EXPECT_TRUE(severity_in(policies, own, nullptr).has_value());
  policies.profile.rules = {setting("r")};
  EXPECT_FALSE(severity_in(policies, built_in, nullptr).has_value());
  policies.config.rules = {setting("*")};
  EXPECT_FALSE(severity_in(policies, built_in, nullptr).has_value());
  policies.config.rules = {setting("r")};
  EXPECT_TRUE(severity_in(policies, built_in, nullptr).has_value());
  policies.rules_version = "0.2";
  policies.config.rules.clear();
  EXPECT_TRUE(severity_in(policies, built_in, nullptr).has_value());
}

TEST(Versions, OfChangesAreReadInTheirOrder) {
  Bench bench(rule("changed = { \"0.10\" = \"later\", \"0.2\" = \"first\" }"));
  const Rule* read = bench.rules().rule("r");
  ASSERT_NE(read, nullptr);
  ASSERT_EQ(read->changed.size(), 2u);
  EXPECT_EQ(read->changed[0].version, "0.2");
  EXPECT_EQ(read->changed[1].what, "later");
}

}  // namespace
}  // namespace rules
