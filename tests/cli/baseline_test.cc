// SPDX-License-Identifier: Apache-2.0
//
// A baseline on the command line: its file is made, shrinks, and decides the exit code.
#include <gtest/gtest.h>

#include "end_to_end/program.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;
using end_to_end::text_of;

class BaselineFile : public testing::Test {
 protected:
  BaselineFile() : scratch_("baseline") {
    scratch_.write(".git/HEAD", "");
    scratch_.write("rules/rules.hcl",
                   "rule \"too-small\" {\n  severity = \"high\"\n  target = \"nobody_thing\"\n"
                   "  condition = self.size > 2\n  error_message = \"It is too small.\"\n}\n");
    write_root("a", "1");
    write_root("b", "1");
  }
  void write_root(const std::string& directory, const std::string& size) const {
    scratch_.write(directory + "/main.tf",
                   "terraform {\n  backend \"s3\" {}\n}\nresource "
                   "\"nobody_thing\" \"a\" {\n  size = " +
                       size + "\n}\n");
  }
  ProgramResult check(const std::string& arguments, const std::string& directory = "") const {
    return run_program("check --rules '" + scratch_.path() + "/rules' " + arguments,
                       scratch_.path() + "/" + directory);
  }
  std::string file() const { return text_of(scratch_.path() + "/known.json"); }

  ScratchDirectory scratch_;
};

TEST_F(BaselineFile, IsMadeAndDecidesTheExitCode) {
  EXPECT_EQ(check("--baseline known.json").exit_code, 2);
  const ProgramResult of_none = check("--extend-baseline");
  EXPECT_EQ(of_none.exit_code, 2);
  EXPECT_NE(of_none.output.find("There is no baseline to write"), std::string::npos)
      << of_none.output;
  EXPECT_EQ(check("--baseline known.json --extend-baseline").exit_code, 0);
  const std::string made = file();
  EXPECT_NE(made.find("\"root\": \"b\""), std::string::npos) << made;
  const ProgramResult known = check("--baseline known.json");
  EXPECT_EQ(known.exit_code, 0);
  EXPECT_NE(known.output.find("2 findings are accepted by the baseline (--verbose shows).\n"),
            std::string::npos)
      << known.output;
  EXPECT_NE(check("--baseline known.json --verbose").output.find("accepted[too-small]: "),
            std::string::npos);
  EXPECT_EQ(check("--no-suppressions").exit_code, 1);
}

TEST_F(BaselineFile, ShrinksWhereItIsToldAndNeverOtherwise) {
  check("--baseline known.json --extend-baseline");
  const std::string made = file();
  write_root("a", "3");
  const ProgramResult mended = check("--baseline known.json");
  EXPECT_NE(mended.output.find("1 entry of the baseline is no longer needed (--update-baseline "
                               "takes it out):\n        too-small nobody_thing.a in a\n"),
            std::string::npos)
      << mended.output;
  EXPECT_EQ(mended.exit_code, 0);
  EXPECT_EQ(file(), made);
  EXPECT_EQ(check("--baseline known.json --update-baseline").exit_code, 0);
  EXPECT_EQ(file().find("\"root\": \"a\""), std::string::npos);
  EXPECT_NE(file().find("\"root\": \"b\""), std::string::npos);
  // What is new is not taken in.
  const std::string shrunk = file();
  write_root("a", "1");
  EXPECT_EQ(check("--baseline known.json --update-baseline").exit_code, 1);
  EXPECT_EQ(file(), shrunk);
}

TEST_F(BaselineFile, IsNotChangedByARunThatCouldNotDoAllOfItsWork) {
  check("--baseline known.json --extend-baseline");
  const std::string made = file();
  write_root("a", "3");
  EXPECT_EQ(check(". nowhere --baseline known.json --update-baseline").exit_code, 2);
  EXPECT_EQ(check("a/main.tf --baseline known.json --update-baseline").exit_code, 2);
  EXPECT_EQ(file(), made);
}

TEST_F(BaselineFile, MeansTheSameInWhateverDirectoryItIsUsed) {
  check("--baseline known.json --extend-baseline");
  EXPECT_EQ(check("--baseline ../known.json", "a").exit_code, 0);
  EXPECT_EQ(check("--baseline ../known.json ../b", "a").exit_code, 0);
  EXPECT_EQ(check("--baseline known.json '" + scratch_.path() + "/a'").exit_code, 0);
}

TEST_F(BaselineFile, ThatTheConfigNamesIsHeldAgainstWhateverIsJudged) {
  scratch_.write(".plumbline.hcl", "baseline = \"known.json\"\n");
  EXPECT_EQ(check("").exit_code, 2);  // it is not there yet
  EXPECT_EQ(check("--extend-baseline").exit_code, 0);
  EXPECT_NE(file().find("\"root\": \"b\""), std::string::npos) << file();
  for (const char* arguments : {"", "a", "../a", "a/main.tf"}) {
    const std::string directory = arguments[0] == '.' ? "a" : "";
    const ProgramResult known = check(arguments, directory);
    EXPECT_EQ(known.exit_code, 0) << arguments << known.output;
    EXPECT_NE(known.output.find("accepted by the baseline"), std::string::npos) << known.output;
  }
  EXPECT_NE(check("a/main.tf").output.find("1 finding is accepted"), std::string::npos);
  EXPECT_EQ(check("--no-baseline").exit_code, 1);
  EXPECT_EQ(check("--no-baseline --update-baseline").exit_code, 2);
  scratch_.write("none.json", "{\"schema_version\": \"1\", \"findings\": []}\n");
  EXPECT_EQ(check("--baseline none.json").exit_code, 1);
  write_root("a", "3");
  EXPECT_EQ(check("--update-baseline").exit_code, 0);
  EXPECT_EQ(file().find("\"root\": \"a\""), std::string::npos);
}

TEST_F(BaselineFile, OutsideTheRepositoryIsNoneOfTheConfigs) {
  scratch_.write("repository/.git/HEAD", "");
  const std::string root = "terraform {\n  backend \"s3\" {}\n}\n";
  scratch_.write("repository/main.tf", root);
  scratch_.write("secret", "a secret\n");
  std::filesystem::create_symlink("../secret", scratch_.path() + "/repository/link.json");
  for (const std::string path : {"../secret", "link.json", "/etc/hostname"}) {
    scratch_.write("repository/.plumbline.hcl", "baseline = \"" + path + "\"\n");
    for (const char* arguments : {"", "--extend-baseline"}) {
      const ProgramResult result = check(arguments, "repository");
      EXPECT_EQ(result.exit_code, 2) << path;
      EXPECT_NE(result.output.find("The baseline lies outside the repository"), std::string::npos)
          << result.output;
      EXPECT_EQ(result.output.find("a secret"), std::string::npos) << result.output;
    }
    EXPECT_EQ(text_of(scratch_.path() + "/secret"), "a secret\n");
  }
}

TEST_F(BaselineFile, IsNamedByNoConfigThatALinkLeadsTo) {
  scratch_.write("elsewhere.hcl", "a secret\n");
  scratch_.write("repository/.git/HEAD", "");
  scratch_.write("repository/main.tf", "terraform {\n  backend \"s3\" {}\n}\n");
  std::filesystem::create_symlink("../elsewhere.hcl",
                                  scratch_.path() + "/repository/.plumbline.hcl");
  const ProgramResult result = check("", "repository");
  EXPECT_EQ(result.output.find("a secret"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("profile aws-web"), std::string::npos) << result.output;
}

}  // namespace
}  // namespace cli
