// SPDX-License-Identifier: Apache-2.0
//
// What steps give the backend of Terraform.
#include "pipelines/terraform_init.h"

#include <gtest/gtest.h>

#include "pipelines/testing.h"
#include "values/inspect.h"

namespace {

// "directory: key=value file; open", a line a command; "?" for what is not known.
std::string inits(const std::string& script) {
  std::string text =
      "pipelines:\n  default:\n    - step:\n        deployment: staging\n        script:\n         "
      " - |\n";
  for (size_t at = 0; at < script.size();) {
    const size_t end = std::min(script.find('\n', at), script.size());
    text += "            " + script.substr(at, end - at) + "\n";
    at = end + 1;
  }
  const pipelines_test::ReadFile read(text);
  std::string out;
  for (const pipelines::TerraformInit& init : pipelines::terraform_inits(*read.file)) {
    out += init.directory.value_or("?") + ":";
    for (const pipelines::BackendSetting& setting : init.settings) {
      out += " " + (setting.key.empty() ? "" : setting.key + "=") +
             (values::is_text(setting.value) ? std::string(setting.value.as_string()) : "?");
    }
    if (init.open != nullptr) out += "; " + std::string(init.open->subject);
    out += "\n";
  }
  return out;
}

TEST(TerraformInit, GivesTheBackendArgumentsAndFiles) {
  EXPECT_EQ(inits("terraform init -input=false -backend-config=bucket=state -backend-config "
                  "'key=a=b' --backend-config=config/live.tfbackend"),
            ".: bucket=state key=a=b config/live.tfbackend\n");
  EXPECT_EQ(inits("tofu init \"-backend-config=backend.hcl\""), ".: backend.hcl\n");
  EXPECT_EQ(inits("terraform init"), ".:\n");
}

TEST(TerraformInit, StandsInADirectory) {
  EXPECT_EQ(inits("cd envs/live\nterraform -chdir=../staging init"), "envs/staging:\n");
  EXPECT_EQ(inits("terraform -chdir=envs/$BITBUCKET_DEPLOYMENT_ENVIRONMENT init"),
            "envs/staging:\n");
  EXPECT_EQ(inits("terraform -chdir=envs/$STAGE init"), "?:\n");
  EXPECT_EQ(inits("cd $STAGE\nterraform init"), "?:\n");
}

TEST(TerraformInit, SaysWhatIsNotKnown) {
  EXPECT_EQ(inits("terraform init -backend-config=\"bucket=$BUCKET\" -backend-config=key=$KEY/a"),
            ".: bucket=? key=?\n");
  EXPECT_EQ(inits("terraform init -backend-config=config/$STAGE.tfbackend"), ".:; $STAGE\n");
  EXPECT_EQ(inits("terraform init $OPTIONS"), ".:; $OPTIONS\n");
  EXPECT_EQ(inits("terraform init \"$OPTION\""), ".:; $OPTION\n");
}

TEST(TerraformInit, IsNoOtherCommand) {
  EXPECT_EQ(inits("terraform plan\nterraform workspace init\necho terraform init\n"
                  "terraform init -backend=false\nterraform -help"),
            "");
}

TEST(TerraformInit, IsSaidOnceWhereStepsRepeatIt) {
  EXPECT_EQ(inits("terraform init -backend-config=a\nterraform init -backend-config=a\n"
                  "terraform init -backend-config=b"),
            ".: a\n.: b\n");
}

}  // namespace
