// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "expressions/evaluation.h"

// Sketches at work: how plan-mode operations carry them along, and how rules read them. Not for
// other rooms.
namespace expressions {

using values::SketchElement;

// The sketch of a value if it is an unknown with one of that kind; else null.
template <class Sketch>
const Sketch* sketch_of(const Value& value, values::SketchKind kind) {
  if (!value.is_unknown() || value.unknown_data().sketch == nullptr) return nullptr;
  const values::Sketch* sketch = value.unknown_data().sketch;
  return sketch->kind == kind ? static_cast<const Sketch*>(sketch) : nullptr;
}
inline const values::Symbol* symbol_of(const Value& value) {
  return sketch_of<values::Symbol>(value, values::SketchKind::symbol);
}
inline const values::Parts* parts_of(const Value& value) {
  return sketch_of<values::Parts>(value, values::SketchKind::parts);
}
inline const values::Choices* choices_of(const Value& value) {
  return sketch_of<values::Choices>(value, values::SketchKind::choices);
}
inline const values::ElementsSketch* elements_of(const Value& value) {
  return sketch_of<values::ElementsSketch>(value, values::SketchKind::elements);
}

// More alternatives than this are not kept apart.
inline constexpr size_t kMaxChoices = 64;
// What has more is kept as an unknown that mentions its symbols.
inline constexpr size_t kMaxPieces = 1024;
inline constexpr size_t kMaxSketchedElements = 4096;

// Rules only: an unknown that can be just one value is that value.
Value settled(const Value& value, Context& context);

// The unknown with these alternatives added as its sketch; as it is if they are too many.
Value with_choices(const Value& unknown, std::span<const Value> choices, Context& context);

// An unknown text of known and unknown pieces in order, certainly not null.
Value text_of_pieces(std::span<const Value> pieces, Context& context);

// What `unknown.name` and `unknown[key]` are, of a type that is known otherwise; the key is known.
Value sketched_attribute(const Value& unknown, Type type, std::string_view name, Context& context);
Value sketched_element(const Value& unknown, Type type, const Value& key, Context& context);
// One of the elements of a known collection, it is not known which.
Value any_element(const Value& collection, Type type, const Value& key, Context& context);

// What stands in a collection, as far as it can be told: of a known one all elements, of an unknown
// one what its sketch says; nothing if it says nothing.
std::optional<std::span<const SketchElement>> sketched_elements(const Value& collection,
                                                                Context& context);
// The unknown with these elements as its sketch.
Value with_elements(const Value& unknown, std::span<const SketchElement> elements,
                    Context& context);

// The unknown result of a conditional whose condition is unknown, with what both branches leave
// possible: the union of their elements if they are collections, else a choice.
Value with_branches(const Value& unknown, const Value& if_true, const Value& if_false,
                    Context& context);

// Rules only: what sketches say of the equality of values, at least one of them unknown.
Ternary sketched_equality(const Value& a, const Value& b, Context& context);

// Rules only: the answer that all alternatives of two values agree on; `plain` under plan
// semantics or where there are no alternatives.
template <class Operation>
Ternary sketched_answer(Ternary plain, const Value& a, const Value& b, Context& context,
                        Operation operation) {
  const values::Choices* left = choices_of(a);
  const values::Choices* right = choices_of(b);
  if (plain != Ternary::undecided || context.semantics == Semantics::plan ||
      (left == nullptr && right == nullptr)) {
    return plain;
  }
  const std::span<const Value> lefts = left != nullptr ? left->values : std::span(&a, 1);
  const std::span<const Value> rights = right != nullptr ? right->values : std::span(&b, 1);
  std::optional<Ternary> common;
  for (const Value& x : lefts) {
    for (const Value& y : rights) {
      const Ternary answer = operation(x, y);
      if (answer == Ternary::undecided || (common && *common != answer)) return plain;
      common = answer;
    }
  }
  return common.value_or(plain);
}

}  // namespace expressions
