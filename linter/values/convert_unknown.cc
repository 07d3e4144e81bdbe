// SPDX-License-Identifier: Apache-2.0
// What conversion leaves of an unknown.
// Exported: convert_unknown, unknown_list_of, for convert.cc. Tested in
// tests/values/convert_test.cc.
#include "values/convert_unknown.h"

#include <algorithm>
#include <vector>

#include "values/convert.h"
#include "values/type_rules.h"
#include "values/unknown.h"

namespace values {
namespace {

// What the source says of the length of the collection that it becomes.
void refine_length(const UnknownData& source, Type wanted, Refinement& refinement) {
  if (!wanted.is_collection()) return;
  const bool to_set = wanted.kind() == Kind::set;
  if (source.type.is_structural()) {
    const uint64_t size = source.type.kind() == Kind::tuple ? source.type.elements().size()
                                                            : source.type.attributes().size();
    refinement.length_maximum = size;
    refinement.length_minimum = to_set ? std::min<uint64_t>(size, 1) : size;
  } else if (source.type.is_collection() && source.refinement != nullptr) {
    const uint64_t minimum = source.refinement->length_minimum;
    refinement.length_minimum = to_set ? std::min<uint64_t>(minimum, 1) : minimum;
    refinement.length_maximum = source.refinement->length_maximum;
  }
}

const Sketch* convert_choices(const Choices& choices, Type wanted, Arena& arena) {
  std::vector<Value> possible;
  for (const Value& choice : choices.values) {
    const Conversion converted = convert(choice, wanted, arena);
    if (converted.ok) possible.push_back(converted.value);
  }
  if (possible.empty()) return nullptr;
  return arena.make<Choices>(Sketch{SketchKind::choices},
                             std::span<const Value>(arena.copy(possible)));
}

const Sketch* convert_elements(const ElementsSketch& sketch, Type wanted, Arena& arena) {
  if (!wanted.is_collection()) return nullptr;
  const std::span<SketchElement> elements = arena.copy(sketch.elements);
  for (SketchElement& element : elements) {
    const Conversion converted = convert(element.value, wanted.element(), arena);
    if (!converted.ok) return nullptr;
    element.value = converted.value;
    if (wanted.kind() == Kind::set) element.key = Value();
  }
  return elements_sketch(elements, arena);
}

const Sketch* convert_sketch(const Sketch* sketch, Type wanted, Arena& arena) {
  if (sketch == nullptr) return nullptr;
  switch (sketch->kind) {
    case SketchKind::symbol:
    case SketchKind::mentioned:
      return sketch;
    case SketchKind::parts:
    case SketchKind::document:
      return wanted.kind() == Kind::string ? sketch : nullptr;
    case SketchKind::choices:
      return convert_choices(*static_cast<const Choices*>(sketch), wanted, arena);
    case SketchKind::elements:
      return convert_elements(*static_cast<const ElementsSketch*>(sketch), wanted, arena);
  }
  return nullptr;
}

}  // namespace

Value convert_unknown(const Value& unknown, Type wanted, Arena& arena) {
  const UnknownData& source = unknown.unknown_data();
  const Type type = replace_dynamic(source.type, wanted.without_optional(arena), arena);
  Refinement refinement;
  refinement.not_null = definitely_not_null(unknown);
  refine_length(source, type, refinement);
  const Sketch* sketch = convert_sketch(source.sketch, type, arena);
  const Value result = make_unknown(type, nullptr, sketch, source.reasons, arena)
                           .with_marks(unknown.marks())
                           .with_origins(unknown.origins());
  static constexpr Refinement kNothing;
  const bool says_something = refinement.not_null ||
                              refinement.length_minimum != kNothing.length_minimum ||
                              refinement.length_maximum != kNothing.length_maximum;
  return says_something ? refined(result, refinement, arena) : result;
}

Value unknown_list_of(const Value& set, Arena& arena) {
  std::vector<SketchElement> elements;
  for (const Value& element : set.elements()) {
    elements.push_back({Value(), element, !element.is_wholly_known(), false});
  }
  return make_unknown(Type::list(set.element_type(), arena), nullptr,
                      elements_sketch(arena.copy(elements), arena), all_reasons(set, arena), arena)
      .with_marks(set.marks())
      .with_origins(set.origins());
}

}  // namespace values
