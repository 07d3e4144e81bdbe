// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <memory>
#include <string_view>

// tree-sitter's concrete tree of a text, by our grammar (grammars/hcl).
namespace syntax {

// The kinds of the grammar's nodes that the typed tree is built from, named as there.
enum class NodeKind : uint8_t {
  other,
  attribute,
  block,
  identifier,
  reference,
  number,
  string,
  comment,
  template_,
  heredoc,
  bare_template,
  template_literal,
  interpolation,
  template_if,
  template_for,
  if_directive,
  else_directive,
  endif_directive,
  for_directive,
  endfor_directive,
  tuple,
  object,
  element,
  for_tuple,
  for_object,
  for_intro,
  function_call,
  scoped_name,
  parentheses,
  unary,
  binary,
  conditional,
  get_attribute,
  legacy_index,
  index,
  attribute_splat,
  full_splat,
  open_bracket,  // any of ( [ {
  ellipsis,
  if_keyword,
};

NodeKind node_kind(TSNode node);

// Owns the tree. After a syntax error the tree's rest is one error node.
class Cst {
 public:
  // Texts up to 4 GiB; the text need not outlive the call.
  explicit Cst(std::string_view text);
  [[nodiscard]] TSNode root() const { return ts_tree_root_node(tree_.get()); }
  [[nodiscard]] bool has_error() const { return ts_node_has_error(root()); }

 private:
  struct Delete {
    void operator()(TSTree* tree) const { ts_tree_delete(tree); }
  };
  std::unique_ptr<TSTree, Delete> tree_;
};

}  // namespace syntax
