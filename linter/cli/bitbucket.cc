// SPDX-License-Identifier: Apache-2.0
// Where a report goes, and with which credentials. Exported: bitbucket.h. Tested end to end in
// tests/cli/publish_test.cc.

#include "cli/bitbucket.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace cli {

namespace {

// Bitbucket's proxies, which add credentials to what they pass on ("Code insights", Bitbucket's
// documentation and blog): in a step, and in a pipe, which is a container of its own.
constexpr const char* kStepProxy = "http://localhost:29418";
constexpr const char* kPipeProxy = "http://host.docker.internal:29418";

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  std::string text = value == nullptr ? "" : value;
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

template <class... Arguments>
bool refuse(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
  std::fprintf(stderr, "plumbline: %s\n",
               fmt::format(text, std::forward<Arguments>(arguments)...).c_str());
  return false;
}

bool is_name(std::string_view text, std::string_view others) {
  return !text.empty() && std::ranges::all_of(text, [others](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
  });
}

bool set_repository(const BitbucketOptions& options, publish::Target& target) {
  std::string name = options.repository;
  if (name.empty()) name = variable("BITBUCKET_REPO_FULL_NAME");
  if (name.empty() && !variable("BITBUCKET_WORKSPACE").empty()) {
    name = variable("BITBUCKET_WORKSPACE") + "/" + variable("BITBUCKET_REPO_SLUG");
  }
  if (name.empty()) {
    return refuse(
        "which repository? Give --repository WORKSPACE/SLUG, or set BITBUCKET_REPO_FULL_NAME, as "
        "Bitbucket does in a step");
  }
  const size_t slash = std::min(name.find('/'), name.size());
  target.workspace = name.substr(0, slash);
  target.repository = name.substr(std::min(slash + 1, name.size()));
  if (is_name(target.workspace, "._-{}") && is_name(target.repository, "._-{}")) return true;
  return refuse("a repository is WORKSPACE/SLUG, not \"{}\"", name);
}

bool set_commit(const BitbucketOptions& options, publish::Target& target) {
  target.commit = options.commit.empty() ? variable("BITBUCKET_COMMIT") : options.commit;
  if (target.commit.empty()) {
    return refuse(
        "which commit? Give --commit HASH, or set BITBUCKET_COMMIT, as Bitbucket does in a step");
  }
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (target.commit.size() == 40 && std::ranges::all_of(target.commit, is_digit)) return true;
  return refuse("a commit is 40 hexadecimal digits, as `git rev-parse HEAD` prints it, not \"{}\"",
                target.commit);
}

bool set_target(const BitbucketOptions& options, publish::Target& target) {
  if (!set_repository(options, target) || !set_commit(options, target)) return false;
  target.report_id = options.report_id;
  if (!is_name(target.report_id, "._-") || target.report_id.size() > publish::kMaxReportId) {
    return refuse(
        "--report-id takes at most {} letters, digits, \".\", \"_\" and \"-\", not \"{}\"",
        publish::kMaxReportId, target.report_id);
  }
  target.title = options.title;
  target.build_status = options.build_status;
  // The page of the pipeline's run, which has the whole log.
  const std::string number = variable("BITBUCKET_BUILD_NUMBER");
  if (is_name(number, "")) {
    target.link = fmt::format("https://bitbucket.org/{}/{}/pipelines/results/{}", target.workspace,
                              target.repository, number);
  }
  return true;
}

bool set_credentials(publish::Credentials& credentials) {
  credentials.token = variable("BITBUCKET_ACCESS_TOKEN");
  std::string name = "BITBUCKET_ACCESS_TOKEN";
  if (credentials.token.empty() && !variable("BITBUCKET_API_TOKEN").empty()) {
    name = "BITBUCKET_API_TOKEN";
    credentials.token = variable("BITBUCKET_API_TOKEN");
    credentials.user = variable("BITBUCKET_USER_EMAIL");
    if (credentials.user.empty()) {
      return refuse(
          "an API token goes with the e-mail address of its Atlassian account: set "
          "BITBUCKET_USER_EMAIL beside BITBUCKET_API_TOKEN");
    }
  }
  // It is not repeated.
  const auto is_odd = [](char c) { return c <= ' ' || c >= '\x7f'; };
  if (std::ranges::none_of(credentials.token + credentials.user, is_odd)) return true;
  return refuse("{} holds characters that no token has", name);
}

bool is_pipe() {
  return !variable("BITBUCKET_PIPE_STORAGE_DIR").empty() ||
         !variable("BITBUCKET_PIPE_SHARED_STORAGE_DIR").empty();
}

// The proxy to ask; empty: none.
std::string proxy_of(const BitbucketOptions& options, const publish::Credentials& credentials) {
  if (!options.proxy.empty()) return options.proxy;
  if (!credentials.token.empty() || !options.dry_run.empty()) return {};
  if (is_pipe()) return kPipeProxy;
  return variable("BITBUCKET_PIPELINE_UUID").empty() ? "" : kStepProxy;
}

bool set_url(const std::string& text, publish::Url& url) {
  source::Result<publish::Url> parsed = publish::parse_url(text);
  if (!parsed.ok()) return refuse("{}", parsed.error());
  url = std::move(parsed.value());
  return true;
}

bool is_this_machine(const publish::Url& url) {
  return url.host == "localhost" || url.host == "127.0.0.1" || url.host == "::1";
}

bool set_http(const BitbucketOptions& options, publish::HttpOptions& http) {
  if (!set_credentials(http.credentials)) return false;
  http.timeout = std::chrono::seconds(options.timeout);
  http.ca_file = variable("SSL_CERT_FILE");
  const std::string proxy = proxy_of(options, http.credentials);
  const std::string api =
      proxy.empty() ? "https://api.bitbucket.org/2.0" : "http://api.bitbucket.org/2.0";
  if (!set_url(options.api_url.empty() ? api : options.api_url, http.api)) return false;
  if (!proxy.empty()) {
    http.credentials = {};
    if (!set_url(proxy, http.proxy)) return false;
    if (http.proxy.tls || http.api.tls) {
      return refuse(
          "Bitbucket's proxy adds the credentials, which it can do only for http://: give no "
          "https:// as {}",
          http.proxy.tls ? "--proxy" : "--api-url");
    }
  }
  if (!options.dry_run.empty()) return true;
  if (proxy.empty() && http.credentials.token.empty()) {
    return refuse(
        "with which credentials? Set BITBUCKET_ACCESS_TOKEN, or BITBUCKET_USER_EMAIL and "
        "BITBUCKET_API_TOKEN; only in a step (BITBUCKET_PIPELINE_UUID is set) and with --dry-run "
        "none are needed");
  }
  if (proxy.empty() && !http.api.tls && !is_this_machine(http.api)) {
    return refuse("--api-url begins with https://: else the token can be read on its way");
  }
  if (!proxy.empty() && options.build_status) {
    return refuse(
        "--build-status needs a token of your own (BITBUCKET_ACCESS_TOKEN, and no --proxy): "
        "Bitbucket's proxy may write reports only");
  }
  return true;
}

}  // namespace

void add_bitbucket_options(CLI::App& command, BitbucketOptions& options) {
  command.add_option("--repository", options.repository,
                     "WORKSPACE/SLUG; BITBUCKET_REPO_FULL_NAME by default");
  command.add_option("--commit", options.commit,
                     "Commit to report on, its whole hash; BITBUCKET_COMMIT by default");
  command
      .add_option("--report-id", options.report_id,
                  "Id of the report; one for each run on the same commit")
      ->capture_default_str();
  command.add_option("--title", options.title, "Title of the report")->capture_default_str();
  command.add_flag("--build-status", options.build_status,
                   "Give the commit a build status, too; needs a token");
  command.add_option("--dry-run", options.dry_run,
                     "Directory to write the requests to instead of sending them");
  command.add_option("--api-url", options.api_url, "Address of the API");
  command.add_option("--proxy", options.proxy,
                     "Proxy that adds credentials; Bitbucket's by default in a step");
  command.add_option("--timeout", options.timeout, "Seconds that a request may take")
      ->capture_default_str()
      ->check(CLI::Range(1, 600));
}

std::optional<Destination> destination_of(const BitbucketOptions& options) {
  Destination destination;
  if (!set_target(options, destination.target)) return std::nullopt;
  if (!set_http(options, destination.http)) return std::nullopt;
  return destination;
}

}  // namespace cli
