// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/drawing/layout.h"
#include "report/drawing/picture.h"

// Pictures of the resource graph, one file of this folder each. All text of the input is escaped.
namespace drawing {

// A document of its own, that may as well stand in a page; ids begin with `id`.
std::string to_svg(const Picture& picture, const std::string& id = "plumbline");
std::string to_dot(const Picture& picture);      // for Graphviz
std::string to_mermaid(const Picture& picture);  // a flowchart
std::string to_json(const Picture& picture);     // described in docs/graph.md

// What to_svg lays out: sizes of what it writes into nodes and groups.
Shape shape_of(const Picture& picture);

}  // namespace drawing
