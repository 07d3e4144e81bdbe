// SPDX-License-Identifier: Apache-2.0
//
// Which rules judge, how severe they are, and with which parameters.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <functional>

#include "config/read.h"
#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

constexpr const char* kData = "resource \"terraform_data\" \"a\" {\n  input = 3\n}\n";

// Rules, and what a profile and a config make of them.
class PolicyTest : public ::testing::Test {
 protected:
  config::Policy read(std::string text) {
    const source::FileId file = files_.add("policy.hcl", std::move(text));
    const syntax::Tree& tree = trees_.emplace_back(syntax::parse(file, files_));
    diagnostics::Diagnostics diagnostics;
    config::Policy policy = config::read_policy(*tree.body, arena_, diagnostics);
    EXPECT_TRUE(diagnostics.empty());
    return policy;
  }

  // "low-x low, other medium": rules that judged, with their severities.
  static std::string judging(Bench& bench, const Policies& policies) {
    bench.verdicts(kData, policies);
    std::string text;
    for (const Verdict& verdict : bench.result().verdicts) {
      if (!text.empty()) text += ", ";
      text += verdict.rule->name + " " + std::string(config::name(verdict.severity));
    }
    return text;
  }

  source::Files files_;
  std::deque<syntax::Tree> trees_;
  values::Arena arena_;
};

TEST_F(PolicyTest, TheConfigSwitchesRulesOffAndChangesTheirSeverity) {
  Bench bench(rule("severity = \"low\"", "net-a") + rule("severity = \"low\"", "net-b") +
              rule("", "other"));
  EXPECT_EQ(judging(bench, {}), "net-a low, net-b low, other medium");
  EXPECT_EQ(judging(bench, {.profile = {},
                            .config = read("rule \"net-*\" {\n  enabled = false\n}\n"
                                           "rule \"net-b\" {\n  enabled = true\n"
                                           "  severity = \"critical\"\n}\n")}),
            "net-b critical, other medium");
}

TEST_F(PolicyTest, ABuiltInProfileDoesNotSpeakOfTheUsersRules) {
  Bench bench(rule("", "mine"));
  const config::Policy nothing = read("rule \"*\" {\n  enabled = false\n}\n");
  EXPECT_EQ(judging(bench, {.profile = nothing, .config = {}}), "mine medium");
  EXPECT_EQ(judging(bench, {.profile = nothing, .config = {}, .own_profile = true}), "");
}

TEST_F(PolicyTest, TheConfigHasTheLastWord) {
  Bench bench(rule("", "mine"));
  const Policies policies{.profile = read("rule \"mine\" {\n  severity = \"high\"\n}\n"),
                          .config = read("rule \"m*\" {\n  severity = \"info\"\n}\n"),
                          .own_profile = true};
  EXPECT_EQ(judging(bench, policies), "mine info");
}

constexpr std::string_view kParameter =
    "parameter \"size.least\" {\n  type    = number\n  default = 2\n}\n";

// The verdict on an input of 3 and what is said.
std::string with_parameters(std::string_view in_profile, std::string_view in_config,
                            const std::function<config::Policy(std::string)>& read) {
  Bench bench(std::string(kParameter) + rule("condition = self.input >= param.size.least"));
  const auto policy = [&read](std::string_view value) {
    return value.empty() ? config::Policy()
                         : read("parameters = { \"" + std::string(value) + " }\n");
  };
  bench.verdicts(kData, {.profile = policy(in_profile), .config = policy(in_config)});
  std::string text(name(bench.result().verdicts[0].outcome));
  for (const diagnostics::Diagnostic& diagnostic : bench.result().diagnostics.all()) {
    EXPECT_EQ(diagnostic.id, diagnostics::kInvalidConfig);
    text += "; " + diagnostic.summary;
    if (!diagnostic.detail.empty()) text += ": " + diagnostic.detail;
    if (!diagnostic.remedy.empty()) text += " " + diagnostic.remedy;
  }
  return text;
}

TEST_F(PolicyTest, ParametersComeFromTheConfigElseTheProfileElseTheirDefault) {
  const auto read = [this](std::string text) { return this->read(std::move(text)); };
  const struct {
    const char* profile;
    const char* config;
    const char* said;
  } rows[] = {
      {"", "", "pass"},
      {"size.least\" = 4", "", "fail"},
      {"size.least\" = 4", "size.least\" = 3", "pass"},
      {"", "size.least\" = \"4\"", "fail"},  // converted as Terraform converts
      {"", "size.least\" = \"many\"",
       "pass; Wrong value for parameter \"size.least\": It is string: a number is required."},
      {"", "size.leest\" = 4",
       "pass; There is no parameter \"size.leest\" Did you mean \"size.least\"?"},
      {"size.leest\" = 4", "",
       "pass; There is no parameter \"size.leest\" Did you mean \"size.least\"?"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(with_parameters(row.profile, row.config, read), row.said)
        << row.profile << " / " << row.config;
  }
}

TEST_F(PolicyTest, BuiltInProfilesNameOnlyWhatThereIs) {
  RuleSet rules(files_);
  rules.add_built_in();
  const std::vector<std::string_view> parameters = rules.parameter_names();
  for (std::string_view name : rules.profile_names()) {
    EXPECT_FALSE(rules.is_own_profile(name));
    const auto policy = rules.profile(name);
    ASSERT_TRUE(policy) << name;
    EXPECT_NE(policy->summary, "") << name;
    for (const config::RuleSetting& setting : policy->rules) {
      EXPECT_TRUE(std::ranges::any_of(rules.heads(), [&setting](const RuleHead& head) {
        return config::matches(setting.rules, head.name);
      })) << setting.rules;
    }
    for (const auto& [parameter, value] : policy->parameters) {
      EXPECT_NE(std::ranges::find(parameters, parameter), parameters.end()) << parameter;
    }
  }
  EXPECT_FALSE(rules.profile("nowhere"));
}

}  // namespace
}  // namespace rules
