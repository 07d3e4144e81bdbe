// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Bitbucket Cloud's Code Insights as a program meets them, with the limits that are known of them:
// "Reports" in its OpenAPI description, and the answers that users of other tools have had.
// Stricter where Bitbucket is silent: it refuses what the description does not name.
namespace publish_test {

struct Response {
  int status = 200;
  std::string body = {};
  std::string headers = {};  // "Name: value\r\n" each
};

// UTF-16 code units.
inline size_t units(std::string_view text) {
  size_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    count += byte >= 0xF0 ? 2 : byte >= 0x80 && byte < 0xC0 ? 0 : 1;
  }
  return count;
}

class Bitbucket {
 public:
  using Json = nlohmann::ordered_json;

  struct Report {
    Json json;
    std::map<std::string, Json> annotations;  // by external_id
    std::vector<std::string> order;           // of those ids
  };

  Response handle(std::string_view method, std::string_view path, const std::string& body) {
    constexpr std::string_view kCommit =
        "/2.0/repositories/acme/shop/commit/0123456789abcdef0123456789abcdef01234567/";
    if (!path.starts_with(kCommit)) {
      return {404, R"({"type":"error","error":{"message":"Resource not found","detail":)"
                   R"("There is no API hosted at this URL."}})"};
    }
    path.remove_prefix(kCommit.size());
    if (path == "statuses/build") return build_status(method, body);
    if (!path.starts_with("reports/")) return bad("no such resource");
    path.remove_prefix(8);
    const size_t slash = std::min(path.find('/'), path.size());
    const std::string id(path.substr(0, slash));
    const std::string_view rest = path.substr(slash);
    if (rest.empty()) return report(method, id, body);
    if (rest == "/annotations" && method == "POST") return annotations(id, body);
    return {405, ""};
  }

  std::map<std::string, Report> reports;
  std::vector<Json> statuses;

 private:
  static Response bad(const std::string& message) {
    return {400, Json({{"key", "report-service.bad-request"},
                       {"message", message},
                       {"arguments", Json::object()}})
                     .dump()};
  }

  static bool is_one_of(const Json& json, const char* name, const std::set<std::string>& words) {
    return json.contains(name) && json[name].is_string() &&
           words.contains(json[name].get<std::string>());
  }
  static bool is_text(const Json& json, const char* name, size_t least, size_t most) {
    if (!json.contains(name)) return least == 0;
    if (!json[name].is_string()) return false;
    const size_t size = units(json[name].get<std::string>());
    return size >= least && size <= most;
  }
  // The name of a member that is not among these; empty if there is none.
  static std::string unknown_member(const Json& json, const std::set<std::string>& known) {
    for (const auto& [name, value] : json.items()) {
      if (!known.contains(name)) return name;
    }
    return {};
  }

  Response report(std::string_view method, const std::string& id, const std::string& body) {
    if (method == "DELETE") {
      const bool was_there = reports.erase(id) > 0;
      return was_there ? Response{204} : Response{404, R"({"message":"no such report"})"};
    }
    if (method != "PUT") return {405, ""};
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object()) return bad("not an object");
    if (const std::string name =
            unknown_member(json, {"title", "details", "external_id", "reporter", "link", "logo_url",
                                  "remote_link_enabled", "report_type", "result", "data"});
        !name.empty()) {
      return bad("unknown field " + name);
    }
    if (!is_text(json, "title", 1, 450)) return bad("title");
    if (!is_text(json, "details", 1, 2000)) return bad("details");
    if (!is_one_of(json, "report_type", {"SECURITY", "COVERAGE", "TEST", "BUG"})) {
      return bad("report_type");
    }
    if (!is_one_of(json, "result", {"PASSED", "FAILED", "PENDING"})) return bad("result");
    if (json.contains("data") && json["data"].size() > 10) return bad("data: at most 10");
    for (const Json& field : json.value("data", Json::array())) {
      if (!is_one_of(field, "type", {"NUMBER"}) || !field["value"].is_number_unsigned()) {
        return bad("data");
      }
    }
    reports[id].json = json;
    return {200, body};
  }

  Response annotations(const std::string& id, const std::string& body) {
    if (!reports.contains(id)) return {404, R"({"message":"no such report"})"};
    const Json batch = Json::parse(body, nullptr, false);
    if (!batch.is_array() || batch.empty()) return bad("not a list");
    if (batch.size() > 100) return bad("Bulk upload supports a maximum of 100 annotations");
    std::set<std::string> ids;
    for (const Json& annotation : batch) {
      if (const std::string error = error_of(annotation); !error.empty()) return bad(error);
      if (!ids.insert(annotation["external_id"]).second) return bad("duplicate external_id");
    }
    Report& report = reports[id];
    for (const std::string& known : report.order) ids.insert(known);
    if (ids.size() > 1000) return bad("a report has at most 1000 annotations");
    for (const Json& annotation : batch) {
      const std::string external_id = annotation["external_id"];
      if (!report.annotations.contains(external_id)) report.order.push_back(external_id);
      report.annotations[external_id] = annotation;
    }
    return {200, body};
  }

  static std::string error_of(const Json& json) {
    if (const std::string name =
            unknown_member(json, {"external_id", "annotation_type", "path", "line", "summary",
                                  "details", "result", "severity", "link"});
        !name.empty()) {
      return "unknown field " + name;
    }
    if (!is_text(json, "external_id", 1, 450)) return "external_id";
    if (!is_one_of(json, "annotation_type", {"VULNERABILITY", "CODE_SMELL", "BUG"})) {
      return "annotation_type";
    }
    if (!is_text(json, "summary", 1, 450)) return "summary: between 1 and 450 characters";
    if (!is_text(json, "details", 0, 2000)) return "details";
    if (!is_one_of(json, "severity", {"CRITICAL", "HIGH", "MEDIUM", "LOW"})) return "severity";
    if (!is_text(json, "path", 0, 2000)) return "path";
    if (json.contains("path") && json["path"].get<std::string>().starts_with("/")) return "path";
    if (json.contains("line") && (!json["line"].is_number_unsigned() || json["line"] < 1)) {
      return "line";
    }
    return {};
  }

  Response build_status(std::string_view method, const std::string& body) {
    const Json json = Json::parse(body, nullptr, false);
    const bool valid = method == "POST" && json.is_object() && is_text(json, "key", 1, 40) &&
                       is_text(json, "url", 1, 2000) && is_text(json, "description", 0, 255) &&
                       is_one_of(json, "state", {"SUCCESSFUL", "FAILED", "INPROGRESS", "STOPPED"});
    if (!valid) return {400, R"({"error":{"message":"Bad request","fields":{"key":["wrong"]}}})"};
    statuses.push_back(json);
    return {201, body};
  }
};

}  // namespace publish_test
