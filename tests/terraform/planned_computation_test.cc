// SPDX-License-Identifier: Apache-2.0
// Attributes that a provider computes when it plans. Expected values are those of Terraform 1.11.4
// with provider hashicorp/aws 5.100.0.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

std::string certificate(const std::string& arguments, const std::string& validation = "\"DNS\"") {
  return "resource \"terraform_data\" \"t\" {}\nresource \"aws_acm_certificate\" \"c\" {\n" +
         arguments + "\n  validation_method = " + validation +
         "\n}\noutput \"o\" {\n  value = [for o in aws_acm_certificate.c.domain_validation_options "
         ": o.domain_name]\n}\n";
}

std::string names_of(const std::string& arguments) {
  return Repository(certificate(arguments))
      .planned("aws_acm_certificate.c", "subject_alternative_names");
}

TEST(PlannedComputation, ACertificateIsOfItsNameAndTheOthers) {
  EXPECT_EQ(names_of("domain_name = \"b\""), "[\"b\"]");
  EXPECT_EQ(names_of("domain_name = \"b\"\nsubject_alternative_names = [\"c\", \"a\", \"b\"]"),
            "[\"a\",\"b\",\"c\"]");
  // A set of which not all is known is read as an empty one, a name as an empty text.
  EXPECT_EQ(
      names_of("domain_name = \"b\"\nsubject_alternative_names = [terraform_data.t.id, \"a\"]"),
      "[\"b\"]");
  EXPECT_EQ(names_of("domain_name = terraform_data.t.id\nsubject_alternative_names = [\"a\"]"),
            "[\"\",\"a\"]");
  EXPECT_EQ(names_of("domain_name = terraform_data.t.id"),
            "unknown apply aws_acm_certificate.c.subject_alternative_names");
}

TEST(PlannedComputation, InstancesCanBeMadeForWhatValidatesIt) {
  Repository repository(
      certificate("domain_name = \"b\"\nsubject_alternative_names = [\"a\"]") +
      "resource \"aws_route53_record\" \"r\" {\n"
      "  for_each = { for o in aws_acm_certificate.c.domain_validation_options : o.domain_name => "
      "o }\n"
      "  zone_id = \"Z\"\n  name = each.value.resource_record_name\n  type = \"CNAME\"\n}\n");
  EXPECT_EQ(repository.output("o"), "[\"a\",\"b\"]");
  EXPECT_EQ(repository.planned("aws_route53_record.r[\"a\"]", "zone_id"), "\"Z\"");
  EXPECT_EQ(repository.planned("aws_route53_record.r[\"b\"]", "name").substr(0, 13),
            "unknown apply");
}

TEST(PlannedComputation, WaitsForWhatItDependsOn) {
  EXPECT_EQ(Repository(certificate("domain_name = \"b\"", "\"EMAIL\""))
                .planned("aws_acm_certificate.c", "domain_validation_options"),
            "unknown apply aws_acm_certificate.c.domain_validation_options");
  EXPECT_EQ(Repository(certificate("domain_name = \"b\"", "terraform_data.t.id"))
                .planned("aws_acm_certificate.c", "domain_validation_options"),
            "unknown apply aws_acm_certificate.c.domain_validation_options");
}

// What only the files do not tell, a plan may know.
TEST(PlannedComputation, IsSilentAboutWhatAnInputDecides) {
  Repository repository("variable \"v\" {}\n" +
                        certificate("domain_name = \"b\"\nsubject_alternative_names = [var.v]"));
  EXPECT_EQ(repository.planned("aws_acm_certificate.c", "domain_validation_options"),
            "unknown apply aws_acm_certificate.c.domain_validation_options");
}

}  // namespace
}  // namespace terraform::testing
