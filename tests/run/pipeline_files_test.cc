// SPDX-License-Identifier: Apache-2.0
//
// Pipeline files in a run: which are judged, as what, and what becomes of a step that is used
// often.
#include <gtest/gtest.h>

#include "run/testing.h"

namespace run {
namespace {

constexpr const char* kStepRules = R"(
rule "step-in-no-time" {
  target        = "bitbucket_step"
  condition     = self.max_time != null
  error_message = "${address(self)} may take for ever."
}
profile "mine" {
  summary = "Steps"
  rule "*" {
    enabled = false
  }
  rule "step-in-no-time" {
    enabled = true
  }
}
)";

constexpr const char* kPipelines = R"(definitions:
  steps:
    - step: &build
        name: Build
        script: [make]
pipelines:
  default:
    - step: *build
  branches:
    main:
      - step: *build
)";

class PipelineFilesTest : public RunTest {
 protected:
  PipelineFilesTest() { add("rules/rules.hcl", kStepRules); }

  // "rule file:line: message | instances", one a line.
  std::string places() {
    std::string text;
    for (const findings::Finding& finding : run().report.findings) {
      const source::File& file = (*files_)[finding.range.file];
      text += finding.rule + " " + file.path() + ":" +
              std::to_string(file.position(finding.range.begin).line) + ": " + finding.message;
      for (const std::string& instance : finding.instances) text += " | " + instance;
      text += "\n";
    }
    return text;
  }
};

TEST_F(PipelineFilesTest, AreJudgedWithoutAnyTerraform) {
  add("bitbucket-pipelines.yml", kPipelines);
  EXPECT_EQ(places(),
            "step-in-no-time bitbucket-pipelines.yml:3: pipelines.default.step \"Build\" may take "
            "for ever. | pipelines.branches.main.step \"Build\" | pipelines.default.step "
            "\"Build\"\n");
  EXPECT_TRUE(outcome_.complete);
  const findings::Report& report = outcome_.result.report;
  EXPECT_EQ(report.findings[0].root, "bitbucket-pipelines.yml");
  EXPECT_EQ(report.findings[0].related.size(), 2u);
  EXPECT_EQ(report.summary.pipelines, 1u);
  EXPECT_EQ(report.summary.environments, 0u);
}

TEST_F(PipelineFilesTest, StandBesideRootsWhoseFindingsTheyDoNotChange) {
  add_root("live", "1");
  add("bitbucket-pipelines.yaml", kPipelines);
  const findings::Report& report = run().report;
  EXPECT_EQ(report.summary.roots, 1u);
  EXPECT_EQ(report.summary.pipelines, 1u);
  EXPECT_EQ(report.findings.size(), 1u);
}

TEST_F(PipelineFilesTest, AreFoundByTheirTextWhereTheyAreNamed) {
  add("deploy.yml", kPipelines);
  add("values.yml", "a: 1\n");
  EXPECT_EQ(run().report.summary.pipelines, 0u);
  options_.paths = {"deploy.yml", "values.yml"};
  const findings::Report& report = run().report;
  EXPECT_EQ(report.summary.pipelines, 1u);
  EXPECT_EQ(report.findings.size(), 1u);
}

TEST_F(PipelineFilesTest, ThatBitbucketRefusesAreFindings) {
  add("bitbucket-pipelines.yml", "pipelines:\n  default:\n    - step:\n        max-time: 5\n");
  EXPECT_EQ(places(),
            "invalid-pipeline bitbucket-pipelines.yml:3: The step has no script | "
            "bitbucket-pipelines.yml\n");
  add("bitbucket-pipelines.yml", "image: x\n\tpipelines:\n");
  EXPECT_EQ(places(),
            "syntax-error bitbucket-pipelines.yml:2: A tab stands where the indentation is | "
            "bitbucket-pipelines.yml\n");
}

TEST_F(PipelineFilesTest, HoldCommentsThatSuppress) {
  const std::string before = "pipelines:\n  default:\n";
  const std::string after = "        name: A\n        script:\n          - make\n";
  add("bitbucket-pipelines.yml",
      before + "    - step: # plumbline:ignore step-in-no-time\n" + after);
  EXPECT_EQ(places(), "");
  EXPECT_EQ(outcome_.result.report.suppressed.size(), 1u);
  add("bitbucket-pipelines.yml",
      before + "    # plumbline:ignore step-in-no-time reason=\"short\"\n    - step:\n" + after);
  EXPECT_EQ(places(), "");
  add("bitbucket-pipelines.yml",
      before + "    - step:\n" + after + "          - a # plumbline:ignore step-in-no-time\n");
  EXPECT_NE(places(), "");
}

TEST_F(PipelineFilesTest, HaveFingerprintsWithoutLines) {
  add("bitbucket-pipelines.yml", kPipelines);
  const std::string before = run().report.findings[0].fingerprint;
  add("bitbucket-pipelines.yml", std::string("# moved\n\n") + kPipelines);
  EXPECT_EQ(run().report.findings[0].fingerprint, before);
}

}  // namespace
}  // namespace run
