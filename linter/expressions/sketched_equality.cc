// SPDX-License-Identifier: Apache-2.0

// Equality under rule semantics where Terraform knows no answer: the same symbol, texts whose known
// pieces cannot agree, alternatives that all answer alike. Exports sketched_equality. Tested by
// tests/expressions/rule_semantics_test.cc.
#include <algorithm>

#include "expressions/sketches.h"

namespace expressions {

namespace {

Ternary from_answer(SymbolRelations::Answer answer) {
  switch (answer) {
    case SymbolRelations::Answer::equal:
      return Ternary::yes;
    case SymbolRelations::Answer::unequal:
      return Ternary::no;
    default:
      return Ternary::undecided;
  }
}

// "names[*]" stands for any of them: which one is not known.
bool is_one(const values::Symbol& symbol) {
  return symbol.attribute.find("[*]") == std::string_view::npos;
}

Ternary symbol_equality(const values::Symbol& symbol, const Value& other, Context& context) {
  const values::Symbol* second = symbol_of(other);
  if (!is_one(symbol) || (second != nullptr && !is_one(*second))) return Ternary::undecided;
  if (second != nullptr && second->node == symbol.node && second->attribute == symbol.attribute) {
    return Ternary::yes;
  }
  if (context.relations == nullptr) return Ternary::undecided;
  return from_answer(context.relations->relate(symbol, other));
}

// Whether a text could be put together from the pieces; an unknown piece may be any text.
bool may_be(std::span<const Value> pieces, std::string_view text) {
  if (pieces.front().is_known()) {
    if (!text.starts_with(pieces.front().as_string())) return false;
    text.remove_prefix(pieces.front().as_string().size());
    pieces = pieces.subspan(1);
  }
  if (!pieces.empty() && pieces.back().is_known()) {
    if (!text.ends_with(pieces.back().as_string())) return false;
    text.remove_suffix(pieces.back().as_string().size());
    pieces = pieces.first(pieces.size() - 1);
  }
  for (const Value& piece : pieces) {
    if (!piece.is_known()) continue;
    const size_t place = text.find(piece.as_string());
    if (place == std::string_view::npos) return false;
    text.remove_prefix(place + piece.as_string().size());
  }
  return true;
}

std::string_view known_text(const Value& piece) {
  return piece.is_known() ? piece.as_string() : std::string_view();
}

// Whether the beginnings and the ends of two texts may agree.
bool ends_may_agree(std::span<const Value> a, std::span<const Value> b) {
  const std::string_view start_a = known_text(a.front());
  const std::string_view start_b = known_text(b.front());
  const std::string_view end_a = known_text(a.back());
  const std::string_view end_b = known_text(b.back());
  return (start_a.starts_with(start_b) || start_b.starts_with(start_a)) &&
         (end_a.ends_with(end_b) || end_b.ends_with(end_a));
}

Ternary parts_equality(const values::Parts& parts, const Value& other, Context& context) {
  if (other.is_null()) return Ternary::no;  // whatever a piece is, the whole is a text
  if (other.is_known() && other.kind() == Kind::string) {
    return may_be(parts.pieces, other.as_string()) ? Ternary::undecided : Ternary::no;
  }
  const values::Parts* second = parts_of(other);
  if (second == nullptr) return Ternary::undecided;
  if (!ends_may_agree(parts.pieces, second->pieces)) return Ternary::no;
  const auto same = [&](const Value& x, const Value& y) {
    return equality(x, y, context) == Ternary::yes;
  };
  return std::ranges::equal(parts.pieces, second->pieces, same) ? Ternary::yes : Ternary::undecided;
}

// Elements that are certain cannot be more than the other has, nor all of them fewer.
Ternary elements_equality(const values::ElementsSketch& sketch, const Value& other,
                          Context& context) {
  if (!other.is_known() || (other.kind() != Kind::list && other.kind() != Kind::tuple)) {
    return Ternary::undecided;
  }
  const size_t length = other.elements().size();
  const auto optional =
      static_cast<size_t>(std::ranges::count_if(sketch.elements, &SketchElement::optional));
  const bool bounded = std::ranges::none_of(sketch.elements, &SketchElement::many);
  if (length < sketch.elements.size() - optional) return Ternary::no;
  if (bounded && length > sketch.elements.size()) return Ternary::no;
  if (optional > 0) return Ternary::undecided;
  Ternary result = Ternary::yes;
  for (size_t i = 0; i < length; ++i) {
    const Ternary pair = equality(sketch.elements[i].value, other.elements()[i], context);
    if (pair == Ternary::no) return Ternary::no;
    if (pair == Ternary::undecided) result = Ternary::undecided;
  }
  return result;
}

Ternary one_sided(const Value& unknown, const Value& other, Context& context) {
  if (const values::Symbol* symbol = symbol_of(unknown)) {
    return symbol_equality(*symbol, other, context);
  }
  if (const values::Parts* parts = parts_of(unknown)) {
    return parts_equality(*parts, other, context);
  }
  if (const values::ElementsSketch* elements = elements_of(unknown)) {
    return elements_equality(*elements, other, context);
  }
  // A document of which the structure is known is one.
  const bool document =
      sketch_of<values::Document>(unknown, values::SketchKind::document) != nullptr;
  if (document && other.is_null()) return Ternary::no;
  return Ternary::undecided;
}

}  // namespace

Ternary sketched_equality(const Value& a, const Value& b, Context& context) {
  const Ternary alternatives =
      sketched_answer(Ternary::undecided, a, b, context,
                      [&](const Value& x, const Value& y) { return equality(x, y, context); });
  if (alternatives != Ternary::undecided) return alternatives;
  const Ternary first = one_sided(a, b, context);
  return first != Ternary::undecided ? first : one_sided(b, a, context);
}

}  // namespace expressions
