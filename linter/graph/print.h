// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "graph/graph.h"

namespace graph {

// Nodes and their links as text, one a line, for --print=graph and tests: `->` for references, `=`
// for what is the other's name.
std::string print(const Graph& graph);

}  // namespace graph
