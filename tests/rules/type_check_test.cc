// SPDX-License-Identifier: Apache-2.0
//
// What is wrong with a rule whatever it judges is said when it is loaded.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;
using testing::rule;

// A rule on a type with a schema.
std::string on_service(std::string_view arguments) {
  return rule("target = \"aws_ecs_service\"\n  " + std::string(arguments));
}

struct Wrong {
  const char* name;
  std::string text;
  std::string said;
};

class WrongRules : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongRules, AreReportedWhenTheyAreLoaded) {
  const Bench bench(GetParam().text);
  EXPECT_EQ(bench.rule_problems(), GetParam().said);
}

TEST_P(WrongRules, JudgeNothing) {
  Bench bench(GetParam().text);
  EXPECT_EQ(bench.rules().rule("r"), nullptr);
}

const Wrong kWrong[] = {
    {"AttributeOfTheNode", on_service("condition = self.lunch_type == \"FARGATE\""),
     "rules/test.hcl:3: Unsupported attribute | This object has no attribute named \"lunch_type\". "
     "| Did you mean \"launch_type\"?\n"},
    {"AttributeInABlock",
     on_service("condition = alltrue([for n in self.network_configuration : "
                "length(n.subnet) > 0])"),
     "rules/test.hcl:3: Unsupported attribute | This object has no attribute named \"subnet\". | "
     "Did you mean \"subnets\"?\n"},
    {"AttributeOfASplat", on_service("condition = one(self.network_configuration[*].subnet) == []"),
     "rules/test.hcl:3: Unsupported attribute | This object has no attribute named \"subnet\". | "
     "Did you mean \"subnets\"?\n"},
    {"AttributeOfAnIndexedBlock",
     on_service("condition = self.network_configuration[0].subnet == []"),
     "rules/test.hcl:3: Unsupported attribute | This object has no attribute named \"subnet\". | "
     "Did you mean \"subnets\"?\n"},
    {"AttributeOfEach",
     on_service("for_each = self.network_configuration\n  condition = each.value.subnet != null"),
     "rules/test.hcl:4: Unsupported attribute | This object has no attribute named \"subnet\". | "
     "Did you mean \"subnets\"?\n"},
    {"AttributeInAMessage",
     on_service("error_message = \"${self.nam} is wrong\"\n  condition = true"),
     "rules/test.hcl:3: Unsupported attribute | This object has no attribute named \"nam\". | Did "
     "you mean \"name\"?\n"},
    {"AttributeInASecret", on_service("condition = self.name == null\n  secret = self.nam"),
     "rules/test.hcl:4: Unsupported attribute | This object has no attribute named \"nam\". | Did "
     "you mean \"name\"?\n"},
    {"AttributeInAWhen", on_service("when = self.lunch_type == null\n  condition = true"),
     "rules/test.hcl:3: Unsupported attribute | This object has no attribute named \"lunch_type\". "
     "| Did you mean \"launch_type\"?\n"},
    {"AttributeInABranch",
     on_service("condition = self.name == \"a\" ? true : self.lunch_type == null"),
     "rules/test.hcl:3: Unsupported attribute | This object has no attribute named \"lunch_type\". "
     "| Did you mean \"launch_type\"?\n"},
    {"AttributeOfALinkedNode",
     on_service("condition = alltrue([for s in linked(self.network_configuration[*].subnets, "
                "\"aws_subnet\") : s.vpc == null])"),
     "rules/test.hcl:3: Unsupported attribute | This object has no attribute named \"vpc\".\n"},
    {"AttributeInAFunction",
     on_service("condition = is_fargate(self)") +
         "function \"is_fargate\" {\n  params = [service]\n  result = service.lunch_type == "
         "\"FARGATE\"\n}\n",
     "rules/test.hcl:8: Unsupported attribute | This object has no attribute named \"lunch_type\". "
     "| Did you mean \"launch_type\"?\n"},
    {"TypeOfResources", on_service("condition = length(resources(\"aws_vcp\")) > 0"),
     "rules/test.hcl:3: There is no type \"aws_vcp\" | Did you mean \"aws_vpc\"?\n"},
    {"PathOfLinking",
     on_service("condition = length(linking(self, \"aws_ecs_service\", "
                "\"network_configuration.subnet\")) > 0"),
     "rules/test.hcl:3: There is no argument \"subnet\" in \"network_configuration.subnet\" | Did "
     "you mean \"subnets\"?\n"},
    {"PathOfAnArgument",
     on_service("at = argument(self, \"network_configuration[0].subnet\")\n  condition = true"),
     "rules/test.hcl:3: There is no argument \"subnet\" in \"network_configuration[0].subnet\" | "
     "Did you mean \"subnets\"?\n"},
    {"Parameter",
     on_service("condition = self.name == param.a.nam") +
         "parameter \"a.name\" {\n  type = string\n  default = \"\"\n}\n",
     "rules/test.hcl:3: There is no parameter \"a.nam\" | Did you mean \"a.name\"?\n"},
    {"FunctionThatIsNotThere", on_service("condition = thrice(self.name) == 9"),
     "rules/test.hcl:3: Call to unknown function | There is no function named \"thrice\".\n"},
    {"ArgumentsOfAFunction",
     on_service("condition = twice(self.name, 2) == 6") +
         "function \"twice\" {\n  params = [x]\n  result = 2 * x\n}\n",
     "rules/test.hcl:3: Wrong number of arguments | twice() takes 1, here are 2.\n"},
    {"ArgumentsOfAGraphFunction", on_service("condition = address() == \"x\""),
     "rules/test.hcl:3: Wrong number of arguments for address()\n"},
    {"Name", on_service("condition = elf.name == null"),
     "rules/test.hcl:3: Unknown variable | There is no variable named \"elf\".\n"},
    {"TypeOfACondition", on_service("condition = self.name"),
     "rules/test.hcl:3: A `condition` must be true or false | It is a string.\n"},
};

INSTANTIATE_TEST_SUITE_P(Kinds, WrongRules, ::testing::ValuesIn(kWrong),
                         [](const auto& info) { return info.param.name; });

TEST(TypeCheck, AFunctionThatNoRuleCallsIsCheckedToo) {
  const Bench bench(
      "function \"f\" {\n  params = [x]\n  result = nosuch(x, resources(\"aws_vcp\"))\n}\n");
  EXPECT_EQ(bench.rule_problems(),
            "rules/test.hcl:3: There is no type \"aws_vcp\" | Did you mean \"aws_vpc\"?\n");
}

TEST(TypeCheck, WhatOnlyOneOfSeveralTargetsHasMayBeAskedOfAll) {
  const Bench bench(
      rule("target = [\"aws_ecs_service\", \"aws_vpc\"]\n  condition = self.cidr_block == "
           "self.launch_type"));
  EXPECT_EQ(bench.rule_problems(), "");
}

TEST(TypeCheck, WhatSomeMembersOfAListHaveMayBeAskedOfAllAndWhatNoneHasMayNot) {
  const auto asking = [](std::string_view attribute) {
    return Bench(on_service("condition = alltrue([for n in concat(resources(\"aws_vpc\"), "
                            "resources(\"aws_subnet\")) : n." +
                            std::string(attribute) + " != null])"))
        .rule_problems();
  };
  EXPECT_EQ(asking("availability_zone"), "");  // of subnets alone
  EXPECT_EQ(asking("launch_type"),
            "rules/test.hcl:3: Unsupported attribute | This object has no attribute named "
            "\"launch_type\".\n");
}

TEST(TypeCheck, WhatOnlyOneVersionOfTheProviderHasMayBeAsked) {
  // A block of version 6, and an argument that version 5 had.
  const Bench bench(
      on_service("condition = length(self.deployment_configuration) > 0 || self.triggers == null"));
  EXPECT_EQ(bench.rule_problems(), "");
}

TEST(TypeCheck, NothingIsAskedOfTypesThatNoTableHas) {
  const Bench bench(rule("target = \"acme_thing\"\n  condition = self.anything.at[0].all"));
  EXPECT_EQ(bench.rule_problems(), "");
}

TEST(TypeCheck, WhatHangsOnAValueIsNoError) {
  const Bench bench(on_service(
      "condition = alltrue([for lb in self.load_balancer : jsondecode(lb.elb_name).deep.er == 1 || "
      "try(tonumber(self.name), 0) > lb.container_port])"));
  EXPECT_EQ(bench.rule_problems(), "");
}

TEST(TypeCheck, AnErrorInASharedFunctionIsSaidOnce) {
  const std::string function =
      "function \"f\" {\n  params = [x]\n  result = x.lunch_type == null\n}\n";
  const Bench bench(rule("target = \"aws_ecs_service\"\n  condition = f(self)", "a") +
                    rule("target = \"aws_ecs_service\"\n  condition = f(self)", "b") + function);
  EXPECT_EQ(bench.rule_problems(),
            "rules/test.hcl:13: Unsupported attribute | This object has no attribute named "
            "\"lunch_type\". | Did you mean \"launch_type\"?\n");
}

}  // namespace
}  // namespace rules
