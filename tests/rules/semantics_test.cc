// SPDX-License-Identifier: Apache-2.0
//
// What conditions mean: three answers, and what is known of what is absent, null or unknown.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

constexpr std::string_view kFunctions = R"(
parameter "net.zones" {
  type    = number
  default = 3
}
function "twice" {
  params = [x]
  result = 2 * x
}
)";

constexpr std::string_view kTerraform = R"(
variable "v" {}
variable "w" {}
resource "nobody_thing" "o" {}
resource "aws_subnet" "s" {}
resource "nobody_thing" "t" {
  name   = "web"
  size   = 3
  given  = var.v
  more   = [var.v, "b"]
  other  = nobody_thing.o.id
  nothing = null
  subnet = aws_subnet.s.id
  list   = ["a", "b"]
  choice = var.v == "x" ? var.w : "b"
  wrong  = var.v == "x" ? upper([]) : "b"
}
)";

// What a condition says of nobody_thing.t: "pass", "undecided (var.v)", "error: …".
std::string outcome(const std::string& condition) {
  Bench bench(
      std::string(kFunctions) +
      rule("target = \"nobody_thing\"\n  when = self.name == \"web\"\n  condition = " + condition));
  EXPECT_EQ(bench.rule_problems(), "");
  bench.add("main.tf", std::string(kTerraform));
  for (const Verdict& verdict : bench.judge().verdicts) {
    if (bench.graph().node(verdict.node).address != "nobody_thing.t") continue;
    if (!verdict.rule_error.empty()) {
      EXPECT_EQ(verdict.outcome, Outcome::undecided);
      return "error: " + bench.rule_errors();
    }
    std::string text(name(verdict.outcome));
    for (const values::Reason* reason : verdict.reasons) {
      text += " (" + std::string(reason->subject) + ")";
    }
    return text;
  }
  return "none";
}

struct Row {
  const char* condition;
  const char* outcome;
};

class Conditions : public ::testing::TestWithParam<Row> {};

TEST_P(Conditions, MeanWhatTheTableSays) {
  EXPECT_EQ(outcome(GetParam().condition), GetParam().outcome) << GetParam().condition;
}

// flat table: condition and outcome.
const Row kThreeAnswers[] = {
    {"self.name == \"web\"", "pass"},
    {"self.name == \"db\"", "fail"},
    {"self.given == \"web\"", "undecided (var.v)"},
    {"self.given != null", "undecided (var.v)"},
    // The reasons are what is missing, each once, and nothing that does not matter.
    {"self.given == \"a\" || self.given == \"b\"", "undecided (var.v)"},
    {"contains(self.more, \"a\")", "undecided (var.v)"},
    {"contains(self.more, \"b\")", "pass"},
    {"self.other == \"x\"", "undecided (nobody_thing.o.id)"},
    // A choice hangs on its condition, whatever its branches hang on or get wrong.
    {"self.choice == \"b\"", "undecided (var.v)"},
    {"self.wrong == \"b\"", "undecided (var.v)"},
};
INSTANTIATE_TEST_SUITE_P(ThreeAnswers, Conditions, ::testing::ValuesIn(kThreeAnswers));

const Row kKleene[] = {
    {"false && self.given == \"x\"", "fail"},
    {"self.given == \"x\" && false", "fail"},
    {"self.given == \"x\" && true", "undecided (var.v)"},
    {"true && self.given == \"x\"", "undecided (var.v)"},
    {"true || self.given == \"x\"", "pass"},
    {"self.given == \"x\" || true", "pass"},
    {"self.given == \"x\" || false", "undecided (var.v)"},
    {"!(self.given == \"x\" && false)", "pass"},
    // What is behind what decides is not even looked at.
    {"self.absent == null || self.absent > 3", "pass"},
    {"self.absent != null && self.absent > 3", "fail"},
    {"alltrue([self.given == \"x\", false])", "fail"},
    {"anytrue([self.given == \"x\", true])", "pass"},
    {"alltrue([self.given == \"x\", true])", "undecided (var.v)"},
    {"alltrue([])", "pass"},
    {"anytrue([])", "fail"},
};
INSTANTIATE_TEST_SUITE_P(Kleene, Conditions, ::testing::ValuesIn(kKleene));

const Row kAbsent[] = {
    {"self.absent == null", "pass"},
    {"self.nothing == null", "pass"},
    {"self.absent.deep == null", "pass"},
    {"self.other != null && self.subnet != null && self.subnet != \"\"", "pass"},
    {"self.absent.deep[0].er == null", "pass"},
    {"length(self.subnet[*]) == 1", "pass"},
    {"self.absent[\"key\"] == null", "pass"},
    {"length(self.absent[*]) == 0", "pass"},
    {"self.name[*] == [\"web\"]", "pass"},
    {"length(self.absent[*].deep) == 0", "pass"},
    {"one(self.absent[*].deep) == null", "pass"},
};
INSTANTIATE_TEST_SUITE_P(Absent, Conditions, ::testing::ValuesIn(kAbsent));

const Row kTry[] = {
    {"try(self.given == \"x\", true)", "undecided (var.v)"},
    {"try(self.given.deep, \"fallback\") == \"fallback\"", "undecided (var.v)"},
    {"can(self.given.deep)", "undecided (var.v)"},
    {"try(self.absent > 3, true)", "pass"},
    {"can(self.absent > 3)", "fail"},
};
INSTANTIATE_TEST_SUITE_P(Try, Conditions, ::testing::ValuesIn(kTry));

const Row kErrors[] = {
    {"self.absent > 3",
     "error: rules/test.hcl:13: Operation failed | In rule r, judging nobody_thing.t. Error during "
     "operation: argument must not be null.\n"},
    {"self.list[7] == null",
     "error: rules/test.hcl:13: Invalid index | In rule r, judging nobody_thing.t. The key "
     "identifies no element of this value: the index is beyond its 2 elements.\n"},
    {"self.size",
     "error: rules/test.hcl:13: A condition must be true or false | In rule r, judging "
     "nobody_thing.t. It is 3.\n"},
    {"self.absent",
     "error: rules/test.hcl:13: A condition must be true or false | In rule r, judging "
     "nobody_thing.t. It is null.\n"},
    {"twice(self.name) == 6",
     "error: rules/test.hcl:8: Invalid operand | In rule r, judging nobody_thing.t. Unsuitable "
     "value for right operand: a number is required.\n"},
    {"address(self.name) == \"x\"",
     "error: rules/test.hcl:13: Wrong argument of address() | In rule r, judging nobody_thing.t. "
     "Here a node is expected.\n"},
    {"length(linking(self, self.size, \"other\")) == 1",
     "error: rules/test.hcl:13: Wrong argument of linking() | In rule r, judging nobody_thing.t. "
     "Here a type of node is expected.\n"},
    {"length(linked(self.other, [])) == 1",
     "error: rules/test.hcl:13: Wrong argument of linked() | In rule r, judging nobody_thing.t. "
     "Here a type of node or a list of them is expected.\n"},
    {"configured(self)",
     "error: rules/test.hcl:13: Wrong argument of configured() | In rule r, judging "
     "nobody_thing.t. Here an attribute of a node, such as self.name, is expected.\n"},
};
INSTANTIATE_TEST_SUITE_P(Errors, Conditions, ::testing::ValuesIn(kErrors));

const Row kNames[] = {
    {"self.size == param.net.zones", "pass"},
    {"twice(self.size) == 6", "pass"},
    {"twice(twice(self.size)) == 12", "pass"},
    {"self.other == self.other", "pass"},
    {"configured(self.name)", "pass"},
    {"configured(self.nothing)", "fail"},
    {"configured(self.absent)", "fail"},
    {"configured(self.given)", "pass"},
    {"known(self.name)", "pass"},
    {"known(self.given)", "fail"},
    {"known(self.more)", "fail"},
    {"undecided(\"the weather\")", "undecided (the weather)"},
    {"undecided(self.given)", "undecided (var.v)"},
    {"address(self) == \"nobody_thing.t\"", "pass"},
    {"node_type(self) == \"nobody_thing\"", "pass"},
    {"length(resources(\"nobody_thing\")) == 2", "pass"},
    {"length(resources(\"nobody_else\")) == 0", "pass"},
    {"length(linked(self.subnet)) == 1", "pass"},
    {"address(one(linked(self.subnet, \"aws_subnet\"))) == \"aws_subnet.s\"", "pass"},
    {"length(linked(self.absent)) == 0", "pass"},
    {"length(linking(one(linked(self.subnet)), \"nobody_thing\", \"subnet\")) == 1", "pass"},
    {"cidr_contains(\"10.0.0.0/8\", \"10.1.0.0/16\")", "pass"},
    {"cidr_is_public(\"10.0.0.0/8\")", "fail"},
};
INSTANTIATE_TEST_SUITE_P(Names, Conditions, ::testing::ValuesIn(kNames));

// What the schema knows as a block is an empty list where none is given.
TEST(Absence, ABlockIsAnEmptyListWhereTheSchemaKnowsIt) {
  Bench bench(
      rule("target = \"aws_lb\"\n  condition = length(self.access_logs) == 0 && "
           "one(self.access_logs[*].bucket) == null && self.tags == null"));
  EXPECT_EQ(bench.verdicts("resource \"aws_lb\" \"a\" {}\n"), "r: aws_lb.a: pass\n");
}

// Two resources may have one name: what was said of the one's is not what is to be said of the
// other's.
TEST(FunctionMemo, TellsEqualTextsOfTwoResourcesApart) {
  Bench bench(
      "function \"buckets\" {\n  params = [name]\n  result = linked(name, \"aws_s3_bucket\")\n}\n" +
      rule("target = \"aws_s3_bucket\"\n  condition = [for b in buckets(self.bucket) : "
           "address(b)] == [address(self)]"));
  EXPECT_EQ(bench.verdicts("resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"x\"\n}\n"
                           "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"x\"\n}\n"),
            "r: aws_s3_bucket.a: pass\nr: aws_s3_bucket.b: pass\n");
}

TEST(FunctionMemo, TellsListsOfUnknownsThatLookAlikeApart) {
  Bench bench("function \"same\" {\n  params = [x, y]\n  result = x[0] == y[0]\n}\n" +
              rule("target = \"aws_subnet\"\n  condition = same([self.id], [self.id]) && "
                   "!anytrue([for s in resources(\"aws_subnet\") : same([self.id], [s.id]) if "
                   "address(s) != address(self)])"));
  EXPECT_EQ(bench.verdicts("resource \"aws_subnet\" \"a\" {}\nresource \"aws_subnet\" \"b\" {}\n"),
            "r: aws_subnet.a: pass\nr: aws_subnet.b: pass\n");
}

TEST(RuleErrors, AreSaidOnceHoweverManyNodesMeetThem) {
  Bench bench(rule("condition = self.input > 3"));
  bench.verdicts("resource \"terraform_data\" \"a\" {\n  count = 5\n}\n");
  EXPECT_EQ(bench.rule_errors(),
            "rules/test.hcl:2: Operation failed | In rule r, judging terraform_data.a[0] and 4 "
            "more. Error during operation: argument must not be null.\n");
  ASSERT_EQ(bench.result().verdicts.size(), 5u);
  for (const Verdict& verdict : bench.result().verdicts) {
    EXPECT_EQ(verdict.outcome, Outcome::undecided);
    EXPECT_EQ(verdict.rule_error, "Operation failed");
    EXPECT_TRUE(verdict.reasons.empty());
  }
}

TEST(RuleErrors, InAMessageAreErrorsOfTheRule) {
  Bench bench(rule("condition = false\n  error_message = \"${self.input}\""));
  bench.verdicts("resource \"terraform_data\" \"a\" {}\n");
  EXPECT_EQ(bench.result().verdicts[0].outcome, Outcome::undecided);
  EXPECT_EQ(bench.result().verdicts[0].message, "");
  EXPECT_EQ(bench.rule_errors(),
            "rules/test.hcl:3: An error_message must be a text | In rule r, judging "
            "terraform_data.a. It is null.\n");
}

TEST(RuleErrors, AnAtThatNamesNoArgumentIsOne) {
  Bench bench(rule("condition = self.input == 1\n  at = coalesce(self.input, 1)"));
  EXPECT_EQ(bench.verdicts("resource \"terraform_data\" \"a\" {\n  input = 2\n}\n"),
            "r: terraform_data.a: undecided at input\n");
  EXPECT_EQ(bench.rule_errors(),
            "rules/test.hcl:3: `at` names no argument | In rule r, judging terraform_data.a. It is "
            "what an argument holds. Write the argument itself, self.x or each.value.x, or "
            "argument(node, \"path\"), or a node.\n");
}

TEST(RuleErrors, DoNotKeepOtherRulesFromJudging) {
  Bench bench(rule("condition = self.input > 3", "bad") + rule("", "good"));
  EXPECT_EQ(bench.verdicts("resource \"terraform_data\" \"a\" {\n  input = null\n}\n"),
            "bad: terraform_data.a: undecided at input\n"
            "good: terraform_data.a: fail at input: terraform_data.a is wrong\n");
}

}  // namespace
}  // namespace rules
