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

// Builds the tree of `parsed`, a text of the file's length. Null if it is no syntax.
const Body* build(std::string_view parsed, const TextPlace& place, Tree& tree) {
  const Cst cst(parsed);
  if (cst.has_error()) return nullptr;
  TreeBuilder builder(cst, place, tree.arena);
  const Body* body = builder.file_body();
  if (builder.fault()) return nullptr;
  if (builder.too_deep()) report_too_deep(*builder.too_deep(), tree.diagnostics);
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

const Expression* read_text(TextPlace place, TextForm form, source::Arena& arena,
                            diagnostics::Diagnostics& diagnostics) {
  if (std::optional<diagnostics::Diagnostic> fault = find_fault(place.file, place.text, form)) {
    fault->subject = place.in_file(fault->subject);
    for (diagnostics::Related& related : fault->related)
      related.range = place.in_file(related.range);
    diagnostics.add(std::move(*fault));
    return nullptr;
  }
  const size_t skipped = place.text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (form != TextForm::expression && place.text.size() == skipped) {
    Literal* empty = arena.make<Literal>();
    empty->kind = ExpressionKind::literal;
    empty->range = place.in_file({place.file, 0, 0});
    empty->literal = LiteralKind::string;
    return empty;
  }
  place.shift = static_cast<int64_t>(skipped) - 1;
  const char mark = form == TextForm::expression ? kExpressionMark : kTemplateMark;
  const Cst cst(without_nul(mark + std::string(place.text.substr(skipped))));
  if (!cst.has_error()) {
    TreeBuilder builder(cst, place, arena);
    const Expression* root = builder.single_expression();
    if (builder.too_deep()) report_too_deep(*builder.too_deep(), diagnostics);
    if (root && !builder.fault()) return root;
  }
  diagnostics.error(diagnostics::kSyntaxError, place.in_file({place.file, 0, 0}), "Invalid syntax");
  return nullptr;
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
  tree.root = read_text({file, files[file].text()}, form, tree.arena, tree.diagnostics);
  return tree;
}

const Expression* read_hcl_template(TextPlace place, source::Arena& arena,
                                    diagnostics::Diagnostics& diagnostics) {
  return read_text(place, TextForm::template_in_string, arena, diagnostics);
}

void report_too_deep(const source::Range& place, diagnostics::Diagnostics& diagnostics) {
  diagnostics.error(diagnostics::kLimitReached, place, "Expressions or blocks nest too deeply",
                    "Plumbline reads up to " + std::to_string(kMaxDepth) +
                        " levels; what lies deeper was left out.");
}

}  // namespace syntax
