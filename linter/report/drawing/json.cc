// SPDX-License-Identifier: Apache-2.0
// The graph for programs. Exported: to_json. Tested in tests/report/; described in docs/graph.md.

#include <nlohmann/json.hpp>

#include "report/drawing/drawing.h"

namespace drawing {

namespace {

using Json = nlohmann::ordered_json;

// "resource", "data", else as the node's type has it: "root" of "terraform_root".
std::string_view kind_of(const Node& node) {
  constexpr std::string_view kPrefix = "terraform_";
  if (node.kind == graph::NodeKind::resource) return "resource";
  if (node.kind == graph::NodeKind::data) return "data";
  return std::string_view(node.type).substr(kPrefix.size());
}

void add_place(Json& json, const Place& place) {
  if (place.file.empty()) return;
  json["file"] = place.file;
  json["line"] = place.line;
}

Json node_json(const Picture& picture, const Node& node) {
  Json json;
  json["kind"] = kind_of(node);
  json["type"] = node.type;
  json["address"] = node.address;
  json["module"] = node.module;
  if (node.tier > 0) json["tier"] = picture.tiers[node.tier - 1];
  json["instances"] = node.instances;
  json["conditional"] = node.conditional;
  if (node.missing) json["installed"] = false;
  add_place(json, node.place);
  return json;
}

Json link_json(const Picture& picture, const Link& link) {
  Json json;
  json["from"] = picture.nodes[link.from].address;
  json["to"] = picture.nodes[link.to].address;
  json["kind"] = is_by_name(link) ? "identity" : "reference";
  json["arguments"] = Json::array();
  for (const Argument& argument : link.arguments) {
    json["arguments"].push_back({{"path", argument.path}, {"attribute", argument.attribute}});
  }
  return json;
}

}  // namespace

std::string to_json(const Picture& picture) {
  Json json;
  json["schema_version"] = "1";
  json["roots"] = Json::array();
  for (const Root& root : picture.roots) {
    Json made;
    made["root"] = root.directory;
    if (!root.environment.empty()) made["environment"] = root.environment;
    made["nodes"] = Json::array();
    made["links"] = Json::array();
    json["roots"].push_back(std::move(made));
  }
  for (const Node& node : picture.nodes) {
    json["roots"][node.root]["nodes"].push_back(node_json(picture, node));
  }
  for (const Link& link : picture.links) {
    json["roots"][picture.nodes[link.from].root]["links"].push_back(link_json(picture, link));
  }
  // Text that is not UTF-8 is shown with replacement characters rather than refused.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace drawing
