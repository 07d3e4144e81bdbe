// SPDX-License-Identifier: Apache-2.0
// Whether two symbols mean the same: the identities of types, applied. Exported: Graph::relate.
// Tested in tests/graph/.

#include <algorithm>

#include "graph/graph.h"
#include "graph/state.h"
#include "values/inspect.h"

namespace graph {

using values::is_text;

namespace {

// "names[0]" -> "names", "[0]".
std::pair<std::string_view, std::string_view> split_index(std::string_view attribute) {
  const size_t bracket = std::min(attribute.find('['), attribute.size());
  return {attribute.substr(0, bracket), attribute.substr(bracket)};
}

// Whether it is the id of its node, by whatever name, or its ARN: something, once there is the
// node.
bool is_its_id(const Graph& graph, const values::Symbol& symbol) {
  schema::Schemas& schemas = graph.evaluation().schemas();
  const std::string_view type = graph.node(symbol.node).type;
  return symbol.attribute == "arn" || schemas.canonical_attribute(type, symbol.attribute) ==
                                          schemas.canonical_attribute(type, "id");
}

// Nodes of one root have one number here.
size_t root_of(NodeId node) {
  return terraform::is_foreign(node) ? terraform::environment_of(node) + 1 : 0;
}

}  // namespace

Graph::Answer Graph::relate(const values::Symbol& symbol, const Value& other) const {
  const bool nothing = other.is_null() || (is_text(other) && other.as_string().empty());
  if (nothing && is_its_id(*this, symbol)) return Answer::unequal;
  if (!other.is_unknown()) return Answer::undecided;
  const values::Sketch* sketch = other.unknown_data().sketch;
  if (sketch == nullptr || sketch->kind != values::SketchKind::symbol) return Answer::undecided;
  const auto& second = *static_cast<const values::Symbol*>(sketch);
  schema::Schemas& schemas = evaluation().schemas();
  const Node& a = node(symbol.node);
  const Node& b = node(second.node);
  if (symbol.node == second.node) {
    if (schemas.canonical_attribute(a.type, symbol.attribute) ==
        schemas.canonical_attribute(a.type, second.attribute)) {
      return Answer::equal;
    }
    const auto [list, index] = split_index(symbol.attribute);
    const auto [other_list, other_index] = split_index(second.attribute);
    const auto distinct = identity_of(*this, a.id).distinct_elements;
    const bool distinct_list = std::ranges::find(distinct, list) != distinct.end();
    if (distinct_list && list == other_list && !index.empty() && !other_index.empty()) {
      return Answer::unequal;
    }
    return Answer::undecided;
  }
  const bool one_root = root_of(a.id) == root_of(b.id);
  const bool managed = one_root && a.kind == NodeKind::resource && b.kind == NodeKind::resource;
  if (!managed || a.type != b.type || identity_of(*this, a.id).adopts_existing) {
    return Answer::undecided;
  }
  const std::string_view attribute = schemas.canonical_attribute(a.type, symbol.attribute);
  const bool same_attribute = attribute == schemas.canonical_attribute(b.type, second.attribute);
  return same_attribute && identifies(*this, symbol.node, attribute) ? Answer::unequal
                                                                     : Answer::undecided;
}

}  // namespace graph
