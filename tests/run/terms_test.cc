// SPDX-License-Identifier: Apache-2.0
//
// What comments, baselines and environments decide about a whole check.
#include "run/testing.h"

namespace run {
namespace {

TEST_F(RunTest, JudgesTheEnvironmentsThatVariableFilesTellOfWhereAsked) {
  add_root("a", "var.size");
  add_root("b", "1");
  add("a/env/dev.tfvars", "size = 1\n");
  add("a/env/prod.tfvars", "size = 3\n");
  add("a/env/test.tfvars", "size = 3\n");
  EXPECT_EQ(findings(), "b: too-small high\n");
  options_.all_environments = true;
  // One of three has it, and is named.
  EXPECT_EQ(findings(), "a: too-small high dev\nb: too-small high\n");
  EXPECT_EQ(outcome_.result.report.summary.environments, 4u);
  EXPECT_EQ(outcome_.result.report.summary.undecided, 0u);
  add("a/env/prod.tfvars", "size = 2\n");
  EXPECT_EQ(findings(), "a: too-small high dev prod\nb: too-small high\n");
  options_.inputs.variables = {{"size", "1"}};
  EXPECT_EQ(findings(), "a: too-small high dev prod test\nb: too-small high\n");
}

TEST_F(RunTest, OneFoundEnvironmentIsJudgedByItsName) {
  add_root("a", "var.size");
  add_root("b", "1");
  add("a/env/dev.tfvars", "size = 1\n");
  add("a/env/prod.tfvars", "size = 3\n");
  options_.only_environment = "dev";
  EXPECT_EQ(findings(), "a: too-small high dev\n");
  EXPECT_EQ(outcome_.result.report.summary.environments, 1u);
  options_.only_environment = "prod";
  EXPECT_EQ(findings(), "");
  options_.only_environment = "prot";
  EXPECT_NE(problems().find("Did you mean \"prod\"?"), std::string::npos) << problems();
  // What is declared is not added to.
  add(".plumbline.hcl", "environment \"live\" {\n  root = \"a\"\n  variables = { size = 1 }\n}\n");
  options_.only_environment = "dev";
  EXPECT_NE(problems().find("There is no environment \"dev\""), std::string::npos);
  options_.only_environment = "live";
  EXPECT_EQ(findings(), "a: too-small high live\n");
}

TEST_F(RunTest, AnEnvironmentThatCannotBeJudgedIsSaid) {
  add_root("a", "var.size");
  add("a/env/dev.tfvars", "size = 1\n");
  add("a/env/prod.tfvars", "size = \n");
  add("a/env/test.tfvars", "sise = 1\n");
  options_.all_environments = true;
  EXPECT_EQ(findings(), ": syntax-error high\na: too-small high dev\n");
  const std::string of_test =
      "unreadable: Environment \"test\" of a/env/test.tfvars is not judged | It gives none of the "
      "root's variables a value.\n";
  EXPECT_EQ(problems(),
            "unreadable: Environment \"prod\" of a/env/prod.tfvars is not judged | It does not "
            "parse.\n" +
                of_test);
  EXPECT_TRUE(outcome_.complete);
  EXPECT_EQ(outcome_.result.report.without_verdict, (std::vector<std::string>{"prod", "test"}));
  // Who asks for one hears why there is no answer.
  options_.all_environments = false;
  options_.only_environment = "test";
  EXPECT_EQ(problems(), of_test);
  EXPECT_FALSE(outcome_.complete);
  options_.only_environment = "dev";
  EXPECT_EQ(problems(), "");
}

TEST_F(RunTest, AFileOfAnotherRootsEnvironmentIsNotSaidToBeWrong) {
  add_root("a", "var.size");
  add("b/main.tf", "terraform {\n  backend \"s3\" {}\n}\nvariable \"zone\" {}\n");
  add("env/dev.tfvars", "size = 1\nzone = 1\n");
  add("env/prod.tfvars", "size = 3\n");
  options_.all_environments = true;
  EXPECT_EQ(problems().find("not judged"), std::string::npos);
  EXPECT_EQ(outcome_.result.report.without_verdict, std::vector<std::string>{});
  EXPECT_EQ(outcome_.result.report.summary.environments, 3u);
}

TEST_F(RunTest, ADirectoryWithEnvironmentsIsARoot) {
  add("a/main.tf",
      "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n  size = var.size\n}\n");
  add("a/env/dev.tfvars", "size = 1\n");
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(outcome_.result.report.summary.libraries, 1u);
  options_.all_environments = true;
  EXPECT_EQ(findings(), "a: too-small high dev\n");
  EXPECT_EQ(outcome_.result.report.summary.libraries, 0u);
}

TEST_F(RunTest, WhatLiesBesideADirectoryMakesNoRootOfItButIsARootsOwn) {
  add("a/main.tf",
      "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n  size = var.size\n}\n");
  add("env/dev.tfvars", "size = 1\n");
  options_.all_environments = true;
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(outcome_.result.report.summary.libraries, 1u);
  add_root("b", "var.size");
  EXPECT_EQ(findings(), "b: too-small high dev\n");
}

constexpr const char* kIgnored =
    "terraform {\n  backend \"s3\" {}\n}\n"
    "resource \"nobody_thing\" \"a\" {\n  size = 1 # plumbline:ignore too-small owner=ops\n}\n";

TEST_F(RunTest, CommentsSuppressUnlessTheyAreNotToBeHeeded) {
  add("a/main.tf", kIgnored);
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(outcome_.result.report.suppressed.size(), 1u);
  options_.no_suppressions = true;
  EXPECT_EQ(findings(), "a: too-small high\n");
}

TEST_F(RunTest, TheConfigDemandsMoreOfCommentsAndForbidsSome) {
  add("a/main.tf", kIgnored);
  add(".plumbline.hcl", "suppressions {\n  require = [\"reason\"]\n}\n");
  EXPECT_EQ(findings(), "a: too-small high\n: suppression-malformed medium\n");
  add(".plumbline.hcl", "suppressions {\n  never = [\"too-*\"]\n}\n");
  EXPECT_EQ(findings(), "a: too-small high\n: suppression-forbidden high\n");
  add(".plumbline.hcl",
      "rule \"suppression-forbidden\" {\n  severity = \"low\"\n}\n"
      "suppressions {\n  never = [\"too-*\"]\n}\n");
  EXPECT_EQ(findings(), "a: too-small high\n: suppression-forbidden low\n");
  add(".plumbline.hcl", "suppressions {\n  never = [\"to-small\"]\n}\n");
  EXPECT_EQ(problems(),
            "invalid-config: There is no rule \"to-small\" | Did you mean \"too-small\"?\n");
}

TEST_F(RunTest, OnlyARunOverTheWholeRepositorySaysThatACommentIsNotNeeded) {
  add_root("a", "3 # plumbline:ignore too-small");
  add_root("b", "3");
  EXPECT_EQ(findings(), ": suppression-unused low\n");
  options_.paths = {"a"};
  EXPECT_EQ(findings(), "");
  options_.paths = {"a/main.tf"};
  EXPECT_EQ(findings(), "");
  options_.paths = {"b", "."};
  EXPECT_EQ(findings(), ": suppression-unused low\n");
  add(".plumbline.hcl", "environment \"x\" {\n  root = \"a\"\n}\n");
  options_.only_environment = "x";
  EXPECT_EQ(findings(), "");
}

TEST_F(RunTest, WhatEnvironmentsThatWereNotJudgedMayNeedIsNotSaidToBeWithoutNeed) {
  add("a/main.tf", std::string(kIgnored).replace(std::string(kIgnored).find("= 1"), 3, "= 3"));
  EXPECT_EQ(findings(), ": suppression-unused low\n");
  add("a/main.tf",
      "variable \"size\" {\n  default = 3\n}\nresource \"nobody_thing\" \"a\" {\n"
      "  size = var.size # plumbline:ignore too-small\n}\n"
      "terraform {\n  backend \"s3\" {}\n}\n");
  EXPECT_EQ(findings(), ": suppression-unused low\n");
  add("a/env/dev.tfvars", "size = 1\n");
  EXPECT_EQ(findings(), "");
  options_.all_environments = true;
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(outcome_.result.report.suppressed.size(), 1u);
}

// What a baseline that is written now holds: "a nobody_thing.a", an entry a line.
std::string entries(const Outcome& outcome) {
  std::string text;
  for (const findings::BaselineEntry& entry : outcome.result.report.baseline) {
    text += entry.root + " " + entry.address + "\n";
  }
  return text;
}

TEST_F(RunTest, ABaselineTakesInWhatFailsOnlyWhereItIsTold) {
  add_root("a", "1");
  options_.baseline_path = "known.json";
  options_.extend_baseline = true;
  EXPECT_EQ(findings(), "");
  ASSERT_TRUE(outcome_.baseline.has_value());
  add("known.json", *outcome_.baseline);
  options_.extend_baseline = false;
  add_root("b", "2");
  EXPECT_EQ(findings(), "b: too-small high\n");
  EXPECT_FALSE(outcome_.baseline.has_value());
  EXPECT_EQ(outcome_.result.report.accepted.size(), 1u);
  EXPECT_EQ(outcome_.result.report.summary.accepted, 1u);
  EXPECT_EQ(outcome_.result.report.summary.failed, 1u);
  options_.update_baseline = true;
  EXPECT_EQ(findings(), "b: too-small high\n");
  EXPECT_EQ(entries(outcome_), "a nobody_thing.a\n");
  options_.update_baseline = false;
  options_.extend_baseline = true;
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(entries(outcome_), "a nobody_thing.a\nb nobody_thing.a\n");
}

TEST_F(RunTest, ABaselineShrinksByWhatIsMendedOrGone) {
  for (const char* root : {"a", "b", "c"}) add_root(root, "1");
  options_.baseline_path = "known.json";
  options_.extend_baseline = true;
  run();
  add("known.json", *outcome_.baseline);
  options_.extend_baseline = false;
  options_.update_baseline = true;
  add_root("a", "3");
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(entries(outcome_), "b nobody_thing.a\nc nobody_thing.a\n");
  ASSERT_EQ(outcome_.result.report.unneeded.size(), 1u);
  EXPECT_EQ(outcome_.result.report.unneeded[0].root, "a");
  // What was not judged, or is not decided, stays.
  options_.paths = {"b"};
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(outcome_.result.report.unneeded.size(), 0u);
  options_.paths.clear();
  add_root("a", "var.size");
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(outcome_.result.report.unneeded.size(), 0u);
  add_root("a", "3 +");
  EXPECT_EQ(findings(), ": syntax-error high\n");
  EXPECT_EQ(outcome_.result.report.unneeded.size(), 0u);
}

TEST_F(RunTest, ABaselineThatIsNotThereOrNotWholeIsAnError) {
  add_root("a", "1");
  options_.baseline_path = "known.json";
  EXPECT_EQ(problems().substr(0, 43), "unreadable: Cannot read the baseline known.");
  EXPECT_FALSE(outcome_.complete);
  options_.extend_baseline = true;
  options_.paths = {"a/main.tf"};
  EXPECT_NE(problems().find("A baseline cannot be written from single files"), std::string::npos);
  EXPECT_FALSE(outcome_.complete);
  EXPECT_FALSE(outcome_.baseline.has_value());
}

}  // namespace
}  // namespace run
