// SPDX-License-Identifier: Apache-2.0
//
// Native syntax: text -> concrete tree -> typed tree, and what happens if the text is broken: the
// regions that are no syntax are found by the recogniser, blanked out, and the rest is read as any
// other text. Exported: read_hcl, read_hcl_text. Tested in tests/syntax.

#include "syntax/hcl/read_hcl.h"

#include <algorithm>
#include <string>

#include "syntax/hcl/broken.h"
#include "syntax/hcl/cst.h"
#include "syntax/hcl/tree_builder.h"

namespace syntax {
namespace {

// What grammars/hcl takes for the mark of an expression and of a template.
constexpr char kExpressionMark = '\1';
constexpr char kTemplateMark = '\2';
// Stands for NUL, which tree-sitter's lexers take for the end; as wrong as it outside of strings.
constexpr char kNulStandIn = '\3';
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string without_nul(std::string text) {
  std::replace(text.begin(), text.end(), '\0', kNulStandIn);
  return text;
}

void report_depth(const TreeBuilder& builder, diagnostics::Diagnostics& diagnostics) {
  if (!builder.too_deep()) return;
  diagnostics.error(diagnostics::kLimitReached, *builder.too_deep(),
                    "Expressions or blocks nest too deeply",
                    "Plumbline reads up to " + std::to_string(kMaxDepth) +
                        " levels; what lies deeper was left out.");
}

// Builds the tree of `parsed`, a text of the file's length. Null if it is no syntax.
const Body* build(std::string_view parsed, const TextPlace& place, Tree& tree) {
  const Cst cst(parsed);
  if (cst.has_error()) return nullptr;
  TreeBuilder builder(cst, place, tree.arena);
  const Body* body = builder.file_body();
  if (builder.fault()) return nullptr;
  report_depth(builder, tree.diagnostics);
  tree.comments = tree.arena.copy(builder.comments());
  return body;
}

void read_broken(const TextPlace& place, Tree& tree) {
  std::string text(place.text);
  for (BrokenRegion& region : find_broken(place.file, place.text)) {
    for (uint32_t i = region.begin; i < region.end; ++i) {
      if (text[i] != '\n') text[i] = ' ';
    }
    tree.diagnostics.add(std::move(region.diagnostic));
  }
  tree.body = build(without_nul(std::move(text)), place, tree);
}

}  // namespace

void read_hcl(const source::Files& files, Tree& tree) {
  const TextPlace place{tree.file, files[tree.file].text()};
  const bool has_nul = place.text.find('\0') != std::string_view::npos;
  tree.body = has_nul ? build(without_nul(std::string(place.text)), place, tree)
                      : build(place.text, place, tree);
  if (!tree.body) read_broken(place, tree);
  if (tree.body) return;
  if (!tree.diagnostics.has_errors()) {
    tree.diagnostics.error(diagnostics::kSyntaxError, {tree.file, 0, 0}, "Invalid syntax");
  }
  tree.body = tree.arena.make<Body>();
}

ExpressionTree read_hcl_text(source::FileId file, const source::Files& files, TextForm form) {
  ExpressionTree tree;
  std::string_view text = files[file].text();
  const size_t skipped = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const char mark = form == TextForm::expression ? kExpressionMark : kTemplateMark;
  const Cst cst(without_nul(mark + std::string(text.substr(skipped))));
  TextPlace place{file, text, static_cast<int64_t>(skipped) - 1};
  if (!cst.has_error()) {
    TreeBuilder builder(cst, place, tree.arena);
    tree.root = builder.single_expression();
    if (builder.fault()) tree.root = nullptr;
    report_depth(builder, tree.diagnostics);
  }
  if (!tree.root && form == TextForm::template_ && text.size() == skipped) {
    Literal* empty = tree.arena.make<Literal>();
    empty->kind = ExpressionKind::literal;
    empty->range = {file, 0, 0};
    empty->literal = LiteralKind::string;
    tree.root = empty;
  }
  if (!tree.root) tree.diagnostics.add(find_fault(file, text, form));
  return tree;
}

}  // namespace syntax
