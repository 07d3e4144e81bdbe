// SPDX-License-Identifier: Apache-2.0
// What a value was made of, be it a name of something or not. Exported: Graph::read_from. Tested in
// tests/rules/read_from_test.cc.

#include <algorithm>

#include "graph/graph.h"
#include "graph/state.h"
#include "values/inspect.h"

namespace graph {

using values::Reason;
using values::ReasonKind;
using values::SketchElement;

namespace {

constexpr std::string_view kWorkspace = "terraform.workspace";

Value source_of(const Graph& graph, const values::Origin& origin, bool whole,
                values::Arena& arena) {
  static constexpr std::string_view kKeys[] = {"node", "attribute", "whole"};
  const Value members[] = {graph.value(origin.node), Value::string(origin.attribute, arena),
                           Value::boolean(whole)};
  return Value::object(kKeys, members, arena);
}

// The attributes that stand in a value as they are; a digest of one is made of it, yet is not it.
void collect_whole(const Value& value, std::vector<values::Origin>& whole) {
  if (const auto* symbol = values::sketch_of<values::Symbol>(value, values::SketchKind::symbol)) {
    whole.push_back({symbol->node, symbol->attribute});
  } else if (const auto* parts =
                 values::sketch_of<values::Parts>(value, values::SketchKind::parts)) {
    for (const Value& piece : parts->pieces) collect_whole(piece, whole);
  } else if (const auto* document =
                 values::sketch_of<values::Document>(value, values::SketchKind::document)) {
    collect_whole(document->value, whole);
  } else if (value.is_known() && value.kind() >= values::Kind::list &&
             value.attribute_source() == nullptr) {
    for (const Value& element : value.elements()) collect_whole(element, whole);
  }
}

NodeId variable_at(const Graph& graph, std::string_view address) {
  const std::span<const NodeId> variables = graph.of_type("terraform_variable");
  const auto found =
      std::ranges::find(variables, address, [&graph](NodeId id) { return graph.node(id).address; });
  return found == variables.end() ? values::kNoNode : *found;
}

}  // namespace

Value Graph::read_from(const Value& value, expressions::Context& context) const {
  std::vector<SketchElement> result;
  std::vector<values::Origin> whole;
  collect_whole(value, whole);
  for (const values::Origin& origin : values::all_origins(value, evaluation().origins())) {
    const bool stands = std::ranges::find(whole, origin) != whole.end();
    result.push_back({.key = {}, .value = source_of(*this, origin, stands, context.arena)});
  }
  for (const Reason* reason : values::all_reasons(value, context.arena)) {
    // What a provider knows has its origin; how many there are, and the workspace, are no nodes'.
    if (reason->kind == ReasonKind::apply || reason->kind == ReasonKind::data_source ||
        reason->kind == ReasonKind::count || reason->subject == kWorkspace) {
      continue;
    }
    const NodeId variable = reason->kind == ReasonKind::variable
                                ? variable_at(*this, reason->subject)
                                : values::kNoNode;
    if (variable != values::kNoNode) {
      result.push_back(
          {.key = {}, .value = source_of(*this, {variable, "value"}, true, context.arena)});
      continue;
    }
    result.push_back(
        {.key = {},
         .value = values::unknown_because(values::Type::dynamic(), *reason, context.arena),
         .optional = true,
         .many = true});
  }
  return list_of(*this, {}, result, context.arena);
}

}  // namespace graph
