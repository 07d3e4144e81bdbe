// SPDX-License-Identifier: Apache-2.0
//
// Which files of a repository are judged, and as whose, where links and git have a say in it.
#include <gtest/gtest.h>

#include "end_to_end/program.h"
#include "source/git_sample.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_program;

class Places : public testing::Test {
 protected:
  Places() {
    sample_.write("rules/rules.hcl",
                  "rule \"too-small\" {\n  severity = \"high\"\n  target = \"nobody_thing\"\n"
                  "  condition = self.size > 2\n  error_message = \"It is too small.\"\n}\n");
  }
  ProgramResult check(const std::string& arguments) const {
    return run_program("check --rules rules " + arguments, sample_.root());
  }
  static bool says(const ProgramResult& result, const std::string& text) {
    return result.output.find(text) != std::string::npos;
  }

  source_test::GitSample sample_;
};

TEST_F(Places, OfAFileThatIsLentAreThoseOfTheLinks) {
  sample_.write("platform/root.tf",
                "terraform {\n  backend \"local\" {}\n}\n"
                "resource \"nobody_thing\" \"a\" {\n  size = local.size\n}\n");
  sample_.write("platform/a/main.tf", "locals {\n  size = 1\n}\n");
  sample_.link("../root.tf", "platform/a/root.tf");
  for (const char* path : {"", "platform/root.tf"}) {
    const ProgramResult result = check(path);
    EXPECT_EQ(result.exit_code, 1) << result.output;
    EXPECT_TRUE(says(result, "platform/a/root.tf:5:3")) << result.output;
    EXPECT_TRUE(says(result, "1 finding: 1 high.")) << result.output;
  }
}

TEST_F(Places, ThatGitKeepsAreJudgedThoughTheyAreIgnored) {
  sample_.write("terraform/main.tf",
                "terraform {\n  backend \"local\" {}\n}\n"
                "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n");
  sample_.write(".gitignore", "**/*terraform*\n");
  EXPECT_EQ(check("").exit_code, 0);
  sample_.remove(".gitignore");
  sample_.commit();
  sample_.write(".gitignore", "**/*terraform*\n");
  EXPECT_EQ(check("").exit_code, 1);
  EXPECT_EQ(check("--changed-since HEAD").exit_code, 0);
}

TEST_F(Places, InASubmoduleAreInstalledByGit) {
  sample_.write(".gitmodules", "[submodule \"net\"]\n\tpath = net\n\turl = https://x/net.git\n");
  sample_.write("main.tf",
                "terraform {\n  backend \"local\" {}\n}\n"
                "module \"net\" {\n  source = \"./net/vpc\"\n  a      = 1\n}\n");
  const ProgramResult result = check("--strict");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(says(result, "No findings.")) << result.output;
  EXPECT_TRUE(says(result, "1 module is not installed: `git submodule update --init net` installs"))
      << result.output;
}

TEST_F(Places, WithNothingToJudgeAreAGap) {
  sample_.write("docs/README.md", "text");
  sample_.write("main.tf", "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n");
  for (const char* path : {"docs", "docs/README.md"}) {
    const ProgramResult result = check(path);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_TRUE(says(result, std::string("There is no Terraform and no pipeline in ") + path));
    EXPECT_TRUE(says(result, "0 failed")) << result.output;
    EXPECT_EQ(check(std::string("--strict ") + path).exit_code, 1);
  }
}

}  // namespace
}  // namespace cli
