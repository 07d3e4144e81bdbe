// SPDX-License-Identifier: Apache-2.0
//
// No output shows the secret that a finding is about, nor one that stands beside another finding.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;
using end_to_end::text_of;

// Made up; taken apart so that scanners of this repository do not take it for real.
const std::string kKey = std::string("q8Zk3fR7uWn2xLp0Vb5Y") + "t1Hs9Jd4Mc6Ga8Ee7TzW";

constexpr const char* kPipeline = R"(pipelines:
  default:
    - step:
        script:
          - docker login -u x -p KEY
          - aws configure set aws_secret_access_key KEY
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables: {BUCKET: web, AWS_SECRET_ACCESS_KEY: KEY}
          - |
            git push https://ci:hunter22@bitbucket.org/shop/web.git
            frobnicate KEY
  branches:
    main:
      - step:
          script:
            - |
              curl -u admin:KEY https://shop.com && mysql -pKEY
              terraform init
)";

constexpr const char* kTerraform = R"(terraform {
  backend "s3" {}
}
locals {
  p = "KEY"
}
resource "aws_ecs_task_definition" "api" {
  family = "api"
  container_definitions = jsonencode([{
    environment = [{ name = "DB_PASSWORD", value = local.p }]
  }])
}
)";

std::string with_key(std::string text) {
  for (size_t at = 0; (at = text.find("KEY", at)) != std::string::npos; at += 3) {
    // Part of a name stays.
    if (at > 0 && text[at - 1] != '_') text.replace(at, 3, kKey);
  }
  return text;
}

class Secrets : public testing::Test {
 protected:
  Secrets() {
    scratch_.write(".git/HEAD", "");
    scratch_.write("bitbucket-pipelines.yml", with_key(kPipeline));
    scratch_.write("main.tf", with_key(kTerraform));
  }
  ProgramResult run(const std::string& arguments) const {
    return run_program(arguments, scratch_.path());
  }

  ScratchDirectory scratch_{"secrets"};
};

TEST_F(Secrets, AreInNoOutput) {
  const std::string found = run("check --format json").output;
  for (const char* rule : {"token-in-pipeline-file", "aws-key-in-pipeline-script",
                           "aws-key-in-pipeline-variable", "secret-in-environment"}) {
    EXPECT_NE(found.find(rule), std::string::npos) << rule;
  }
  for (const char* format : {"text", "json", "sarif", "junit", "checkstyle", "gitlab", "github",
                             "rdjson", "csv", "markdown"}) {
    const ProgramResult result =
        run(std::string("check --verbose --ledger ledger.json --format ") + format);
    EXPECT_EQ(result.output.find(kKey), std::string::npos) << format;
    EXPECT_EQ(result.exit_code, 1) << format;
  }
  EXPECT_EQ(text_of(scratch_.path() + "/ledger.json").find(kKey), std::string::npos);
  for (const char* format : {"html", "csv", "sarif"}) {
    const ProgramResult result = run(std::string("audit --format ") + format);
    EXPECT_EQ(result.output.find(kKey), std::string::npos) << format;
    EXPECT_EQ(result.exit_code, 1) << format;
  }
}

// That nothing is shown proves something only if the lines are.
TEST_F(Secrets, StandInExcerptsThatSayWhatIsThereOtherwise) {
  const std::string hidden(40, '*');
  const std::string text = run("check").output;
  for (const std::string& line : std::vector<std::string>{
           "- docker login -u * -p " + hidden,
           "- aws configure set aws_secret_access_key " + hidden,
           "variables: {BUCKET: web, AWS_SECRET_ACCESS_KEY: ****", "frobnicate " + hidden,
           "  p = \"" + hidden + "\"",
           "    environment = [{ name = \"DB_PASSWORD\", value = local.p }]"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
  }
}

}  // namespace
}  // namespace cli
