// SPDX-License-Identifier: Apache-2.0
//
// Plans judged beside their source and alone, as a user runs it.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace {

using end_to_end::run_program;
using end_to_end::ScratchDirectory;

// A plan of a cluster whose encryption a parameter decides.
std::string plan_of(const std::string& encrypted) {
  return R"({"resource_changes":[{"address":"aws_rds_cluster.c","mode":"managed",)"
         R"("type":"aws_rds_cluster","change":{"after":{"engine":"aurora-mysql",)"
         R"("storage_encrypted":)" +
         encrypted +
         R"(},"after_unknown":{"id":true}}}],"configuration":{"provider_config":{"aws":{)"
         R"("name":"aws","full_name":"registry.terraform.io/hashicorp/aws"}},"root_module":{)"
         R"("resources":[{"address":"aws_rds_cluster.c","mode":"managed","name":"c",)"
         R"("type":"aws_rds_cluster","provider_config_key":"aws","expressions":{)"
         R"("engine":{"constant_value":"aurora-mysql"},"storage_encrypted":{"references":[)"
         R"("data.aws_ssm_parameter.p.insecure_value","data.aws_ssm_parameter.p"]}}}]}}})";
}

class CheckPlan : public testing::Test {
 protected:
  CheckPlan() : scratch_("check-plan") {
    scratch_.write("repository/.git/HEAD", "");
    scratch_.write("repository/root/main.tf",
                   "data \"aws_ssm_parameter\" \"p\" {\n  name = \"p\"\n}\n"
                   "resource \"aws_rds_cluster\" \"c\" {\n  engine = \"aurora-mysql\"\n"
                   "  storage_encrypted = data.aws_ssm_parameter.p.insecure_value\n}\n");
    scratch_.write("no.json", plan_of("false"));
    scratch_.write("yes.json", plan_of("true"));
  }

  // The lines of a report that speak of encryption or of a place.
  std::string report(const std::string& arguments) {
    const auto result =
        run_program("check --color never --verbose " + arguments, scratch_.path() + "/repository");
    exit_code_ = result.exit_code;
    std::string kept;
    bool speaks = false;
    for (size_t begin = 0; begin < result.output.size();) {
      const size_t end = std::min(result.output.find('\n', begin), result.output.size());
      const std::string line = result.output.substr(begin, end - begin);
      if (line.find("storage-unencrypted") != std::string::npos) speaks = true;
      if (speaks && line.starts_with(" -->")) {
        kept += line + '\n';
        speaks = false;
      }
      begin = end + 1;
    }
    return kept;
  }

  ScratchDirectory scratch_;
  int exit_code_ = -1;
};

TEST_F(CheckPlan, DecidesWhatTheSourceLeavesOpenAtItsLines) {
  EXPECT_EQ(report("--plan ../no.json root"), " --> root/main.tf:6:3\n");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(report("--plan ../yes.json root"), "");
}

TEST_F(CheckPlan, PointsAtThePlanWhereThereIsNoSource) {
  EXPECT_EQ(report("--plan ../no.json"), " --> ../no.json:1:1\n");
  EXPECT_EQ(exit_code_, 1);
  EXPECT_EQ(report("--plan ../yes.json"), "");
}

TEST_F(CheckPlan, RefusesWhatIsNoPlanOrNotOfOneRoot) {
  scratch_.write("plan.txt", "Terraform will perform the following actions");
  scratch_.write("empty.json", "{}");
  EXPECT_EQ(report("--plan ../plan.txt root"), "");
  EXPECT_EQ(exit_code_, 2);
  report("--plan ../empty.json");
  EXPECT_EQ(exit_code_, 2);
  report("--plan ../no.json root .");
  EXPECT_EQ(exit_code_, 2);
  report("--plan ../no.json nowhere");
  EXPECT_EQ(exit_code_, 2);
}

}  // namespace
