// SPDX-License-Identifier: Apache-2.0
//
// A whole check in memory: what options and config decide about it, and when it is complete.
#include "run/testing.h"

namespace run {
namespace {

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

TEST_F(RunTest, NothingIsJudgedByOtherRulesThanWereAskedFor) {
  add_root("a", "1");
  options_.profile = "mime";
  EXPECT_EQ(problems(),
            "invalid-config: There is no profile \"mime\" | Profiles are aws-web, lq3-production, "
            "mine. | Did you mean \"mine\"?\n");
  EXPECT_EQ(findings(), "");
  EXPECT_TRUE(outcome_.refused);
  EXPECT_FALSE(outcome_.complete);
  options_.profile = "mine";
  options_.rule_paths.emplace_back("nowhere");
  EXPECT_EQ(problems().find("unreadable: Cannot read rules in nowhere"), 0u) << problems();
  EXPECT_EQ(findings(), "");
  options_.rule_paths.pop_back();
  EXPECT_EQ(findings(), "a: too-small high\n");
}

TEST_F(RunTest, NamesThatStandForNothingAreSaidWithTheNearest) {
  add_root("a", "3");
  options_.only_environment = "prot";
  add(".plumbline.hcl",
      "environment \"prod\" {\n  root = \"a\"\n}\nrule \"too-smal\" {\n}\n"
      "parameters = { \"cache.min_as\" = 1 }\n");
  EXPECT_EQ(problems(),
            "invalid-config: There is no environment \"prot\" | Environments are declared in "
            ".plumbline.hcl, or found by the names of variable files. | Did you mean \"prod\"?\n"
            "invalid-config: There is no rule \"too-smal\" | Did you mean \"too-small\"?\n");
  EXPECT_FALSE(outcome_.complete);
  options_.only_environment.clear();
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
  EXPECT_EQ(stages, "discover load pipelines rules evaluate graph check gather ");
}

TEST_F(RunTest, SaysTheSameWhateverTheNumberOfThreads) {
  for (char name = 'a'; name < 'k'; ++name) add_root(std::string(1, name), "1");
  options_.jobs = 1;
  const std::string one = report::to_json(run());
  options_.jobs = 4;
  EXPECT_EQ(report::to_json(run()), one);
}

// A finding may be to blame on a node in a module that the judged root does not have.
TEST_F(RunTest, FindingsMayStandInTheRootWhoseStateIsRead) {
  add("rules/rules.hcl", std::string(kRules) + R"(
rule "reads-small" {
  target        = "nobody_reader"
  condition     = linked(self.things, ["nobody_thing"])[0].size > 2
  error_message = "${address(self)} reads what is too small."
  at            = argument(linked(self.things, ["nobody_thing"])[0], "size")
}
profile "readers" {
  summary = "Readers"
  rule "*" {
    enabled = false
  }
  rule "reads-small" {
    enabled  = true
    severity = "high"
  }
}
)");
  options_.profile = "readers";
  add("net/main.tf",
      "terraform {\n  backend \"local\" {\n    path = \"net.tfstate\"\n  }\n}\n"
      "module \"a\" {\n  source = \"./m\"\n}\nmodule \"b\" {\n  source = \"./m\"\n}\n"
      "output \"id\" {\n  value = module.b.id\n}\n");
  add("net/m/main.tf",
      "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n"
      "output \"id\" {\n  value = nobody_thing.a.id\n}\n");
  const std::string app =
      "data \"terraform_remote_state\" \"net\" {\n  backend = \"local\"\n"
      "  config = {\n    path = \"../net/net.tfstate\"\n  }\n}\n"
      "terraform {\n  backend \"local\" {}\n}\n";
  const std::string reader =
      "resource \"nobody_reader\" \"r\" {\n"
      "  things = [data.terraform_remote_state.net.outputs.id]\n}\n";
  add("app/main.tf", app + reader);
  EXPECT_EQ(findings(), "app: reads-small high\n");
  const findings::Finding& finding = outcome_.result.report.findings.at(0);
  EXPECT_EQ(finding.attribute, "net: module.b.nobody_thing.a.size");
  EXPECT_EQ((*files_)[finding.range.file].path(), "net/m/main.tf");
  add("app/main.tf", app + "# plumbline:ignore reads-small\n" + reader);
  EXPECT_EQ(findings(), "");
}

}  // namespace
}  // namespace run
