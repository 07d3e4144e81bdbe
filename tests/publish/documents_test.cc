// SPDX-License-Identifier: Apache-2.0
//
// What Bitbucket is told, to the letter, and that it stays within the limits.
#include "publish/documents.h"

#include <gtest/gtest.h>

#include <set>

#include "findings/testing.h"
#include "publish/bitbucket.h"
#include "report/sample.h"

namespace publish {
namespace {

using findings::testing::Repository;
using report::testing::Sample;

Target target() {
  return {.workspace = "acme",
          .repository = "shop",
          .commit = "0123456789abcdef0123456789abcdef01234567",
          .report_id = "plumbline",
          .title = "Plumbline",
          .link = "https://bitbucket.org/acme/shop/pipelines/results/7"};
}

Publication publication_of(const report::Result& result) {
  return {.result = &result, .target = target(), .failed = true};
}

// A result of findings with these severities, each in a line of its own.
struct Many {
  explicit Many(size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) text += "a = 1\n";
    const source::FileId file = files.add("main.tf", text);
    for (uint32_t i = 0; i < count; ++i) {
      findings::Finding& finding = result.report.findings.emplace_back();
      finding.rule = "rule";
      finding.severity = static_cast<config::Severity>(i % 5);
      finding.message = "m" + std::to_string(i);
      finding.address = "a";
      finding.range = {file, i * 6, i * 6 + 1};
      finding.fingerprint = "f" + std::to_string(i);
    }
    result.files = &files;
    result.profile = "aws-web";
  }
  source::Files files;
  report::Result result;
};

TEST(Documents, OfTheSampleAreToTheLetter) {
  const Sample sample;
  const std::vector<Json> annotations = annotations_of(publication_of(sample.result));
  ASSERT_EQ(annotations.size(), 2u);  // neither what is suppressed nor what is accepted
  EXPECT_EQ(annotations[0], Json::parse(R"({
    "external_id": "plumbline-0123456789abcdef0123456789abcdef",
    "annotation_type": "VULNERABILITY",
    "severity": "HIGH",
    "summary": "too-small: thing.a[0] is too small.",
    "details": "Give it a size of 3.\n5 instances: thing.a[0], thing.a[1], thing.a[2], thing.a[3] and 1 more\nin prod, staging\nclauses A1.2, A1.3\nSee also:\nnet/terraform.tfvars:1: var.size of terraform.tfvars",
    "path": "net/main.tf",
    "line": 2
  })"))
      << annotations[0].dump(2);
  // Of a root as a whole: a file, but no line.
  EXPECT_EQ(annotations[1], Json::parse(R"({
    "external_id": "plumbline-fedcba9876543210fedcba9876543210",
    "annotation_type": "CODE_SMELL",
    "severity": "LOW",
    "summary": "nothing-logs: Nothing logs.",
    "details": "in net",
    "path": "net/main.tf"
  })"))
      << annotations[1].dump(2);
}

TEST(Documents, ReportCountsAndSaysHowItWent) {
  const Sample sample;
  Publication publication = publication_of(sample.result);
  const Json json = report_json(publication, ReportState::done, 2);
  EXPECT_EQ(json["title"], "Plumbline");
  EXPECT_EQ(json["reporter"], "Plumbline");
  EXPECT_EQ(json["report_type"], "SECURITY");
  EXPECT_EQ(json["external_id"], "plumbline");
  EXPECT_EQ(json["link"], "https://bitbucket.org/acme/shop/pipelines/results/7");
  EXPECT_EQ(json["result"], "FAILED");
  const std::string details = json["details"];
  EXPECT_TRUE(details.starts_with("2 findings: 1 high, 1 low.\n")) << details;
  EXPECT_NE(details.find("What is missing:\n     1  var.v has no value"), std::string::npos)
      << details;
  std::map<std::string, int> data;
  for (const Json& field : json["data"]) {
    EXPECT_EQ(field["type"], "NUMBER");
    data[field["title"]] = field["value"];
  }
  EXPECT_EQ(data, (std::map<std::string, int>{{"Findings", 2},
                                              {"Critical", 0},
                                              {"High", 1},
                                              {"Medium", 0},
                                              {"Low", 1},
                                              {"Info", 0},
                                              {"Not shown", 0},
                                              {"Undecided", 1},
                                              {"Suppressed", 1},
                                              {"Accepted", 1}}));
  EXPECT_LE(data.size(), kMaxDataFields);
  EXPECT_EQ(report_json(publication, ReportState::pending, 2)["result"], "PENDING");
  publication.failed = false;
  EXPECT_EQ(report_json(publication, ReportState::done, 2)["result"], "PASSED");
}

TEST(Documents, ReportOfARunThatCouldNotDoAllSaysSo) {
  const Sample sample;
  Publication publication = publication_of(sample.result);
  publication.complete = false;
  const std::string details = report_json(publication, ReportState::done, 2)["details"];
  EXPECT_TRUE(details.starts_with("Plumbline could not do all of its work")) << details;
}

TEST(Documents, SeveritiesAreBitbuckets) {
  const Many many(5);
  const std::vector<Json> annotations = annotations_of(publication_of(many.result));
  const char* const severities[] = {"CRITICAL", "HIGH", "MEDIUM", "LOW", "LOW"};
  const char* const types[] = {"VULNERABILITY", "VULNERABILITY", "VULNERABILITY", "CODE_SMELL",
                               "CODE_SMELL"};
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(annotations[i]["severity"], severities[i]);
    EXPECT_EQ(annotations[i]["annotation_type"], types[i]);
  }
}

TEST(Documents, WhatBitbucketWouldRefuseIsABug) {
  Sample sample;
  sample.result.report.findings[0].rule = "invalid-pipeline";
  EXPECT_EQ(annotations_of(publication_of(sample.result))[0]["annotation_type"], "BUG");
}

TEST(Documents, OfMoreThanAThousandShowTheWorstInTheOrderOfTheReport) {
  const Many many(1500);  // 300 of each severity
  const Publication publication = publication_of(many.result);
  const std::vector<Json> annotations = annotations_of(publication);
  ASSERT_EQ(annotations.size(), 1000u);
  std::map<std::string, size_t> counts;
  for (const Json& annotation : annotations) ++counts[annotation["severity"]];
  // Low and info are both LOW; the hundred that are left are the first of the low ones.
  EXPECT_EQ(counts, (std::map<std::string, size_t>{
                        {"CRITICAL", 300}, {"HIGH", 300}, {"MEDIUM", 300}, {"LOW", 100}}));
  EXPECT_EQ(annotations[0]["summary"], "rule: m4");
  EXPECT_EQ(annotations[1]["summary"], "rule: m9");
  EXPECT_EQ(annotations[300]["summary"], "rule: m3");
  EXPECT_EQ(annotations[900]["summary"], "rule: m1");
  EXPECT_EQ(annotations[999]["summary"], "rule: m496");
  const Json json = report_json(publication, ReportState::done, annotations.size());
  EXPECT_TRUE(json["details"].get<std::string>().starts_with(
      "1000 of 1500 findings are shown, the worst ones.\n1500 findings: 300 critical"))
      << json["details"];
  EXPECT_EQ(json["data"][6], Json({{"type", "NUMBER"}, {"title", "Not shown"}, {"value", 500}}));
}

TEST(Documents, IdsAreStableAndNoTwoAreTheSame) {
  Sample sample;
  sample.result.report.findings.assign(3, sample.result.report.findings[0]);
  const std::vector<Json> annotations = annotations_of(publication_of(sample.result));
  const std::string first = annotations[0]["external_id"];
  EXPECT_EQ(first, "plumbline-0123456789abcdef0123456789abcdef");
  EXPECT_EQ(annotations[1]["external_id"], first + "-2");
  EXPECT_EQ(annotations[2]["external_id"], first + "-3");
}

TEST(Documents, TextsAreCutToTheLimits) {
  Sample sample;
  findings::Finding& finding = sample.result.report.findings[0];
  for (int i = 0; i < 600; ++i) finding.message += "🙂";
  for (int i = 0; i < 2100; ++i) finding.remedy += "é";
  Publication publication = publication_of(sample.result);
  publication.target.title = std::string(500, 'x');
  const Json annotation = annotations_of(publication)[0];
  const std::string summary = annotation["summary"];
  EXPECT_TRUE(summary.ends_with("🙂…"));
  EXPECT_LE(publish_test::units(summary), 450u);
  EXPECT_GE(publish_test::units(summary), 449u);
  EXPECT_EQ(publish_test::units(annotation["details"].get<std::string>()), 2000u);
  const Json json = report_json(publication, ReportState::done, 2);
  EXPECT_EQ(publish_test::units(json["title"].get<std::string>()), 450u);
}

TEST(Documents, SummaryIsNeverEmpty) {
  Sample sample;
  sample.result.report.findings[0].message.clear();
  EXPECT_EQ(annotations_of(publication_of(sample.result))[0]["summary"], "too-small: ");
}

TEST(Documents, PathsAreOfTheRepositoryOrLeftOut) {
  Many many(2);
  many.result.repository = "/home/ci/shop";
  many.result.current = "/home/ci/shop/live";
  EXPECT_EQ(annotations_of(publication_of(many.result))[0]["path"], "live/main.tf");
  many.result.repository = "/home/ci/other";
  const Json outside = annotations_of(publication_of(many.result))[0];
  EXPECT_FALSE(outside.contains("path"));
  EXPECT_FALSE(outside.contains("line"));
}

TEST(Documents, LinkToThePageOfTheRuleWhereThereIsOne) {
  Sample sample;
  EXPECT_FALSE(annotations_of(publication_of(sample.result))[0].contains("link"));
  sample.result.details.docs_url = "https://docs.example/";
  report::RuleText& rule = sample.result.details.rules.emplace_back();
  rule.name = "too-small";
  rule.area = "things";
  EXPECT_EQ(annotations_of(publication_of(sample.result))[0]["link"],
            "https://docs.example/rules/things/too-small.md");
}

TEST(Documents, BuildStatusSaysHowItWentAndWhereToRead) {
  const Sample sample;
  Publication publication = publication_of(sample.result);
  EXPECT_EQ(build_status_json(publication),
            Json::parse(R"({"key": "plumbline", "state": "FAILED", "name": "Plumbline",
                            "description": "2 findings: 1 high, 1 low.",
                            "url": "https://bitbucket.org/acme/shop/pipelines/results/7"})"));
  publication.failed = false;
  publication.target.link.clear();
  const Json json = build_status_json(publication);
  EXPECT_EQ(json["state"], "SUCCESSFUL");
  EXPECT_EQ(json["url"],
            "https://bitbucket.org/acme/shop/commits/0123456789abcdef0123456789abcdef01234567");
}

TEST(Documents, ShowNoSecret) {
  Repository repository({{"main.tf", R"(
variable "key" {
  sensitive = true
  default   = "hunter2"
}
resource "nobody_thing" "a" {
  name = "sk_live_hunter1hunter1hu"
}
resource "nobody_thing" "b" {
  name = var.key
}
)"}},
                        R"(rule "named" {
  severity      = "high"
  target        = "nobody_thing"
  condition     = self.name == null
  error_message = "Of ${address(self)}, password=${self.name} is bad."
})");
  repository.judge();
  report::Result result;
  result.report = repository.gather(Repository::Comments());
  result.files = &repository.files();
  std::string text = report_json(publication_of(result), ReportState::done, 2).dump();
  for (const Json& json : annotations_of(publication_of(result))) text += json.dump();
  EXPECT_EQ(text.find("hunter"), std::string::npos) << text;
  EXPECT_NE(text.find("password=*"), std::string::npos) << text;
}

TEST(Requests, StandInTheOrderThatLeavesNothingOld) {
  const Many many(250);
  Publication publication = publication_of(many.result);
  publication.target.workspace = "{0f}";
  publication.target.build_status = true;
  std::vector<std::string> lines;
  for (const Request& request : requests_of(publication)) {
    lines.push_back(std::string(request.method) + " " + request.path + " " +
                    std::to_string(request.annotations));
  }
  const std::string commit =
      "/repositories/%7B0f%7D/shop/commit/0123456789abcdef0123456789abcdef01234567";
  const std::string report = commit + "/reports/plumbline";
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "DELETE " + report + " 0", "PUT " + report + " 0",
                       "POST " + report + "/annotations 100", "POST " + report + "/annotations 100",
                       "POST " + report + "/annotations 50", "PUT " + report + " 0",
                       "POST " + commit + "/statuses/build 0"}));
}

TEST(Requests, OfNoFindingsHaveNoAnnotations) {
  const Many none(0);
  const std::vector<Request> requests = requests_of(publication_of(none.result));
  EXPECT_EQ(requests.size(), 3u);
}

TEST(Requests, AreTheSameBytesEachTime) {
  const Sample sample;
  const Publication publication = publication_of(sample.result);
  const std::vector<Request> first = requests_of(publication);
  const std::vector<Request> second = requests_of(publication);
  ASSERT_EQ(first.size(), second.size());
  for (size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].body, second[i].body);
}

}  // namespace
}  // namespace publish
