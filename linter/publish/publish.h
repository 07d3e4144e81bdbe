// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

// What a check found, as a report of Bitbucket Cloud's Code Insights, and how it gets there.
//
// Endpoints and fields: Bitbucket's OpenAPI description, version 2.0, of June 2026, resource
// "Reports". The description says nothing of most limits; where they are known from is said beside
// each.
namespace publish {

inline constexpr size_t kMaxBatch = 100;         // annotations in a request, else 400
inline constexpr size_t kMaxAnnotations = 1000;  // in a report (the description)
inline constexpr size_t kMaxDataFields = 10;     // of a report (the description)
// Characters; Bitbucket counts those of Java and Python, so we count whichever are more, UTF-16
// code units. Of the summary, Bitbucket says so itself; the others are what integrators keep to.
inline constexpr size_t kMaxSummary = 450;
inline constexpr size_t kMaxTitle = 450;
inline constexpr size_t kMaxDetails = 2000;
inline constexpr size_t kMaxExternalId = 450;
// Of a build status: its key, which is the report's id, and its texts. What other programs that set
// them keep to.
inline constexpr size_t kMaxReportId = 40;
inline constexpr size_t kMaxStatusText = 255;

// Which commit the report hangs on, and what it is called there.
struct Target {
  std::string workspace;   // slug, or UUID in braces
  std::string repository;  // likewise
  std::string commit;      // 40 hexadecimal digits
  std::string report_id;   // letters, digits, `.`, `_` and `-`; at most kMaxReportId
  std::string title;
  std::string link;           // page that tells more; may be empty
  bool build_status = false;  // whether the commit gets one, too
};

struct Publication {
  const report::Result* result = nullptr;  // with its details
  Target target;
  bool failed = false;   // whether the check ends with an exit code other than 0
  bool complete = true;  // false: it could not do all of its work
};

enum class RequestKind : uint8_t {
  remove_report,  // what a former run left: annotations stay otherwise
  open_report,    // PENDING, since annotations need one
  annotations,
  close_report,  // PASSED or FAILED
  build_status,
};

struct Request {
  RequestKind kind{};
  std::string_view method;
  std::string path;  // below the API's address: "/repositories/…"
  std::string body;  // JSON, or empty
  size_t annotations = 0;
};

// All that is to be sent, in this order. Of more than kMaxAnnotations findings, the worst ones.
std::vector<Request> requests_of(const Publication& publication);

// How the world answered a request.
struct Answer {
  int status = 0;  // of HTTP; 0: there was no answer, and `error` says why
  std::string error = {};
  bool may_pass = false;  // of an error: trying again may help
  std::string body = {};
  std::string location = {};             // where a redirect leads
  std::chrono::seconds retry_after{-1};  // that the server asks for; negative: it does not
};

// Carries requests to Bitbucket and knows the credentials. Follows no redirect.
class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;
  virtual Answer exchange(const Request& request) = 0;
};

class Sleeper {
 public:
  Sleeper() = default;
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;
  virtual ~Sleeper() = default;
  virtual void sleep(std::chrono::milliseconds time) = 0;
};

struct Sent {
  size_t found = 0;
  size_t shown = 0;          // annotations that Bitbucket took
  bool published = false;    // the report is there, be it without some annotations
  bool unreachable = false;  // a request had no answer at all
  // What went wrong, a text each, whose first line is a sentence; may have further lines.
  std::vector<std::string> problems = {};
};

// Sends it all. What may pass (no connection, 429, 5xx) is tried again `retries` times, after 1, 2,
// 4, … seconds or when the server says. A batch of annotations that is refused is left out; any
// other refusal ends it.
Sent send(const Publication& publication, Transport& transport, Sleeper& sleeper, unsigned retries);

}  // namespace publish
