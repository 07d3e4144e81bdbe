// SPDX-License-Identifier: Apache-2.0
// The graph as text. Exported: print. Tested in tests/graph/.

#include "graph/print.h"

#include <fmt/format.h>

namespace graph {

std::string print(const Graph& graph) {
  std::string text;
  const std::vector<Link> named = graph.identity_links();
  auto next = named.begin();
  for (const Node& node : graph.nodes()) {
    text += fmt::format("{} {}{}\n", node.type, node.address, node.conditional ? " ?" : "");
    for (const Link& link : graph.links_from(node.id)) {
      text +=
          fmt::format("  {} -> {} {}\n", link.path, graph.node(link.to).address, link.attribute);
    }
    for (; next != named.end() && next->from == node.id; ++next) {
      text +=
          fmt::format("  {} = {} {}\n", next->path, graph.node(next->to).address, next->attribute);
    }
  }
  return text;
}

}  // namespace graph
