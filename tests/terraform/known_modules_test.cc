// SPDX-License-Identifier: Apache-2.0
#include "terraform/known_modules.h"

#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform {
namespace {

using testing::Repository;
using testing::TextFile;

TEST(KnownModules, AreFoundByTheirAddressInTheRegistryOrTheirRepository) {
  for (const std::string_view source :
       {"terraform-aws-modules/vpc/aws", "registry.terraform.io/terraform-aws-modules/vpc/aws",
        "github.com/terraform-aws-modules/terraform-aws-vpc",
        "git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.0.0",
        "git@github.com:terraform-aws-modules/terraform-aws-vpc.git"}) {
    EXPECT_EQ(registry_address(source), "terraform-aws-modules/vpc/aws") << source;
  }
  for (const std::string_view source :
       {"", "./modules/vpc/aws", "../vpc/aws", "app.terraform.io/example/vpc/aws", "vpc/aws",
        "terraform-aws-modules/vpc/aws//modules/vpc-endpoints", "github.com/example/terraform-vpc",
        "git::https://example.com/terraform-aws-vpc.git", "s3::https://bucket/vpc.zip",
        "github.com/terraform-aws-modules/terraform-aws-vpc//modules/vpc-endpoints"}) {
    EXPECT_EQ(registry_address(source), "") << source;
  }
  EXPECT_TRUE(known_module_text("terraform-aws-modules/vpc/aws"));
  EXPECT_TRUE(known_module_text("aws-ia/vpc/aws"));
  EXPECT_FALSE(known_module_text("example/vpc/aws"));
}

constexpr std::string_view kVpc = R"(
module "net" {
  source             = "terraform-aws-modules/vpc/aws"
  name               = "main"
  azs                = ["us-west-2a", "us-west-2b"]
  public_subnets     = ["10.0.1.0/24", "10.0.2.0/24"]
  private_subnets    = ["10.0.3.0/24", "10.0.4.0/24"]
  enable_nat_gateway = true
  flow_log_whatever  = "an input that is of no account here"
}
output "zones" { value = module.net.azs }
output "endpoint" { value = module.net.vpc_endpoint_s3 }
resource "terraform_data" "kept" { input = module.net.private_subnets }
)";

TEST(KnownModules, AreEvaluatedWhereTheyAreNotInstalled) {
  Repository repository{std::string(kVpc)};
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("zones"), R"(["us-west-2a","us-west-2b"])");
  EXPECT_EQ(repository.planned("module.net.aws_subnet.private[1]", "availability_zone"),
            "\"us-west-2b\"");
  EXPECT_NE(repository.node("module.net.aws_nat_gateway.this[1]"), values::kNoNode);
  EXPECT_EQ(repository.node("module.net.aws_nat_gateway.this[2]"), values::kNoNode);
}

TEST(KnownModules, LeaveOpenWhatIsNotKnownOfThem) {
  Repository repository{std::string(kVpc)};
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.output("endpoint"), "unknown module module.net");
  for (const auto& [address, attribute] :
       {std::pair("module.net.aws_subnet.public[0]", "map_public_ip_on_launch"),
        std::pair("module.net.aws_vpc.this[0]", "enable_dns_hostnames")}) {
    EXPECT_EQ(repository.planned(address, attribute), "unknown module module.net") << attribute;
  }
  EXPECT_EQ(repository.planned("module.net.aws_vpc.this[0]", "enable_dns_support"), "true");
  ASSERT_EQ(repository.evaluation().missing_modules().size(), 1U);
  EXPECT_NE(repository.evaluation().missing_modules()[0].known, nullptr);
}

TEST(KnownModules, AreNotTakenForInstalledWhereTerraformWouldAskForThem) {
  Repository repository{std::string(kVpc)};
  repository.evaluate({}, Purpose::eval);
  EXPECT_EQ(repository.problems(), "main.tf:3: Module not installed\n");
  EXPECT_EQ(repository.output("zones"), "unknown module module.net");
}

TEST(KnownModules, GiveWayToWhatIsInstalled) {
  Repository repository({TextFile{"main.tf", std::string(kVpc)},
                         {".terraform/modules/modules.json",
                          R"({"Modules":[{"Key":"net","Source":"x","Dir":"installed"}]})"},
                         {"installed/main.tf", "output \"azs\" { value = \"installed\" }"}});
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.output("zones"), "\"installed\"");
}

TEST(KnownModules, AreNothingToComplainAbout) {
  Repository repository(R"(
module "net" {
  source  = "terraform-aws-modules/vpc/aws"
  azs     = "not a list"
  private_subnets = [{}]
}
module "subnets" {
  source   = "aws-ia/vpc/aws"
  subnets  = "not an object"
  az_count = 3
}
output "private" { value = module.net.private_subnets }
)");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
}

TEST(KnownModules, MakeSubnetsForEachZoneAndKind) {
  Repository repository(R"(
module "net" {
  source     = "aws-ia/vpc/aws"
  name       = "main"
  cidr_block = "10.0.0.0/16"
  azs        = ["us-west-2a", "us-west-2b"]
  subnets = {
    public  = { netmask = 24, nat_gateway_configuration = "single_az" }
    private = { cidrs = ["10.0.8.0/24", "10.0.9.0/24"], connect_to_public_natgw = true }
    data    = { netmask = 24 }
  }
}
output "keys" { value = keys(module.net.private_subnet_attributes_by_az) }
)");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("keys"),
            R"(["data/us-west-2a","data/us-west-2b","private/us-west-2a","private/us-west-2b"])");
  EXPECT_EQ(
      repository.planned(R"(module.net.aws_subnet.private["private/us-west-2b"])", "cidr_block"),
      "\"10.0.9.0/24\"");
  EXPECT_EQ(repository.planned(R"(module.net.aws_subnet.private["data/us-west-2a"])", "cidr_block"),
            "unknown module module.net");
  EXPECT_NE(repository.node(R"(module.net.aws_route.private_to_nat["private/us-west-2a"])"),
            values::kNoNode);
  EXPECT_EQ(repository.node(R"(module.net.aws_route.private_to_nat["data/us-west-2a"])"),
            values::kNoNode);
}

}  // namespace
}  // namespace terraform
