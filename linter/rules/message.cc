// SPDX-License-Identifier: Apache-2.0
// Messages as people read them. Exported: message_text. Tested in tests/rules/.

#include "rules/library.h"

namespace rules {

using values::Kind;
using values::SketchKind;

std::string message_text(const Value& message, const graph::Graph& graph) {
  if (message.has_marks(values::Marks::sensitive)) return "(sensitive value)";
  if (message.is_known() && message.kind() == Kind::string) {
    return std::string(message.as_string());
  }
  if (message.is_known() || message.is_null()) return values::print(message);
  const values::Sketch* sketch = message.unknown_data().sketch;
  if (sketch != nullptr && sketch->kind == SketchKind::symbol) {
    const auto& symbol = *static_cast<const values::Symbol*>(sketch);
    return std::string(graph.node(symbol.node).address) + "." + std::string(symbol.attribute);
  }
  if (sketch != nullptr && sketch->kind == SketchKind::parts) {
    std::string text;
    for (const Value& piece : static_cast<const values::Parts*>(sketch)->pieces) {
      text += message_text(piece, graph);
    }
    return text;
  }
  return "(not known)";
}

}  // namespace rules
