// SPDX-License-Identifier: Apache-2.0
// The graph as text. Exported: print. Tested in tests/graph/.

#include "graph/print.h"

#include <fmt/format.h>

namespace graph {

std::string print(const Graph& graph) {
  std::string text;
  for (const Node& node : graph.nodes()) {
    text += fmt::format("{} {}{}\n", node.type, node.address, node.conditional ? " ?" : "");
    for (const Link& link : graph.links_from(node.id)) {
      text +=
          fmt::format("  {} -> {} {}\n", link.path, graph.node(link.to).address, link.attribute);
    }
  }
  return text;
}

}  // namespace graph
