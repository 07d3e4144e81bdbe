// SPDX-License-Identifier: Apache-2.0
//
// Runs tree-sitter with our grammar and names the kinds of its nodes. Exported: Cst, node_kind.
// Tested through the trees of tests/syntax.

#include "syntax/hcl/cst.h"

#include <array>

extern "C" const TSLanguage* tree_sitter_hcl(void);

namespace syntax {
namespace {

struct KindName {
  std::string_view name;
  NodeKind kind;
  bool named = true;
};

// flat table: the grammar's names of the kinds
constexpr KindName kKindNames[] = {
    {"attribute", NodeKind::attribute},
    {"block", NodeKind::block},
    {"identifier", NodeKind::identifier},
    {"reference", NodeKind::reference},
    {"number", NodeKind::number},
    {"string", NodeKind::string},
    {"comment", NodeKind::comment},
    {"template", NodeKind::template_},
    {"heredoc", NodeKind::heredoc},
    {"bare_template", NodeKind::bare_template},
    {"template_literal", NodeKind::template_literal},
    {"interpolation", NodeKind::interpolation},
    {"template_if", NodeKind::template_if},
    {"template_for", NodeKind::template_for},
    {"if_directive", NodeKind::if_directive},
    {"else_directive", NodeKind::else_directive},
    {"endif_directive", NodeKind::endif_directive},
    {"for_directive", NodeKind::for_directive},
    {"endfor_directive", NodeKind::endfor_directive},
    {"tuple", NodeKind::tuple},
    {"object", NodeKind::object},
    {"element", NodeKind::element},
    {"for_tuple", NodeKind::for_tuple},
    {"for_object", NodeKind::for_object},
    {"for_intro", NodeKind::for_intro},
    {"function_call", NodeKind::function_call},
    {"scoped_name", NodeKind::scoped_name},
    {"parentheses", NodeKind::parentheses},
    {"unary", NodeKind::unary},
    {"binary", NodeKind::binary},
    {"conditional", NodeKind::conditional},
    {"get_attribute", NodeKind::get_attribute},
    {"legacy_index", NodeKind::legacy_index},
    {"index", NodeKind::index},
    {"attribute_splat", NodeKind::attribute_splat},
    {"full_splat", NodeKind::full_splat},
    {"(", NodeKind::open_bracket, false},
    {"[", NodeKind::open_bracket, false},
    {"{", NodeKind::open_bracket, false},
    {"...", NodeKind::ellipsis, false},
    {"if", NodeKind::if_keyword, false},
};

using KindTable = std::array<NodeKind, 256>;

KindTable make_kind_table() {
  KindTable table{};
  for (const KindName& entry : kKindNames) {
    const TSSymbol symbol =
        ts_language_symbol_for_name(tree_sitter_hcl(), entry.name.data(),
                                    static_cast<uint32_t>(entry.name.size()), entry.named);
    if (symbol < table.size()) table[symbol] = entry.kind;
  }
  return table;
}

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

}  // namespace

NodeKind node_kind(TSNode node) {
  static const KindTable table = make_kind_table();
  const TSSymbol symbol = ts_node_symbol(node);
  return symbol < table.size() ? table[symbol] : NodeKind::other;  // an ERROR node is 65535
}

Cst::Cst(std::string_view text) {
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), tree_sitter_hcl());
  tree_.reset(ts_parser_parse_string(parser.get(), nullptr, text.data(),
                                     static_cast<uint32_t>(text.size())));
}

}  // namespace syntax
