// SPDX-License-Identifier: Apache-2.0
//
// Whole repositories, checked as a user checks them. A fixture with an expected.txt must print
// exactly that; `PLUMBLINE_UPDATE=1` writes what is printed now, for review as a diff.
#include <gtest/gtest.h>

#include <cstdlib>

#include "end_to_end/program.h"

namespace end_to_end {
namespace {

namespace fs = std::filesystem;

const fs::path kFixtures = fs::path(PLUMBLINE_SOURCE_DIR) / "fixtures";

void expect_printed(const std::string& fixture, int exit_code) {
  const ProgramResult result =
      run_program("check fixtures/" + fixture + " --color never --date 2026-01-01");
  const fs::path expected = kFixtures / fixture / "expected.txt";
  if (std::getenv("PLUMBLINE_UPDATE") != nullptr) {
    std::ofstream(expected, std::ios::binary) << result.output;
  }
  EXPECT_EQ(result.output, text_of(expected)) << fixture;
  EXPECT_EQ(result.exit_code, exit_code) << fixture;
}

TEST(Fixtures, TheProductionRepositoryHasNoFinding) { expect_printed("lq3-production", 0); }

TEST(Fixtures, TheBrokenRepositoryHasOneFindingForEachFault) { expect_printed("lq3-broken", 1); }

TEST(Fixtures, ASubnetIsPublicAlsoWhereItComesOutOfTheStateOfAnotherRoot) {
  expect_printed("remote-state", 1);
}

// Every line marked `# fault:` has a finding that points to it.
TEST(Fixtures, TheBrokenRepositorysFindingsStandOnTheMarkedLines) {
  const std::string printed = run_program("check fixtures/lq3-broken --color never").output;
  size_t marks = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kFixtures / "lq3-broken")) {
    const std::string kind = entry.path().extension();
    if (kind != ".tf" && kind != ".yml" && kind != ".sh") continue;
    std::istringstream text(text_of(entry.path()));
    size_t number = 0;
    for (std::string line; std::getline(text, line);) {
      ++number;
      if (line.find("# fault:") == std::string::npos) continue;
      ++marks;
      const std::string place = "--> " + fs::relative(entry.path(), PLUMBLINE_SOURCE_DIR).string() +
                                ":" + std::to_string(number) + ":";
      EXPECT_NE(printed.find(place), std::string::npos) << place;
    }
  }
  EXPECT_GE(marks, 29u);
}

// The first lines of findings.
std::string findings_of(const std::string& arguments) {
  std::istringstream text(run_program("check --color never --date 2026-01-01 " + arguments).output);
  std::string lines;
  for (std::string line; std::getline(text, line);) {
    if (line.find("]: ") != std::string::npos) lines += line + '\n';
  }
  return lines;
}

TEST(Fixtures, APlanGivesTheSameFindingsBesideItsSourceAndAlone) {
  const std::string plan = "--plan fixtures/planned/plan.json";
  const std::string findings = findings_of(plan + " fixtures/planned");
  EXPECT_NE(findings.find("critical[aurora-storage-unencrypted]"), std::string::npos) << findings;
  EXPECT_NE(findings.find("high[db-subnet-group-in-one-zone]"), std::string::npos) << findings;
  EXPECT_EQ(findings_of(plan), findings);
  EXPECT_EQ(findings_of("fixtures/planned"), "");
}

TEST(Fixtures, NoOddInputCrashesOrIsLeftWithoutAReport) {
  for (const auto& entry : fs::directory_iterator(kFixtures / "odd")) {
    if (!entry.is_directory()) continue;
    const std::string name = entry.path().filename();
    const ProgramResult result = run_program("check --format json 'fixtures/odd/" + name + "'");
    EXPECT_GE(result.exit_code, 0) << name;
    EXPECT_LE(result.exit_code, 2) << name;
    EXPECT_NE(result.output.find("\"schema_version\""), std::string::npos) << name;
  }
}

TEST(Fixtures, RunsTwiceTheSameWay) {
  const std::string arguments = "check --format json --date 2026-01-01 fixtures/lq3-broken";
  const ProgramResult first = run_program(arguments);
  const ProgramResult second = run_program(arguments + " --jobs 1");
  EXPECT_EQ(first.output, second.output);
}

TEST(Hostile, AMegabyteOfUnclosedInterpolationIsOneSyntaxError) {
  const ScratchDirectory scratch("unclosed");
  std::string text = "output \"a\" {\n  value = \"${";
  text.append(1 << 20, 'a');
  scratch.write("main.tf", text);
  scratch.write("good.tf", "output \"b\" {\n  value = nothing.here\n}\n");
  const ProgramResult result = run_program("check --format json .", scratch.path());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.output.find("syntax-error"), std::string::npos);
  // The broken file does not hide what is wrong in the good one.
  EXPECT_NE(result.output.find("good.tf"), std::string::npos);
}

TEST(Hostile, NothingOutsideTheRepositoryIsRead) {
  const ScratchDirectory scratch("outside");
  scratch.write("secret.txt", "outside-secret");
  scratch.write("repository/.git/HEAD", "");
  scratch.write("repository/main.tf",
                "output \"a\" {\n  value = file(\"../secret.txt\")\n}\n"
                "output \"b\" {\n  value = file(\"${path.module}/link.txt\")\n}\n");
  std::filesystem::create_symlink(scratch.path() + "/secret.txt",
                                  scratch.path() + "/repository/link.txt");
  const std::string inside = scratch.path() + "/repository";
  const std::string all = run_program("check --print values .", inside).output +
                          run_program("check --format json .", inside).output +
                          run_program("eval --format json .", inside).output;
  EXPECT_NE(all.find("\"outputs\""), std::string::npos);
  EXPECT_EQ(all.find("outside-secret"), std::string::npos);
}

TEST(Rules, EveryExampleDoesWhatItSays) {
  const ProgramResult result = run_program("test rules");
  EXPECT_EQ(result.exit_code, 0) << result.output;
}

}  // namespace
}  // namespace end_to_end
