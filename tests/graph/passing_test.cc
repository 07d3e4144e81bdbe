// SPDX-License-Identifier: Apache-2.0
//
// Ways of passing a reference on: whichever is taken, the link is found.
#include <gtest/gtest.h>

#include "graph/print.h"
#include "graph/testing.h"

namespace graph {
namespace {

using testing::GraphTest;

// Two topics, one of them counted, and a module that hands on what it is given.
constexpr std::string_view kTopics = R"(
resource "aws_sns_topic" "one" {}
resource "aws_sns_topic" "many" {
  count = 2
}
resource "aws_sns_topic" "keyed" {
  for_each = toset(["a", "b"])
}
variable "unknown" {
  type = bool
}
locals {
  topic  = aws_sns_topic.one.arn
  nested = { topics = [{ arn = local.topic }] }
}
module "pass" {
  source = "./pass"
  given  = aws_sns_topic.one.arn
  all    = aws_sns_topic.many
}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.one.arn, "${aws_sns_topic.many[0].arn}:*"]
  }
}
)";

constexpr std::string_view kPass = R"(
variable "given" {
  type = string
}
variable "all" {}
resource "aws_cloudwatch_metric_alarm" "inner" {
  alarm_name    = "inner"
  alarm_actions = [var.given]
}
output "given" {
  value = var.given
}
output "arns" {
  value = var.all[*].arn
}
)";

struct Way {
  const char* name;
  const char* expression;
  const char* leads_to;
};

class PassingTest : public GraphTest, public ::testing::WithParamInterface<Way> {
 protected:
  void build_with(const std::string& expression) {
    add("pass/main.tf", std::string(kPass));
    build(std::string(kTopics) +
          "resource \"aws_cloudwatch_metric_alarm\" \"a\" {\n  alarm_name = \"a\"\n"
          "  alarm_actions = " +
          expression + "\n}\n");
  }
};

TEST_P(PassingTest, KeepsTheLink) {
  build_with(GetParam().expression);
  EXPECT_EQ(linked("aws_cloudwatch_metric_alarm.a", "alarm_actions", {"aws_sns_topic"}),
            GetParam().leads_to);
  const std::string_view first = std::string_view(GetParam().leads_to).substr(0, 17);
  if (first == "aws_sns_topic.one") {
    const std::string referrers =
        linking("aws_sns_topic.one", "aws_cloudwatch_metric_alarm", "alarm_actions");
    EXPECT_TRUE(referrers.starts_with("aws_cloudwatch_metric_alarm.a")) << referrers;
  }
}

// flat table: ways of passing a reference. Those marked ~ may leave it out, as far as a plan can
// tell: it stays a link that is not certain.
const Way kWays[] = {
    {"Directly", "[aws_sns_topic.one.arn]", "aws_sns_topic.one"},
    {"ByALocal", "[local.topic]", "aws_sns_topic.one"},
    {"ByAnObjectInALocal", "local.nested.topics[*].arn", "aws_sns_topic.one"},
    {"ByAModulesVariableAndOutput", "[module.pass.given]", "aws_sns_topic.one"},
    {"ByAModulesSplat", "module.pass.arns", "aws_sns_topic.many[0], aws_sns_topic.many[1]"},
    {"ByASplat", "aws_sns_topic.many[*].arn", "aws_sns_topic.many[0], aws_sns_topic.many[1]"},
    {"ByAnIndex", "[aws_sns_topic.many[1].arn]", "aws_sns_topic.many[1]"},
    {"ByAKey", "[aws_sns_topic.keyed[\"b\"].arn]", "aws_sns_topic.keyed[\"b\"]"},
    {"ByFor", "[for t in aws_sns_topic.keyed : t.arn]",
     "aws_sns_topic.keyed[\"a\"], aws_sns_topic.keyed[\"b\"]"},
    {"ByForOverAnObject", "values({ for k, t in aws_sns_topic.keyed : k => t.arn if k == \"a\" })",
     "aws_sns_topic.keyed[\"a\"]"},
    {"ByValues", "values(aws_sns_topic.keyed)[*].arn",
     "aws_sns_topic.keyed[\"a\"], aws_sns_topic.keyed[\"b\"]"},
    {"ByConcatAndFlatten", "flatten([concat([local.topic], []), []])", "aws_sns_topic.one"},
    {"ByCompactAndDistinct", "distinct(compact([local.topic, \"\"]))", "aws_sns_topic.one~"},
    {"ByToset", "toset([local.topic])", "aws_sns_topic.one"},
    {"ByElement", "[element(aws_sns_topic.many[*].arn, 3)]", "aws_sns_topic.many[1]"},
    {"ByLookup", "[lookup({ a = local.topic }, \"a\", \"\")]", "aws_sns_topic.one"},
    {"ByMerge", "values(merge({ a = \"x\" }, { a = local.topic }))", "aws_sns_topic.one"},
    {"ByTry", "[try(aws_sns_topic.one.arn, \"\")]", "aws_sns_topic.one"},
    {"ByCoalesce", "[coalesce(null, local.topic)]", "aws_sns_topic.one"},
    {"ByOne", "[one(aws_sns_topic.one[*].arn)]", "aws_sns_topic.one"},
    {"BySlice", "slice(aws_sns_topic.many[*].arn, 0, 1)", "aws_sns_topic.many[0]"},
    {"ByAConditional", "true ? [local.topic] : []", "aws_sns_topic.one"},
    {"ByEitherOfTwo", "var.unknown ? [local.topic] : [aws_sns_topic.many[0].arn]",
     "aws_sns_topic.many[0]~, aws_sns_topic.one~"},
    {"ByOneOfSeveral", "var.unknown ? [local.topic] : [local.topic, aws_sns_topic.many[0].arn]",
     "aws_sns_topic.one, aws_sns_topic.many[0]~"},
    {"ByAnOpenConditional", "var.unknown ? [local.topic] : [local.topic]", "aws_sns_topic.one"},
    {"ByATemplate", "[\"${aws_sns_topic.one.arn}\", \"${aws_sns_topic.many[0].arn}:*\"]",
     "aws_sns_topic.one, aws_sns_topic.many[0]"},
    {"ByFormat", "[format(\"%s/x\", local.topic)]", "aws_sns_topic.one"},
    {"ByJoin", "[join(\"\", [local.topic])]", "aws_sns_topic.one"},
    {"ByJoinAndSplit", "split(\",\", join(\",\", [local.topic]))", "aws_sns_topic.one~"},
    {"ByReplace", "[replace(local.topic, \"a\", \"b\")]", "aws_sns_topic.one"},
    {"ByTrimAndLower", "[lower(trimspace(local.topic))]", "aws_sns_topic.one"},
    {"ByJsonencode", "[jsonencode({ Resource = [local.topic] })]", "aws_sns_topic.one"},
    {"ByJsondecode", "jsondecode(jsonencode({ r = [local.topic] })).r", "aws_sns_topic.one"},
    {"ByAHeredoc", "[<<JSON\n{ \"Resource\": \"${local.topic}\" }\nJSON\n]", "aws_sns_topic.one"},
    {"ByAPolicyDocument", "[data.aws_iam_policy_document.d.json]",
     "aws_sns_topic.many[0], aws_sns_topic.one"},
};

INSTANTIATE_TEST_SUITE_P(Ways, PassingTest, ::testing::ValuesIn(kWays),
                         [](const auto& info) { return std::string(info.param.name); });

TEST_F(PassingTest, FollowsEachValueOfABlock) {
  add("pass/main.tf", std::string(kPass));
  build(std::string(kTopics) + R"(
resource "aws_cloudwatch_metric_alarm" "a" {
  for_each      = { x = aws_sns_topic.one.arn, y = aws_sns_topic.many[0].arn }
  alarm_name    = each.key
  alarm_actions = [each.value]
}
resource "aws_security_group" "g" {}
resource "aws_security_group" "s" {
  dynamic "ingress" {
    for_each = [aws_security_group.g.id]
    content {
      from_port       = 1
      to_port         = 1
      protocol        = "tcp"
      security_groups = [ingress.value]
    }
  }
}
)");
  EXPECT_EQ(linked("aws_cloudwatch_metric_alarm.a[\"y\"]", "alarm_actions", {"aws_sns_topic"}),
            "aws_sns_topic.many[0]");
  EXPECT_EQ(linking("aws_sns_topic.one", "aws_cloudwatch_metric_alarm", "alarm_actions"),
            "aws_cloudwatch_metric_alarm.a[\"x\"], "
            "module.pass.aws_cloudwatch_metric_alarm.inner");
  EXPECT_EQ(linking("aws_security_group.g", "aws_security_group", "ingress.security_groups"),
            "aws_security_group.s");
}

TEST_F(PassingTest, FollowsAModulesArgumentIntoIt) {
  build_with("[]");
  EXPECT_EQ(linked("module.pass.aws_cloudwatch_metric_alarm.inner", "alarm_actions", {}),
            "aws_sns_topic.one");
  EXPECT_EQ(linking("aws_sns_topic.one", "aws_cloudwatch_metric_alarm", "alarm_actions"),
            "module.pass.aws_cloudwatch_metric_alarm.inner");
}

TEST_F(PassingTest, TellsReferencesFromEqualNames) {
  build(R"(
resource "aws_iam_role" "web" {
  name               = "web"
  assume_role_policy = "{}"
}
resource "aws_ecs_cluster" "web" {
  name = "web"
}
resource "aws_ecs_service" "web" {
  name    = "web"
  cluster = "web"
}
resource "aws_iam_role_policy" "by_name" {
  role   = "web"
  policy = "{}"
}
resource "aws_iam_role_policy" "by_reference" {
  role   = aws_iam_role.web.name
  policy = "{}"
}
)");
  const std::string text = print(*graph_);
  EXPECT_NE(text.find("by_name\n  role = aws_iam_role.web name\n"), std::string::npos) << text;
  EXPECT_NE(text.find("by_reference\n  role -> aws_iam_role.web name\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("aws_ecs_service.web\n  cluster = aws_ecs_cluster.web name\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(graph_->identity_links().size(), 2u) << text;
  EXPECT_EQ(linking("aws_iam_role.web", "aws_iam_role_policy", "role"),
            "aws_iam_role_policy.by_name, aws_iam_role_policy.by_reference");
}

TEST_F(PassingTest, ANameOfTwoObjectsMeansNeither) {
  build(R"(
resource "aws_iam_role" "a" {
  name               = "web"
  assume_role_policy = "{}"
}
resource "aws_iam_role" "b" {
  name               = "web"
  assume_role_policy = "{}"
}
resource "aws_iam_role_policy" "p" {
  role   = "web"
  policy = "{}"
}
)");
  EXPECT_TRUE(graph_->identity_links().empty());
}

}  // namespace
}  // namespace graph
