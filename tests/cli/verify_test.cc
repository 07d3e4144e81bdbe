// SPDX-License-Identifier: Apache-2.0
//
// A plan beside its source, as a user runs it.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace {

using end_to_end::run_program;
using end_to_end::ScratchDirectory;

class Verify : public testing::Test {
 protected:
  Verify() : scratch_("verify") {
    scratch_.write("repository/.git/HEAD", "");
    scratch_.write("repository/main.tf",
                   "variable \"name\" {\n  type = map(string)\n}\n"
                   "resource \"terraform_data\" \"x\" {\n  input = var.name[\"a\"]\n}\n");
  }

  // What is printed of a plan that was made with var.name = {a = "$${x}"} and holds this input.
  std::string verified(const std::string& input) {
    scratch_.write("plan.json",
                   R"({"variables":{"name":{"value":{"a":"${x}"}}},"resource_changes":[{"address":)"
                   R"("terraform_data.x","mode":"managed","type":"terraform_data","change":{)"
                   R"("after":{"input":)" +
                       input + R"(},"after_unknown":{"id":true,"output":true}}}]})");
    const auto result = run_program("verify --plan ../plan.json", scratch_.path() + "/repository");
    exit_code_ = result.exit_code;
    return result.output;
  }

  ScratchDirectory scratch_;
  int exit_code_ = -1;
};

TEST_F(Verify, AgreesWithThePlanThatWasMadeOfTheSource) {
  EXPECT_EQ(verified("\"${x}\""),
            "1 instances: 2 values equal, 2 unknown to both, 0 only known to the plan, 0 "
            "contradictions.\n");
  EXPECT_EQ(exit_code_, 0);
}

TEST_F(Verify, NamesWhatContradictsThePlan) {
  EXPECT_EQ(verified("\"y\""),
            "terraform_data.x: input: plan \"y\", source \"${x}\"\n"
            "1 instances: 1 values equal, 2 unknown to both, 0 only known to the plan, 1 "
            "contradictions.\n");
  EXPECT_EQ(exit_code_, 1);
}

TEST_F(Verify, RefusesWhatIsNoPlan) {
  scratch_.write("plan.txt", "Terraform will perform the following actions");
  EXPECT_EQ(run_program("verify --plan ../plan.txt", scratch_.path() + "/repository").exit_code, 2);
  EXPECT_EQ(run_program("verify --plan ../none", scratch_.path() + "/repository").exit_code, 2);
}

TEST_F(Verify, RefusesADirectoryWithoutTerraform) {
  scratch_.write("plan.json", "{}");
  const auto result = run_program("verify --plan plan.json .", scratch_.path());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.output, "");
}

}  // namespace
