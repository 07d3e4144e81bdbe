// SPDX-License-Identifier: Apache-2.0
//
// Native syntax: text -> concrete tree -> typed tree. The recogniser goes first: the regions that
// are no syntax, or nest too deeply, are blanked out, so tree-sitter only ever sees text that it
// can read in one go (its error recovery takes superlinear time, and fails on deep stacks).
// Exported: read_hcl, read_hcl_text. Tested in tests/syntax.

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

// The text with its broken regions turned into blank lines; they are reported.
std::string without_broken(std::vector<BrokenRegion> regions, std::string_view whole, Tree& tree) {
  std::string text(whole);
  for (BrokenRegion& region : regions) {
    for (uint32_t i = region.begin; i < region.end; ++i) {
      if (text[i] != '\n') text[i] = ' ';
    }
    tree.diagnostics.add(std::move(region.diagnostic));
  }
  return text;
}

}  // namespace

void read_hcl(const source::Files& files, Tree& tree) {
  const TextPlace place{tree.file, files[tree.file].text()};
  std::vector<BrokenRegion> regions = find_broken(place.file, place.text);
  const bool as_it_is = regions.empty() && place.text.find('\0') == std::string_view::npos;
  tree.body = as_it_is ? build(place.text, place, tree)
                       : build(without_nul(without_broken(std::move(regions), place.text, tree)),
                               place, tree);
  if (tree.body) return;
  // The recogniser and the grammar do not agree.
  tree.diagnostics.error(diagnostics::kSyntaxError, {tree.file, 0, 0}, "Invalid syntax");
  tree.body = tree.arena.make<Body>();
}

ExpressionTree read_hcl_text(source::FileId file, const source::Files& files, TextForm form) {
  ExpressionTree tree;
  const std::string_view text = files[file].text();
  if (std::optional<diagnostics::Diagnostic> fault = find_fault(file, text, form)) {
    tree.diagnostics.add(std::move(*fault));
    return tree;
  }
  const size_t skipped = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (form == TextForm::template_ && text.size() == skipped) {
    Literal* empty = tree.arena.make<Literal>();
    empty->kind = ExpressionKind::literal;
    empty->range = {file, 0, 0};
    empty->literal = LiteralKind::string;
    tree.root = empty;
    return tree;
  }
  const char mark = form == TextForm::expression ? kExpressionMark : kTemplateMark;
  const Cst cst(without_nul(mark + std::string(text.substr(skipped))));
  if (!cst.has_error()) {
    TreeBuilder builder(cst, {file, text, static_cast<int64_t>(skipped) - 1}, tree.arena);
    tree.root = builder.single_expression();
    if (builder.fault()) tree.root = nullptr;
    report_depth(builder, tree.diagnostics);
  }
  if (!tree.root) tree.diagnostics.error(diagnostics::kSyntaxError, {file, 0, 0}, "Invalid syntax");
  return tree;
}

}  // namespace syntax
