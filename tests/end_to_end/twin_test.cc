// SPDX-License-Identifier: Apache-2.0
//
// fixtures/lq3-twin is the architecture once more, written in other ways than lq3-production:
// nothing is to be found there, and whatever is broken in it is, at its place.
#include <gtest/gtest.h>

#include <algorithm>

#include "end_to_end/markdown.h"
#include "end_to_end/program.h"

namespace end_to_end {
namespace {

namespace fs = std::filesystem;

const fs::path kTwin = fs::path(PLUMBLINE_SOURCE_DIR) / "fixtures/lq3-twin";
const std::string kCheck = "check --profile lq3-production --color never --date 2026-01-01";

// A text of one file that is replaced, and what is to be found then, at which line.
struct Fault {
  const char* name;
  const char* file;
  const char* text;
  const char* instead;
  const char* rule;
  const char* found_in;
  const char* line;  // part of a line that no other line of the file has
};

// For the names that ctest lists.
void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.rule; }

// flat table: one fault a row
const Fault kFaults[] = {
    // Private subnets
    {"MainTableLeadsOut", "network.tf", "route_table_id = aws_route_table.private.id",
     "route_table_id = aws_route_table.public.id", "private-subnet-routed-to-internet-gateway",
     "network.tf", "      gateway_id = route.value"},
    {"PrivateTableLeadsOut", "network.tf", "nat_gateway_id = route.value.id",
     "gateway_id     = aws_internet_gateway.this.id", "ecs-service-in-public-subnet", "ecs.tf",
     "subnets         = aws_subnet.private[*].id"},
    {"OnlyTheBackendIsPrivate", "ecs.tf", "= aws_subnet.private[*].id",
     "= each.value.kind == \"backend\" ? aws_subnet.private[*].id : aws_subnet.public[*].id",
     "ecs-service-in-public-subnet", "ecs.tf", "? aws_subnet.private[*].id"},
    {"RedisIsAlsoInAPublicSubnet", "redis.tf", "for subnet in aws_subnet.private",
     "for subnet in concat(aws_subnet.private, slice(aws_subnet.public, 0, 1))",
     "cache-subnet-group-in-public-subnet", "redis.tf", "slice(aws_subnet.public, 0, 1)"},
    {"GreenTasksHaveAddresses", "ecs.tf", "subnets         = aws_subnet.private[*].id",
     "subnets         = aws_subnet.private[*].id\n"
     "    assign_public_ip = endswith(each.key, \"-green\")",
     "ecs-service-with-public-ip", "ecs.tf", "assign_public_ip"},
    {"NatGatewayInZoneB", "network.tf", "element(aws_subnet.public[*].id, 0)",
     "element(aws_subnet.public[*].id, 1)", "planned-zone-without-nat-gateway", "network.tf",
     "element(aws_subnet.public[*].id, 1)"},

    {"TheAddressPlanIsMultipliedWrongly", "locals.tf", "(i + 1) * 10)", "(i + 1) * 11)",
     "planned-private-subnet-missing", "network.tf", "resource \"aws_vpc\" \"this\""},
    {"TheEndpointIsForAnotherRegion", "endpoints.tf", "var.aws_region, \"s3\"]",
     "var.dr_region, \"s3\"]", "endpoint-for-another-region", "endpoints.tf",
     "service_name = join("},

    // Encryption
    {"AuroraIsNotEncrypted", "aurora.tf", "storage_encrypted = true",
     "storage_encrypted = !contains(keys(local.aurora_parameters), \"tls_version\")",
     "aurora-storage-unencrypted", "aurora.tf", "storage_encrypted"},
    {"RedisIsNotEncrypted", "redis.tf", "at_rest_encryption_enabled = \"true\"",
     "at_rest_encryption_enabled = \"false\"", "redis-storage-unencrypted", "redis.tf",
     "at_rest_encryption_enabled"},
    {"RedisSpeaksClearText", "redis.tf", "transit_encryption_enabled = true",
     "transit_encryption_enabled = can(var.redis.tls)", "redis-traffic-unencrypted", "redis.tf",
     "transit_encryption_enabled"},

    {"TheLoadBalancerOffersOldTls", "alb.tf",
     "  ssl_policy        = \"ELBSecurityPolicy-TLS13-1-2-Res-2021-06\"\n", "",
     "load-balancer-offers-old-tls", "alb.tf", "resource \"aws_lb_listener\" \"tls\""},
    {"AListenerServesWhatItShouldRedirect", "alb.tf", "protocol    = \"HTTPS\"",
     "protocol    = \"HTTP\"", "load-balancer-serves-plain-http", "alb.tf", "type = \"redirect\""},

    {"AuroraTakesClearText", "config/aurora.yml", "require_secure_transport: \"ON\"",
     "require_secure_transport: \"OFF\"", "aurora-accepts-clear-text", "aurora.tf",
     "db_cluster_parameter_group_name"},
    {"BucketsTakeClearText", "modules/s3-bucket/main.tf", "values   = [\"false\"]",
     "values   = [\"true\"]", "bucket-accepts-clear-text", "modules/s3-bucket/main.tf",
     "policy = data.aws_iam_policy_document.combined[0].json"},
    {"TheTrailIsNotLetIn", "policies/log-delivery.json.tftpl",
     "\"s3:PutObject\",\n      \"Resource\": \"arn:aws:s3:::${bucket}/trail",
     "\"s3:GetObject\",\n      \"Resource\": \"arn:aws:s3:::${bucket}/trail",
     "trail-delivery-refused", "observability.tf", "s3_bucket_name"},

    // Retention
    {"LogsNeverExpire", "terraform.tfvars", "logs         = 30", "logs         = 0",
     "log-group-never-expires", "observability.tf", "retention_in_days"},
    {"BackupsAreKeptTooLong", "terraform.tfvars", "backups      = 30", "backups      = 60",
     "backups-bucket-expiry-off-plan", "modules/s3-bucket/main.tf",
     "days = try(expiration.value.days, null)"},
    {"RecoveryGoesBackAWeek", "variables.tf", "optional(number, 35)", "optional(number, 7)",
     "aurora-backups-kept-too-short", "aurora.tf", "backup_retention_period"},
    {"AccessLogsAreLookedUpUnderAnotherName", "s3.tf", "lookup(var.retention, \"access_logs\", 90)",
     "lookup(var.retention, \"accesslogs\", 400)", "logs-bucket-expiry-off-plan",
     "modules/s3-bucket/main.tf", "days = try(expiration.value.days, null)"},
    {"ATryHidesThatNothingExpires", "modules/s3-bucket/main.tf", "[rule.value.expiration]",
     "[rule.value.expires]", "logs-bucket-never-expires", "modules/s3-bucket/main.tf",
     "resource \"aws_s3_bucket\" \"this\""},

    {"RedisKeepsNoSnapshots", "terraform.tfvars", "snapshots = \"7\"", "snapshots = \"0\"",
     "redis-without-snapshots", "redis.tf", "snapshot_retention_limit"},

    // Credentials
    {"AnyRepositoryMayDeploy", "cicd.tf",
     "          StringLike   = { \"${local.oidc_issuer}:sub\" = each.value.subject }\n", "",
     "oidc-role-open-to-whole-tenant", "modules/iam-role/main.tf", "assume_role_policy"},
    {"TracingMayDoEverything", "policies/xray.json", "\"xray:PutTraceSegments\"", "\"*\"",
     "policy-allows-everything", "modules/iam-role/main.tf", "policy = each.value"},
    {"DeploymentsHandOutEveryRole", "policies/deploy.json.tftpl", "${roles}", "\"*\"",
     "policy-passes-every-role-to-one-service", "modules/iam-role/main.tf", "policy = each.value"},
    {"APasswordStandsAmongTheInputs", "terraform.tfvars", "{ APP_ENV = \"prod\" }",
     "{ APP_ENV = \"prod\", MAILER_DSN = \"smtp://lq3:Sommer2026@mail.example:587\" }",
     "password-in-connection-string", "ecs.tf", "container_definitions"},
    {"TheMasterPasswordIsWritten", "aurora.tf", "manage_master_user_password = true",
     "master_password             = \"Sommer2026\"", "data-store-password-in-configuration",
     "aurora.tf", "master_password"},
    {"TheProviderHasAKey", "providers.tf", "  region = var.aws_region\n",
     "  region = var.aws_region\n  access_key = \"AKIA"
     "IOSFODNN7ABCDEFG\"\n",
     "aws-key-in-configuration", "providers.tf", "access_key"},
    {"AStepHasNoToken", "bitbucket-pipelines.yml",
     "        name: Start green\n        oidc: true\n", "        name: Start green\n",
     "aws-step-without-oidc", "bitbucket-pipelines.yml", "- step: &start"},
    {"AStepHasKeys", "bitbucket-pipelines.yml", "export ANGULAR_VERSION=20\n",
     "export ANGULAR_VERSION=20 AWS_ACCESS_KEY_ID=$KEY AWS_SECRET_ACCESS_KEY=$SECRET\n",
     "static-aws-keys-in-pipeline", "bitbucket-pipelines.yml", "ANGULAR_VERSION=20"},
    {"AStageHasNoEnvironment", "bitbucket-pipelines.yml",
     "          name: Deploy to production\n          deployment: production\n",
     "          name: Deploy to production\n", "deploy-step-without-environment",
     "bitbucket-pipelines.yml", "- step: &shift"},
    {"PlansAreForDeploymentsAlone", "cicd.tf",
     "{\n      subject = \"${var.bitbucket.repository}:*\"\n      policy  = \"read-state\"",
     "{\n      subject = join(\":\", [var.bitbucket.repository, \"{5a6b7c8d}\", \"*\"])\n"
     "      policy  = \"read-state\"",
     "step-role-for-deployments-alone", "bitbucket-pipelines.yml", "lq3-production-pipeline-plan"},
    {"PlansMayChangeServices", "cicd.tf", "policy  = \"read-state\"", "policy  = \"deploy\"",
     "unreviewed-step-with-powerful-role", "bitbucket-pipelines.yml",
     "lq3-production-pipeline-plan"},
    {"TheAudienceIsThatOfGitHub", "cicd.tf", ":aud\" = local.oidc_audience",
     ":aud\" = \"sts.amazonaws.com\"", "step-role-out-of-reach", "bitbucket-pipelines.yml",
     "- &build-role"},
    {"RolesTrustTheTasks", "cicd.tf",
     "{ Federated = aws_iam_openid_connect_provider.bitbucket.arn }",
     "{ Service = \"ecs-tasks.amazonaws.com\" }", "step-role-without-bitbucket-trust",
     "bitbucket-pipelines.yml", "- &deploy-role"},
    {"NoProviderIsForBitbucket", "cicd.tf", "\"https://${local.oidc_issuer}\"",
     "\"https://gitlab.com\"", "pipelines-without-identity-provider", "bitbucket-pipelines.yml",
     "lq3-production-pipeline-plan"},
    {"OneOfTwoStatesIsNotLocked", "config/production.s3.tfbackend", "use_lockfile = true\n", "",
     "state-without-lock", "versions.tf", "backend \"s3\""},
    {"APlanIsNotLocked", "bitbucket-pipelines.yml", "-out=production.tfplan",
     "-lock=false -out=production.tfplan", "plan-without-lock", "bitbucket-pipelines.yml",
     "-lock=false"},
    {"AWebhookStandsInAScript", "bitbucket-pipelines.yml", "$PUBLIC_URL/health\"",
     "https://hooks.slack.com/triggers/T0/0/lq3lq3lq3lq3lq3lq3lq3lq3lq3lq3lq3lq3\"",
     "webhook-in-pipeline-file", "bitbucket-pipelines.yml", "hooks.slack.com"},
    {"NobodyDeploysToStaging", "bitbucket-pipelines.yml", "deployment: staging",
     "deployment: production", "environment-nobody-deploys-to", "bitbucket-pipelines.yml",
     "pipelines:"},
    {"APersonHasAKey", "outputs.tf", "output \"alb_dns_name\"",
     "resource \"aws_iam_access_key\" \"ci\" {\n  user = \"ci\"\n}\n\noutput \"alb_dns_name\"",
     "long-lived-access-key", "outputs.tf", "aws_iam_access_key"},

    // Who reaches whom
    {"ARangeIsWiderThanCloudflares", "data/cloudflare-ipv4.txt", "131.0.72.0/22", "131.0.0.0/16",
     "load-balancer-open-beyond-cloudflare", "modules/security-group/main.tf",
     "prefix_list_ids = var.ingress_prefix_list_ids"},
    {"TheVpcReachesAurora", "security_groups.tf", "      cidr_blocks      = []",
     "      cidr_blocks      = [var.vpc_cidr]", "database-wider-than-ecs-tasks",
     "security_groups.tf", "ingress = ["},
    {"TheLoadBalancerReachesRedis", "security_groups.tf",
     "aws_security_group.ecs_tasks.id\n      description              = \"Redis\"",
     "module.alb_sg.security_group_id\n      description              = \"Redis\"",
     "cache-wider-than-ecs-tasks", "modules/security-group/main.tf",
     "source_security_group_id = var.ingress_with_source_security_group_id"},
    {"EndpointsReachTheTasks", "security_groups.tf",
     "referenced_security_group_id = module.alb_sg.security_group_id",
     "referenced_security_group_id = module.endpoints_sg.security_group_id",
     "ecs-tasks-wider-than-load-balancer", "security_groups.tf", "referenced_security_group_id"},

    {"AnswersDoNotComeBack", "network_acl.tf",
     "    private-in-answers  = { acl = \"private\", number = 110, cidr = local.anywhere, protocol "
     "= "
     "\"tcp\", ports = [1024, 65535] }\n",
     "", "network-acl-cuts-off-way-out", "network_acl.tf", "resource \"aws_network_acl\" \"this\""},
    {"PrivateSubnetsHaveThePublicList", "network_acl.tf", "aws_network_acl.this[\"private\"].id",
     "aws_network_acl.this[\"public\"].id", "network-acl-opens-private-subnet", "network_acl.tf",
     "cidr_block     = each.value.cidr"},
    {"APortRangeLetsShellsIn", "network_acl.tf", "ports = [80, 80]", "ports = [22, 80]",
     "network-acl-opens-remote-administration", "network_acl.tf",
     "cidr_block     = each.value.cidr"},

    // Several zones
    {"TheLoadBalancerIsInTwoZones", "alb.tf", "for_each = aws_subnet.public[*].id",
     "for_each = slice(aws_subnet.public[*].id, 0, 2)", "load-balancer-in-too-few-zones", "alb.tf",
     "subnet_id = subnet_mapping.value"},
    {"TwoSubnetsShareAZone", "variables.tf", R"(["a", "b", "c"])", R"(["a", "b", "b"])",
     "private-subnets-in-too-few-zones", "network.tf", "availability_zone = element("},
    {"TwoInstancesShareAZone", "terraform.tfvars", "writer   = { az = \"c\"",
     "writer   = { az = \"a\"", "aurora-instances-share-zone", "aurora.tf", "availability_zone"},
    {"AReaderIsMissing", "terraform.tfvars", "    reader-2 = { az = \"b\" }\n", "",
     "aurora-with-too-few-instances", "aurora.tf", "aws_rds_cluster_instance"},
    {"OneReplicaInsteadOfTwo", "terraform.tfvars", "replicas  = \"2\"", "replicas  = \"1\"",
     "redis-with-too-few-replicas", "redis.tf", "replicas_per_node_group"},
    {"RedisIsInOneZone", "redis.tf", "multi_az_enabled           = true",
     "multi_az_enabled           = length(local.azs) > 3", "redis-not-multi-az", "redis.tf",
     "multi_az_enabled"},
};

// The number of the one line of a text that holds a part, counted from 1; 0 if it is not one.
size_t line_with(const std::string& text, const std::string& part) {
  const std::vector<std::string> lines = lines_of(text);
  const auto holds = [&](const std::string& line) { return line.find(part) != std::string::npos; };
  const auto found = std::find_if(lines.begin(), lines.end(), holds);
  if (std::count_if(lines.begin(), lines.end(), holds) != 1) return 0;
  return static_cast<size_t>(found - lines.begin()) + 1;
}

// "file:line" of each finding of a rule in a report.
std::vector<std::string> places_of(const std::string& rule, const std::string& report) {
  std::vector<std::string> places;
  bool behind_message = false;
  for (const std::string& line : lines_of(report)) {
    if (behind_message) {
      const size_t begin = line.find("--> ") + 4;
      places.push_back(line.substr(begin, line.rfind(':') - begin));
    }
    behind_message = line.find("[" + rule + "]: ") != std::string::npos;
  }
  return places;
}

TEST(Twin, HasNoFinding) {
  const ProgramResult result = run_program(kCheck + " fixtures/lq3-twin");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(result.output.starts_with("No findings.\n")) << result.output;
}

TEST(Twin, LeavesNothingUndecided) {
  const std::string report = run_program(kCheck + " --verbose fixtures/lq3-twin").output;
  EXPECT_EQ(report.find("undecided["), std::string::npos) << report;
}

class TwinFault : public testing::TestWithParam<Fault> {};

TEST_P(TwinFault, IsFoundAtItsPlace) {
  const Fault& fault = GetParam();
  const ScratchDirectory scratch(std::string("twin-") + fault.name);
  fs::copy(kTwin, scratch.path(), fs::copy_options::recursive);

  std::string text = text_of(kTwin / fault.file);
  const size_t at = text.find(fault.text);
  ASSERT_NE(at, std::string::npos) << fault.text;
  ASSERT_EQ(text.find(fault.text, at + 1), std::string::npos) << fault.text << " is there twice";
  scratch.write(fault.file, text.replace(at, std::string(fault.text).size(), fault.instead));

  const size_t line = line_with(text_of(fs::path(scratch.path()) / fault.found_in), fault.line);
  ASSERT_NE(line, 0u) << fault.line << " is not on one line";
  const std::string place = std::string(fault.found_in) + ":" + std::to_string(line);
  const ProgramResult result = run_program(kCheck + " .", scratch.path());
  const std::vector<std::string> places = places_of(fault.rule, result.output);
  EXPECT_EQ(std::count(places.begin(), places.end(), place), 1)
      << place << " of " << fault.rule << " is not in\n"
      << result.output;
}

INSTANTIATE_TEST_SUITE_P(Faults, TwinFault, testing::ValuesIn(kFaults),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace end_to_end
