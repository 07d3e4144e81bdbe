// SPDX-License-Identifier: Apache-2.0
// What plans and services make of arguments that are left out.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "schema/schema.h"

namespace {

using schema::Planned;
using schema::PlannedDefault;
using schema::Schemas;

std::string text_of(Planned planned, const values::Value& value) {
  switch (planned) {
    case Planned::value:
      return values::print(value);
    case Planned::null:
      return "null";
    case Planned::unknown:
      return "unknown";
    case Planned::no_fact:
      break;
  }
  return "no fact";
}

std::string describe(const PlannedDefault& planned) {
  std::string result = text_of(planned.planned, planned.value);
  if (planned.by_rule) result += " by rule";
  for (const schema::Variation& variation : planned.variations) {
    result += "; ";
    result += variation.copies.empty() ? text_of(variation.planned, variation.value)
                                       : "copy of " + std::string(variation.copies);
    result += variation.argument.empty() ? " in an empty block"
                                         : " with " + std::string(variation.argument);
    if (!variation.equals.empty()) result += "=" + std::string(variation.equals);
  }
  return result;
}

std::string planned(std::string_view type, std::string_view path,
                    std::string_view version = "5.100.0",
                    std::string_view provider = "hashicorp/aws") {
  Schemas schemas;
  return describe(schemas.planned_default(*schemas.provider(provider, version), type, path));
}

TEST(PlannedDefault, IsWhatThePlanShowed) {
  EXPECT_EQ(planned("aws_lb_target_group", "deregistration_delay"), "\"300\"");
  EXPECT_EQ(planned("aws_lb_target_group", "health_check"), "unknown");
  EXPECT_EQ(planned("aws_lb_target_group", "health_check[].enabled"), "true");
  EXPECT_EQ(planned("aws_lb_target_group", "health_check[].interval"), "30");
  EXPECT_EQ(planned("aws_subnet", "map_public_ip_on_launch"), "false");
  EXPECT_EQ(planned("aws_subnet", "arn"), "unknown");
  EXPECT_EQ(planned("aws_cloudwatch_log_group", "retention_in_days"), "0");
  EXPECT_EQ(planned("aws_rds_cluster", "backup_retention_period"), "unknown");
  EXPECT_EQ(planned("aws_ecs_service", "network_configuration[].assign_public_ip"), "false");
  EXPECT_EQ(planned("aws_ecs_service", "desired_count"), "null");
  EXPECT_EQ(planned("aws_elasticache_replication_group", "multi_az_enabled"), "false");
  EXPECT_EQ(planned("aws_ecs_service", "timeouts"), "null");
}

TEST(PlannedDefault, HasTheTypeOfItsPlace) {
  Schemas schemas;
  const schema::Provider aws = *schemas.provider("hashicorp/aws", "5.100.0");
  const PlannedDefault absent = schemas.planned_default(aws, "aws_ecs_service", "load_balancer");
  ASSERT_EQ(absent.planned, Planned::value);
  EXPECT_EQ(absent.value.kind(), values::Kind::set);
  EXPECT_TRUE(absent.value.elements().empty());
  EXPECT_NE(absent.value.element_type().attribute("container_port"), nullptr);
}

TEST(PlannedDefault, TellsWhatItDependsOn) {
  EXPECT_EQ(planned("aws_lb", "idle_timeout"),
            "60; null with load_balancer_type=gateway; null with load_balancer_type=network");
  EXPECT_EQ(planned("aws_lb", "enable_cross_zone_load_balancing"),
            "null; false with load_balancer_type=gateway; false with load_balancer_type=network");
  EXPECT_EQ(planned("aws_s3_bucket_lifecycle_configuration", "rule[].transition[].days"),
            "0; null with date");
  EXPECT_EQ(planned("aws_s3_bucket_lifecycle_configuration", "rule[].filter[].prefix"),
            "null; \"\" in an empty block");
  EXPECT_EQ(planned("aws_vpc", "tags_all"), "unknown; copy of tags with tags");
}

TEST(PlannedDefault, IsNoFactWhereItDependsOnMoreThanCanBeSaid) {
  EXPECT_EQ(planned("aws_acm_certificate", "subject_alternative_names"), "no fact");
  EXPECT_EQ(planned("aws_chime_voice_connector", "aws_region"), "no fact");
}

TEST(PlannedDefault, IsMarkedWhereOnlyTheRulesTellIt) {
  EXPECT_EQ(planned("aws_ecs_service", "timeouts[].create"), "null by rule");
  EXPECT_EQ(planned("aws_security_group", "ingress[].description"), "\"\"");
}

TEST(PlannedDefault, IsNoFactForWhatDoesNotExist) {
  EXPECT_EQ(planned("aws_subnet", "no_such"), "no fact");
  EXPECT_EQ(planned("aws_subnet", "arn[].more"), "no fact");
  EXPECT_EQ(planned("aws_subnet", ""), "no fact");
  EXPECT_EQ(planned("aws_no_such", "arn"), "no fact");
  EXPECT_EQ(planned("aws_subnet", "vpc_id"), "no fact");
}

TEST(PlannedDefault, HoldsForAnotherVersionWhereBothHaveTheSameArgument) {
  EXPECT_EQ(planned("aws_lb_target_group", "deregistration_delay", "6.25.0"), "\"300\"");
  EXPECT_EQ(planned("aws_subnet", "map_public_ip_on_launch", "6.25.0"), "false");
  // There the region is an argument, not only read.
  EXPECT_EQ(planned("aws_s3_bucket", "region", "6.25.0"), "no fact");
  EXPECT_EQ(planned("aws_vpc", "region", "6.25.0"), "no fact");
}

TEST(PlannedDefault, OfSmallProvidersIsWhatTheirDocumentationSays) {
  EXPECT_EQ(planned("random_id", "prefix", "", "hashicorp/random"), "null");
  EXPECT_EQ(planned("random_password", "special", "", "hashicorp/random"), "true");
  EXPECT_EQ(planned("random_id", "hex", "", "hashicorp/random"), "unknown by rule");
  EXPECT_EQ(planned("null_resource", "triggers", "", "hashicorp/null"), "null");
  EXPECT_EQ(planned("terraform_data", "output", "", "builtin/terraform"),
            "null; unknown with input");
  EXPECT_EQ(planned("datadog_monitor", "priority", "", "datadog/datadog"), "no fact");
}

std::string word_of(Planned planned) {
  switch (planned) {
    case Planned::value:
      return "value";
    case Planned::null:
      return "null";
    case Planned::unknown:
      return "unknown";
    case Planned::no_fact:
      break;
  }
  return "no_fact";
}

TEST(PlannedDefault, AnswersEveryRowOfTheFacts) {
  Schemas schemas;
  const schema::Provider aws = *schemas.provider("hashicorp/aws", "5.100.0");
  std::ifstream file(PLUMBLINE_SOURCE_DIR "/linter/schema/data/planned/aws-5.100.0.tsv");
  std::string line;
  size_t rows = 0;
  while (std::getline(file, line)) {
    std::istringstream columns(line);
    std::string type, path, word;
    std::getline(columns, type, '\t');
    std::getline(columns, path, '\t');
    std::getline(columns, word, '\t');
    if (!type.starts_with("aws_")) continue;
    ++rows;
    const PlannedDefault answer = schemas.planned_default(aws, type, path);
    EXPECT_FALSE(answer.by_rule) << line;
    const bool varies = line.find("varies:") != std::string::npos;
    if (varies && answer.planned == Planned::no_fact) continue;
    EXPECT_EQ(word_of(answer.planned), word) << line;
  }
  EXPECT_EQ(rows, 20414U);
}

std::string service(std::string_view type, std::string_view path) {
  Schemas schemas;
  return describe(schemas.service_default(type, path));
}

TEST(ServiceDefault, IsWhatTheServiceDoesWhenItIsNotTold) {
  EXPECT_EQ(service("aws_rds_cluster", "backup_retention_period"), "1");
  EXPECT_EQ(service("aws_rds_cluster_instance", "publicly_accessible"), "false");
  EXPECT_EQ(service("aws_lb_listener", "ssl_policy"), "\"ELBSecurityPolicy-2016-08\"");
  EXPECT_EQ(service("aws_elasticache_replication_group", "at_rest_encryption_enabled"),
            "no fact; \"false\" with engine=redis; \"true\" with engine=valkey");
}

TEST(ServiceDefault, IsSilentWhereTheFilesCannotTell) {
  EXPECT_EQ(service("aws_rds_cluster", "storage_encrypted"), "no fact");
  EXPECT_EQ(service("aws_rds_cluster", ""), "no fact");
  EXPECT_EQ(service("other_thing", "name"), "no fact");
}

// A service default is of a place that exists and of which the plan does not already know a value.
TEST(ServiceDefault, StandsOnlyWhereThePlanIsSilent) {
  Schemas schemas;
  const schema::Provider aws = *schemas.provider("hashicorp/aws", "5.100.0");
  std::ifstream file(PLUMBLINE_SOURCE_DIR "/linter/schema/data/service_defaults.tsv");
  std::string line;
  size_t rows = 0;
  while (std::getline(file, line)) {
    if (!line.starts_with("aws_")) continue;
    const size_t end = line.find('\t');
    const std::string path = line.substr(end + 1, line.find('\t', end + 1) - end - 1);
    const Planned planned = schemas.planned_default(aws, line.substr(0, end), path).planned;
    EXPECT_TRUE(planned == Planned::null || planned == Planned::unknown) << line;
    ++rows;
  }
  EXPECT_GT(rows, 30U);
}

}  // namespace
