// SPDX-License-Identifier: Apache-2.0
//
// What cannot be judged as it was asked is not judged otherwise, and no format hides what was
// wrong.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;

class Refusal : public testing::Test {
 protected:
  Refusal() {
    scratch_.write(".git/HEAD", "");
    scratch_.write("main.tf",
                   "resource \"aws_s3_bucket\" \"a\" {}\nterraform {\n  backend \"s3\" {}\n}\n");
    scratch_.write("misspelt/.plumbline.hcl", "profile = \"aws-wbe\"\n");
    scratch_.write("misspelt/main.tf", "resource \"aws_s3_bucket\" \"a\" {}\n");
  }
  ProgramResult run(const std::string& arguments) const {
    return run_program(arguments, scratch_.path());
  }

  ScratchDirectory scratch_{"refusal"};
};

TEST_F(Refusal, OfAProfileAConfigOrRulesThatAreNotThereIsAllThatIsSaid) {
  const std::pair<const char*, const char*> rows[] = {
      {"--profile aws-wbe",
       "error[invalid-config]: There is no profile \"aws-wbe\"\n"
       "  = note: Profiles are aws-web, lq3-production.\n  = help: Did you mean \"aws-web\"?\n\n"},
      {"--config nope", "error[unreadable]: Cannot read the config nope\n"},
      {"--rules nope", "error[unreadable]: Cannot read rules in nope\n"},
      {"misspelt", " --> misspelt/.plumbline.hcl:1:1\n"},
  };
  for (const char* command : {"check", "check --format json", "audit",
                              "publish bitbucket --dry-run sent --repository a/b "
                              "--commit 0123456789012345678901234567890123456789"}) {
    for (const auto& [arguments, said] : rows) {
      const ProgramResult result = run(std::string(command) + " " + arguments);
      EXPECT_EQ(result.exit_code, 2) << command << " " << arguments;
      EXPECT_EQ(result.output, "") << command << " " << arguments;
      EXPECT_NE(result.errors.find(said), std::string::npos) << command << " " << arguments << "\n"
                                                             << result.errors;
      EXPECT_EQ(result.errors.find("error["), result.errors.rfind("error[")) << result.errors;
    }
  }
  EXPECT_FALSE(std::filesystem::exists(scratch_.path() + "/sent"));
}

TEST_F(Refusal, OfPathsIsSaidOnStderrWhereAFormatHasNoPlaceForIt) {
  for (const char* format : {"github", "gitlab", "rdjson", "checkstyle", "csv", "markdown"}) {
    const ProgramResult result = run(std::string("check nosuch --format ") + format);
    EXPECT_EQ(result.exit_code, 2) << format;
    EXPECT_EQ(result.errors.find("error[unreadable]: "), 0u) << format << result.errors;
  }
  for (const char* format : {"text", "json", "sarif", "junit"}) {
    const ProgramResult result = run(std::string("check nosuch --format ") + format);
    EXPECT_EQ(result.errors, "") << format;
    EXPECT_NE(result.output.find("nosuch"), std::string::npos) << format;
  }
  EXPECT_NE(run("check nosuch --format markdown")
                .output.find("Not everything could be judged:\n\n- nosuch"),
            std::string::npos);
  EXPECT_EQ(run("check nosuch --output csv=out.csv").errors, "");
  EXPECT_NE(run("check nosuch --format csv --output json=out.json").errors, "");
  EXPECT_EQ(run("audit nosuch --format csv").errors.find("error[unreadable]: "), 0u);
}

TEST_F(Refusal, OfAPlanThatIsNoneIsSaidWithItsPlace) {
  scratch_.write("plan.json", "{\n  \"ä\": x\n}\n");
  scratch_.write("half.json", "{\n  \"a\": [");
  const std::string head = " is no plan as `terraform show -json` writes it: ";
  EXPECT_EQ(run("check . --plan plan.json").errors,
            "plumbline: plan.json" + head + "line 2, column 8 is no JSON\n");
  EXPECT_EQ(run("check . --plan half.json").errors,
            "plumbline: half.json" + head + "it ends too early, at line 2, column 9\n");
  EXPECT_EQ(run("check . --plan none.json").errors,
            "plumbline: cannot read none.json: No such file or directory\n");
}

}  // namespace
}  // namespace cli
