// SPDX-License-Identifier: Apache-2.0
//
// Verdicts: when, for_each, nodes that may not exist, messages and places.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

struct Row {
  const char* name;
  std::string rule;
  const char* terraform;
  const char* verdicts;
};

class Verdicts : public ::testing::TestWithParam<Row> {};

TEST_P(Verdicts, AreWhatTheTableSays) {
  Bench bench(GetParam().rule);
  EXPECT_EQ(bench.rule_problems(), "");
  EXPECT_EQ(bench.verdicts(GetParam().terraform), GetParam().verdicts);
}

constexpr const char* kOne = "resource \"terraform_data\" \"a\" {\n  input = 1\n}\n";
constexpr const char* kUnknown =
    "variable \"v\" {}\nresource \"terraform_data\" \"a\" {\n  input = var.v\n}\n";

const Row kWhen[] = {
    {"False", rule("when = false\n  condition = false"), kOne,
     "r: terraform_data.a: not applicable\n"},
    {"True", rule("when = self.input == 1\n  condition = false"), kOne,
     "r: terraform_data.a: fail: terraform_data.a is wrong\n"},
    {"UnknownWithAFail", rule("when = self.input == 1\n  condition = false"), kUnknown,
     "r: terraform_data.a: undecided (var.v)\n"},
    {"UnknownWithAPass", rule("when = self.input == 1\n  condition = true"), kUnknown,
     "r: terraform_data.a: pass\n"},
    {"Null", rule("when = self.triggers_replace\n  condition = true"), kOne,
     "r: terraform_data.a: undecided\n"},
    {"NothingToJudge", rule(""), "", ""},
};
INSTANTIATE_TEST_SUITE_P(When, Verdicts, ::testing::ValuesIn(kWhen),
                         [](const auto& info) { return std::string(info.param.name); });

constexpr const char* kList = "resource \"terraform_data\" \"a\" {\n  input = [1, 2, 3]\n}\n";

const Row kForEach[] = {
    {"OneVerdictAnElement", rule("for_each = self.input\n  condition = each.value != 2"), kList,
     "r: terraform_data.a [0]: pass\n"
     "r: terraform_data.a [1]: fail at input[1]: terraform_data.a is wrong\n"
     "r: terraform_data.a [2]: pass\n"},
    {"KeysOfMaps", rule("for_each = self.input\n  condition = each.key != \"b\""),
     "resource \"terraform_data\" \"a\" {\n  input = { a = 1, b = 2 }\n}\n",
     "r: terraform_data.a [a]: pass\n"
     "r: terraform_data.a [b]: fail at input[\"b\"]: terraform_data.a is wrong\n"},
    {"WorkedOut", rule("for_each = [for x in self.input : x if x > 1]\n  condition = false"), kList,
     "r: terraform_data.a [0]: fail: terraform_data.a is wrong\n"
     "r: terraform_data.a [1]: fail: terraform_data.a is wrong\n"},
    {"Empty", rule("for_each = []\n  condition = false"), kList,
     "r: terraform_data.a: not applicable\n"},
    {"Null", rule("for_each = self.triggers_replace\n  condition = false"), kList,
     "r: terraform_data.a: not applicable\n"},
    {"NoCollection", rule("for_each = self.input\n  condition = false"), kOne,
     "r: terraform_data.a: undecided\n"},
    {"Unknown", rule("for_each = self.input\n  condition = false"), kUnknown,
     "r: terraform_data.a: undecided (var.v)\n"},
    {"AnElementThatMayBeAbsent", rule("for_each = self.input\n  condition = each.value != \"x\""),
     "variable \"v\" { type = bool }\nresource \"terraform_data\" \"a\" {\n"
     "  input = var.v ? [\"a\", \"x\"] : [\"a\"]\n}\n",
     "r: terraform_data.a [0]: pass\n"
     "r: terraform_data.a [1]: undecided at input[1] (var.v)\n"},
    {"AWhenOverAll", rule("when = false\n  for_each = self.input\n  condition = false"), kList,
     "r: terraform_data.a: not applicable\n"},
};
INSTANTIATE_TEST_SUITE_P(ForEach, Verdicts, ::testing::ValuesIn(kForEach),
                         [](const auto& info) { return std::string(info.param.name); });

const Row kExistence[] = {
    {"AnUnknownCount", rule("condition = false"),
     "variable \"v\" {}\nresource \"terraform_data\" \"a\" {\n  count = var.v\n}\n",
     "r: terraform_data.a[*]: undecided (var.v)\n"},
    {"AnUnknownCountThatPasses", rule("condition = true"),
     "variable \"v\" {}\nresource \"terraform_data\" \"a\" {\n  count = var.v\n}\n",
     "r: terraform_data.a[*]: pass\n"},
    {"OtherNodesOfUnknownCountAreNoReasonButWhatTheCountHangsOn",
     rule("condition = alltrue([for n in linked(self.input) : n.input == \"x\"])"),
     "variable \"v\" {}\n"
     "resource \"terraform_data\" \"a\" {\n  input = nobody_thing.b[*].id\n}\n"
     "resource \"nobody_thing\" \"b\" {\n  count = var.v\n}\n",
     "r: terraform_data.a: undecided at input (var.v)\n"},
    {"AMissingModule",
     rule("target = \"terraform_root\"\n"
          "  condition = length(resources(\"nobody_thing\")) > 0"),
     "module \"m\" {\n  source = \"example/m/x\"\n}\n", "r: .: undecided (module.m)\n"},
    {"AMissingModuleOfCountZero",
     rule("target = \"terraform_root\"\n"
          "  condition = length(resources(\"nobody_thing\")) > 0"),
     "module \"m\" {\n  source = \"example/m/x\"\n  count = 0\n}\n", "r: .: fail: . is wrong\n"},
    {"TwoTargets",
     rule("target = [\"terraform_root\", \"terraform_data\"]\n"
          "  condition = node_type(self) == \"terraform_root\""),
     kOne, "r: .: pass\nr: terraform_data.a: fail: terraform_data.a is wrong\n"},
};
INSTANTIATE_TEST_SUITE_P(Existence, Verdicts, ::testing::ValuesIn(kExistence),
                         [](const auto& info) { return std::string(info.param.name); });

const Row kMessages[] = {
    {"WhatIsUnknownIsSaidByItsAddress",
     rule("condition = self.input == null\n  error_message = \"It is ${self.id}.\""), kOne,
     "r: terraform_data.a: fail at input: It is terraform_data.a.id.\n"},
    {"WhatIsSensitiveIsHidden",
     rule("condition = self.input == null\n  error_message = \"It is ${self.input}.\""),
     "resource \"terraform_data\" \"a\" {\n  input = sensitive(\"hush\")\n}\n",
     "r: terraform_data.a: fail at input: (sensitive value)\n"},
    {"NumbersAndBooleans",
     rule("condition = false\n  error_message = \"${self.input} ${true} ${0.1 + 0.2}\""), kOne,
     "r: terraform_data.a: fail: 1 true 0.3\n"},
    {"ANoteBesideAPass", rule("note = \"It is ${self.input}.\""), kOne,
     "r: terraform_data.a: pass: It is 1.\n"},
    {"NoNoteWhereItIsNull", rule("note = null"), kOne, "r: terraform_data.a: pass\n"},
};
INSTANTIATE_TEST_SUITE_P(Messages, Verdicts, ::testing::ValuesIn(kMessages),
                         [](const auto& info) { return std::string(info.param.name); });

// A place as it is written: "main.tf:3: input = 1".
std::string place_of(const std::string& arguments, const std::string& terraform) {
  Bench bench(rule("error_message = \"x\"\n  " + arguments));
  EXPECT_EQ(bench.rule_problems(), "");
  bench.verdicts(terraform);
  for (const Verdict& verdict : bench.result().verdicts) {
    if (verdict.outcome != Outcome::fail) continue;
    return bench.place(verdict.range) + std::string(bench.files().text(verdict.range));
  }
  return "no finding: " + bench.rule_errors();
}

constexpr const char* kThing = R"(resource "nobody_thing" "a" {
  name  = "a"
  size  = 1
  empty = null
  inner {
    deep = 2
  }
  inner {
    deep = 3
  }
}
resource "nobody_thing" "b" {
  name  = "b"
  other = nobody_thing.a.id
}
)";
constexpr const char* kTarget = "target = \"nobody_thing\"\n  when = self.name == \"a\"\n  ";

struct PlaceRow {
  const char* name;
  const char* rule;
  const char* place;
};
class Places : public ::testing::TestWithParam<PlaceRow> {};

TEST_P(Places, PointToWhatDecided) {
  EXPECT_EQ(place_of(std::string(kTarget) + GetParam().rule, kThing), GetParam().place);
}

const PlaceRow kPlaces[] = {
    {"AnArgument", "condition = self.size > 1", "main.tf:3: size  = 1"},
    {"TheFirstFalseOperand", "condition = self.name == \"a\" && (self.size == 1 && self.size > 1)",
     "main.tf:3: size  = 1"},
    {"AnArgumentWrittenAsNull", "condition = self.empty != null", "main.tf:4: empty = null"},
    {"AnArgumentThatIsAbsent", "condition = self.absent != null",
     "main.tf:1: resource \"nobody_thing\" \"a\""},
    {"AnotherArgumentIfOneIsAbsent", "condition = self.absent == self.size",
     "main.tf:3: size  = 1"},
    {"NoArgumentAtAll", "condition = false", "main.tf:1: resource \"nobody_thing\" \"a\""},
    {"AnArgumentInABlock", "condition = self.inner[1].deep == 2", "main.tf:9: deep = 3"},
    {"AnElement", "for_each = self.inner\n  condition = each.value.deep == 2",
     "main.tf:9: deep = 3"},
    {"ABlock", "for_each = self.inner\n  condition = each.value.absent != null || each.key == 0",
     "main.tf:8: inner"},
    {"AtAnArgument", "condition = false\n  at = self.size", "main.tf:3: size  = 1"},
    {"AtAnElement", "for_each = self.inner\n  condition = false\n  at = each.value.deep",
     "main.tf:6: deep = 2"},
    {"AtAnotherNode", "condition = false\n  at = one(linking(self, \"nobody_thing\", \"other\"))",
     "main.tf:12: resource \"nobody_thing\" \"b\""},
    {"AtAnArgumentOfAnotherNode",
     "condition = false\n  at = argument(one(linking(self, \"nobody_thing\", \"other\")), "
     "\"name\")",
     "main.tf:13: name  = \"b\""},
    {"AtWhatAConditionChooses",
     "condition = false\n  at = self.absent == null ? (self.size > 1 ? self.name : self.size) : "
     "self",
     "main.tf:3: size  = 1"},
    {"AtNothing", "condition = self.size > 1\n  at = null", "main.tf:3: size  = 1"},
};
INSTANTIATE_TEST_SUITE_P(Rules, Places, ::testing::ValuesIn(kPlaces),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Targets, APatternStandsForTheResourcesOfAllTypesThatMatch) {
  Bench bench(rule("target = \"*\"\n  condition = self.id != null && false") +
              rule("target = \"aws_v*\"\n  condition = false", "v") +
              rule("target = \"data.aws_*\"\n  condition = false", "d"));
  EXPECT_EQ(bench.rule_problems(), "");
  EXPECT_EQ(bench.verdicts("resource \"aws_vpc\" \"a\" {}\n"
                           "resource \"terraform_data\" \"b\" {}\n"
                           "data \"aws_region\" \"c\" {}\n"),
            "d: data.aws_region.c: fail: data.aws_region.c is wrong\n"
            "r: aws_vpc.a: fail: aws_vpc.a is wrong\n"
            "r: terraform_data.b: fail: terraform_data.b is wrong\n"
            "v: aws_vpc.a: fail: aws_vpc.a is wrong\n");
}

TEST(HasArgument, IsAnsweredByTheSchemaGivenOrNot) {
  Bench bench(rule("target = \"*\"\n  condition = has_argument(self, \"tags\")"));
  EXPECT_EQ(bench.verdicts("resource \"aws_vpc\" \"takes\" {}\n"
                           "resource \"aws_route\" \"takes_none\" {}\n"
                           "resource \"nobody_thing\" \"untold\" {}\n"),
            "r: aws_route.takes_none: fail: aws_route.takes_none is wrong\n"
            "r: aws_vpc.takes: pass\n"
            "r: nobody_thing.untold: undecided (the schema of nobody_thing)\n");
}

TEST(HasArgument, WhatOnlyTheProviderSetsIsNoArgument) {
  Bench bench(
      rule("target = \"aws_vpc\"\n  condition = has_argument(self, \"arn\") || "
           "!has_argument(self, \"cidr_block\")"));
  EXPECT_EQ(bench.verdicts("resource \"aws_vpc\" \"a\" {}\n"),
            "r: aws_vpc.a: fail: aws_vpc.a is wrong\n");
}

}  // namespace
}  // namespace rules
