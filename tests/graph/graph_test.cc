// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.h"

#include <gtest/gtest.h>

#include "graph/print.h"
#include "graph/testing.h"

namespace graph {
namespace {

using testing::GraphTest;

constexpr std::string_view kService = R"(
resource "aws_subnet" "a" {
  vpc_id     = "vpc-1"
  cidr_block = "10.0.0.0/24"
}
resource "aws_subnet" "b" {
  vpc_id     = "vpc-1"
  cidr_block = "10.0.1.0/24"
}
locals {
  subnets = [aws_subnet.a.id, aws_subnet.b.id]
}
resource "aws_db_subnet_group" "db" {
  subnet_ids = local.subnets
}
)";

TEST_F(GraphTest, FollowsReferencesThroughLocals) {
  build(std::string(kService));
  EXPECT_EQ(linked("aws_db_subnet_group.db", "subnet_ids", {"aws_subnet"}),
            "aws_subnet.a, aws_subnet.b");
  EXPECT_EQ(linking("aws_subnet.a", "aws_db_subnet_group", "subnet_ids"), "aws_db_subnet_group.db");
}

TEST_F(GraphTest, AReferenceToAnotherTypeIsUnresolved) {
  build(std::string(kService));
  EXPECT_EQ(linked("aws_db_subnet_group.db", "subnet_ids", {"aws_vpc"}), "?, ?");
}

TEST_F(GraphTest, ALiteralLeadsOutsideTheConfiguration) {
  build(std::string(kService));
  EXPECT_EQ(linked("aws_subnet.a", "vpc_id", {"aws_vpc"}), "?");
}

TEST_F(GraphTest, AKnownNameLeadsToTheNodeOfThatName) {
  build(R"(
resource "aws_s3_bucket" "logs" {
  bucket = "the-logs"
}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = "the-logs"
  versioning_configuration {
    status = "Enabled"
  }
}
)");
  EXPECT_EQ(linking("aws_s3_bucket.logs", "aws_s3_bucket_versioning", "bucket"),
            "aws_s3_bucket_versioning.logs");
  EXPECT_EQ(linked("aws_s3_bucket_versioning.logs", "bucket", {"aws_s3_bucket"}),
            "aws_s3_bucket.logs");
}

TEST_F(GraphTest, TheIdOfABucketsPolicyLeadsToTheBucket) {
  build(R"(
resource "aws_s3_bucket" "logs" {
}
resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = "{}"
}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket_policy.logs.id
  versioning_configuration {
    status = "Enabled"
  }
}
)");
  EXPECT_EQ(linked("aws_s3_bucket_versioning.logs", "bucket", {"aws_s3_bucket"}),
            "aws_s3_bucket.logs");
  EXPECT_EQ(linked("aws_s3_bucket_versioning.logs", "bucket", {"aws_s3_bucket_policy"}),
            "aws_s3_bucket_policy.logs");
  EXPECT_EQ(linking("aws_s3_bucket.logs", "aws_s3_bucket_versioning", "bucket"),
            "aws_s3_bucket_versioning.logs");
}

TEST_F(GraphTest, AKnownNameReadFromANodeLeadsToIt) {
  build(R"(
resource "aws_s3_bucket" "logs" {
  bucket = "the-logs"
}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.bucket
  versioning_configuration {
    status = "Enabled"
  }
}
)");
  EXPECT_EQ(linked("aws_s3_bucket_versioning.logs", "bucket", {"aws_s3_bucket"}),
            "aws_s3_bucket.logs");
}

TEST_F(GraphTest, WhoMayReferIsAnOptionalMember) {
  build(R"(
variable "bucket" {
  type = string
}
resource "aws_s3_bucket" "logs" {}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = var.bucket
  versioning_configuration {
    status = "Enabled"
  }
}
)");
  EXPECT_EQ(linking("aws_s3_bucket.logs", "aws_s3_bucket_versioning", "bucket"),
            "aws_s3_bucket_versioning.logs~");
}

TEST_F(GraphTest, AValueThatIsOneOfSeveralRefersToNoneOfThemForSure) {
  build(R"(
variable "second" { type = bool }
resource "aws_vpc" "a" {}
resource "aws_vpc" "b" {}
resource "aws_subnet" "s" {
  vpc_id = var.second ? aws_vpc.b.id : aws_vpc.a.id
}
resource "aws_subnet" "t" {
  vpc_id = var.second ? aws_vpc.b.id : aws_vpc.b.id
}
)");
  EXPECT_EQ(linked("aws_subnet.s", "vpc_id", {"aws_vpc"}), "aws_vpc.a~, aws_vpc.b~");
  EXPECT_EQ(linked("aws_subnet.t", "vpc_id", {"aws_vpc"}), "aws_vpc.b");
  EXPECT_EQ(linking("aws_vpc.a", "aws_subnet", "vpc_id"), "aws_subnet.s~");
  EXPECT_EQ(linking("aws_vpc.b", "aws_subnet", "vpc_id"), "aws_subnet.s~, aws_subnet.t");
}

TEST_F(GraphTest, WhatMayNotBeAmongTheElementsRefersToNothingForSure) {
  build(R"(
variable "second" { type = bool }
resource "aws_security_group" "a" {}
resource "aws_security_group" "b" {}
resource "aws_instance" "i" {
  vpc_security_group_ids = [for n, g in { a = aws_security_group.a.id, b = aws_security_group.b.id } : g if n == "a" || var.second]
}
)");
  EXPECT_EQ(linking("aws_security_group.a", "aws_instance", "vpc_security_group_ids"),
            "aws_instance.i");
  EXPECT_EQ(linking("aws_security_group.b", "aws_instance", "vpc_security_group_ids"),
            "aws_instance.i~");
}

TEST_F(GraphTest, FollowsReferencesInNestedBlocks) {
  build(R"(
resource "aws_subnet" "a" {
  vpc_id = "vpc-1"
}
resource "aws_ecs_service" "web" {
  name = "web"
  network_configuration {
    subnets = [aws_subnet.a.id]
  }
}
)");
  EXPECT_EQ(linking("aws_subnet.a", "aws_ecs_service", "network_configuration.subnets"),
            "aws_ecs_service.web");
}

TEST_F(GraphTest, AModuleThatIsNotInstalledMayHoldAnyResource) {
  build(R"(
module "net" {
  source = "terraform-aws-modules/vpc/aws"
}
resource "aws_s3_bucket" "logs" {}
)");
  expressions::Context asked = context();
  EXPECT_EQ(shown(graph_->resources("aws_s3_bucket", asked)), "aws_s3_bucket.logs, ?~");
}

constexpr std::string_view kKnownModule = R"(
module "net" {
  source          = "terraform-aws-modules/vpc/aws"
  azs             = ["us-west-2a"]
  private_subnets = ["10.0.1.0/24"]
}
resource "aws_db_subnet_group" "db" {
  subnet_ids = module.net.private_subnets
}
)";

TEST_F(GraphTest, WhatIsKnownOfAModuleThatIsNotInstalledIsLinkedTo) {
  build(std::string(kKnownModule));
  const std::string subnet = "module.net.aws_subnet.private[0]";
  EXPECT_EQ(linked("aws_db_subnet_group.db", "subnet_ids", {"aws_subnet"}), subnet);
  EXPECT_EQ(linking(subnet, "aws_db_subnet_group", "subnet_ids"), "aws_db_subnet_group.db");
  EXPECT_TRUE(graph_->node(find(subnet)).known_only);
  EXPECT_FALSE(graph_->node(find("aws_db_subnet_group.db")).known_only);
}

TEST_F(GraphTest, AKnownModuleHoldsNoMoreOfTypesThatItIsKnownToMake) {
  build(std::string(kKnownModule));
  expressions::Context asked = context();
  EXPECT_EQ(shown(graph_->resources("aws_subnet", asked)), "module.net.aws_subnet.private[0]");
  EXPECT_EQ(shown(graph_->resources("aws_nat_gateway", asked)), "");
  EXPECT_EQ(shown(graph_->resources("aws_network_acl", asked)), "?~");
  const std::string subnet = "module.net.aws_subnet.private[0]";
  EXPECT_EQ(linking(subnet, "aws_route_table_association", "subnet_id"),
            "module.net.aws_route_table_association.private[0]");
  EXPECT_EQ(linking(subnet, "aws_network_acl", "subnet_ids"), "?~");
}

TEST_F(GraphTest, ANameThatOnlyADocumentsSolePartTellsIsAnIdentity) {
  build(R"(
resource "terraform_data" "made" {}
locals {
  names = jsondecode(jsonencode({ id = terraform_data.made.id, bucket = "the-logs" }))
}
resource "aws_s3_bucket" "logs" {
  bucket = local.names.bucket
}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = local.names.bucket
  versioning_configuration {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_acl" "logs" {
  bucket = "the-logs"
}
)");
  EXPECT_EQ(linking("aws_s3_bucket.logs", "aws_s3_bucket_versioning", "bucket"),
            "aws_s3_bucket_versioning.logs");
  EXPECT_EQ(linking("aws_s3_bucket.logs", "aws_s3_bucket_acl", "bucket"), "aws_s3_bucket_acl.logs");
  EXPECT_EQ(linked("aws_s3_bucket_versioning.logs", "bucket", {"aws_s3_bucket"}),
            "aws_s3_bucket.logs");
}

// What may refer to a bucket, where a module that is not installed is called with `arguments`.
class MissingModuleTest : public GraphTest {
 protected:
  std::string referrers(const std::string& arguments) {
    build(R"(
variable "name" {}
variable "other" {}
resource "aws_s3_bucket" "logs" {
  bucket = "the-logs"
}
resource "aws_s3_bucket" "given" {
  bucket = var.name
}
resource "aws_s3_bucket" "else" {}
data "aws_s3_bucket" "again" {
  bucket = aws_s3_bucket.logs.id
}
data "aws_s3_bucket" "outside" {
  bucket = "another"
}
module "first" {
  source = "example/first/aws"
  bucket = aws_s3_bucket.logs.arn
}
module "asked" {
  source = "example/asked/aws"
)" + arguments +
          "\n}\n");
    expressions::Context asked = context();
    std::string shown;
    for (const std::string_view bucket : {"logs", "given", "else"}) {
      const Value list = graph_->linking(find("aws_s3_bucket." + std::string(bucket)),
                                         "aws_s3_bucket_versioning", "bucket", asked);
      for (const values::Reason* reason : values::all_reasons(list, asked.arena)) {
        if (reason->subject == "module.asked") shown += std::string(bucket) + ' ';
      }
    }
    return shown;
  }
};

TEST_F(MissingModuleTest, HoldsNothingOfWhatItIsNotGiven) {
  EXPECT_EQ(referrers(""), "");
  EXPECT_EQ(referrers("name = \"x\"\ntags = { a = var.other }"), "");
  EXPECT_EQ(referrers("bucket = data.aws_s3_bucket.outside.arn"), "");
}

TEST_F(MissingModuleTest, MayHoldWhatRefersToANodeThatItIsGiven) {
  EXPECT_EQ(referrers("bucket = aws_s3_bucket.logs.id"), "logs ");
  EXPECT_EQ(referrers("buckets = { logs = [aws_s3_bucket.logs] }"), "logs ");
  EXPECT_EQ(referrers("for_each = toset([\"a\"])\nbucket = \"${aws_s3_bucket.else.arn}/*\""),
            "else ");
}

TEST_F(MissingModuleTest, MayHoldWhatRefersToANodeWhoseNameItIsGiven) {
  EXPECT_EQ(referrers("bucket = \"the-logs\""), "logs ");
  EXPECT_EQ(referrers("bucket = var.name"), "given ");
}

TEST_F(MissingModuleTest, MayHaveANodeFromADataSourceOrAnotherModule) {
  EXPECT_EQ(referrers("bucket = data.aws_s3_bucket.again.arn"), "logs ");
  EXPECT_EQ(referrers("bucket = module.first.bucket"), "logs ");
}

TEST_F(MissingModuleTest, MayHoldAnythingWhereAnArgumentIsNotUnderstood) {
  EXPECT_EQ(referrers("bucket = element([], 0)"), "logs given else ");
}

TEST_F(GraphTest, SymbolsOfOneAttributeAreEqualAndOfTwoResourcesUnequal) {
  build(std::string(kService));
  const auto symbol = [this](std::string_view address, std::string_view attribute) {
    return evaluation_->judged(find(address), attribute);
  };
  const Value a = symbol("aws_subnet.a", "id");
  const Value b = symbol("aws_subnet.b", "id");
  const auto relate = [this](const Value& x, const Value& y) {
    return graph_->relate(*static_cast<const values::Symbol*>(x.unknown_data().sketch), y);
  };
  EXPECT_EQ(relate(a, a), Graph::Answer::equal);
  EXPECT_EQ(relate(a, b), Graph::Answer::unequal);
  EXPECT_EQ(relate(a, symbol("aws_subnet.b", "arn")), Graph::Answer::undecided);
}

TEST_F(GraphTest, IdsThatADataSourceListsReferToIt) {
  build(R"(
data "aws_subnets" "all" {}
resource "aws_lb" "all" {
  subnets = data.aws_subnets.all.ids
}
resource "aws_lb" "one" {
  subnets = [data.aws_subnets.all.ids[1]]
}
)");
  EXPECT_EQ(linked("aws_lb.all", "subnets", {}), "data.aws_subnets.all~");
  EXPECT_EQ(linked("aws_lb.one", "subnets", {}), "data.aws_subnets.all");
}

TEST_F(GraphTest, AnIdIsNotNullButWhatIsComputedBesideItMayBe) {
  build(std::string(kService));
  const auto is = [this](std::string_view attribute, const Value& other) {
    const Value symbol = evaluation_->judged(find("aws_subnet.a"), attribute);
    return graph_->relate(*static_cast<const values::Symbol*>(symbol.unknown_data().sketch), other);
  };
  values::Arena arena;
  EXPECT_EQ(is("id", Value()), Graph::Answer::unequal);
  EXPECT_EQ(is("arn", Value()), Graph::Answer::unequal);
  EXPECT_EQ(is("id", Value::string("", arena)), Graph::Answer::unequal);
  EXPECT_EQ(is("id", Value::string("subnet-0", arena)), Graph::Answer::undecided);
  EXPECT_EQ(is("ipv6_cidr_block_association_id", Value()), Graph::Answer::undecided);
}

TEST_F(GraphTest, PrintsNodesWithTheirLinks) {
  build(std::string(kService));
  const std::string text = print(*graph_);
  EXPECT_NE(text.find("aws_db_subnet_group aws_db_subnet_group.db\n"
                      "  subnet_ids -> aws_subnet.a id\n"
                      "  subnet_ids -> aws_subnet.b id\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace graph
