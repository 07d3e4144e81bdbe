// SPDX-License-Identifier: Apache-2.0
// What is sent, and in which order. Exported: requests_of, closing. Tested in
// tests/publish/documents_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "publish/documents.h"
#include "publish/publish.h"

namespace publish {

namespace {

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A part of a path: a UUID stands in braces.
std::string encoded(std::string_view part) {
  std::string result;
  for (const char c : part) {
    result += c == '{' ? "%7B" : c == '}' ? "%7D" : std::string(1, c);
  }
  return result;
}

std::string commit_path(const Target& target) {
  return fmt::format("/repositories/{}/{}/commit/{}", encoded(target.workspace),
                     encoded(target.repository), target.commit);
}

std::string report_path(const Target& target) {
  return fmt::format("{}/reports/{}", commit_path(target), target.report_id);
}

}  // namespace

Request closing(const Publication& publication, size_t shown) {
  return {.kind = RequestKind::close_report,
          .method = "PUT",
          .path = report_path(publication.target),
          .body = text_of(report_json(publication, ReportState::done, shown))};
}

std::vector<Request> requests_of(const Publication& publication) {
  const Target& target = publication.target;
  const std::vector<Json> annotations = annotations_of(publication);
  const std::string report = report_path(target);
  std::vector<Request> requests = {
      {.kind = RequestKind::remove_report, .method = "DELETE", .path = report, .body = {}},
      {.kind = RequestKind::open_report,
       .method = "PUT",
       .path = report,
       .body = text_of(report_json(publication, ReportState::pending, annotations.size()))}};
  for (size_t begin = 0; begin < annotations.size(); begin += kMaxBatch) {
    const size_t count = std::min(kMaxBatch, annotations.size() - begin);
    Json batch = Json::array();
    for (size_t i = begin; i < begin + count; ++i) batch.push_back(annotations[i]);
    requests.push_back({.kind = RequestKind::annotations,
                        .method = "POST",
                        .path = report + "/annotations",
                        .body = text_of(batch),
                        .annotations = count});
  }
  requests.push_back(closing(publication, annotations.size()));
  if (target.build_status) {
    requests.push_back({.kind = RequestKind::build_status,
                        .method = "POST",
                        .path = commit_path(target) + "/statuses/build",
                        .body = text_of(build_status_json(publication))});
  }
  return requests;
}

}  // namespace publish
