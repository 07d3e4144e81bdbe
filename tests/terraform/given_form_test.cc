// SPDX-License-Identifier: Apache-2.0
// What providers plan of arguments that are given, where that is not what was written. Expected
// values are those of Terraform 1.11.4 with provider hashicorp/aws 5.100.0.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

std::string rule_of(const std::string& protocol) {
  return "resource \"aws_security_group_rule\" \"r\" {\n  type = \"ingress\"\n  protocol = " +
         protocol + "\n  from_port = 1\n  to_port = 2\n  security_group_id = \"sg-1\"\n}\n";
}

TEST(GivenForm, ProtocolNumbersArePlannedAsNames) {
  EXPECT_EQ(Repository(rule_of("6")).planned("aws_security_group_rule.r", "protocol"), "\"tcp\"");
  EXPECT_EQ(Repository(rule_of("\"All\"")).planned("aws_security_group_rule.r", "protocol"),
            "\"-1\"");
  EXPECT_EQ(Repository(rule_of("50")).planned("aws_security_group_rule.r", "protocol"), "\"50\"");
  EXPECT_EQ(Repository("resource \"aws_security_group\" \"g\" {\n  ingress {\n"
                       "    protocol = 17\n    from_port = 1\n    to_port = 2\n  }\n}\n"
                       "output \"o\" {\n  value = one(aws_security_group.g.ingress).protocol\n}\n")
                .output("o"),
            "\"udp\"");
}

TEST(GivenForm, TextsArePlannedInTheFormOfTheProvider) {
  Repository repository(R"(
resource "aws_route53_record" "r" {
  zone_id = "Z"
  name    = "WWW.Example.com."
  type    = "CNAME"
}
resource "aws_iam_policy" "p" {
  policy = "{ \"Version\": \"2012-10-17\", \"Id\": \"<x>\" }"
}
resource "aws_iam_role_policy" "p" {
  role   = "r"
  policy = "{ \"Statement\": [], \"Version\": \"2012-10-17\", \"Id\": \"x\" }"
}
resource "aws_iam_role_policy" "broken" {
  role   = "r"
  policy = "{ \"Statement\": "
}
resource "aws_cloudwatch_event_rule" "r" {
  event_pattern = "{ \"b\": \"<x>\", \"a\": 1.0 }"
}
resource "aws_key_pair" "k" {
  public_key = " ssh-ed25519 AAAA \n"
}
resource "aws_instance" "text" {
  user_data = "hello"
}
resource "aws_instance" "base64" {
  user_data = "aGVsbG8="
}
)");
  EXPECT_EQ(repository.planned("aws_route53_record.r", "name"), "\"www.example.com\"");
  EXPECT_EQ(repository.planned("aws_iam_policy.p", "policy"),
            R"("{\"Id\":\"\\u003cx\\u003e\",\"Version\":\"2012-10-17\"}")");
  EXPECT_EQ(repository.planned("aws_iam_role_policy.p", "policy"),
            R"("{\"Version\":\"2012-10-17\",\"Id\":\"x\",\"Statement\":[]}")");
  EXPECT_EQ(repository.planned("aws_iam_role_policy.broken", "policy"), R"("{ \"Statement\": ")");
  EXPECT_EQ(repository.planned("aws_cloudwatch_event_rule.r", "event_pattern"),
            "\"{\\\"a\\\":1,\\\"b\\\":\\\"\\u003cx\\u003e\\\"}\"");  // one escape: <x>
  EXPECT_EQ(repository.planned("aws_key_pair.k", "public_key"), "\"ssh-ed25519 AAAA\"");
  const std::string hello = "\"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\"";
  EXPECT_EQ(repository.planned("aws_instance.text", "user_data"), hello);
  EXPECT_EQ(repository.planned("aws_instance.base64", "user_data"), hello);
}

TEST(GivenForm, RulesSeeWhatWasWritten) {
  Repository repository(rule_of("6"));
  EXPECT_EQ(repository.judged("aws_security_group_rule.r", "protocol"), "\"6\"");
}

TEST(GivenForm, WhatTheProviderHasNoUseForIsPlannedAsIfItWereNotGiven) {
  Repository repository(R"(
resource "aws_lb" "network" {
  load_balancer_type = "network"
  idle_timeout       = 100
  access_logs {
    bucket = "b"
    prefix = "p"
  }
}
resource "aws_lb" "application" {
  idle_timeout                     = 100
  enable_cross_zone_load_balancing = true
}
resource "aws_lb" "either" {
  load_balancer_type = terraform_data.t.id
  idle_timeout       = 100
}
resource "terraform_data" "t" {}
resource "aws_dynamodb_table" "t" {
  table_class = "STANDARD"
}
resource "aws_sqs_queue" "q" {
  kms_data_key_reuse_period_seconds = 300
}
resource "aws_codebuild_project" "p" {
  environment {
    type = "LINUX_LAMBDA_CONTAINER"
  }
}
output "logs" {
  value = [for l in aws_lb.network.access_logs : [l.bucket, l.prefix]]
}
)");
  EXPECT_EQ(repository.planned("aws_lb.network", "idle_timeout"), "null");
  EXPECT_EQ(repository.output("logs"), "[[\"\",null]]");
  EXPECT_EQ(repository.planned("aws_lb.application", "idle_timeout"), "100");
  EXPECT_EQ(repository.planned("aws_lb.application", "enable_cross_zone_load_balancing"), "null");
  EXPECT_EQ(repository.planned("aws_lb.either", "idle_timeout"),
            "unknown apply aws_lb.either.idle_timeout");
  EXPECT_EQ(repository.planned("aws_dynamodb_table.t", "table_class"), "null");
  EXPECT_EQ(repository.planned("aws_sqs_queue.q", "kms_data_key_reuse_period_seconds"),
            "unknown apply aws_sqs_queue.q.kms_data_key_reuse_period_seconds");
  // A default is dropped as well.
  EXPECT_EQ(repository.planned("aws_codebuild_project.p", "queued_timeout"), "null");
}

TEST(GivenForm, WhatIsKnownAfterApplyIsSomethingToACondition) {
  Repository repository(
      "resource \"terraform_data\" \"t\" {}\nresource \"aws_sqs_queue\" \"q\" {\n"
      "  kms_master_key_id = terraform_data.t.id\n  kms_data_key_reuse_period_seconds = 300\n}\n");
  EXPECT_EQ(repository.planned("aws_sqs_queue.q", "kms_data_key_reuse_period_seconds"), "300");
}

TEST(GivenForm, AnEmptyTextIsNotDropped) {
  Repository repository(
      "resource \"aws_dynamodb_table\" \"t\" {\n  ttl {\n    enabled = false\n"
      "    attribute_name = \"\"\n  }\n}\n"
      "output \"o\" {\n  value = aws_dynamodb_table.t.ttl[0].attribute_name\n}\n");
  EXPECT_EQ(repository.output("o"), "\"\"");
}

TEST(GivenForm, ABlockThatHoldsNothingIsDropped) {
  Repository repository(R"(
resource "terraform_data" "t" {}
resource "aws_lambda_function" "none" {
  environment {}
}
resource "aws_lambda_function" "empty" {
  environment {
    variables = { A = null }
  }
}
resource "aws_lambda_function" "one" {
  environment {
    variables = { A = "a" }
  }
}
resource "aws_lambda_function" "unknown" {
  environment {
    variables = { (terraform_data.t.id) = "a" }
  }
}
output "o" {
  value = [for f in [aws_lambda_function.none, aws_lambda_function.empty, aws_lambda_function.one,
                     aws_lambda_function.unknown] : length(f.environment)]
}
)");
  EXPECT_EQ(repository.output("o"), "[0,0,1,1]");
}

TEST(GivenForm, AnEmptyTextIsKeptOnlyWhereTheProviderTakesItForTheSame) {
  Repository repository(
      "resource \"aws_sqs_queue\" \"q\" {\n  policy = \"\"\n"
      "  redrive_policy = \"\"\n}\n");
  EXPECT_EQ(repository.planned("aws_sqs_queue.q", "policy"), "\"\"");
  EXPECT_EQ(repository.planned("aws_sqs_queue.q", "redrive_policy"),
            "unknown apply aws_sqs_queue.q.redrive_policy");
}

TEST(GivenForm, RecordsAreReadIntoStructuresAndWrittenFromThem) {
  Repository repository(R"(
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([
    {
      name = "b", Image = "i", entrypoint = ["/bin/sh"], cpu = 0, healthCheck = null, other = 1
      environment  = [{ name = "Z", value = "1" }, { name = "A", value = "2" }, {}]
      dockerLabels = { "A.b" = "c" }
      links        = ["z", "a"]
    },
    { name = "a", image = "i", cpu = 1, portMappings = [{ containerPort = 1, protocol = "" }] },
  ])
}
resource "aws_ecs_task_definition" "other" {
  container_definitions = "[1]"
}
output "o" {
  value = jsondecode(aws_ecs_task_definition.t.container_definitions)
}
)");
  EXPECT_EQ(repository.output("o"),
            R"([{"cpu":1,"image":"i","name":"a","portMappings":[{"containerPort":1}]},)"
            R"({"dockerLabels":{"A.b":"c"},"entryPoint":["/bin/sh"],)"
            R"("environment":[{"name":"A","value":"2"},{"name":"Z","value":"1"}],)"
            R"("image":"i","links":["z","a"],"name":"b"}])");
  EXPECT_EQ(repository.planned("aws_ecs_task_definition.other", "container_definitions"),
            "\"[1]\"");
}

}  // namespace
}  // namespace terraform::testing
