// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "syntax/hcl/cst.h"
#include "syntax/hcl/read_hcl.h"
#include "syntax/hcl/template_parts.h"
#include "syntax/syntax.h"

namespace syntax {

// Builds the typed tree from a concrete tree without errors, and finds what the grammar leaves to
// it: misplaced newlines, bad escapes, numbers and encoding. It stops at nothing: whoever calls
// asks `fault` before using the result.
class TreeBuilder {
 public:
  TreeBuilder(const Cst& cst, const TextPlace& place, source::Arena& arena);
  ~TreeBuilder() { ts_tree_cursor_delete(&cursor_); }
  TreeBuilder(const TreeBuilder&) = delete;
  TreeBuilder& operator=(const TreeBuilder&) = delete;

  const Body* file_body();
  // The text's expression or bare template; null if it is a file.
  const Expression* single_expression();

  // The offset in the file of the first thing that HCL refuses.
  [[nodiscard]] std::optional<uint32_t> fault() const { return fault_; }
  // Where kMaxDepth was passed, if it was.
  [[nodiscard]] std::optional<source::Range> too_deep() const { return too_deep_; }
  [[nodiscard]] const std::vector<Comment>& comments() const { return comments_; }

 private:
  class Children;
  struct Postfix;

  // The node at the cursor.
  [[nodiscard]] TSNode node() const { return ts_tree_cursor_current_node(&cursor_); }
  [[nodiscard]] NodeKind kind() const { return node_kind(node()); }
  [[nodiscard]] source::Range range() const { return range_of(node()); }
  [[nodiscard]] std::string_view text() const { return text_of(node()); }
  [[nodiscard]] source::Range range_of(TSNode node) const;
  [[nodiscard]] std::string_view text_of(TSNode node) const;
  // The range of a part of the text.
  [[nodiscard]] source::Range range_of(std::string_view part) const;
  [[nodiscard]] uint32_t in_text(uint32_t offset) const;
  void fail_at(uint32_t offset);
  bool enter_depth(uint32_t depth);

  // build_body.cc
  void item(std::vector<Attribute>& attributes, std::vector<Block>& blocks, uint32_t depth);
  Attribute attribute(uint32_t depth);
  Block block(uint32_t depth);
  [[nodiscard]] bool is_only_item() const;
  Label label();

  // build_expression.cc; each builds the node at the cursor.
  const Expression* expression(uint32_t depth);
  const Expression* nested(uint32_t depth);
  const Expression* word();
  const Expression* number();
  const Expression* string();
  const Expression* parentheses(uint32_t depth);
  const Expression* unary(uint32_t depth);
  const Expression* binary(uint32_t depth);
  const Expression* conditional(uint32_t depth);
  void refuse_for();
  const Expression* tuple(uint32_t depth);
  const Expression* object(uint32_t depth);
  ObjectItem element(uint32_t depth);
  const Expression* object_key(uint32_t depth);
  const Expression* for_expression(uint32_t depth);
  void for_intro(For& result, uint32_t depth);
  const Expression* call(uint32_t depth);
  std::string_view scoped_name();
  std::string_view string_text();
  std::string_view literal_text(std::string_view text, bool quoted);
  Literal* make_literal(LiteralKind kind, const source::Range& range, std::string_view text);

  // build_postfix.cc
  const Expression* postfix(uint32_t depth);
  void start_chain(Postfix& chain, uint32_t depth);
  void extend_chain(Postfix& chain, NodeKind kind, Children& children, uint32_t depth);
  void add_index(Postfix& chain, Children& children, uint32_t depth);
  void add_splat(Postfix& chain, bool attributes_only, const source::Range& marker);
  void close_steps(Postfix& chain);
  void close_splat(Postfix& chain);

  // build_template.cc
  const Expression* template_(uint32_t depth);
  void collect_parts(std::vector<TemplatePart>& parts, bool quoted, uint32_t depth);
  void collect_literal(std::vector<TemplatePart>& parts, bool quoted);
  TemplatePart sequence(uint32_t depth);

  TextPlace place_;
  source::Arena& arena_;
  TSTreeCursor cursor_;
  bool newlines_matter_ = true;
  bool ascii_;
  std::vector<Comment> comments_;
  std::optional<uint32_t> fault_;
  std::optional<source::Range> too_deep_;
};

// Steps the cursor through the children of its node, keeping comments and watching newlines, and
// back to the node when it goes out of scope.
class TreeBuilder::Children {
 public:
  explicit Children(TreeBuilder& builder);
  ~Children();
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;
  // To the next child that is no comment; false at the end.
  bool next();
  // Whether the last step passed a newline outside of comments.
  [[nodiscard]] bool crossed_newline() const { return crossed_newline_; }

 private:
  bool step();

  TreeBuilder& builder_;
  bool entered_ = false;
  bool started_ = false;
  bool crossed_newline_ = false;
  uint32_t last_row_ = 0;
  uint32_t last_end_ = 0;
};

// Sets whether newlines end things, for a scope.
class NewlineMode {
 public:
  NewlineMode(bool& mode, bool value) : mode_(mode), before_(mode) { mode = value; }
  ~NewlineMode() { mode_ = before_; }
  NewlineMode(const NewlineMode&) = delete;
  NewlineMode& operator=(const NewlineMode&) = delete;

 private:
  bool& mode_;
  bool before_;
};

}  // namespace syntax
