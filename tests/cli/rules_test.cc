// SPDX-License-Identifier: Apache-2.0
//
// rules and explain as users meet them: what is found by name, and what is said of what is not.
#include <gtest/gtest.h>

#include <algorithm>

#include "end_to_end/program.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_program;
using end_to_end::ScratchDirectory;

// How wide columns are depends on all that is listed.
std::string with_single_spaces(std::string text) {
  const auto end =
      std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; });
  text.erase(end, text.end());
  return text;
}

void expect_said(const std::string& arguments, int exit_code, const std::string& output,
                 const std::string& errors) {
  const ProgramResult result = run_program(arguments);
  EXPECT_EQ(result.exit_code, exit_code) << arguments << "\n" << result.errors;
  EXPECT_NE(result.output.find(output), std::string::npos) << arguments << "\n" << result.output;
  EXPECT_NE(result.errors.find(errors), std::string::npos) << arguments << "\n" << result.errors;
}

TEST(RulesCommand, ListsWhatIsAskedFor) {
  expect_said("rules", 0, "ecs-service-in-public-subnet", "");
  expect_said("rules --profile lq3-production --severity off", 0, "No rule is like that.\n", "");
  expect_said("rules parameters az_count", 0, "network.az_count", "");
  expect_said("rules functions is_public_subnet", 0, "is_public_subnet(subnet)", "");
  expect_said("rules profiles --format json", 0, "\"name\": \"aws-web\"", "");
  const ProgramResult of_config =
      run_program("rules --config fixtures/lq3-production/.plumbline.hcl without-authentication");
  EXPECT_NE(with_single_spaces(of_config.output).find(" redis-without-authentication off "),
            std::string::npos)
      << of_config.output;
}

TEST(RulesCommand, SaysWhatThereIsNot) {
  expect_said("rules --area netwrk", 2, "", "did you mean \"network\"?");
  expect_said("rules --profile aws-wep", 2, "", "Did you mean \"aws-web\"?");
  expect_said("rules --rules nowhere", 2, "", "Cannot read rules in nowhere");
}

TEST(ExplainCommand, KnowsRulesAndClausesAndFindings) {
  expect_said("explain redis-not-multi-az", 0, "\nFails: ", "");
  expect_said("explain A6.3.7", 0, "ecs-service-in-public-subnet", "");
  const std::string json = run_program("check --format json fixtures/lq3-broken").output;
  const std::string fingerprint = "\"fingerprint\": \"";
  const size_t at = json.find(fingerprint, json.find("\"rule\": \"redis-without-failover\""));
  ASSERT_NE(at, std::string::npos);
  const std::string digits = json.substr(at + 16, 10);
  const ProgramResult result = run_program("explain " + digits + " fixtures/lq3-broken");
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_NE(result.output.find("  ::: "), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("\nWhy\n"), std::string::npos) << result.output;
}

TEST(ExplainCommand, SaysWhatThereIsNot) {
  expect_said("explain redis-not-multi-ax", 2, "", "did you mean \"redis-not-multi-az\"?");
  expect_said("explain A6.3.77", 2, "", "did you mean \"A6.3.7\"?");
  expect_said("explain 00000000 fixtures/lq3-broken", 2, "",
              "there is no finding 00000000 in fixtures/lq3-broken");
}

TEST(FormerNames, WorkInConfigsAndOnTheCommandLine) {
  const ScratchDirectory scratch("former");
  scratch.write(".git/HEAD", "");
  scratch.write(".plumbline.hcl", "rule \"old\" {\n  severity = \"critical\"\n}\n");
  scratch.write("main.tf", "resource \"nobody_thing\" \"a\" {}\n");
  scratch.write("rules/r.hcl",
                "rule \"new\" {\n  formerly = [\"old\"]\n  target = \"nobody_thing\"\n"
                "  condition = self.a != null\n  error_message = \"wrong\"\n}\n");
  const ProgramResult check = run_program("check --rules rules", scratch.path());
  EXPECT_NE(check.output.find("critical[new]: wrong"), std::string::npos) << check.output;
  EXPECT_NE(check.output.find("Rule \"old\" is called \"new\" today"), std::string::npos)
      << check.output;
  scratch.write("main.tf",
                "# plumbline:ignore old reason=\"known\"\n"
                "resource \"nobody_thing\" \"a\" {}\n");
  const ProgramResult suppressed = run_program("check --rules rules", scratch.path());
  EXPECT_EQ(suppressed.output.find("critical[new]: wrong"), std::string::npos);
  EXPECT_NE(suppressed.output.find("1 suppressed"), std::string::npos) << suppressed.output;
  const ProgramResult explain = run_program("explain --rules rules old", scratch.path());
  EXPECT_EQ(explain.exit_code, 0);
  EXPECT_NE(explain.errors.find("\"old\" is called \"new\" today"), std::string::npos);
  const ProgramResult test = run_program("test --only old rules", scratch.path());
  EXPECT_EQ(test.exit_code, 1);  // it has no examples
}

TEST(RulesVersion, SwitchesOffWhatCameLaterUnlessItIsNamed) {
  const ScratchDirectory scratch("version");
  scratch.write(".git/HEAD", "");
  scratch.write("main.tf",
                "terraform {\n  backend \"s3\" {}\n}\n"
                "resource \"aws_rds_cluster\" \"a\" {\n  engine = \"aurora-mysql\"\n"
                "  storage_encrypted = false\n}\n");
  const auto check = [&scratch](const std::string& config) {
    scratch.write(".plumbline.hcl", config);
    return run_program("check", scratch.path());
  };
  EXPECT_NE(check("").output.find("[aurora-storage-unencrypted]"), std::string::npos);
  const ProgramResult pinned = check("rules_version = \"0.0\"\n");
  EXPECT_EQ(pinned.output.find("[aurora-storage-unencrypted]"), std::string::npos);
  EXPECT_NE(pinned.output.find(" rules are newer than rules_version 0.0, and off"),
            std::string::npos)
      << pinned.output;
  const ProgramResult diff = run_program("rules diff", scratch.path());
  EXPECT_EQ(diff.exit_code, 0) << diff.errors;
  EXPECT_NE(with_single_spaces(diff.output).find(" aurora-storage-unencrypted critical 1 finding"),
            std::string::npos)
      << diff.output;
  EXPECT_NE(check("rules_version = \"0.0\"\nrule \"aurora-storage-unencrypted\" {\n"
                  "  enabled = true\n}\n")
                .output.find("[aurora-storage-unencrypted]"),
            std::string::npos);
  EXPECT_EQ(check("rules_version = \"99\"\n").exit_code, 2);
  EXPECT_EQ(check("rules_version = \"new\"\n").exit_code, 2);
}

TEST(TestCommand, RefusesStandardsThatThereAreNot) {
  const ScratchDirectory scratch("standards");
  scratch.write(
      "rules/r.hcl",
      "rule \"r\" {\n  standards = { cis-aws-3 = [\"2.3.33\"] }\n"
      "  target = \"nobody_thing\"\n  condition = self.a == 1\n"
      "  error_message = \"wrong\"\n"
      "  fail \"f\" {\n    resource \"nobody_thing\" \"a\" {\n      a = 2 # finding\n    }\n"
      "  }\n  pass \"p\" {\n    resource \"nobody_thing\" \"a\" {\n      a = 1\n    }\n  }\n}\n");
  const ProgramResult result = run_program("test rules", scratch.path());
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.output.find("no control \"2.3.33\"; did you mean \"2.3.3\"?"), std::string::npos)
      << result.output;
}

}  // namespace
}  // namespace cli
