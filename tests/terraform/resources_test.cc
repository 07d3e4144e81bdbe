// SPDX-License-Identifier: Apache-2.0
// Resources: what is configured, what a plan knows, what rules see. Expected values are those of
// Terraform 1.11.4 with provider hashicorp/aws 5.100.0.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

constexpr const char* kExactProvider = R"(
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}
)";

TEST(Resources, TerraformDataHandsItsInputOnAtApplyOnly) {
  Repository repository(
      "resource \"terraform_data\" \"t\" {\n  input = { a = 1 }\n}\n"
      "resource \"terraform_data\" \"n\" {}\n");
  EXPECT_EQ(repository.planned("terraform_data.t", "input"), "{\"a\":1}");
  EXPECT_EQ(repository.planned("terraform_data.t", "output"),
            "unknown apply terraform_data.t.output");
  EXPECT_EQ(repository.planned("terraform_data.n", "output"), "null");
  EXPECT_EQ(repository.planned("terraform_data.t", "id"), "unknown apply terraform_data.t.id");
}

TEST(Resources, ConfiguredValuesHaveTheSchemasTypes) {
  Repository repository(
      "resource \"aws_sqs_queue\" \"q\" {\n  name = 1\n  fifo_queue = \"true\"\n"
      "  delay_seconds = \"90\"\n}\n");
  EXPECT_EQ(repository.planned("aws_sqs_queue.q", "name"), "\"1\"");
  EXPECT_EQ(repository.planned("aws_sqs_queue.q", "fifo_queue"), "true");
  EXPECT_EQ(repository.planned("aws_sqs_queue.q", "delay_seconds"), "90");
}

TEST(Resources, WhatIsLeftOutIsThePlannedDefaultOrNullOrUnknown) {
  Repository repository("resource \"aws_cloudwatch_log_group\" \"g\" {\n  name = \"a\"\n}\n");
  EXPECT_EQ(repository.planned("aws_cloudwatch_log_group.g", "skip_destroy"), "false");
  EXPECT_EQ(repository.planned("aws_cloudwatch_log_group.g", "retention_in_days"), "0");
  EXPECT_EQ(repository.planned("aws_cloudwatch_log_group.g", "kms_key_id"), "null");
  EXPECT_EQ(repository.planned("aws_cloudwatch_log_group.g", "arn"),
            "unknown apply aws_cloudwatch_log_group.g.arn");
}

TEST(Resources, BlocksAreCompleted) {
  Repository repository(R"(
resource "aws_ecs_service" "s" {
  name = "s"
  network_configuration {
    subnets = ["a"]
  }
}
output "o" {
  value = aws_ecs_service.s.network_configuration[0].assign_public_ip
}
output "absent" {
  value = aws_ecs_service.s.load_balancer
}
)");
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o"), "false");
  EXPECT_EQ(repository.output("absent"), "[]");
  EXPECT_EQ(repository.judged("aws_ecs_service.s", "load_balancer"), "[]");
}

TEST(Resources, AttributesMayBeWrittenAsBlocks) {
  Repository repository(R"(
resource "aws_security_group" "g" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
)");
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.planned("aws_security_group.g", "ingress"),
            "[{\"cidr_blocks\":[\"10.0.0.0/8\"],\"description\":\"\",\"from_port\":443,"
            "\"ipv6_cidr_blocks\":[],\"prefix_list_ids\":[],\"protocol\":\"tcp\","
            "\"security_groups\":[],\"self\":false,\"to_port\":443}]");
}

TEST(Resources, AReferenceCarriesItsOrigin) {
  Repository repository(
      "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"name\"\n}\n"
      "output \"o\" {\n  value = upper(aws_s3_bucket.b.bucket)\n}\n");
  const Evaluation& evaluation = repository.evaluate();
  const auto origins = values::all_origins(evaluation.outputs()[0].value, evaluation.origins());
  ASSERT_EQ(origins.size(), 1u);
  EXPECT_EQ(origins[0].node, repository.node("aws_s3_bucket.b"));
  EXPECT_EQ(origins[0].attribute, "bucket");
}

TEST(Resources, WrongArgumentsAreErrorsOnlyIfTheVersionIsExact) {
  const std::string text = "resource \"aws_s3_bucket\" \"b\" {\n  buket = \"a\"\n}\n";
  Repository loose(text);
  EXPECT_EQ(loose.problems(), "main.tf:2: Unsupported argument\n");
  EXPECT_FALSE(loose.evaluation().diagnostics().has_errors());
  Repository exact({{"main.tf", text}, {"versions.tf", kExactProvider}});
  EXPECT_EQ(exact.problems(), "main.tf:2: Unsupported argument\n");
  EXPECT_TRUE(exact.evaluation().diagnostics().has_errors());
}

TEST(Resources, MissingArgumentsAndBlocksAndWrongTypesAreReported) {
  Repository repository("resource \"aws_subnet\" \"s\" {\n  cidr_block = []\n}\n");
  EXPECT_EQ(repository.problems(),
            "main.tf:1: Missing required argument\nmain.tf:2: Incorrect attribute value type\n");
}

TEST(Resources, ATypeWithoutSchemaStillWorks) {
  Repository repository(
      "resource \"nobody_thing\" \"t\" {\n  a = 1\n  b {\n    c = 2\n  }\n}\n"
      "output \"o\" {\n  value = [nobody_thing.t.a, nobody_thing.t.b[0].c]\n}\n"
      "output \"id\" {\n  value = nobody_thing.t.id\n}\n");
  EXPECT_EQ(repository.output("o"), "[1,2]");
  EXPECT_EQ(repository.output("id"), "unknown apply nobody_thing.t.id");
  EXPECT_EQ(repository.judged("nobody_thing.t", "absent"), "null");
}

TEST(Resources, AttributesThatNoExactSchemaListsAreUnknown) {
  Repository repository(
      "variable \"names\" {\n  default = [\"x\"]\n  type = set(string)\n}\n"
      "resource \"nobody_thing\" \"t\" {\n  for_each = var.names\n  a = 1\n}\n"
      "resource \"aws_s3_bucket\" \"b\" {}\n"
      "output \"one\" {\n  value = nobody_thing.t[\"x\"].key\n}\n"
      "output \"all\" {\n  value = [for k, t in nobody_thing.t : t.key]\n}\n"
      "output \"gone\" {\n  value = aws_s3_bucket.b.long_gone\n}\n");
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("gone"), "unknown apply aws_s3_bucket.b.long_gone");
}

TEST(Resources, DataSourcesKnowTheirArguments) {
  Repository repository(
      "data \"aws_vpc\" \"v\" {\n  id = \"vpc-1\"\n}\n"
      "output \"o\" {\n  value = data.aws_vpc.v.cidr_block\n}\n");
  EXPECT_EQ(repository.planned("data.aws_vpc.v", "id"), "\"vpc-1\"");
  EXPECT_EQ(repository.output("o"), "unknown data data.aws_vpc.v");
}

TEST(Resources, DefaultTagsAreMerged) {
  Repository repository(R"(
provider "aws" {
  default_tags {
    tags = { team = "a", env = "x" }
  }
}
resource "aws_sqs_queue" "q" {
  tags = { env = "y" }
}
)");
  EXPECT_EQ(repository.planned("aws_sqs_queue.q", "tags_all"), "{\"env\":\"y\",\"team\":\"a\"}");
}

std::string tags_all_of(const std::string& provider, const std::string& tags) {
  Repository repository("provider \"aws\" {\n" + provider + "}\n" +
                        "resource \"terraform_data\" \"d\" {}\n"
                        "resource \"aws_sqs_queue\" \"q\" {\n" +
                        (tags.empty() ? "" : "  tags = " + tags) + "\n}\n");
  return repository.planned("aws_sqs_queue.q", "tags_all");
}

// By `terraform plan` with the AWS provider 5.100, as all of these.
TEST(Resources, TagsAreMergedAsTheProviderPlansThem) {
  const std::string unknown = "unknown apply aws_sqs_queue.q.tags_all";
  const std::string a = "  default_tags {\n    tags = { A = \"a\" }\n  }\n";
  EXPECT_EQ(tags_all_of("", "{ E = \"x\", N = null }"), R"({"E":"x"})");
  EXPECT_EQ(tags_all_of("", "{ N = null }"), unknown);
  EXPECT_EQ(tags_all_of(a, "{ N = null }"), R"({"A":"a"})");
  EXPECT_EQ(tags_all_of(a, "{ E = \"\" }"), unknown);
  const std::string empty = "  default_tags {\n    tags = { Z = \"\" }\n  }\n";
  EXPECT_EQ(tags_all_of(empty, "{ E = \"x\" }"), unknown);  // of which only Z is
  EXPECT_EQ(tags_all_of("  default_tags {\n    tags = { A = null }\n  }\n", "{ E = \"x\" }"),
            R"({"E":"x"})");
  EXPECT_EQ(tags_all_of("  default_tags {\n    tags = { A = terraform_data.d.id }\n  }\n",
                        "{ E = \"x\" }"),
            R"({"E":"x"})");
  EXPECT_EQ(
      tags_all_of(a + "  ignore_tags {\n    keys = [\"A\"]\n    key_prefixes = [\"x-\"]\n  }\n",
                  "{ E = \"x\", x-1 = \"y\" }"),
      R"({"E":"x"})");
}

TEST(Resources, AResourceMayNotReferToItself) {
  Repository repository("resource \"terraform_data\" \"t\" {\n  input = terraform_data.t.id\n}\n");
  EXPECT_EQ(repository.problems(), "main.tf:2: Self-referential block\n");
}

TEST(Dynamic, GeneratesABlockForEachElement) {
  Repository repository(R"(
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = { web = 443, ssh = 22 }
    iterator = rule
    content {
      from_port   = rule.value
      to_port     = rule.value
      protocol    = "tcp"
      description = rule.key
    }
  }
}
output "o" {
  value = { for r in aws_security_group.g.ingress : r.description => r.from_port }
}
)");
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o"), "{\"ssh\":22,\"web\":443}");
}

TEST(Dynamic, UnknownCollectionsKeepWhatTheirElementsWouldBe) {
  Repository repository(R"(
resource "terraform_data" "u" {}
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = toset(split(",", terraform_data.u.id))
    content {
      from_port = 22
      to_port   = 22
      protocol  = "tcp"
    }
  }
}
)");
  const Evaluation& evaluation = repository.evaluate();
  EXPECT_EQ(repository.problems(), "");
  const Value ingress = evaluation.planned(repository.node("aws_security_group.g"), "ingress");
  EXPECT_FALSE(ingress.is_wholly_known());
}

TEST(Dynamic, WithoutContentIsReported) {
  Repository repository(
      "resource \"aws_security_group\" \"g\" {\n  dynamic \"ingress\" {\n"
      "    for_each = [1]\n  }\n}\n");
  EXPECT_EQ(repository.problems(), "main.tf:2: Missing dynamic content block\n");
}

TEST(Conditions, OnesThatDoNotHoldAreReported) {
  Repository repository(R"(
resource "terraform_data" "t" {
  input = "abc"
  lifecycle {
    precondition {
      condition     = path.root == ""
      error_message = "no"
    }
    postcondition {
      condition     = length(self.input) > 5
      error_message = "short"
    }
  }
}
)");
  EXPECT_EQ(repository.problems(),
            "main.tf:6: Resource precondition failed\nmain.tf:10: Resource postcondition failed\n");
}

TEST(Arguments, AreFoundByTheirPaths) {
  Repository repository(R"(
resource "aws_security_group" "g" {
  name = "x"
  ingress {
    from_port = 22
    to_port   = 22
    protocol  = "tcp"
  }
  dynamic "ingress" {
    for_each = [80]
    content {
      from_port = ingress.value
      to_port   = 80
      protocol  = "tcp"
    }
  }
}
)");
  const Evaluation& evaluation = repository.evaluate();
  const NodeId node = repository.node("aws_security_group.g");
  const auto place = [&](std::string_view path) {
    const auto argument = evaluation.argument(node, path);
    return argument ? repository.place(argument->range) + argument->path : "none";
  };
  EXPECT_EQ(place("name"), "main.tf:3: name");
  EXPECT_EQ(place("ingress[0].from_port"), "main.tf:5: ingress[0].from_port");
  EXPECT_EQ(place("ingress[1].from_port"), "main.tf:12: ingress[1].from_port");
  EXPECT_EQ(place("ingress[0].cidr_blocks"), "main.tf:4: ingress[0]");
  EXPECT_EQ(place("description"), "none");
  EXPECT_TRUE(evaluation.is_configured(node, "ingress[1].to_port"));
  EXPECT_FALSE(evaluation.is_configured(node, "ingress[1].cidr_blocks"));
  EXPECT_FALSE(evaluation.is_configured(node, "vpc_id"));
}

TEST(Derivation, GoesBackToWhereTheValueWasWritten) {
  Repository repository({{"main.tf",
                          "variable \"days\" {\n  default = 1\n}\n"
                          "locals {\n  keep = var.days\n}\n"
                          "module \"db\" {\n  source = \"./db\"\n  days = local.keep\n}\n"},
                         {"terraform.tfvars", "days = 3\n"},
                         {"db/main.tf",
                          "variable \"days\" {}\n"
                          "resource \"terraform_data\" \"t\" {\n"
                          "  input = var.days\n  triggers_replace = 1\n}\n"}});
  const Evaluation& evaluation = repository.evaluate();
  const NodeId node = repository.node("module.db.terraform_data.t");
  std::string steps;
  for (const DerivationStep& step : evaluation.derive(node, "input")) {
    steps += repository.place(step.range) + step.text + '\n';
  }
  EXPECT_EQ(steps,
            "main.tf:9: var.days of module.db\n"
            "main.tf:5: local.keep\n"
            "terraform.tfvars:1: var.days of terraform.tfvars\n");
  EXPECT_TRUE(evaluation.derive(node, "triggers_replace").empty());
}

TEST(Resources, AnEmptyTextCountsAsNoneOnlyToTheOlderSdk) {
  Repository repository(std::string(kExactProvider) + R"(
resource "aws_s3_bucket" "older" {
  bucket_prefix = ""
}
resource "aws_s3_bucket_lifecycle_configuration" "newer" {
  bucket = "a"
  rule {
    id     = "b"
    status = "Enabled"
    filter {
      prefix = ""
    }
  }
}
output "older" {
  value = aws_s3_bucket.older.bucket_prefix
}
output "newer" {
  value = aws_s3_bucket_lifecycle_configuration.newer.rule[0].filter[0].prefix
}
)");
  EXPECT_EQ(repository.output("older"), "unknown apply aws_s3_bucket.older.bucket_prefix");
  EXPECT_EQ(repository.output("newer"), "\"\"");
}

TEST(Resources, ProvidersFillInZerosDeepInBlocksAndLeaveWhollyEmptyOnesWithoutSets) {
  Repository repository(std::string(kExactProvider) + R"(
resource "aws_autoscaling_group" "g" {
  max_size = 1
  min_size = 1
  mixed_instances_policy {
    launch_template {
      launch_template_specification {}
      override {
        instance_requirements {
          memory_mib {
            min = 2
          }
          vcpu_count {
            min = 1
          }
        }
      }
    }
  }
}
resource "aws_batch_scheduling_policy" "none" {
  name = "a"
  fair_share_policy {}
}
resource "aws_batch_scheduling_policy" "some" {
  name = "b"
  fair_share_policy {
    compute_reservation = 1
  }
}
output "memory" {
  value = aws_autoscaling_group.g.mixed_instances_policy[0].launch_template[0].override[0].instance_requirements[0].memory_mib
}
)");
  EXPECT_EQ(repository.output("memory"), R"([{"max":0,"min":2}])");
  EXPECT_EQ(
      repository.planned("aws_batch_scheduling_policy.none", "fair_share_policy"),
      R"([{"compute_reservation":null,"share_decay_seconds":null,"share_distribution":null}])");
  EXPECT_EQ(repository.planned("aws_batch_scheduling_policy.some", "fair_share_policy"),
            R"([{"compute_reservation":1,"share_decay_seconds":null,"share_distribution":[]}])");
}

TEST(Print, ShowsInstancesAndOutputs) {
  Repository repository(
      "resource \"terraform_data\" \"t\" {\n  input = 1\n}\n"
      "output \"o\" {\n  value = terraform_data.t.id\n}\n");
  EXPECT_EQ(print(repository.evaluate()),
            "terraform_data.t\n  input = 1\noutput.o = (known after apply)\n");
}

}  // namespace
}  // namespace terraform::testing
