// SPDX-License-Identifier: Apache-2.0
//
// Paths that are named and hold nothing to judge.
#include "run/testing.h"

namespace run {
namespace {

class Subjects : public RunTest {
 protected:
  Subjects() {
    add_root("a", "1");
    add("a/env/dev.tfvars", "");
    add("docs/README.md", "text");
    add("ci.yml", "a: 1\n");
    add("bitbucket-pipelines.yml", "pipelines: {}\n");
    add("live/terragrunt.hcl", "");
  }
  std::string problems_of(std::vector<std::string> paths) {
    options_.paths = std::move(paths);
    return problems();
  }
};

TEST_F(Subjects, AreMissedWhereAPathHasNone) {
  for (const std::string path : {"docs", "ci.yml", "docs/README.md", "live"}) {
    EXPECT_EQ(problems_of({path}),
              "unreadable: There is no Terraform and no pipeline in " + path + "\n");
    EXPECT_TRUE(outcome_.complete);
    EXPECT_EQ(outcome_.result.report.without_subject, std::vector<std::string>{path});
  }
}

TEST_F(Subjects, AreFilesThatBelongToARootOrAPipeline) {
  for (const char* path : {".", "a", "a/main.tf", "a/env", "a/env/dev.tfvars"}) {
    const bool has_terraform = std::string_view(path) != "a/env";
    EXPECT_EQ(problems_of({path}).empty(), has_terraform) << path;
  }
  problems_of({"bitbucket-pipelines.yml"});
  EXPECT_EQ(outcome_.result.report.without_subject, std::vector<std::string>{});
  options_.paths = {};
  EXPECT_EQ(problems().find("There is no Terraform"), std::string::npos);
}

// The whole repository is judged for the sake of named files: of that nothing is counted where they
// are no part of it.
TEST_F(Subjects, ThatAreNotThereAreNotCounted) {
  problems_of({"docs/README.md"});
  EXPECT_EQ(outcome_.result.report.summary.failed, 0u);
  EXPECT_EQ(outcome_.result.report.summary.roots, 0u);
  problems_of({"docs/README.md", "a/main.tf"});
  EXPECT_EQ(outcome_.result.report.summary.failed, 1u);
  EXPECT_EQ(outcome_.result.report.findings.size(), 1u);
}

}  // namespace
}  // namespace run
