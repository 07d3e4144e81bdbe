// SPDX-License-Identifier: Apache-2.0
//
// plumbline publish bitbucket as a pipeline runs it, against a Bitbucket on this machine that
// enforces the limits.
#include <gtest/gtest.h>

#include <filesystem>

#include "end_to_end/program.h"
#include "publish/server.h"

namespace cli {
namespace {

using end_to_end::ProgramResult;
using end_to_end::run_command;
using end_to_end::ScratchDirectory;
using end_to_end::text_of;
using publish_test::Bitbucket;
using publish_test::Listener;
using publish_test::SeenRequest;
using publish_test::Server;
using Json = nlohmann::ordered_json;

constexpr const char* kRules = R"(rule "too-small" {
  severity      = "high"
  target        = "nobody_thing"
  condition     = self.size > 2
  error_message = "${address(self)} is too small."
}
rule "too-plain" {
  severity      = "medium"
  target        = "nobody_thing"
  condition     = self.size > 1
  error_message = "${address(self)} is too plain."
}
rule "unnamed" {
  severity      = "critical"
  target        = "nobody_thing"
  condition     = self.name != null
  error_message = "${address(self)} has no name."
}
profile "mine" {
  rule "*" {
    enabled = false
  }
  rule "too-small" {
    enabled = true
  }
  rule "too-plain" {
    enabled = true
  }
  rule "unnamed" {
    enabled = true
  }
}
)";

constexpr const char* kCommit = "0123456789abcdef0123456789abcdef01234567";
constexpr const char* kToken = "ATCTT3xFfGN0-secret";

std::string root_of(size_t things) {
  std::string text = "terraform {\n  backend \"s3\" {}\n}\n";
  for (size_t i = 0; i < things; ++i) {
    text += "resource \"nobody_thing\" \"t" + std::to_string(i) + "\" {\n  size = 1\n}\n";
  }
  return text;
}

class Publish : public testing::Test {
 protected:
  Publish() : scratch_("publish") {
    scratch_.write(".git/HEAD", "");
    scratch_.write("rules/rules.hcl", kRules);
    scratch_.write("live/main.tf", root_of(1));
    scratch_.write("many/main.tf", root_of(500));
    scratch_.write("clean/main.tf",
                   "terraform {\n  backend \"s3\" {}\n}\nresource \"nobody_thing\" \"a\" {\n"
                   "  size = 3\n  name = \"a\"\n}\n");
  }

  // With no variables but these, "NAME=value" each.
  ProgramResult publish(const std::string& variables, const std::string& arguments) const {
    return run_command(
        "env -i " + variables +
            " '" PLUMBLINE_BINARY "' publish bitbucket --rules rules --profile mine " + arguments,
        scratch_.path());
  }
  // From outside a pipeline, with a token.
  ProgramResult publish(const std::string& arguments) const {
    return publish(std::string("BITBUCKET_ACCESS_TOKEN=") + kToken,
                   "--repository acme/shop --commit " + std::string(kCommit) + " --api-url " +
                       server_.url() + " " + arguments);
  }
  // In a step, whose proxy is the server.
  [[nodiscard]] std::string step() const {
    return std::string("BITBUCKET_PIPELINE_UUID={1} BITBUCKET_BUILD_NUMBER=7 BITBUCKET_COMMIT=") +
           kCommit + " BITBUCKET_REPO_FULL_NAME=acme/shop";
  }
  [[nodiscard]] std::string proxy() const { return "--proxy http://127.0.0.1:" + server_.port(); }
  Bitbucket::Report& report(const std::string& id = "plumbline") {
    return server_.bitbucket().reports[id];
  }

  ScratchDirectory scratch_;
  Server server_;
};

TEST_F(Publish, InAStepGoesThroughTheProxyWithoutCredentials) {
  const ProgramResult result = publish(step(), proxy() + " live");
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  // People read what a check prints.
  EXPECT_NE(result.output.find("critical[unnamed]: nobody_thing.t0 has no name."),
            std::string::npos)
      << result.output;
  EXPECT_EQ(result.errors,
            "plumbline: published 3 of 3 findings as report plumbline of 0123456789ab in "
            "acme/shop\n");
  const std::vector<SeenRequest> seen = server_.seen();
  ASSERT_EQ(seen.size(), 4u);
  const std::string address = "http://api.bitbucket.org/2.0/repositories/acme/shop/commit/" +
                              std::string(kCommit) + "/reports/plumbline";
  EXPECT_EQ(seen[0].method + " " + seen[0].target, "DELETE " + address);
  EXPECT_EQ(seen[1].method + " " + seen[1].target, "PUT " + address);
  EXPECT_EQ(seen[2].method + " " + seen[2].target, "POST " + address + "/annotations");
  EXPECT_EQ(seen[3].method + " " + seen[3].target, "PUT " + address);
  for (const SeenRequest& request : seen) EXPECT_EQ(request.authorization, "");
  EXPECT_EQ(report().json["result"], "FAILED");
  EXPECT_EQ(report().json["link"], "https://bitbucket.org/acme/shop/pipelines/results/7");
  const Json& worst = report().annotations[report().order[0]];
  EXPECT_EQ(worst["summary"], "unnamed: nobody_thing.t0 has no name.");
  EXPECT_EQ(worst["path"], "live/main.tf");
  EXPECT_EQ(worst["line"], 4);
}

TEST_F(Publish, ThroughAProxyTheTokenStaysHere) {
  publish(step() + " BITBUCKET_ACCESS_TOKEN=t0ken", proxy() + " live");
  EXPECT_EQ(server_.seen().size(), 4u);
  for (const SeenRequest& request : server_.seen()) EXPECT_EQ(request.authorization, "");
}

TEST_F(Publish, FromOutsideCarriesTheToken) {
  const ProgramResult result = publish("live");
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  ASSERT_EQ(server_.seen().size(), 4u);
  EXPECT_EQ(server_.seen()[0].authorization, "Bearer " + std::string(kToken));
  EXPECT_EQ(server_.seen()[0].target.find("http:"), std::string::npos);
}

TEST_F(Publish, TakesAnApiTokenWithItsEMailAddress) {
  const std::string where =
      "--repository acme/shop --commit " + std::string(kCommit) + " --api-url " + server_.url();
  publish("BITBUCKET_USER_EMAIL=ada@example.com BITBUCKET_API_TOKEN=t0ken", where + " live");
  ASSERT_FALSE(server_.seen().empty());
  EXPECT_EQ(server_.seen()[0].authorization, "Basic YWRhQGV4YW1wbGUuY29tOnQwa2Vu");
  const ProgramResult without = publish("BITBUCKET_API_TOKEN=t0ken", where + " live");
  EXPECT_EQ(without.exit_code, 2);
  EXPECT_NE(without.errors.find("BITBUCKET_USER_EMAIL"), std::string::npos) << without.errors;
}

TEST_F(Publish, OfACleanRunPasses) {
  const ProgramResult result = publish("clean");
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(report().json["result"], "PASSED");
  EXPECT_TRUE(report().annotations.empty());
}

TEST_F(Publish, OfFindingsBelowTheThresholdPasses) {
  EXPECT_EQ(publish("--fail-on critical --config none.hcl clean").exit_code, 2);
  EXPECT_TRUE(report().json.is_null());  // nothing was judged
  EXPECT_EQ(publish("--fail-on critical clean nowhere").exit_code, 2);
  EXPECT_EQ(report().json["result"], "FAILED");
  scratch_.write("medium/main.tf",
                 "terraform {\n  backend \"s3\" {}\n}\nresource \"nobody_thing\" \"a\" {\n"
                 "  size = 2\n  name = \"a\"\n}\n");
  EXPECT_EQ(publish("--fail-on critical medium").exit_code, 0);
  EXPECT_EQ(report().json["result"], "PASSED");
  EXPECT_EQ(report().annotations.size(), 1u);
}

TEST_F(Publish, OfFifteenHundredFindingsShowsTheThousandWorst) {
  const ProgramResult result = publish("--quiet many");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.errors,
            "plumbline: published 1000 of 1500 findings as report plumbline of 0123456789ab in "
            "acme/shop\n");
  EXPECT_EQ(server_.seen().size(), 13u);
  ASSERT_EQ(report().order.size(), 1000u);
  for (size_t i = 0; i < 1000; ++i) {
    const Json& annotation = report().annotations[report().order[i]];
    EXPECT_EQ(annotation["severity"], i < 500 ? "CRITICAL" : "HIGH");
    EXPECT_EQ(annotation["line"], 4 + 3 * (i % 500) + (i < 500 ? 0 : 1));
  }
  EXPECT_TRUE(report().json["details"].get<std::string>().starts_with(
      "1000 of 1500 findings are shown, the worst ones.\n"));
}

TEST_F(Publish, AgainReplacesWhatWasThere) {
  publish("many");
  publish("live");
  EXPECT_EQ(report().annotations.size(), 3u);
  publish("--report-id plumbline-2 live");
  EXPECT_EQ(server_.bitbucket().reports.size(), 2u);
}

TEST_F(Publish, WritesFurtherReportsOfTheSameRun) {
  const ProgramResult result = publish("--quiet --output junit=plumbline.xml live");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(text_of(scratch_.path() + "/plumbline.xml").find("failures=\"3\""), std::string::npos);
}

TEST_F(Publish, GivesABuildStatus) {
  EXPECT_EQ(publish("--build-status live").exit_code, 1);
  ASSERT_EQ(server_.bitbucket().statuses.size(), 1u);
  EXPECT_EQ(server_.bitbucket().statuses[0]["state"], "FAILED");
  EXPECT_EQ(server_.bitbucket().statuses[0]["description"],
            "3 findings: 1 critical, 1 high, 1 medium.");
  const ProgramResult result = publish(step(), proxy() + " --build-status live");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.errors.find("BITBUCKET_ACCESS_TOKEN"), std::string::npos) << result.errors;
}

TEST_F(Publish, ThatFailsWarnsAndKeepsTheExitCode) {
  server_.answer_next({.response = {401}, .by_echo = true});
  const ProgramResult result = publish("live");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.output.find("has no name"), std::string::npos);
  EXPECT_NE(result.errors.find("plumbline: warning: nothing was published"), std::string::npos)
      << result.errors;
  EXPECT_NE(result.errors.find("Bitbucket answers 401\n  what is Bearer ***?\n  The token is not "
                               "valid"),
            std::string::npos)
      << result.errors;
  server_.answer_next({.response = {403, R"({"key":"k","message":"no scope"})"}});
  const ProgramResult clean = publish("clean");
  EXPECT_EQ(clean.exit_code, 0);
  EXPECT_NE(clean.errors.find("no scope\n  key: k\n  The token needs the scope"), std::string::npos)
      << clean.errors;
}

TEST_F(Publish, ThatFailsEndsWithTwoIfItIsRequired) {
  server_.answer_next({.response = {404}});  // of the report to delete: there is none
  server_.answer_next({.response = {404}});
  const ProgramResult result = publish("--require-publish clean");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.errors.find("plumbline: error: nothing was published\n"), std::string::npos)
      << result.errors;
  EXPECT_NE(result.errors.find("has it been pushed?"), std::string::npos) << result.errors;
  EXPECT_EQ(publish("--require-publish live").exit_code, 1);
}

TEST_F(Publish, TriesAgainWhatMayPass) {
  server_.answer_next({.response = {503, "", "Retry-After: 0\r\n"}});
  server_.answer_next({.response = {429, "", "Retry-After: 0\r\n"}});
  const ProgramResult result = publish("live");
  EXPECT_EQ(server_.seen().size(), 6u);
  EXPECT_NE(result.errors.find("published 3 of 3"), std::string::npos) << result.errors;
}

TEST_F(Publish, NeverShowsTheToken) {
  server_.answer_next({.response = {401}, .by_echo = true});
  server_.answer_next(
      {.response = {302, "", "Location: http://a/?" + std::string(kToken) + "\r\n"}});
  server_.answer_next({.raw = "nonsense " + std::string(kToken) + "\r\n\r\n"});
  for (const char* arguments :
       {"live", "live", "live", "--verbose live", "--report-id 'a b' live", "--dry-run out live"}) {
    const ProgramResult result = publish(arguments);
    EXPECT_EQ(result.output.find(kToken), std::string::npos) << arguments;
    EXPECT_EQ(result.errors.find(kToken), std::string::npos) << arguments << result.errors;
  }
  for (const auto& entry : std::filesystem::directory_iterator(scratch_.path() + "/out")) {
    EXPECT_EQ(text_of(entry.path()).find(kToken), std::string::npos) << entry.path();
  }
  const ProgramResult odd = publish("BITBUCKET_ACCESS_TOKEN='a b-secret'",
                                    "--repository a/b --commit " + std::string(kCommit) + " live");
  EXPECT_EQ(odd.exit_code, 2);
  EXPECT_EQ(odd.errors.find("secret"), std::string::npos) << odd.errors;
}

TEST_F(Publish, SaysWhereTheProxyIsIfNobodyIsThere) {
  std::string port;
  {
    const Listener gone;
    port = gone.port();
  }
  const ProgramResult result =
      publish(step(), "--retries 0 --proxy http://127.0.0.1:" + port + " clean");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.errors.find("cannot connect to 127.0.0.1:" + port), std::string::npos)
      << result.errors;
  EXPECT_NE(result.errors.find("--proxy names another"), std::string::npos) << result.errors;
}

TEST_F(Publish, NamesTheVariableOrOptionThatIsMissing) {
  const std::string token = "BITBUCKET_ACCESS_TOKEN=t ";
  const std::string repository = "BITBUCKET_WORKSPACE=acme BITBUCKET_REPO_SLUG=shop ";
  const std::string commit = "BITBUCKET_COMMIT=" + std::string(kCommit) + " ";
  const std::tuple<std::string, std::string, const char*> rows[] = {
      {token + commit, "", "BITBUCKET_REPO_FULL_NAME"},
      {token + commit, "--repository shop", "WORKSPACE/SLUG"},
      {token + commit, "--repository a/b/c", "WORKSPACE/SLUG"},
      {token + repository, "", "BITBUCKET_COMMIT"},
      {token + repository, "--commit main", "40 hexadecimal digits"},
      {repository + commit, "", "BITBUCKET_ACCESS_TOKEN"},
      {token + repository + commit, "--api-url http://api.bitbucket.org/2.0", "https://"},
      {token + repository + commit, "--api-url bitbucket", "begins with http"},
      {token + repository + commit, "--report-id 'a b'", "--report-id"},
      {repository + commit, "--proxy https://a", "--proxy"},
      {repository + commit, "--proxy http://a --api-url https://b", "--api-url"},
  };
  for (const auto& [variables, arguments, named] : rows) {
    const ProgramResult result = publish(variables, arguments + " clean");
    EXPECT_EQ(result.exit_code, 2) << variables << arguments;
    EXPECT_NE(result.errors.find(named), std::string::npos) << result.errors;
    EXPECT_EQ(result.output, "") << "it is said before anything is judged";
  }
}

TEST_F(Publish, DryRunWritesWhatWouldBeSent) {
  const std::string where = "--repository acme/shop --commit " + std::string(kCommit);
  const ProgramResult dry = publish("A=b", where + " --dry-run out/bitbucket live");
  EXPECT_EQ(dry.exit_code, 1) << dry.errors;
  EXPECT_EQ(dry.errors, "plumbline: nothing was sent; the requests are in out/bitbucket\n");
  const std::string directory = scratch_.path() + "/out/bitbucket/";
  const std::string report = "https://api.bitbucket.org/2.0/repositories/acme/shop/commit/" +
                             std::string(kCommit) + "/reports/plumbline";
  EXPECT_EQ(text_of(directory + "requests.txt"),
            "DELETE " + report + "\nPUT " + report + " 01.json\nPOST " + report +
                "/annotations 02.json\nPUT " + report + " 03.json\n");
  publish("live");
  const std::vector<SeenRequest> seen = server_.seen();
  ASSERT_EQ(seen.size(), 4u);
  EXPECT_EQ(text_of(directory + "01.json"), seen[1].body + "\n");
  EXPECT_EQ(text_of(directory + "02.json"), seen[2].body + "\n");
  EXPECT_EQ(text_of(directory + "03.json"), seen[3].body + "\n");
}

TEST_F(Publish, DryRunThatCannotWriteEndsWithTwo) {
  scratch_.write("file", "");
  const ProgramResult result = publish(
      "A=b", "--repository acme/shop --commit " + std::string(kCommit) + " --dry-run file clean");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.errors.find("cannot write file/"), std::string::npos) << result.errors;
}

}  // namespace
}  // namespace cli
