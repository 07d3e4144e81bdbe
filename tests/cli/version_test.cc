// SPDX-License-Identifier: Apache-2.0
//
// What --version says, and where its commit comes from.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include "end_to_end/program.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_command;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;
using end_to_end::text_of;

TEST(Version, BeginsWithALineForScriptsAndSaysWhatIsBuiltIn) {
  const ProgramResult result = run_program("--version");
  EXPECT_EQ(result.exit_code, 0);
  static const RE2 kText(
      "plumbline \\d+\\.\\d+\\.\\d+\nrules \\d+\\.\\d+\nschemas (.*); \\d+ other providers\n"
      "commit (unknown|[0-9a-f]{40}( with changes)?)\n");
  std::string schemas;
  ASSERT_TRUE(RE2::FullMatch(result.output, kText, &schemas)) << result.output;
  EXPECT_NE(schemas.find("aws 5.100.0 and 6.25.0"), std::string::npos) << schemas;
}

// What the build would compile for a directory.
std::string written(const ScratchDirectory& scratch) {
  const ProgramResult result =
      run_command("cmake -D SOURCE=. -D OUTPUT=commit.cc -P '" PLUMBLINE_SOURCE_DIR
                  "/linter/cli/build_tool/write_commit.cmake'",
                  scratch.path());
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  return text_of(scratch.path() + "/commit.cc");
}

TEST(Version, KnowsItsCommitWhereGitTellsIt) {
  if (run_command("command -v git && command -v cmake", ".").exit_code != 0) {
    GTEST_SKIP() << "no git, or no cmake";
  }
  const ScratchDirectory scratch("version");
  EXPECT_NE(written(scratch).find("return \"unknown\";"), std::string::npos);
  const std::string git = "git -c user.name=a -c user.email=a@example.com ";
  run_command("git init -q . && echo a > a && git add a && " + git + "commit -qm a",
              scratch.path());
  const std::string head = run_command("git rev-parse HEAD | tr -d '\\n'", scratch.path()).output;
  EXPECT_NE(written(scratch).find("return \"" + head + "\";"), std::string::npos)
      << written(scratch);
  run_command("echo b > a", scratch.path());
  EXPECT_NE(written(scratch).find("return \"" + head + " with changes\";"), std::string::npos);
}

TEST(Version, ChangesNothingWhereTheCommitIsTheSame) {
  const ScratchDirectory scratch("version");
  written(scratch);
  const auto time = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
  std::filesystem::last_write_time(scratch.path() + "/commit.cc", time);
  written(scratch);
  EXPECT_EQ(std::filesystem::last_write_time(scratch.path() + "/commit.cc"), time);
}

}  // namespace
}  // namespace cli
