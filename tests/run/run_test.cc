// SPDX-License-Identifier: Apache-2.0
//
// A whole check in memory: what options and config decide about it, and when it is complete.
#include "run.h"

#include <gtest/gtest.h>

namespace run {
namespace {

// One rule, and a profile that judges by it alone.
constexpr const char* kRules = R"(
rule "too-small" {
  target        = "nobody_thing"
  condition     = self.size > 2
  error_message = "${address(self)} is too small."
}
profile "mine" {
  summary = "Sizes"
  rule "*" {
    enabled = false
  }
  rule "too-small" {
    enabled  = true
    severity = "high"
  }
}
)";

class RunTest : public testing::Test {
 protected:
  RunTest() {
    file_system_.add(".git/HEAD", "");
    file_system_.add("rules/rules.hcl", kRules);
    options_.rule_directories = {"rules"};
    options_.profile = "mine";
    options_.date = "2026-01-31";
  }

  void add(std::string_view path, std::string text) { file_system_.add(path, std::move(text)); }
  void add_root(const std::string& directory, const std::string& size) {
    add(directory + "/main.tf",
        "terraform {\n  backend \"s3\" {}\n}\nvariable \"size\" {}\n"
        "resource \"nobody_thing\" \"a\" {\n  size = " +
            size + "\n}\n");
  }

  const report::Result& run() {
    files_ = std::make_unique<source::Files>();
    outcome_ = check(file_system_, *files_, options_);
    return outcome_.result;
  }

  // "net: too-small high (prod)", one a line.
  std::string findings() {
    std::string text;
    for (const findings::Finding& finding : run().report.findings) {
      text +=
          finding.root + ": " + finding.rule + " " + std::string(config::name(finding.severity));
      for (const std::string& environment : finding.environments) text += " " + environment;
      text += "\n";
    }
    return text;
  }

  // "invalid-config: There is no … | detail | remedy", one a line.
  std::string problems() {
    std::string text;
    for (const diagnostics::Diagnostic& problem : run().report.problems) {
      text += std::string(problem.id) + ": " + problem.summary;
      for (const std::string& more : {problem.detail, problem.remedy}) {
        if (!more.empty()) text += " | " + more;
      }
      text += "\n";
    }
    return text;
  }

  source::MemoryFileSystem file_system_;
  Options options_;
  std::unique_ptr<source::Files> files_;
  Outcome outcome_;
};

TEST_F(RunTest, JudgesEveryRootOfTheRepository) {
  add_root("a", "1");
  add_root("b", "3");
  add_root("c/d", "2");
  EXPECT_EQ(findings(), "a: too-small high\nc/d: too-small high\n");
  EXPECT_EQ(outcome_.result.report.summary.roots, 3u);
  EXPECT_EQ(outcome_.result.report.summary.files, 3u);
  EXPECT_EQ(outcome_.result.report.summary.rules, 1u);
  EXPECT_EQ(outcome_.result.profile, "mine");
  EXPECT_EQ(outcome_.result.date, "2026-01-31");
  EXPECT_TRUE(outcome_.complete);
  EXPECT_TRUE(outcome_.timing.empty());
}

TEST_F(RunTest, TheConfigChoosesTheProfileAndHasTheLastWordOnRules) {
  add_root("a", "1");
  options_.profile.clear();
  add(".plumbline.hcl", "profile = \"mine\"\n");
  EXPECT_EQ(findings(), "a: too-small high\n");
  add(".plumbline.hcl", "profile = \"mine\"\nrule \"too-*\" {\n  severity = \"low\"\n}\n");
  EXPECT_EQ(findings(), "a: too-small low\n");
  add(".plumbline.hcl", "profile = \"mine\"\nrule \"too-*\" {\n  enabled = false\n}\n");
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(problems(), "");
}

TEST_F(RunTest, JudgesEveryEnvironmentThatTheConfigDeclares) {
  add_root("a", "var.size");
  add_root("b", "1");
  add("a/small.tfvars", "size = 1\n");
  add(".plumbline.hcl",
      "environment \"large\" {\n  root = \"a\"\n  variables = { size = 3 }\n}\n"
      "environment \"small\" {\n  root = \"a\"\n  var_files = [\"small.tfvars\"]\n}\n"
      "environment \"tiny\" {\n  root = \"a\"\n  variables = { size = 0 }\n}\n");
  EXPECT_EQ(findings(), "a: too-small high small tiny\nb: too-small high\n");
  EXPECT_EQ(outcome_.result.report.summary.environments, 4u);
  EXPECT_EQ(outcome_.result.report.summary.roots, 2u);
  options_.only_environment = "tiny";
  EXPECT_EQ(findings(), "a: too-small high tiny\n");
  EXPECT_EQ(outcome_.result.report.summary.environments, 1u);
}

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

TEST_F(RunTest, NamesThatStandForNothingAreSaidWithTheNearest) {
  add_root("a", "3");
  options_.profile = "mime";
  options_.only_environment = "prot";
  add(".plumbline.hcl",
      "environment \"prod\" {\n  root = \"a\"\n}\nrule \"too-smal\" {\n}\n"
      "parameters = { \"cache.min_as\" = 1 }\n");
  EXPECT_EQ(problems(),
            "invalid-config: There is no environment \"prot\" | Environments are declared in "
            ".plumbline.hcl, or found by the names of variable files. | Did you mean \"prod\"?\n"
            "invalid-config: There is no profile \"mime\" | Profiles are aws-web, lq3-production, "
            "mine. | Did you mean \"mine\"?\n"
            "invalid-config: There is no rule \"too-smal\" | Did you mean \"too-small\"?\n");
  EXPECT_FALSE(outcome_.complete);
  options_.only_environment.clear();
  options_.profile = "mine";
  EXPECT_NE(problems().find("There is no parameter \"cache.min_as\" | Did you mean "
                            "\"cache.min_azs\"?"),
            std::string::npos)
      << problems();
}

TEST_F(RunTest, OfNamedFilesItSaysWhatTouchesThemInFullContext) {
  add("m/main.tf",
      "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n  size = var.size\n}\n");
  add("a/main.tf",
      "terraform {\n  backend \"s3\" {}\n}\nmodule \"m\" {\n  source = \"../m\"\n"
      "  size   = 1\n}\n");
  add_root("b", "1");
  options_.paths = {"b/main.tf"};
  EXPECT_EQ(findings(), "b: too-small high\n");
  options_.paths = {"m/main.tf"};
  EXPECT_EQ(findings(), "a: too-small high\n");
  options_.paths = {"a/main.tf"};  // where the value was written
  EXPECT_EQ(findings(), "a: too-small high\n");
  options_.paths = {"a"};
  EXPECT_EQ(findings(), "a: too-small high\n");
  add_root("c", "var.size");
  options_.paths = {"b/main.tf"};
  EXPECT_EQ(run().report.undecided.size(), 0u);
  options_.paths = {"c/main.tf"};
  EXPECT_EQ(run().report.undecided.size(), 1u);
}

TEST_F(RunTest, IsNotCompleteWhereSomethingCannotBeReadOrIsWrongOnOurSide) {
  add_root("a", "1");
  options_.paths = {"a", "nowhere"};
  EXPECT_EQ(problems().substr(0, 11), "unreadable:");
  EXPECT_FALSE(outcome_.complete);
  EXPECT_EQ(findings(), "a: too-small high\n");  // which are said nevertheless
  options_.paths = {"a"};
  add("rules/rules.hcl", std::string(kRules) + "rule \"broken\" {\n}\n");
  EXPECT_NE(problems(), "");
  EXPECT_FALSE(outcome_.complete);
  EXPECT_EQ(findings(), "a: too-small high\n");
  add("rules/rules.hcl", kRules);
  add("a/many.tf", "resource \"nobody_else\" \"b\" {\n  count = 100001\n}\n");
  EXPECT_EQ(problems().substr(0, 14), "limit-reached:");
  EXPECT_FALSE(outcome_.complete);
}

TEST_F(RunTest, WhatTerraformRejectsIsAFindingAndTheRunIsComplete) {
  add_root("a", "local.nowhere");
  EXPECT_EQ(findings(), ": invalid-configuration high\n");
  add_root("a", "3 +");
  EXPECT_EQ(findings(), ": syntax-error high\n");
  EXPECT_TRUE(outcome_.complete);
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
  EXPECT_NE(problems().find("A baseline cannot be held against single files"), std::string::npos);
  EXPECT_FALSE(outcome_.complete);
  EXPECT_FALSE(outcome_.baseline.has_value());
}

TEST_F(RunTest, PrintsTheStageThatIsAskedFor) {
  add_root("a", "1");
  const std::pair<Stage, std::string_view> rows[] = {
      {Stage::none, ""},
      {Stage::syntax, "attribute size"},
      {Stage::values, "nobody_thing.a"},
      {Stage::graph, "nobody_thing nobody_thing.a\n"},
      {Stage::verdicts, "too-small: nobody_thing.a: fail at size: nobody_thing.a is too small.\n"},
  };
  for (const auto& [stage, part] : rows) {
    options_.print = stage;
    run();
    EXPECT_EQ(outcome_.printed.empty(), stage == Stage::none);
    EXPECT_NE(outcome_.printed.find(part), std::string::npos) << outcome_.printed;
  }
}

TEST_F(RunTest, TimesItsStagesWhereAsked) {
  options_.timing = true;
  run();
  std::string stages;
  for (const auto& [stage, milliseconds] : outcome_.timing) {
    stages += stage + " ";
    EXPECT_GE(milliseconds, 0);
  }
  EXPECT_EQ(stages, "discover load rules evaluate graph check gather ");
}

TEST_F(RunTest, SaysTheSameWhateverTheNumberOfThreads) {
  for (char name = 'a'; name < 'k'; ++name) add_root(std::string(1, name), "1");
  options_.jobs = 1;
  const std::string one = report::to_json(run());
  options_.jobs = 4;
  EXPECT_EQ(report::to_json(run()), one);
}

}  // namespace
}  // namespace run
