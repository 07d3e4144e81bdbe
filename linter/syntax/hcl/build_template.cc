// SPDX-License-Identifier: Apache-2.0
//
// From the concrete tree of a template (quoted, heredoc or bare) to its parts in a row; what they
// make is template_parts.cc's. Tested in tests/syntax/template_test.cc.

#include "syntax/hcl/text.h"
#include "syntax/hcl/tree_builder.h"

namespace syntax {

const Expression* TreeBuilder::template_(uint32_t depth) {
  const NodeKind kind_of_template = kind();
  const source::Range place = range();
  const bool heredoc = kind_of_template == NodeKind::heredoc;
  const bool flush = heredoc && text().starts_with("<<-");
  const NewlineMode mode(newlines_matter_, false);
  std::vector<TemplatePart> parts;
  collect_parts(parts, kind_of_template == NodeKind::template_, depth);
  return build_template(parts, place, heredoc, flush, arena_);
}

// The parts of the template or the nested directive at the cursor.
void TreeBuilder::collect_parts(std::vector<TemplatePart>& parts, bool quoted, uint32_t depth) {
  if (!enter_depth(depth)) return;
  Children children(*this);
  while (children.next()) {
    const NodeKind child = kind();
    if (child == NodeKind::template_literal) {
      collect_literal(parts, quoted);
    } else if (child == NodeKind::template_if || child == NodeKind::template_for) {
      collect_parts(parts, quoted, depth + 1);
    } else {
      parts.push_back(sequence(depth));
    }
  }
}

void TreeBuilder::collect_literal(std::vector<TemplatePart>& parts, bool quoted) {
  std::string_view rest = text();
  literal_text(rest, quoted);  // finds what is wrong with it
  while (!rest.empty()) {
    const std::string_view piece = take_piece(rest, quoted);
    TemplatePart part;
    part.range = range_of(piece);
    part.text = decode(piece, quoted, arena_);
    parts.push_back(part);
  }
}

// An interpolation or a directive.
TemplatePart TreeBuilder::sequence(uint32_t depth) {
  TemplatePart part;
  part.range = range();
  part.strips_before = text().size() > 2 && text()[2] == '~';
  part.strips_after = text().ends_with("~}");
  const NodeKind sequence_kind = kind();
  part.kind = sequence_kind == NodeKind::if_directive       ? PartKind::if_
              : sequence_kind == NodeKind::else_directive   ? PartKind::else_
              : sequence_kind == NodeKind::endif_directive  ? PartKind::endif
              : sequence_kind == NodeKind::for_directive    ? PartKind::for_
              : sequence_kind == NodeKind::endfor_directive ? PartKind::endfor
                                                            : PartKind::value;
  Children children(*this);
  while (children.next()) {
    if (!ts_node_is_named(node())) continue;
    // A for directive's names come first: one or two identifiers before `in`.
    const char* field = ts_tree_cursor_current_field_name(&cursor_);
    if (field != nullptr && std::string_view(field) == "name") {
      if (!part.value_name.empty()) part.key_name = part.value_name;
      part.value_name = text();
    } else {
      part.expression = nested(depth);
    }
  }
  return part;
}

}  // namespace syntax
