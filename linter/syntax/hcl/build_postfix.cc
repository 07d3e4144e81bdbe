// SPDX-License-Identifier: Apache-2.0
//
// References, indexes and splats. The concrete tree nests them to the left (`a.b[c].d` is
// ((a.b)[c]).d) and may do so without bound, so the chain is walked in a loop. What comes of it
// is hclsyntax's: plain steps are gathered in one traversal, an index with a computed key is a
// node of its own, and the steps behind a splat stand inside its `each`.
// Tested in tests/syntax/reference_test.cc.

#include "syntax/hcl/text.h"
#include "syntax/hcl/tree_builder.h"

namespace syntax {

// A chain as far as it was read.
struct TreeBuilder::Postfix {
  struct OpenSplat {
    const Expression* source;
    const Expression* item;
    source::Range marker;
    bool attributes_only;
  };

  const Expression* base = nullptr;  // null: the name `root`
  std::string_view root;
  source::Range root_range;
  std::vector<Step> steps;  // behind the base
  std::vector<OpenSplat> splats;
  uint32_t nodes = 0;  // how deep the result nests

  [[nodiscard]] source::Range begin() const { return base ? base->range : root_range; }
};

namespace {

bool is_postfix(NodeKind kind) {
  return kind == NodeKind::get_attribute || kind == NodeKind::legacy_index ||
         kind == NodeKind::index || kind == NodeKind::attribute_splat ||
         kind == NodeKind::full_splat;
}

// The string that a key is, if it is one that needs no evaluation.
const Literal* literal_key(const Expression& key) {
  if (key.kind == ExpressionKind::literal) return &key.as<Literal>();
  if (key.kind != ExpressionKind::template_) return nullptr;
  const Template& text = key.as<Template>();
  if (text.parts.size() != 1 || text.parts[0]->kind != ExpressionKind::literal) return nullptr;
  return &text.parts[0]->as<Literal>();
}

}  // namespace

const Expression* TreeBuilder::postfix(uint32_t depth) {
  // Down the left spine to what the chain begins with, and up again, a step at each level.
  std::vector<NodeKind> kinds;
  std::vector<std::unique_ptr<Children>> levels;
  while (is_postfix(kind())) {
    kinds.push_back(kind());
    levels.push_back(std::make_unique<Children>(*this));
    levels.back()->next();
  }
  Postfix chain;
  start_chain(chain, depth);
  for (; !levels.empty(); levels.pop_back(), kinds.pop_back()) {
    extend_chain(chain, kinds.back(), *levels.back(), depth);
  }
  close_steps(chain);
  while (!chain.splats.empty()) close_splat(chain);
  if (depth + chain.nodes > kMaxDepth && !too_deep_) too_deep_ = range();
  return chain.base;
}

void TreeBuilder::start_chain(Postfix& chain, uint32_t depth) {
  if (kind() != NodeKind::reference) {
    const Expression* start = nested(depth);
    chain.base = start;
    if (start->kind == ExpressionKind::traversal) {
      chain.base = nullptr;
      chain.root = start->as<Traversal>().root;
      chain.root_range = start->as<Traversal>().root_range;
    }
    return;
  }
  // Names joined by dots, in one token.
  const std::string_view names = text();
  size_t begin = 0;
  for (size_t dot = names.find('.'); begin < names.size(); dot = names.find('.', begin)) {
    const size_t end = dot == std::string_view::npos ? names.size() : dot;
    const std::string_view name = names.substr(begin, end - begin);
    if (begin > 0) {
      const std::string_view step = names.substr(begin - 1, end - begin + 1);  // with its dot
      chain.steps.push_back({StepKind::attribute, name, range_of(step)});
    } else {
      chain.root = name;
      chain.root_range = range_of(name);
    }
    begin = end + 1;
  }
  if (chain.root == "true" || chain.root == "false" || chain.root == "null") {
    Literal* literal = make_literal(chain.root == "null" ? LiteralKind::null : LiteralKind::boolean,
                                    chain.root_range, chain.root);
    literal->boolean = chain.root == "true";
    chain.base = literal;
  }
}

// The cursor is at the object of a node of `kind`, one level of the chain; reads what follows it.
void TreeBuilder::extend_chain(Postfix& chain, NodeKind kind, Children& children, uint32_t depth) {
  if (kind == NodeKind::index) return add_index(chain, children, depth);
  children.next();
  const source::Range begin = range();
  children.next();
  if (kind == NodeKind::full_splat) children.next();
  const source::Range whole = source::join(begin, range());
  if (kind == NodeKind::get_attribute) {
    chain.steps.push_back({StepKind::attribute, text(), whole});
  } else if (kind == NodeKind::legacy_index) {
    if (text().find('.') != std::string_view::npos || !is_number(text())) fail_at(range().begin);
    chain.steps.push_back({StepKind::index_number, text(), whole});
  } else {
    add_splat(chain, kind == NodeKind::attribute_splat, whole);
  }
}

void TreeBuilder::add_index(Postfix& chain, Children& children, uint32_t depth) {
  children.next();
  source::Range brackets = range();
  const Expression* key = nullptr;
  {
    const NewlineMode mode(newlines_matter_, false);
    children.next();
    key = nested(depth);
    children.next();
    brackets.end = range().end;
  }
  if (!chain.splats.empty() && chain.splats.back().attributes_only) {
    close_steps(chain);
    close_splat(chain);
  }
  const Literal* literal = literal_key(*key);
  if (literal && literal->literal == LiteralKind::string) {
    chain.steps.push_back({StepKind::index_string, literal->text, brackets});
  } else if (literal && literal->literal == LiteralKind::number) {
    chain.steps.push_back({StepKind::index_number, literal->text, brackets});
  } else {
    close_steps(chain);
    Index* index = arena_.make<Index>();
    index->kind = ExpressionKind::index;
    index->range = source::join(chain.base->range, brackets);
    index->collection = chain.base;
    index->key = key;
    index->brackets = brackets;
    chain.base = index;
    ++chain.nodes;
  }
}

void TreeBuilder::add_splat(Postfix& chain, bool attributes_only, const source::Range& marker) {
  // `a.*.*`: HCL wants a full splat for that.
  if (attributes_only && !chain.splats.empty() && chain.splats.back().attributes_only) {
    fail_at(marker.begin);
  }
  const bool after_attributes = !chain.splats.empty() && chain.splats.back().attributes_only;
  close_steps(chain);
  if (after_attributes) close_splat(chain);
  Expression* item = arena_.make<Expression>();
  item->kind = ExpressionKind::splat_item;
  item->range = marker;
  chain.splats.push_back({chain.base, item, marker, attributes_only});
  chain.base = item;
  ++chain.nodes;
}

// Makes one expression of the base and the steps behind it.
void TreeBuilder::close_steps(Postfix& chain) {
  // The steps of an attribute splat begin behind its marker, those of a full one with it, as in
  // HCL.
  const bool after_marker = !chain.steps.empty() && !chain.splats.empty() &&
                            chain.splats.back().attributes_only &&
                            chain.splats.back().item == chain.base;
  const source::Range begin = after_marker ? chain.steps.front().range : chain.begin();
  const source::Range whole =
      chain.steps.empty() ? begin : source::join(begin, chain.steps.back().range);
  if (!chain.base) {
    Traversal* traversal = arena_.make<Traversal>();
    traversal->kind = ExpressionKind::traversal;
    traversal->range = whole;
    traversal->root = chain.root;
    traversal->root_range = chain.root_range;
    traversal->steps = arena_.copy(chain.steps);
    chain.base = traversal;
  } else if (!chain.steps.empty()) {
    RelativeTraversal* traversal = arena_.make<RelativeTraversal>();
    traversal->kind = ExpressionKind::relative_traversal;
    traversal->range = whole;
    traversal->source = chain.base;
    traversal->steps = arena_.copy(chain.steps);
    chain.base = traversal;
    ++chain.nodes;
  }
  chain.steps.clear();
}

// The base is what the innermost splat does with each element; makes the splat the base.
void TreeBuilder::close_splat(Postfix& chain) {
  const Postfix::OpenSplat open = chain.splats.back();
  chain.splats.pop_back();
  Splat* splat = arena_.make<Splat>();
  splat->kind = ExpressionKind::splat;
  splat->range = source::join(open.source->range, chain.base->range);
  splat->source = open.source;
  splat->each = chain.base;
  splat->marker = open.marker;
  chain.base = splat;
}

}  // namespace syntax
