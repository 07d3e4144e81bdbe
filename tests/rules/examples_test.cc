// SPDX-License-Identifier: Apache-2.0
//
// The runner of examples: findings stand on exactly the marked lines, and a pass has passed.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;

// The rule takes up lines 1 to 5, so that the example begins on line 6.
constexpr std::string_view kRule = R"(rule "r" {
  target        = "nobody_thing"
  condition     = self.size > param.size.least
  error_message = "${self.name} is small"

)";
constexpr std::string_view kAfter = R"(}
parameter "size.least" {
  type    = number
  default = 2
}
)";

// The runner's complaints about one example, one a line; "" if it does as it says.
std::string complaints(const std::string& example) {
  Bench bench(std::string(kRule) + example + std::string(kAfter));
  EXPECT_EQ(bench.rule_problems(), "");
  std::string text;
  for (const ExampleResult& result : run_examples(bench.rules(), "r", bench.files())) {
    for (const Failure& failure : result.failures) {
      text += bench.place(failure.range) + failure.text + "\n";
    }
  }
  return text;
}

struct Row {
  const char* name;
  const char* example;
  const char* complaints;
};
class Examples : public ::testing::TestWithParam<Row> {};

TEST_P(Examples, AreHeldAgainstTheirMarks) {
  EXPECT_EQ(complaints(GetParam().example), GetParam().complaints);
}

// flat table: an example and what the runner says of it.
const Row kExamples[] = {
    {"AFindingOnItsLine", R"(fail "small" {
  resource "nobody_thing" "a" {
    name = "a"
    size = 1 # finding
  }
}
)",
     ""},
    {"AFindingWithItsMessage", R"(fail "small" {
  resource "nobody_thing" "a" {
    name = "a"
    size = 1 # finding: a is small
  }
}
)",
     ""},
    {"AnotherMessage", R"(fail "small" {
  resource "nobody_thing" "a" {
    name = "a"
    size = 1 # finding: a is large
  }
}
)",
     "rules/test.hcl:9: the message is \"a is small\", not \"a is large\"\n"},
    {"AMarkOnAnotherLine", R"(fail "small" {
  resource "nobody_thing" "a" { # finding
    name = "a"
    size = 1
  }
}
)",
     "rules/test.hcl:7: the finding stands on line 9: mark that, or point to this line with "
     "`at`\n"},
    {"NoMark", R"(fail "small" {
  resource "nobody_thing" "a" {
    name = "a"
    size = 1 # findings are due here
  }
}
)",
     "rules/test.hcl:9: finding that is not marked: a is small\n"},
    {"AMarkWithoutAFinding", R"(fail "small and large" {
  resource "nobody_thing" "a" {
    name = "a"
    size = 1 # finding
  }
  resource "nobody_thing" "b" {
    name = "b"
    size = 3 # finding
  }
}
)",
     "rules/test.hcl:13: no finding here\n"},
    {"AFailWithoutAnyFinding", R"(fail "nothing" {
}
)",
     "rules/test.hcl:6: nothing failed here\n"},
    {"APass", R"(pass "large" {
  resource "nobody_thing" "a" {
    name = "a"
    size = 3
  }
}
)",
     ""},
    {"APassInWhichNothingPassed", R"(pass "nothing" {
}
)",
     "rules/test.hcl:6: nothing passed here\n"},
    {"APassWithAFinding", R"(pass "large and small" {
  resource "nobody_thing" "a" {
    name = "a"
    size = 3
  }
  resource "nobody_thing" "b" {
    name = "b"
    size = 1
  }
}
)",
     "rules/test.hcl:13: finding that is not marked: b is small\n"},
    {"APassWhoseMessageIsWrong", R"(pass "no name to speak of" {
  resource "nobody_thing" "a" {
    size = 3
  }
}
)",
     "rules/test.hcl:4: Invalid template interpolation value. In rule r, judging nobody_thing.a. "
     "The result of this expression is null, which cannot be part of a text.\n"
     "rules/test.hcl:7: undecided verdict that is not marked: Invalid template interpolation "
     "value\n"
     "rules/test.hcl:6: nothing passed here\n"},
    {"AnUndecidedOne", R"(undecided "an input" {
  variable "size" {}
  resource "nobody_thing" "a" {
    name = "a"
    size = var.size # undecided: var.size
  }
}
)",
     ""},
    {"AnUndecidedOneUnmarked", R"(pass "an input" {
  variable "size" {}
  resource "nobody_thing" "a" {
    name = "a"
    size = var.size
  }
  resource "nobody_thing" "b" {
    name = "b"
    size = 3
  }
}
)",
     "rules/test.hcl:10: undecided verdict that is not marked: var.size\n"},
    {"AnErrorInTheRule", R"(fail "no size" {
  resource "nobody_thing" "a" { # finding
    name = "a"
  }
}
)",
     "rules/test.hcl:3: Operation failed. In rule r, judging nobody_thing.a. Error during "
     "operation: argument must not be null.\n"
     "rules/test.hcl:7: no finding here\n"
     "rules/test.hcl:7: undecided verdict that is not marked: Operation failed\n"
     "rules/test.hcl:6: nothing failed here\n"},
    {"AnErrorInTheTerraform", R"(pass "large" {
  resource "nobody_thing" "a" {
    name = local.nowhere
    size = 3
  }
}
)",
     "rules/test.hcl:8: Reference to undeclared local value. A local value with the name "
     "\"nowhere\" has not been declared.\n"},
    {"ItsOwnParameters", R"(fail "larger" {
  parameters = { "size.least" = 5 }
  resource "nobody_thing" "a" {
    name = "a"
    size = 3 # finding
  }
}
)",
     ""},
    {"FurtherFiles", R"(fail "a module" {
  file "modules/m/main.tf" {
    variable "size" {}
    resource "nobody_thing" "a" {
      name = "a"
      size = var.size # finding: a is small
    }
  }
  file "terraform.tfvars" {
    size = 1
  }
  variable "size" {}
  module "m" {
    source = "./modules/m"
    size   = var.size
  }
}
)",
     ""},
};
INSTANTIATE_TEST_SUITE_P(Runner, Examples, ::testing::ValuesIn(kExamples),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Examples, AreJudgedAlikeHoweverTheyAreWritten) {
  Bench bench(R"(rule "r" {
  target        = "nobody_thing"
  condition     = address(self) == "nobody_thing.a" && self.size == 1
  error_message = "x"
  pass "a" {
    resource "nobody_thing" "a" {
      size = 1
    }
  }
}
)");
  const auto results = run_examples(bench.rules(), "r", bench.files());
  ASSERT_EQ(results.size(), 1u);
  std::string said;
  for (const Failure& failure : results[0].failures) {
    said += bench.place(failure.range) + failure.text + "\n";
  }
  const std::string instead =
      ", it says \"nobody_thing.a: fail\" instead of \"nobody_thing.a: pass\"\n";
  EXPECT_EQ(said, "rules/test.hcl:5: under count" + instead + "rules/test.hcl:5: under for_each" +
                      instead + "rules/test.hcl:5: in a child module" + instead +
                      "rules/test.hcl:5: in a child module under count" + instead +
                      "rules/test.hcl:5: in a child module under for_each" + instead +
                      "rules/test.hcl:5: with constants as arguments of a module" + instead);
}

TEST(Examples, ARootStandsOnTheLineThatTheyBeginWith) {
  Bench bench(R"(rule "r" {
  target        = "terraform_root"
  when          = length(resources("terraform_data")) > 0
  condition     = length(resources("terraform_data")) > 1
  error_message = "one is not enough"
  fail "one" { # finding: one is not enough
    resource "terraform_data" "a" {}
  }
  pass "none" { # not applicable
  }
  pass "none that is marked" {
  }
}
)");
  std::string said;
  for (const ExampleResult& result : run_examples(bench.rules(), "r", bench.files())) {
    for (const Failure& failure : result.failures) {
      said += bench.place(failure.range) + failure.text + "\n";
    }
  }
  EXPECT_EQ(said, "rules/test.hcl:11: nothing passed here\n");
}

TEST(Examples, OnlyTheirOwnRuleJudges) {
  Bench bench(testing::rule("condition = false", "other") + R"(rule "mine" {
  target        = "terraform_data"
  condition     = self.input == 1
  error_message = "x"
  pass "one" {
    resource "terraform_data" "a" {
      input = 1
    }
  }
}
)");
  const auto results = run_examples(bench.rules(), "mine", bench.files());
  ASSERT_EQ(results.size(), 1u);
  EXPECT_TRUE(results[0].failures.empty());
  EXPECT_EQ(results[0].example->name, "one");
  EXPECT_TRUE(run_examples(bench.rules(), "nobody", bench.files()).empty());
}

}  // namespace
}  // namespace rules
