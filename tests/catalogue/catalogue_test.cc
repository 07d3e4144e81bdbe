// SPDX-License-Identifier: Apache-2.0
//
// Lists and explanations of rules, as text of a given width.
#include "catalogue/catalogue.h"

#include <gtest/gtest.h>

#include "findings/built_in_rules.h"
#include "rules/testing.h"

namespace catalogue {
namespace {

constexpr std::string_view kRules = R"(rule "thing-too-small" {
  summary       = "Thing is smaller than whoever uses it would expect of a thing"
  severity      = "high"
  clauses       = ["A6.3.7"]
  since         = "0.1"
  why           = "Small things get lost."
  remedy        = "Make it larger."
  standards     = { nist-800-53-r5 = ["SC-7"] }
  target        = "nobody_thing"
  condition     = self.size >= param.size.least
  error_message = "${address(self)} is small."
  fail "one" {
    resource "nobody_thing" "a" {
      size = 1 # finding
    }
  }
  fail "none" {
    resource "nobody_thing" "a" { # finding
      size = 0
    }
  }
  pass "three" {
    resource "nobody_thing" "a" {
      size = 3
    }
  }
}
rule "log-kept" {
  summary       = "Log is kept"
  severity      = "low"
  target        = ["nobody_log", "data.nobody_log"]
  condition     = self.days != null
  error_message = "-"
}
parameter "size.least" {
  type    = number
  default = 2
  summary = "What is large"
}
profile "mine" {
  summary = "Things alone"
  rule "log-*" {
    enabled = false
  }
  rule "thing-*" {
    severity = "critical"
  }
}
)";

constexpr std::string_view kExplained = R"(thing-too-small
Thing is smaller than whoever uses it would expect of a
thing

  severity    high
  profiles    mine critical
  looks at    nobody_thing
  since       0.1
  defined in  rules/test.hcl

Why
  Small things get lost.

Remedy
  Make it larger.

Clauses
  A6.3.7  ECS tasks run in the three private subnets.

Standards
  NIST SP 800-53 Rev. 5 SC-7  Boundary Protection

Parameters
  size.least  What is large
              2

Fails: one
  resource "nobody_thing" "a" {
    size = 1
  }

  high[thing-too-small]: nobody_thing.a is small.
   --> main.tf:2:3
    |
  2 |   size = 1
    |   ^^^^^^^^
    |
    = note: clause A6.3.7
    = help: Make it larger.

Passes: three
  resource "nobody_thing" "a" {
    size = 3
  }

1 more example (--all shows them).
)";

class Lists : public ::testing::Test {
 protected:
  Lists() : bench_(std::string(kRules)) {
    rules::Policies policies{
        .profile = *bench_.rules().profile("mine"), .config = {}, .own_profile = true};
    catalogue_ = describe(bench_.rules(), policies, "mine");
  }
  std::string names(const Filter& filter) const {
    std::string text;
    for (const Entry* entry : select(catalogue_, filter)) text += entry->rule->name + " ";
    return text;
  }

  rules::testing::Bench bench_;
  Catalogue catalogue_;
};

TEST_F(Lists, RulesStandInColumnsUnderTheirArea) {
  EXPECT_EQ(rules_text(catalogue_, select(catalogue_, {}), {.color = false, .width = 70}),
            "rules\n"
            "  log-kept         off       Log is kept\n"
            "  thing-too-small  critical  Thing is smaller than whoever uses it\n"
            "                             would expect of a thing\n"
            "\n"
            "2 rules: 1 on and 1 off in profile mine.\n");
}

TEST_F(Lists, SummariesStandBelowWhereThereIsNoRoomBeside) {
  const Filter filter{
      .name = "thing", .area = {}, .target = {}, .clause = {}, .standard = {}, .severity = {}};
  EXPECT_EQ(rules_text(catalogue_, select(catalogue_, filter), {.color = false, .width = 40}),
            "rules\n"
            "  thing-too-small  critical\n"
            "      Thing is smaller than whoever uses\n"
            "      it would expect of a thing\n"
            "\n"
            "1 of 2 rules: 1 on and 0 off in profile mine.\n");
}

TEST_F(Lists, FiltersTakeWhatFitsAllOfThem) {
  Filter filter;
  EXPECT_EQ(names(filter), "log-kept thing-too-small ");
  filter.target = "data.nobody_log";
  EXPECT_EQ(names(filter), "log-kept ");
  filter.name = "thing*";
  EXPECT_EQ(names(filter), "");
  filter.target = {};
  EXPECT_EQ(names(filter), "thing-too-small ");
  filter = {};
  filter.clause = "A6.3";
  EXPECT_EQ(names(filter), "thing-too-small ");
  filter.clause = "A";  // the beginning of a word is no section
  EXPECT_EQ(names(filter), "");
  filter = {};
  filter.standard = "nist-800-53-r5";
  EXPECT_EQ(names(filter), "thing-too-small ");
  filter = {};
  filter.severity = "off";
  EXPECT_EQ(names(filter), "log-kept ");
  filter.severity = "high";
  EXPECT_EQ(names(filter), "thing-too-small ");
}

TEST_F(Lists, AWordThatNoRuleKnowsIsSaidWithTheNearest) {
  Filter filter;
  filter.target = "nobody_thin";
  EXPECT_EQ(unknown_word(catalogue_, filter),
            "no rule has the target \"nobody_thin\"; did you mean \"nobody_thing\"?");
  filter.target = "nobody_thing";
  filter.clause = "A6";
  EXPECT_EQ(unknown_word(catalogue_, filter), "");
  filter.clause = "B1";
  EXPECT_NE(unknown_word(catalogue_, filter), "");
}

TEST_F(Lists, ParametersAndProfilesSayWhatHolds) {
  const Style style{.color = false, .width = 60};
  EXPECT_EQ(parameters_text(catalogue_, "", style),
            "size\n  size.least  What is large\n              2 (number)\n\n"
            "Values are those of profile mine.\n");
  EXPECT_EQ(parameters_text(catalogue_, "days", style), "No parameter is like that.\n");
  EXPECT_EQ(profiles_text(catalogue_, style), "  mine  Things alone\n        1 rule: 1 critical\n");
}

TEST_F(Lists, JsonHoldsTheSame) {
  const std::string json = rules_json(catalogue_, select(catalogue_, {}));
  for (const char* part :
       {R"("name": "thing-too-small")", R"("severity": "critical")", R"("severity": null)",
        R"("mine": "critical")", R"("nist-800-53-r5": [)", R"("size.least")", R"("A6.3.7")"}) {
    EXPECT_NE(json.find(part), std::string::npos) << part << json;
  }
  EXPECT_NE(parameters_json(catalogue_, "").find("\"value\": 2,"), std::string::npos);
}

TEST_F(Lists, ARuleIsExplainedWithTheFindingsOfItsExamples) {
  const Style style{.color = false, .width = 60};
  const Entry& entry = *find(catalogue_, "thing-too-small");
  const auto runs = run_examples(bench_.rules(), *entry.rule, bench_.files(), style);
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(rule_text(catalogue_, entry, runs, false, style), kExplained);
  EXPECT_NE(rule_text(catalogue_, entry, runs, true, style).find("Fails: none"), std::string::npos);
}

TEST_F(Lists, AClauseIsExplainedWithTheRulesThatCheckIt) {
  const std::string text =
      clause_text(catalogue_, *rules::clause("A6.3.7"), {.color = false, .width = 100});
  for (const char* part :
       {"A6.3.7\nECS tasks run in", "severity   critical", "speaks of  Terraform",
        "\nCheck\n  PASS: ", "\nRules\n  thing-too-small  critical  Thing is"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST(BuiltIn, EachHasItsText) {
  for (const findings::BuiltInRule& rule : findings::kBuiltInRules) {
    const std::string text = built_in_text(rule.name, {});
    EXPECT_NE(text.find("\nRemedy\n"), std::string::npos) << rule.name;
    EXPECT_FALSE(rule.summary.empty() || rule.why.empty() || rule.remedy.empty()) << rule.name;
  }
  EXPECT_EQ(built_in_text("nothing", {}), "");
}

}  // namespace
}  // namespace catalogue
