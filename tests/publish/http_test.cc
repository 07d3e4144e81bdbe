// SPDX-License-Identifier: Apache-2.0
//
// Requests over real sockets of this machine: their form, and servers that misbehave.
#include "publish/http.h"

#include <gtest/gtest.h>

#include "publish/server.h"

namespace publish {
namespace {

using publish_test::Listener;
using publish_test::SeenRequest;
using publish_test::Server;
using std::chrono::milliseconds;

const Request kPut = {
    .kind = RequestKind::open_report, .method = "PUT", .path = "/a/b", .body = "{}"};

Url url(const std::string& text) { return parse_url(text).value(); }

class Http : public testing::Test {
 protected:
  Answer exchange(HttpOptions options, const Request& request = kPut) {
    return http_transport(std::move(options))->exchange(request);
  }
  HttpOptions direct() { return {.api = url(server_.url()), .credentials = {.token = "t0ken"}}; }

  Server server_;
};

TEST_F(Http, DirectRequestNamesThePathAndTheToken) {
  server_.answer_next({.response = {200, "yes"}});
  const Answer answer = exchange(direct());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "yes");
  ASSERT_EQ(server_.seen().size(), 1u);
  const SeenRequest seen = server_.seen()[0];
  EXPECT_EQ(seen.method, "PUT");
  EXPECT_EQ(seen.target, "/2.0/a/b");
  EXPECT_EQ(seen.host, "127.0.0.1:" + server_.port());
  EXPECT_EQ(seen.authorization, "Bearer t0ken");
  EXPECT_EQ(seen.body, "{}");
}

TEST_F(Http, UserAndTokenAreSentAsBasic) {
  HttpOptions options = direct();
  options.credentials.user = "ada@example.com";
  exchange(options);
  EXPECT_EQ(server_.seen()[0].authorization, "Basic YWRhQGV4YW1wbGUuY29tOnQwa2Vu");
}

TEST_F(Http, ProxyIsToldTheWholeAddress) {
  const HttpOptions options{.api = url("http://api.bitbucket.org/2.0"),
                            .proxy = url("http://127.0.0.1:" + server_.port())};
  exchange(options);
  ASSERT_EQ(server_.seen().size(), 1u);
  EXPECT_EQ(server_.seen()[0].target, "http://api.bitbucket.org/2.0/a/b");
  EXPECT_EQ(server_.seen()[0].host, "api.bitbucket.org");
  EXPECT_EQ(server_.seen()[0].authorization, "");
}

TEST_F(Http, AnswerWithoutBodyIsWhole) {
  server_.answer_next({.response = {204}});
  EXPECT_EQ(exchange(direct()).status, 204);
}

TEST_F(Http, RedirectIsNotFollowed) {
  server_.answer_next({.response = {302, "", "Location: " + server_.url() + "/elsewhere\r\n"}});
  const Answer answer = exchange(direct());
  EXPECT_EQ(answer.status, 302);
  EXPECT_EQ(answer.location, server_.url() + "/elsewhere");
  EXPECT_EQ(server_.seen().size(), 1u);
}

TEST_F(Http, RetryAfterIsRead) {
  server_.answer_next({.response = {429, "", "Retry-After: 17\r\n"}});
  EXPECT_EQ(exchange(direct()).retry_after.count(), 17);
  for (const char* other : {"Wed, 21 Oct 2026 07:28:00 GMT", "-1", "", "99999999999999999999"}) {
    server_.answer_next({.response = {429, "", std::string("Retry-After: ") + other + "\r\n"}});
    EXPECT_LT(exchange(direct()).retry_after.count(), 0) << other;
  }
}

TEST_F(Http, CredentialsThatTheServerRepeatsAreHidden) {
  server_.answer_next({.response = {401}, .by_echo = true});
  EXPECT_EQ(exchange(direct()).body, "what is Bearer ***?");
  HttpOptions options = direct();
  options.credentials.user = "ada@example.com";
  server_.answer_next({.response = {401}, .by_echo = true});
  EXPECT_EQ(exchange(options).body, "what is Basic ***?");
  server_.answer_next({.response = {302, "", "Location: http://x/?token=t0ken\r\n"}});
  EXPECT_EQ(exchange(options).location, "http://x/?token=***");
}

TEST_F(Http, ServerThatDoesNotAnswerIsNotWaitedForLong) {
  HttpOptions options = direct();
  options.timeout = milliseconds(50);
  server_.answer_next({.never = true});
  const Answer answer = exchange(options);
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.error, "127.0.0.1:" + server_.port() + " does not answer within 0.05 s");
  EXPECT_TRUE(answer.may_pass);
}

TEST_F(Http, WhatIsNoHttpIsSaidToBeNone) {
  server_.answer_next({.raw = "SSH-2.0-OpenSSH_9.2\r\n\r\n"});
  const Answer answer = exchange(direct());
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.error.find("is not HTTP"), std::string::npos) << answer.error;
  EXPECT_FALSE(answer.may_pass);
}

TEST_F(Http, HeaderWithoutEndIsNoHttp) {
  server_.answer_next({.raw = "HTTP/1.1 200 OK\r\nA: " + std::string(200'000, 'a')});
  const Answer answer = exchange(direct());
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.error.find("is not HTTP"), std::string::npos) << answer.error;
}

TEST_F(Http, ConnectionThatBreaksMayPass) {
  server_.answer_next({.raw = "HTTP/1.1 200"});
  const Answer answer = exchange(direct());
  EXPECT_EQ(answer.status, 0);
  EXPECT_TRUE(answer.may_pass);
  EXPECT_NE(answer.error.find("breaks"), std::string::npos) << answer.error;
}

TEST_F(Http, StatusCountsThoughTheTextIsCutOffOrTooLong) {
  server_.answer_next({.raw = "HTTP/1.1 400 No\r\nContent-Length: 100\r\n\r\nsome"});
  EXPECT_EQ(exchange(direct()).status, 400);
  server_.answer_next({.response = {400, std::string(3'000'000, 'a')}});
  EXPECT_EQ(exchange(direct()).status, 400);
}

TEST_F(Http, NobodyThereMayPass) {
  std::string port;
  {
    const Listener gone;
    port = gone.port();
  }
  const Answer answer = exchange({.api = url("http://127.0.0.1:" + port)});
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.error, "cannot connect to 127.0.0.1:" + port + ": Connection refused");
  EXPECT_TRUE(answer.may_pass);
}

TEST(ParseUrl, TellsHostPortAndPath) {
  const Url api = url("https://api.bitbucket.org/2.0/");
  EXPECT_TRUE(api.tls);
  EXPECT_EQ(api.host, "api.bitbucket.org");
  EXPECT_EQ(api.port, "443");
  EXPECT_EQ(api.path, "/2.0");
  const Url proxy = url("http://[::1]:29418");
  EXPECT_FALSE(proxy.tls);
  EXPECT_EQ(proxy.host, "::1");
  EXPECT_EQ(proxy.port, "29418");
  EXPECT_EQ(proxy.path, "");
  EXPECT_EQ(url("http://a").port, "80");
}

TEST(ParseUrl, OfWhatItReadIsTheSameAgain) {
  for (const char* text :
       {"https://api.bitbucket.org/2.0", "http://[::1]:29418", "http://a:81/b"}) {
    EXPECT_EQ(text_of(url(text)), text);
  }
  EXPECT_EQ(text_of(url("https://a:443/")), "https://a");
}

TEST(ParseUrl, RefusesWhatIsNoAddressHere) {
  for (const char* text : {"", "api.bitbucket.org", "ftp://a", "http://", "http://:80", "http://a:",
                           "http://a:b", "http://a:65536", "http://a:123456", "http://[::1",
                           "http://a/?b", "http://a/#b", "http://a b", "http://a\r\nX: y"}) {
    EXPECT_FALSE(parse_url(text).ok()) << text;
  }
}

TEST(ParseUrl, DoesNotRepeatAPassword) {
  const auto parsed = parse_url("https://ada:hunter2@api.bitbucket.org");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.error().find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace publish
