// SPDX-License-Identifier: Apache-2.0
// Facts of providers that are known from elsewhere, by path: what stands there, as one line.
#include <gtest/gtest.h>

#include "schema/schema.h"

namespace {

using schema::Attribute;
using schema::Block;
using schema::Mode;
using schema::NestedBlock;
using schema::Schemas;

std::string describe(const Attribute& attribute) {
  std::string flags;
  if (attribute.required) flags += 'r';
  if (attribute.optional) flags += 'o';
  if (attribute.computed) flags += 'c';
  if (attribute.sensitive) flags += 's';
  if (attribute.deprecated) flags += 'd';
  if (attribute.write_only) flags += 'w';
  if (attribute.block_syntax) flags += " blocks";
  return flags + " " + values::type_expression(attribute.type);
}

std::string describe(const NestedBlock& nested) {
  constexpr std::string_view kNames[] = {"single", "list", "set", "map", "group"};
  std::string result(kNames[static_cast<size_t>(nested.nesting)]);
  result += " " + std::to_string(nested.minimum) + ".." + std::to_string(nested.maximum);
  if (nested.block->any) result += " any";
  return result;
}

// `path`: names of blocks, at the end of an attribute or a block, with dots.
std::string at(const Block* block, std::string_view path) {
  while (block != nullptr) {
    const std::string_view name = path.substr(0, path.find('.'));
    if (const Attribute* attribute = block->attribute(name)) return describe(*attribute);
    const NestedBlock* nested = block->nested(name);
    if (nested == nullptr) return "nothing";
    if (name.size() == path.size()) return describe(*nested);
    path.remove_prefix(name.size() + 1);
    block = nested->block;
  }
  return "no type";
}

struct Fact {
  const char* type;
  const char* path;
  const char* expected;
};

void check(std::string_view source, std::string_view version, Mode mode,
           std::initializer_list<Fact> facts) {
  Schemas schemas;
  const std::optional<schema::Provider> provider = schemas.provider(source, version);
  ASSERT_TRUE(provider && provider->exact) << source;
  for (const Fact& fact : facts) {
    EXPECT_EQ(at(schemas.find(*provider, mode, fact.type), fact.path), fact.expected)
        << fact.type << " " << fact.path;
  }
}

TEST(KnownFacts, OfAwsStandInTheTable) {
  check("hashicorp/aws", "5.100.0", Mode::managed,
        {{"aws_vpc", "cidr_block", "oc string"},
         {"aws_vpc", "tags", "o map(string)"},
         {"aws_subnet", "vpc_id", "r string"},
         {"aws_subnet", "arn", "c string"},
         {"aws_subnet", "no_such", "nothing"},
         {"aws_no_such", "arn", "no type"},
         {"aws_lb", "security_groups", "oc set(string)"},
         {"aws_lb", "access_logs", "list 0..1"},
         {"aws_lb", "access_logs.bucket", "r string"},
         {"aws_lb_target_group", "deregistration_delay", "o string"},
         {"aws_ecs_service", "network_configuration.assign_public_ip", "o bool"},
         {"aws_ecs_service", "network_configuration.subnets", "r set(string)"},
         {"aws_ecs_service", "timeouts", "single 0..0"},
         {"aws_rds_cluster", "master_password", "os string"},
         {"aws_rds_cluster", "master_password_wo", "osw string"},
         {"aws_autoscaling_group", "tag", "set 0..0"},
         {"aws_s3_bucket_lifecycle_configuration", "rule.filter.and.tags", "o map(string)"}});
  check("hashicorp/aws", "5.100.0", Mode::data,
        {{"aws_availability_zones", "names", "c list(string)"}, {"aws_vpc", "filter", "set 0..0"}});
  check("hashicorp/aws", "5.100.0", Mode::ephemeral, {{"aws_ssm_parameter", "value", "cs string"}});
}

TEST(KnownFacts, ReachWhereARefLeads) {
  check("hashicorp/aws", "5.100.0", Mode::managed,
        {{"aws_wafv2_web_acl",
          "rule.statement.and_statement.statement.not_statement.statement.geo_match_statement."
          "country_codes",
          "r list(string)"}});
}

TEST(KnownFacts, TellAttributesThatMayBeWrittenAsBlocks) {
  check("hashicorp/aws", "5.100.0", Mode::managed,
        {{"aws_security_group", "ingress",
          "oc blocks set(object({cidr_blocks=list(string),description=string,from_port=number,"
          "ipv6_cidr_blocks=list(string),prefix_list_ids=list(string),protocol=string,"
          "security_groups=set(string),self=bool,to_port=number}))"}});
}

TEST(KnownFacts, OfARebuiltSchemaBorrowWhatItLacks) {
  check("hashicorp/aws", "6.25.0", Mode::managed,
        {{"aws_vpc", "region", "oc string"},
         {"aws_rds_cluster", "master_password_wo", "osw string"},
         {"aws_wafv2_web_acl", "rule.statement", "list 1..1 any"},
         {"aws_wafv2_web_acl", "rule.statement.geo_match_statement.country_codes",
          "r list(string)"}});
}

TEST(KnownFacts, OfOtherProvidersStandInTheTable) {
  check("hashicorp/random", "3.7.2", Mode::managed, {{"random_id", "keepers", "o map(string)"}});
  check("hashicorp/tls", "4.1.0", Mode::managed, {{"tls_cert_request", "subject", "list 0..0"}});
  check("hashicorp/http", "3.5.0", Mode::data, {{"http", "retry", "single 0..0"}});
  check("hashicorp/kubernetes", "2.38.0", Mode::managed,
        {{"kubernetes_manifest", "manifest", "r any"},
         {"kubernetes_deployment", "spec.template.spec.container.env.value_from.secret_key_ref.key",
          "o string"}});
  check("hashicorp/helm", "2.17.0", Mode::managed, {{"helm_release", "set", "set 0..0"}});
  check("builtin/terraform", "1.11.4", Mode::managed, {{"terraform_data", "input", "o any"}});
  check("builtin/terraform", "1.11.4", Mode::data,
        {{"terraform_remote_state", "outputs", "c any"}});
  check("cloudflare/cloudflare", "5.14.0", Mode::managed,
        {{"cloudflare_dns_record", "zone_id", "r string"}});
}

TEST(KnownFacts, LetMembersOfNestedAttributeTypesBeLeftOut) {
  check("hashicorp/helm", "3.1.1", Mode::managed,
        {{"helm_release", "set",
          "o list(object({name=string,type=optional(string),value=optional(string)}))"}});
}

TEST(ImpliedType, FollowsTheNestingOfBlocks) {
  Schemas schemas;
  const schema::Provider aws = *schemas.provider("hashicorp/aws", "5.100.0");
  const values::Type type = schemas.find(aws, Mode::managed, "aws_lb_listener_rule")->type;
  EXPECT_EQ(type.attribute("priority")->type, values::Type::number());
  EXPECT_EQ(type.attribute("action")->type.kind(), values::Kind::list);
  EXPECT_EQ(type.attribute("condition")->type.kind(), values::Kind::set);
  const values::Type service = schemas.find(aws, Mode::managed, "aws_ecs_service")->type;
  EXPECT_EQ(service.attribute("timeouts")->type.kind(), values::Kind::object);
}

TEST(ImpliedType, HasNoOptionalMembers) {
  Schemas schemas;
  const schema::Provider helm = *schemas.provider("hashicorp/helm", "3.1.1");
  const Block* release = schemas.find(helm, Mode::managed, "helm_release");
  EXPECT_TRUE(release->attribute("set")->type.has_optional());
  EXPECT_FALSE(release->type.has_optional());
}

TEST(ImpliedType, IsDynamicWhereContentsAreNotKnown) {
  Schemas schemas;
  const schema::Provider aws = *schemas.provider("hashicorp/aws", "6.25.0");
  const Block* acl = schemas.find(aws, Mode::managed, "aws_wafv2_web_acl");
  const Block* rule = acl->nested("rule")->block;
  EXPECT_EQ(rule->nested("statement")->block->type.kind(), values::Kind::dynamic);
  EXPECT_EQ(rule->type.attribute("statement")->type.kind(), values::Kind::dynamic);
  // Set blocks stay sets; go-cty has nothing else for them.
  EXPECT_EQ(acl->type.attribute("rule")->type.kind(), values::Kind::set);
}

}  // namespace
