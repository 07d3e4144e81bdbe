// SPDX-License-Identifier: Apache-2.0
//
// What pipelines and files give the backend of a root, and what rules then know of it.
#include <gtest/gtest.h>

#include "run/testing.h"

namespace run {
namespace {

// What a backend is given, as far as rules can tell.
constexpr const char* kBackendRules = R"(
rule "state-unencrypted" {
  target        = "terraform_backend"
  condition     = self.configuration.encrypt == true
  error_message = "unencrypted"
}
rule "state-in-wrong-bucket" {
  target        = "terraform_backend"
  condition     = self.configuration.bucket != "theirs"
  error_message = "bucket ${self.configuration.bucket}"
}
rule "state-shared" {
  target        = "terraform_backend"
  condition     = length(self.shared_with) == 0
  error_message = "shared with ${join(", ", self.shared_with[*].name)}"
}
profile "mine" {
  summary = "States"
  rule "*" {
    enabled = false
  }
  rule "state-*" {
    enabled = true
  }
  rule "state-kept-on-disk" {
    enabled = false
  }
  rule "state-in-other-backend" {
    enabled = false
  }
  rule "state-w*" {
    enabled = false
  }
  rule "state-not-*" {
    enabled = false
  }
  rule "state-b*" {
    enabled = false
  }
  rule "state-apart-*" {
    enabled = false
  }
  rule "state-locked-*" {
    enabled = false
  }
  rule "state-shared-*" {
    enabled = false
  }
}
)";

class BackendConfigsTest : public RunTest {
 protected:
  BackendConfigsTest() { add("rules/rules.hcl", kBackendRules); }

  void add_backend(const std::string& directory, const std::string& arguments) {
    add(directory + "/main.tf", "terraform {\n  backend \"s3\" {\n" + arguments + "\n  }\n}\n");
  }
  void add_script(const std::string& lines) {
    add("bitbucket-pipelines.yml",
        "pipelines:\n  default:\n    - step:\n        script:\n" + lines);
  }

  // "rule: message", one a line; how many are undecided last, and what is missing.
  std::string judged() {
    std::string text;
    for (const findings::Finding& finding : run().report.findings) {
      text += finding.root + " " + finding.rule + ": " + finding.message + "\n";
    }
    const findings::Summary& summary = outcome_.result.report.summary;
    return text + std::to_string(summary.undecided) + " undecided\n";
  }
};

constexpr const char* kComplete = R"(    bucket  = "theirs"
    key     = "a"
    region  = "r"
    encrypt = true)";

TEST_F(BackendConfigsTest, WithoutAnyWhatTheBlockLacksIsNotKnown) {
  add_backend("live", "    key = \"a\"");
  EXPECT_EQ(judged(), "2 undecided\n");
}

TEST_F(BackendConfigsTest, APipelineGivesThemOnTheCommandLineAndInFiles) {
  add_backend("live", "    key = \"a\"");
  add("live/backend.hcl", "region  = \"r\"\nencrypt = false\n");
  add_script(
      "          - terraform -chdir=live init -backend-config=bucket=theirs "
      "-backend-config=backend.hcl\n");
  EXPECT_EQ(judged(),
            "live state-in-wrong-bucket: bucket theirs\nlive state-unencrypted: unencrypted\n"
            "0 undecided\n");
}

TEST_F(BackendConfigsTest, TheLastOneWinsAndAllWinOverTheBlock) {
  add_backend("live", kComplete);
  add_script(
      "          - cd live\n"
      "          - terraform init -backend-config=bucket=x -backend-config=bucket=ours "
      "-backend-config=encrypt=false\n");
  EXPECT_EQ(judged(), "live state-unencrypted: unencrypted\n0 undecided\n");
}

TEST_F(BackendConfigsTest, EachWayOfInitialisingARootIsJudged) {
  add_backend("live", "");
  const std::string rest = "-backend-config=region=r -backend-config=bucket=theirs";
  add_script("          - cd live\n          - terraform init -backend-config=key=a " + rest +
             " -backend-config=encrypt=true\n          - terraform init -backend-config=key=b " +
             rest + "\n          - terraform init -backend=false\n");
  EXPECT_EQ(judged(),
            "live state-in-wrong-bucket: bucket theirs\nlive state-unencrypted: unencrypted\n"
            "0 undecided\n");
  ASSERT_EQ(outcome_.result.report.findings.size(), 2u);
  const std::vector<std::string> ways = {
      "backend.s3 with key=a, region=r, bucket=theirs, encrypt=true",
      "backend.s3 with key=b, region=r, bucket=theirs"};
  EXPECT_EQ(outcome_.result.report.findings[0].instances, ways);
  EXPECT_EQ(outcome_.result.report.findings[1].instances, std::vector<std::string>{ways[1]});
}

TEST_F(BackendConfigsTest, ABlockThatIsEnoughIsOneOfTheWaysWhereItIsUsedAlone) {
  add_backend("live", kComplete);
  add_script(
      "          - cd live\n          - terraform init\n"
      "          - terraform init -backend-config=encrypt=false\n");
  EXPECT_EQ(judged(),
            "live state-in-wrong-bucket: bucket theirs\nlive state-unencrypted: unencrypted\n"
            "0 undecided\n");
}

TEST_F(BackendConfigsTest, WhatIsMissingOrNotKnownStaysOpen) {
  add_backend("live", "    key = \"a\"");
  add_script("          - terraform -chdir=live init -backend-config=absent.hcl\n");
  EXPECT_EQ(judged(), "2 undecided\n");
  add_script(
      "          - terraform -chdir=live init -backend-config=\"bucket=$BUCKET\" "
      "-backend-config=region=r\n");
  EXPECT_EQ(judged(), "live state-unencrypted: unencrypted\n1 undecided\n");
  add_script(
      "          - terraform -chdir=$ROOT init -backend-config=bucket=x "
      "-backend-config=region=r\n");
  EXPECT_EQ(judged(), "2 undecided\n");
}

TEST_F(BackendConfigsTest, FilesForThemAreTakenWhereNoPipelineSaysMore) {
  add_backend("live", "");
  add("live/config/a.s3.tfbackend", "bucket = \"our-a\"\nkey = \"a\"\nregion = \"r\"\n");
  add("live/b.s3.tfbackend", "bucket = \"our-b\"\nkey = \"b\"\nregion = \"r\"\n");
  add("live/config/c.tfvars", "bucket = \"c\"\n");
  EXPECT_EQ(judged(), "live state-unencrypted: unencrypted\n0 undecided\n");
}

TEST_F(BackendConfigsTest, TellWhoseStateIsKeptInOnePlace) {
  add_backend("live", kComplete);
  add_backend("test", "    encrypt = true");
  add("test/a.tfbackend", "bucket = \"theirs\"\nkey = \"a\"\nregion = \"r\"\n");
  EXPECT_EQ(judged(),
            "live state-shared: shared with test\nlive state-in-wrong-bucket: bucket theirs\n"
            "test state-in-wrong-bucket: bucket theirs\ntest state-shared: shared with live\n"
            "0 undecided\n");
  add("test/a.tfbackend", "bucket = \"our-b\"\nkey = \"b\"\nregion = \"r\"\n");
  EXPECT_EQ(judged(), "live state-in-wrong-bucket: bucket theirs\n0 undecided\n");
}

}  // namespace
}  // namespace run
