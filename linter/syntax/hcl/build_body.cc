// SPDX-License-Identifier: Apache-2.0
//
// From the concrete tree to the typed one: files, attributes, blocks, and the steps through a
// node's children that all of the builder uses. Exported: TreeBuilder's frame.
// Tested in tests/syntax/body_test.cc.

#include <algorithm>
#include <cstring>

#include "syntax/hcl/text.h"
#include "syntax/hcl/tree_builder.h"

namespace syntax {

TreeBuilder::Children::Children(TreeBuilder& builder)
    : builder_(builder), entered_(ts_tree_cursor_goto_first_child(&builder.cursor_)) {}

TreeBuilder::Children::~Children() {
  while (next()) {  // comments may stand behind the last child that was asked for
  }
  if (entered_) ts_tree_cursor_goto_parent(&builder_.cursor_);
}

bool TreeBuilder::Children::step() {
  if (!entered_) return false;
  if (started_) return ts_tree_cursor_goto_next_sibling(&builder_.cursor_);
  started_ = true;
  last_row_ = ts_node_start_point(builder_.node()).row;
  return true;
}

bool TreeBuilder::Children::next() {
  crossed_newline_ = false;
  while (step()) {
    const TSNode node = builder_.node();
    if (ts_node_start_point(node).row != last_row_) {
      crossed_newline_ = true;
      if (builder_.newlines_matter_) builder_.fail_at(last_end_);
    }
    last_row_ = ts_node_end_point(node).row;
    last_end_ = builder_.range_of(node).end;
    if (node_kind(node) != NodeKind::comment) return true;
    source::Range range = builder_.range_of(node);
    if (builder_.text_of(node).ends_with('\r')) --range.end;
    builder_.comments_.push_back({range});
  }
  return false;
}

TreeBuilder::TreeBuilder(const Cst& cst, const TextPlace& place, source::Arena& arena)
    : place_(place),
      arena_(arena),
      cursor_(ts_tree_cursor_new(cst.root())),
      ascii_(is_ascii(place.text)) {}

// A node's offset as one in the text.
uint32_t TreeBuilder::in_text(uint32_t offset) const {
  const int64_t shifted = static_cast<int64_t>(offset) + place_.shift;
  return static_cast<uint32_t>(
      std::clamp<int64_t>(shifted, 0, static_cast<int64_t>(place_.text.size())));
}

source::Range TreeBuilder::range_of(TSNode node) const {
  return place_.in_file(
      {place_.file, in_text(ts_node_start_byte(node)), in_text(ts_node_end_byte(node))});
}

std::string_view TreeBuilder::text_of(TSNode node) const {
  const uint32_t begin = in_text(ts_node_start_byte(node));
  return place_.text.substr(begin, in_text(ts_node_end_byte(node)) - begin);
}

source::Range TreeBuilder::range_of(std::string_view part) const {
  const auto begin = static_cast<uint32_t>(part.data() - place_.text.data());
  return place_.in_file({place_.file, begin, begin + static_cast<uint32_t>(part.size())});
}

void TreeBuilder::fail_at(uint32_t offset) { fault_ = std::min(offset, fault_.value_or(offset)); }

bool TreeBuilder::enter_depth(uint32_t depth) {
  if (depth < kMaxDepth) return true;
  if (!too_deep_) too_deep_ = range();
  return false;
}

const Body* TreeBuilder::file_body() {
  std::vector<Attribute> attributes;
  std::vector<Block> blocks;
  newlines_matter_ = false;
  Children children(*this);
  while (children.next()) item(attributes, blocks, 0);
  const source::Range range{place_.file, 0, static_cast<uint32_t>(place_.text.size())};
  return arena_.make<Body>(arena_.copy(attributes), arena_.copy(blocks), range);
}

const Expression* TreeBuilder::single_expression() {
  newlines_matter_ = false;
  Children children(*this);
  if (!children.next() || kind() == NodeKind::attribute || kind() == NodeKind::block)
    return nullptr;
  return expression(0);
}

void TreeBuilder::item(std::vector<Attribute>& attributes, std::vector<Block>& blocks,
                       uint32_t depth) {
  const NewlineMode mode(newlines_matter_, true);
  if (kind() == NodeKind::attribute) {
    attributes.push_back(attribute(depth));
  } else if (kind() == NodeKind::block && enter_depth(depth)) {
    blocks.push_back(block(depth));
  } else {
    fail_at(range().begin);
  }
}

Attribute TreeBuilder::attribute(uint32_t depth) {
  Attribute result;
  Children children(*this);
  children.next();
  result.name = text();
  result.name_range = range();
  children.next();  // =
  children.next();
  result.value = nested(depth);
  result.range = source::join(result.name_range, range());
  return result;
}

Block TreeBuilder::block(uint32_t depth) {
  Block result;
  std::vector<Label> labels;
  std::vector<Attribute> attributes;
  std::vector<Block> blocks;
  Children children(*this);
  children.next();
  result.type = text();
  result.type_range = result.header = range();
  while (children.next() && kind() != NodeKind::open_bracket) {
    labels.push_back(label());
    result.header.end = labels.back().range.end;
  }
  source::Range body = range();
  const NewlineMode mode(newlines_matter_, false);
  bool on_one_line = false;
  while (children.next() && text() != "}") {
    on_one_line = is_only_item();
    if (on_one_line && children.crossed_newline()) fail_at(range().begin);
    item(attributes, blocks, depth + 1);
  }
  if (on_one_line && children.crossed_newline()) fail_at(range().begin);
  body.end = range().end;
  result.range = source::join(result.type_range, body);
  result.labels = arena_.copy(labels);
  result.body = arena_.make<Body>(arena_.copy(attributes), arena_.copy(blocks), body);
  return result;
}

// Whether the item at the cursor stands as in `block { name = value }`, all on one line.
bool TreeBuilder::is_only_item() const {
  const char* field = ts_tree_cursor_current_field_name(&cursor_);
  return field != nullptr && std::strcmp(field, "only") == 0;
}

Label TreeBuilder::label() {
  return {kind() == NodeKind::identifier ? text() : string_text(), range()};
}

}  // namespace syntax
