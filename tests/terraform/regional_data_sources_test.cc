// SPDX-License-Identifier: Apache-2.0
// Data sources that follow from the region alone. Expected results are those of Terraform 1.11.4
// with hashicorp/aws 5.100.0.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

Repository with_aws(const std::string& text) {
  return Repository("provider \"aws\" {\n  region = \"cn-north-1\"\n}\n" + text);
}

TEST(RegionalDataSources, TellTheRegionAndItsPartition) {
  Repository repository = with_aws(
      "variable \"r\" {}\ndata \"aws_region\" \"own\" {}\n"
      "data \"aws_region\" \"other\" {\n  name = \"us-east-1\"\n}\n"
      "data \"aws_region\" \"unknown\" {\n  name = var.r\n}\ndata \"aws_partition\" \"p\" {}\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.planned("data.aws_region.own", "name"), "\"cn-north-1\"");
  EXPECT_EQ(repository.planned("data.aws_region.own", "endpoint"),
            "\"ec2.cn-north-1.amazonaws.com.cn\"");
  EXPECT_EQ(repository.planned("data.aws_region.other", "description"),
            "\"US East (N. Virginia)\"");
  EXPECT_EQ(repository.planned("data.aws_region.unknown", "id"), "unknown variable var.r");
  EXPECT_EQ(repository.planned("data.aws_partition.p", "partition"), "\"aws-cn\"");
  EXPECT_EQ(repository.planned("data.aws_partition.p", "dns_suffix"), "\"amazonaws.com.cn\"");
}

TEST(RegionalDataSources, TellWhatStandsInATableOfRegions) {
  Repository repository = with_aws(
      "variable \"r\" {}\n"
      "data \"aws_cloudtrail_service_account\" \"own\" {}\n"
      "data \"aws_elb_service_account\" \"given\" {\n  region = \"eu-west-1\"\n}\n"
      "data \"aws_elb_service_account\" \"none\" {\n  region = \"ap-east-2\"\n}\n"
      "data \"aws_elb_service_account\" \"unknown\" {\n  region = var.r\n}\n"
      "data \"aws_lb_hosted_zone_id\" \"web\" {\n  region = \"eu-west-1\"\n}\n"
      "data \"aws_lb_hosted_zone_id\" \"net\" {\n  region = \"eu-west-1\"\n"
      "  load_balancer_type = \"network\"\n}\n"
      "data \"aws_default_tags\" \"tags\" {}\n");
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.planned("data.aws_cloudtrail_service_account.own", "id"),
            "\"193415116832\"");
  EXPECT_EQ(repository.planned("data.aws_elb_service_account.given", "arn"),
            "\"arn:aws:iam::156460612806:root\"");
  EXPECT_EQ(repository.planned("data.aws_elb_service_account.none", "id"),
            "unknown data data.aws_elb_service_account.none");
  EXPECT_EQ(repository.planned("data.aws_elb_service_account.unknown", "id"),
            "unknown variable var.r");
  EXPECT_EQ(repository.planned("data.aws_lb_hosted_zone_id.web", "id"), "\"Z32O12XQLNTSW2\"");
  EXPECT_EQ(repository.planned("data.aws_lb_hosted_zone_id.net", "id"), "\"Z2IFOLAFXWLO4F\"");
  EXPECT_EQ(repository.planned("data.aws_default_tags.tags", "id"), "\"aws\"");
}

}  // namespace
}  // namespace terraform::testing
