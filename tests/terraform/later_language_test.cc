// SPDX-License-Identifier: Apache-2.0
// What Terraform 1.11 does not know yet, and what only OpenTofu knows.
#include "terraform/later_language.h"

#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

constexpr const char* kLater = R"(
terraform {
  encryption {
    method "aes_gcm" "new" {}
  }
}
action "aws_lambda_invoke" "warm" {
  config {
    function_name = "f"
  }
}
variable "old" {
  default    = 1
  deprecated = "say new"
}
resource "terraform_data" "x" {
  input = var.old
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.aws_lambda_invoke.warm]
    }
  }
}
)";

TEST(LaterLanguage, IsRefusedAsTerraformDoesAndToleratedByCheck) {
  Repository repository(kLater);
  const std::string refused =
      repository.errors(repository.evaluate({}, Purpose::eval).diagnostics());
  EXPECT_EQ(refused,
            "main.tf:3: Unsupported block type\nmain.tf:7: Unsupported block type\n"
            "main.tf:14: Unsupported argument\nmain.tf:19: Unsupported block type\n");
  EXPECT_EQ(repository.errors(repository.evaluate({}, Purpose::check).diagnostics()), "");
  EXPECT_EQ(repository.planned("terraform_data.x", "input"), "1");
}

TEST(LaterLanguage, DoesNotExcuseWhatNoVersionKnows) {
  Repository repository("variable \"v\" {\n  deprecate = 1\n}\nactions \"a\" \"b\" {}\n");
  EXPECT_EQ(repository.errors(repository.evaluate({}, Purpose::check).diagnostics()),
            "main.tf:2: Unsupported argument\nmain.tf:4: Unsupported block type\n");
}

TEST(LaterLanguage, FilesOfOpenTofuCountWhereThereAreNoOthers) {
  const std::string other = "resource \"terraform_data\" \"tofu\" {}\n";
  Repository alone(std::vector<TextFile>{{"main.tofu", other}, {"x_override.tofu", ""}});
  EXPECT_EQ(alone.addresses(), "terraform_data.tofu\n");
  Repository beside(std::vector<TextFile>{{"main.tofu", other},
                                          {"main.tf", "resource \"terraform_data\" \"tf\" {}\n"}});
  EXPECT_EQ(beside.addresses(), "terraform_data.tf\n");
}

}  // namespace
}  // namespace terraform::testing
