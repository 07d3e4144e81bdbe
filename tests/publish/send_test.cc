// SPDX-License-Identifier: Apache-2.0
//
// What is sent when Bitbucket takes it, and when it does not. No test waits: the sleeper counts.
#include <gtest/gtest.h>

#include <deque>

#include "publish/bitbucket.h"
#include "publish/publish.h"
#include "report/sample.h"

namespace publish {
namespace {

using publish_test::Bitbucket;
using report::testing::Sample;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Bitbucket at the end of the line, but for the answers that are given before.
class FakeTransport : public Transport {
 public:
  Answer exchange(const Request& request) override {
    paths.emplace_back(std::string(request.method) + " " +
                       request.path.substr(request.path.rfind('/') + 1));
    if (!answers.empty() && skip-- == 0) {
      skip = 0;
      const Answer answer = answers.front();
      answers.pop_front();
      return answer;
    }
    const auto response = bitbucket.handle(request.method, "/2.0" + request.path, request.body);
    return {.status = response.status, .body = response.body};
  }

  Bitbucket bitbucket;
  std::deque<Answer> answers;
  int skip = 0;  // requests that are answered by Bitbucket before
  std::vector<std::string> paths;
};

class FakeSleeper : public Sleeper {
 public:
  void sleep(milliseconds time) override { slept.push_back(time); }
  std::vector<milliseconds> slept;
};

class Send : public testing::Test {
 protected:
  Send() {
    publication_.result = &sample_.result;
    publication_.target = {.workspace = "acme",
                           .repository = "shop",
                           .commit = "0123456789abcdef0123456789abcdef01234567",
                           .report_id = "plumbline",
                           .title = "Plumbline",
                           .link = {}};
    publication_.failed = true;
  }
  Sent send_all() { return send(publication_, transport_, sleeper_, 4); }
  void set_findings(size_t count) {
    std::vector<findings::Finding>& all = sample_.result.report.findings;
    all.resize(1);
    all.resize(count, all[0]);
  }

  Sample sample_;
  Publication publication_;
  FakeTransport transport_;
  FakeSleeper sleeper_;
};

TEST_F(Send, LeavesTheReportAndItsAnnotations) {
  const Sent sent = send_all();
  EXPECT_TRUE(sent.published);
  EXPECT_EQ(sent.found, 2u);
  EXPECT_EQ(sent.shown, 2u);
  EXPECT_TRUE(sent.problems.empty());
  const Bitbucket::Report& report = transport_.bitbucket.reports["plumbline"];
  EXPECT_EQ(report.json["result"], "FAILED");
  EXPECT_EQ(report.annotations.size(), 2u);
  EXPECT_TRUE(sleeper_.slept.empty());
}

TEST_F(Send, KeepsToTheLimitsOfBitbucket) {
  set_findings(1500);
  const Sent sent = send_all();
  EXPECT_TRUE(sent.problems.empty()) << sent.problems.front();
  EXPECT_EQ(sent.found, 1500u);
  EXPECT_EQ(sent.shown, 1000u);
  EXPECT_EQ(transport_.bitbucket.reports["plumbline"].annotations.size(), 1000u);
  EXPECT_EQ(transport_.paths.size(), 13u);
}

TEST_F(Send, LeavesNothingOfAFormerRun) {
  set_findings(900);
  send_all();
  set_findings(1);
  send_all();
  EXPECT_EQ(transport_.bitbucket.reports["plumbline"].annotations.size(), 1u);
}

TEST_F(Send, LeavesReportsOfOtherNamesAlone) {
  send_all();
  publication_.target.report_id = "plumbline-staging";
  send_all();
  EXPECT_EQ(transport_.bitbucket.reports.size(), 2u);
}

TEST_F(Send, GivesABuildStatusIfItIsAskedTo) {
  publication_.target.build_status = true;
  EXPECT_TRUE(send_all().problems.empty());
  ASSERT_EQ(transport_.bitbucket.statuses.size(), 1u);
  EXPECT_EQ(transport_.bitbucket.statuses[0]["state"], "FAILED");
}

TEST_F(Send, TriesAgainLaterAndLater) {
  transport_.answers.assign(3, Answer{.status = 503});
  transport_.answers.push_back({.error = "cannot connect", .may_pass = true});
  EXPECT_TRUE(send_all().published);
  EXPECT_EQ(sleeper_.slept,
            (std::vector<milliseconds>{seconds(1), seconds(2), seconds(4), seconds(8)}));
}

TEST_F(Send, GivesUpAfterSomeTries) {
  transport_.answers.assign(9, Answer{.status = 502, .body = "<html>\nBad Gateway"});
  const Sent sent = send_all();
  EXPECT_FALSE(sent.published);
  EXPECT_EQ(transport_.paths.size(), 5u);
  ASSERT_EQ(sent.problems.size(), 1u);
  EXPECT_TRUE(sent.problems[0].ends_with("plumbline: Bitbucket answers 502\n<html>"))
      << sent.problems[0];
}

TEST_F(Send, WaitsAsLongAsBitbucketAsks) {
  transport_.answers = {{.status = 429, .retry_after = seconds(7)},
                        {.status = 429, .retry_after = seconds(0)}};
  EXPECT_TRUE(send_all().published);
  EXPECT_EQ(sleeper_.slept, (std::vector<milliseconds>{seconds(7), seconds(0)}));
}

TEST_F(Send, DoesNotWaitForAnHour) {
  transport_.answers = {{.status = 429, .retry_after = seconds(3600)}};
  const Sent sent = send_all();
  EXPECT_TRUE(sleeper_.slept.empty());
  EXPECT_FALSE(sent.published);
  ASSERT_EQ(sent.problems.size(), 1u);
  EXPECT_NE(sent.problems[0].find("It asks to wait 3600 seconds."), std::string::npos);
  EXPECT_NE(sent.problems[0].find("try again later"), std::string::npos);
}

TEST_F(Send, DoesNotTryAgainWhatIsRefused) {
  for (const int status : {302, 401, 403, 404}) {
    transport_.paths.clear();
    transport_.skip = 1;
    transport_.answers = {{.status = status}};
    const Sent sent = send_all();
    EXPECT_EQ(transport_.paths, (std::vector<std::string>{"DELETE plumbline", "PUT plumbline"}));
    EXPECT_FALSE(sent.published);
    EXPECT_FALSE(sent.unreachable);
    EXPECT_TRUE(sleeper_.slept.empty());
  }
}

TEST_F(Send, DoesNotTryAgainWhatCannotPass) {
  transport_.answers = {{.error = "the certificate is not to be trusted"}};
  const Sent sent = send_all();
  EXPECT_EQ(transport_.paths.size(), 1u);
  EXPECT_TRUE(sent.unreachable);
  ASSERT_EQ(sent.problems.size(), 1u);
  EXPECT_NE(sent.problems[0].find("the certificate is not to be trusted"), std::string::npos);
}

TEST_F(Send, SaysWhatBitbucketSays) {
  transport_.skip = 1;
  transport_.answers = {{.status = 400,
                         .body = R"({"key": "report.bad", "message": "Too long\u001b[1m",)"
                                 R"( "arguments": {"field": "title"}})"}};
  const Sent sent = send_all();
  ASSERT_EQ(sent.problems.size(), 1u);
  EXPECT_TRUE(sent.problems[0].ends_with(
      "/reports/plumbline: Bitbucket answers 400\nToo long␛[1m\nkey: report.bad\n"
      "arguments: {\"field\":\"title\"}"))
      << sent.problems[0];
}

TEST_F(Send, SaysWhatTheOtherFormOfErrorsSays) {
  transport_.skip = 1;
  transport_.answers = {{.status = 404,
                         .body = R"({"type": "error", "error": {"message": "Not found",)"
                                 R"( "detail": "No commit."}})"}};
  const Sent sent = send_all();
  ASSERT_EQ(sent.problems.size(), 1u);
  EXPECT_NE(sent.problems[0].find("Bitbucket answers 404\nNot found\nNo commit.\nThere is no "
                                  "commit 0123456789abcdef0123456789abcdef01234567 in acme/shop"),
            std::string::npos)
      << sent.problems[0];
}

TEST_F(Send, LeavesOutABatchThatIsRefusedAndSaysSoInTheReport) {
  set_findings(250);
  transport_.skip = 3;  // delete, put, the first hundred
  transport_.answers = {{.status = 400, .body = R"({"message": "no"})"}};
  const Sent sent = send_all();
  EXPECT_TRUE(sent.published);
  EXPECT_EQ(sent.shown, 150u);
  EXPECT_EQ(sent.problems.size(), 1u);
  const Bitbucket::Report& report = transport_.bitbucket.reports["plumbline"];
  EXPECT_EQ(report.annotations.size(), 150u);
  EXPECT_TRUE(
      report.json["details"].get<std::string>().starts_with("150 of 250 findings are shown"))
      << report.json["details"];
  EXPECT_EQ(report.json["data"][6]["value"], 100);
}

}  // namespace
}  // namespace publish
