// SPDX-License-Identifier: Apache-2.0
// Who is there whenever another node is, and who may refer to it.
#include "graph/testing.h"

namespace graph::testing {
namespace {

std::string bucket_and_versioning(const std::string& bucket, const std::string& versioning) {
  return "variable \"on\" { type = bool }\n"
         "variable \"other\" { type = bool }\n"
         "resource \"aws_s3_bucket\" \"logs\" {\n  " +
         bucket +
         "\n}\n"
         "resource \"aws_s3_bucket_versioning\" \"logs\" {\n  " +
         versioning +
         "\n  bucket = aws_s3_bucket.logs[0].id\n"
         "  versioning_configuration {\n    status = \"Enabled\"\n  }\n}\n";
}

class Existence : public GraphTest {
 protected:
  std::string versionings(const std::string& bucket, const std::string& versioning) {
    build(bucket_and_versioning(bucket, versioning));
    return linking("aws_s3_bucket.logs[0]", "aws_s3_bucket_versioning", "bucket");
  }
};

TEST_F(Existence, IsSharedByWhatIsRepeatedByTheSameCount) {
  EXPECT_EQ(versionings("count = var.on ? 1 : 0", "count = (var.on) ? 1 : 0"),
            "aws_s3_bucket_versioning.logs[0]");
}

TEST_F(Existence, IsNotSharedByWhatIsRepeatedByAnotherCount) {
  EXPECT_EQ(versionings("count = var.on ? 1 : 0", "count = var.other ? 1 : 0"),
            "aws_s3_bucket_versioning.logs[0]~");
  EXPECT_EQ(versionings("count = var.on ? 1 : 0", "count = var.on ? 0 : 1"),
            "aws_s3_bucket_versioning.logs[0]~");
}

TEST_F(Existence, IsSharedWithinAModuleThatMayNotExist) {
  add("m/main.tf",
      "resource \"aws_s3_bucket\" \"logs\" {}\n"
      "resource \"aws_s3_bucket_acl\" \"logs\" {\n  bucket = aws_s3_bucket.logs.id\n"
      "  acl = \"private\"\n}\n");
  build(
      "variable \"on\" { type = bool }\n"
      "module \"m\" {\n  source = \"./m\"\n  count = var.on ? 1 : 0\n}\n");
  EXPECT_EQ(linking("module.m[0].aws_s3_bucket.logs", "aws_s3_bucket_acl", "bucket"),
            "module.m[0].aws_s3_bucket_acl.logs");
}

TEST_F(Existence, OfAnInstanceByItsNumberIsThatOfTheInstance) {
  build(R"(
variable "more" { type = bool }
resource "aws_vpc" "v" {
  count = var.more ? 3 : 1
}
resource "aws_subnet" "first" {
  vpc_id = aws_vpc.v[0].id
}
resource "aws_subnet" "third" {
  vpc_id = aws_vpc.v[2].id
}
)");
  EXPECT_EQ(linking("aws_vpc.v[0]", "aws_subnet", "vpc_id"), "aws_subnet.first");
  EXPECT_EQ(linking("aws_vpc.v[1]", "aws_subnet", "vpc_id"), "");
  EXPECT_EQ(linking("aws_vpc.v[2]", "aws_subnet", "vpc_id"), "aws_subnet.third");
}

constexpr std::string_view kDirectory = R"(
resource "aws_security_group" "web" {}
resource "aws_directory_service_directory" "ours" {
  name     = "corp.example.com"
  password = "hunter2"
  DESCRIPTION
}
resource "aws_security_group_rule" "in" {
  type              = "ingress"
  security_group_id = aws_directory_service_directory.ours.security_group_id
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8"]
}
)";

std::string directory(const std::string& description) {
  std::string text(kDirectory);
  return text.replace(text.find("DESCRIPTION"), sizeof "DESCRIPTION" - 1, description);
}

TEST_F(Existence, OfWhatAProviderMakesIsThatOfNoneThatIsMadeHere) {
  build(directory(""));
  EXPECT_EQ(linking("aws_security_group.web", "aws_security_group_rule", "security_group_id"), "");
}

TEST_F(Existence, OfWhatAProviderMakesMayBeThatOfOneThatItWasGiven) {
  build(directory("description = aws_security_group.web.id"));
  EXPECT_EQ(linking("aws_security_group.web", "aws_security_group_rule", "security_group_id"),
            "aws_security_group_rule.in~");
}

TEST_F(Existence, OfWhatMissingModulesHoldIsOneOpenMemberForAllOfThem) {
  build(R"(
resource "aws_security_group" "web" {}
module "a" {
  source = "example/a/aws"
  group  = aws_security_group.web.id
}
module "b" {
  source = "example/b/aws"
  group  = aws_security_group.web.id
}
)");
  expressions::Context asked = context();
  const Value rules = graph_->linking(find("aws_security_group.web"), "aws_security_group_rule",
                                      "security_group_id", asked);
  EXPECT_EQ(shown(rules), "?~");
  std::string modules;
  for (const values::Reason* reason : values::all_reasons(rules, evaluation_->arena())) {
    modules += std::string(reason->subject) + " ";
  }
  EXPECT_EQ(modules, "module.a module.b ");
}

}  // namespace
}  // namespace graph::testing
