// SPDX-License-Identifier: Apache-2.0
//
// What people read about rules: parameters, functions, and examples as they are shown.
#include "rules/describe.h"

#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;

constexpr std::string_view kRules = R"(rule "r" {
  target        = "nobody_thing"
  when          = param.size.wanted
  condition     = is_large(self)
  error_message = "${address(self)} is small"

  fail "small" {
    parameters = { "size.least" = 4 }

    file "modules/m/main.tf" {
      variable "size" {}

      # Kept.
      resource "nobody_thing" "a" {
        size = var.size # finding: small
      }
    }

    module "m" {
      source = "./modules/m"
      size   = 3
    }
  }
}
function "is_large" {
  summary = "Whether a thing is large"
  params  = [thing]
  result  = thing.size >= least()
}
function "least" {
  result = param.size.least
}
parameter "size.least" {
  type    = number
  default = 2
  summary = "What is large"
}
parameter "size.wanted" {
  type    = bool
  default = true
}
parameter "size.unread" {
  type    = list(string)
  default = ["a"]
}
)";

TEST(Describe, ParametersAreThoseThatARuleReadsItselfAndThroughFunctions) {
  Bench bench{std::string(kRules)};
  const std::vector<std::string> expected = {"size.least", "size.wanted"};
  EXPECT_EQ(parameters_of(bench.rules(), *bench.rules().rule("r")), expected);
}

TEST(Describe, ParametersHaveTheirTypeDefaultAndTheValueOfThePolicies) {
  Bench bench{std::string(kRules)};
  Policies policies;
  policies.config.parameters["size.least"] = values::Value::number(values::Number(3));
  const auto all = describe_parameters(bench.rules(), policies);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].type, "number");
  EXPECT_EQ(all[0].default_value, "2");
  EXPECT_EQ(all[0].value, "3");
  EXPECT_EQ(all[0].summary, "What is large");
  EXPECT_EQ(all[1].type, "list(string)");
  EXPECT_EQ(all[1].value, "[\"a\"]");
}

TEST(Describe, FunctionsHaveTheirParametersAndSummary) {
  Bench bench{std::string(kRules)};
  const auto all = describe_functions(bench.rules());
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].name, "is_large");
  EXPECT_EQ(all[0].parameters, std::vector<std::string_view>{"thing"});
  EXPECT_EQ(all[0].summary, "Whether a thing is large");
}

TEST(Describe, ExamplesAreShownWithoutMarksAndIndentationAndJudgedAsShown) {
  Bench bench{std::string(kRules)};
  const Rule& rule = *bench.rules().rule("r");
  const ShownExample example = shown(bench.rules(), rule, rule.examples[0], bench.files());
  ASSERT_EQ(example.files.size(), 2u);
  EXPECT_EQ(example.files[0].first, "main.tf");
  EXPECT_EQ(example.files[0].second,
            "module \"m\" {\n  source = \"./modules/m\"\n  size   = 3\n}\n");
  EXPECT_EQ(example.files[1].first, "modules/m/main.tf");
  EXPECT_EQ(example.files[1].second,
            "variable \"size\" {}\n\n# Kept.\nresource \"nobody_thing\" \"a\" {\n"
            "  size = var.size\n}\n");
  const std::vector<std::pair<std::string, std::string>> parameters = {{"size.least", "4"}};
  EXPECT_EQ(example.parameters, parameters);
  const JudgedExample judged = judge(bench.rules(), rule, example, bench.files());
  ASSERT_EQ(judged.checked.verdicts.size(), 1u);
  EXPECT_EQ(judged.checked.verdicts[0].outcome, Outcome::fail);
  EXPECT_EQ(bench.place(judged.checked.verdicts[0].range), "modules/m/main.tf:4: ");
}

// What is said of providers is read from the configuration while an example is judged.
TEST(Describe, ExamplesThatAskForAProviderAreJudgedAsShown) {
  Bench bench{std::string(R"(
rule "here" {
  target        = "nobody_thing"
  condition     = provider_of(self).configuration.region == "here"
  error_message = "There."
  fail "elsewhere" {
    provider "nobody" {
      region = "there"
    }
    resource "nobody_thing" "a" {} # finding
  }
}
)")};
  const Rule& rule = *bench.rules().rule("here");
  const ShownExample example = shown(bench.rules(), rule, rule.examples[0], bench.files());
  const JudgedExample judged = judge(bench.rules(), rule, example, bench.files());
  ASSERT_EQ(judged.checked.verdicts.size(), 1u);
  EXPECT_EQ(judged.checked.verdicts[0].outcome, Outcome::fail);
}

}  // namespace
}  // namespace rules
