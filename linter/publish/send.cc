// SPDX-License-Identifier: Apache-2.0
// Sends requests one after the other, and says what went wrong. Exported: send. Tested in
// tests/publish/send_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "diagnostics/secrets.h"
#include "publish/documents.h"
#include "publish/publish.h"
#include "publish/text.h"

namespace publish {

namespace {

using std::chrono::seconds;

constexpr seconds kLongestWait{120};
constexpr size_t kMaxSaid = 1000;  // of what Bitbucket says, in characters

bool is_ok(const Request& request, const Answer& answer) {
  // There was no report yet.
  if (request.kind == RequestKind::remove_report && answer.status == 404) return true;
  return answer.status >= 200 && answer.status < 300;
}

bool may_pass(const Answer& answer) {
  return answer.status == 0 ? answer.may_pass : answer.status == 429 || answer.status >= 500;
}

Answer exchange(const Request& request, Transport& transport, Sleeper& sleeper, unsigned retries) {
  for (unsigned attempt = 0;; ++attempt) {
    Answer answer = transport.exchange(request);
    if (!may_pass(answer) || attempt == retries) return answer;
    const seconds backoff = std::min(kLongestWait, seconds(1 << std::min(attempt, 10u)));
    const seconds wait = answer.retry_after.count() >= 0 ? answer.retry_after : backoff;
    if (wait > kLongestWait) return answer;
    sleeper.sleep(wait);
  }
}

// A member of an error as text; empty if there is none.
std::string member(const Json& json, const char* name) {
  if (!json.is_object() || !json.contains(name)) return {};
  const Json& value = json[name];
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null() || value.empty()) return {};
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// What Bitbucket says of an error: `{"key", "message", "arguments"}` of reports, `{"error":
// {"message", "detail", "fields"}}` of everything else, or whatever came.
std::string said_in(const std::string& body) {
  const Json json = Json::parse(body, nullptr, false);
  const Json& error = json.is_object() && json.contains("error") ? json["error"] : json;
  std::string said;
  const auto add = [&](const char* name, std::string_view label) {
    const std::string text = member(error, name);
    if (text.empty()) return;
    said += fmt::format("{}{}{}", said.empty() ? "" : "\n", label, text);
  };
  if (error.is_string()) said = error.get<std::string>();
  add("message", "");
  add("detail", "");
  add("key", "key: ");
  add("arguments", "arguments: ");
  add("fields", "fields: ");
  if (said.empty()) said = body.substr(0, body.find('\n'));
  return diagnostics::without_secrets(bounded(said, kMaxSaid));
}

std::string remedy_of(const Publication& publication, const Request& request,
                      const Answer& answer) {
  const Target& target = publication.target;
  if (answer.status == 401) return "The token is not valid, or not any more.";
  if (answer.status == 403) {
    return request.kind == RequestKind::build_status
               ? "A build status needs a token that may write to the repository."
               : "The token needs the scope `repository` (`read:repository:bitbucket`).";
  }
  if (answer.status == 404) {
    return fmt::format(
        "There is no commit {} in {}/{}, or the token does not see it: has it been pushed?",
        target.commit, target.workspace, target.repository);
  }
  if (answer.status == 429) {
    return "Bitbucket counts requests by the hour and token: try again later.";
  }
  if (answer.status >= 300 && answer.status < 400) {
    return "Redirects are not followed: is the address of --api-url right?";
  }
  return {};
}

std::string problem_of(const Publication& publication, const Request& request,
                       const Answer& answer) {
  std::string text = fmt::format("{} {}: ", request.method, request.path);
  if (answer.status == 0) return text + answer.error;
  text += fmt::format("Bitbucket answers {}", answer.status);
  if (!answer.location.empty()) text += ", to " + bounded(answer.location, kMaxSaid);
  const auto add = [&text](const std::string& lines) {
    if (!lines.empty()) text += "\n" + lines;
  };
  if (answer.retry_after > kLongestWait) {
    add(fmt::format("It asks to wait {} seconds.", answer.retry_after.count()));
  }
  add(said_in(answer.body));
  add(remedy_of(publication, request, answer));
  return text;
}

// Whether only this request is wrong, not all of them.
bool is_refusal(const Answer& answer) {
  return answer.status == 400 || answer.status == 413 || answer.status == 422;
}

}  // namespace

Sent send(const Publication& publication, Transport& transport, Sleeper& sleeper,
          unsigned retries) {
  Sent sent{.found = publication.result->report.findings.size()};
  size_t planned = 0;
  for (const Request& request : requests_of(publication)) {
    planned += request.annotations;
    const bool closes = request.kind == RequestKind::close_report;
    const Answer answer =
        closes && sent.shown < planned
            ? exchange(closing(publication, sent.shown), transport, sleeper, retries)
            : exchange(request, transport, sleeper, retries);
    if (is_ok(request, answer)) {
      sent.shown += request.annotations;
      sent.published = sent.published || closes;
      continue;
    }
    sent.unreachable = sent.unreachable || answer.status == 0;
    sent.problems.push_back(problem_of(publication, request, answer));
    if (request.kind != RequestKind::annotations || !is_refusal(answer)) break;
  }
  return sent;
}

}  // namespace publish
