// SPDX-License-Identifier: Apache-2.0

// Collections that are unknown but of which it is known what may stand in them. Exports
// sketched_elements, with_elements and with_branches. Tested by
// tests/expressions/rule_semantics_test.cc.
#include <algorithm>
#include <string>

#include "expressions/sketches.h"

namespace expressions {

namespace {

using values::SketchKind;
using Sketched = std::span<const SketchElement>;

bool has_keys(Kind kind) { return kind == Kind::map || kind == Kind::object; }

// All elements of a known collection.
Sketched known_elements(const Value& collection, Context& context) {
  const Value whole = collection.materialized(context.arena);
  const std::span<SketchElement> result =
      context.arena.make_span<SketchElement>(whole.elements().size());
  for (size_t i = 0; i < result.size(); ++i) {
    result[i].value = carrying(whole.elements()[i], collection, context);
    if (has_keys(whole.kind())) result[i].key = Value::string(&whole.keys()[i]);
  }
  return result;
}

// "Any number like this": of an attribute that is a collection, all elements are alike.
Sketched symbolic_elements(const Value& unknown, const values::Symbol& symbol, Context& context) {
  const Type type = unknown.type(context.arena);
  const Type element = type.is_collection() ? type.element() : Type::dynamic();
  const auto* each =
      context.arena.make<values::Symbol>(values::Sketch{SketchKind::symbol}, symbol.node,
                                         context.arena.copy(std::string(symbol.attribute) + "[*]"));
  const std::span<SketchElement> result = context.arena.make_span<SketchElement>(1);
  const auto reasons = unknown.unknown_data().reasons;
  result[0].value = carrying(values::make_unknown(element, nullptr, each, reasons, context.arena),
                             unknown, context);
  if (type.kind() == Kind::map) {
    result[0].key = values::make_unknown(Type::string(), nullptr, nullptr, reasons, context.arena);
  }
  result[0].optional = true;
  result[0].many = true;
  return result;
}

SketchElement optional(SketchElement element) {
  element.optional = true;
  return element;
}

// Two elements that stand for the same place in either branch.
SketchElement either(const SketchElement& a, const SketchElement& b, Context& context) {
  SketchElement result = a;
  result.optional = a.optional || b.optional;
  result.many = a.many || b.many;
  const bool same = !a.value.is_unknown() && values::identical(a.value, b.value);
  if (!same) {
    const Value both[] = {a.value, b.value};
    const Type type = a.value.type(context.arena);
    const bool alike = b.value.has_type(type);
    const Value unknown =
        values::unknown_from(alike ? type : Type::dynamic(), both, context.origins, context.arena);
    result.value = with_choices(unknown, both, context);
  }
  return result;
}

bool all_definite(Sketched elements) {
  return std::ranges::none_of(elements, &SketchElement::optional);
}

// The partner of an element in the other branch: by key in maps, by value in sets.
const SketchElement* partner(const SketchElement& element, Sketched others) {
  const bool keyed = !element.key.is_null();
  const Value& wanted = keyed ? element.key : element.value;
  const auto matches = [&](const SketchElement& other) {
    const Value& candidate = keyed ? other.key : other.value;
    return wanted.is_known() && candidate.is_known() && values::identical(wanted, candidate);
  };
  const auto found = std::ranges::find_if(others, matches);
  return found != others.end() ? &*found : nullptr;
}

std::vector<SketchElement> unite_by_partner(Sketched a, Sketched b, Context& context) {
  std::vector<SketchElement> result;
  for (const SketchElement& element : a) {
    const SketchElement* other = partner(element, b);
    result.push_back(other != nullptr ? either(element, *other, context) : optional(element));
  }
  for (const SketchElement& element : b) {
    if (partner(element, a) == nullptr) result.push_back(optional(element));
  }
  return result;
}

std::vector<SketchElement> unite_in_order(Sketched a, Sketched b, Context& context) {
  std::vector<SketchElement> result;
  const bool places_match = all_definite(a) && all_definite(b);
  const size_t common = places_match ? std::min(a.size(), b.size()) : 0;
  for (size_t i = 0; i < common; ++i) result.push_back(either(a[i], b[i], context));
  for (const SketchElement& element : a.subspan(common)) result.push_back(optional(element));
  for (const SketchElement& element : b.subspan(common)) result.push_back(optional(element));
  return result;
}

std::vector<SketchElement> unite(Sketched a, Sketched b, Kind kind, Context& context) {
  if (kind == Kind::set || has_keys(kind)) return unite_by_partner(a, b, context);
  return unite_in_order(a, b, context);
}

}  // namespace

std::optional<Sketched> sketched_elements(const Value& collection, Context& context) {
  if (collection.is_null()) return std::nullopt;
  if (collection.is_known()) {
    if (collection.kind() < Kind::list) return std::nullopt;
    return known_elements(collection, context);
  }
  if (const values::ElementsSketch* sketch = elements_of(collection)) return sketch->elements;
  if (const values::Symbol* symbol = symbol_of(collection)) {
    const Type type = collection.type(context.arena);
    if (type.is_primitive() || type.is_structural()) return std::nullopt;
    return symbolic_elements(collection, *symbol, context);
  }
  const values::Choices* choices = choices_of(collection);
  if (choices == nullptr) return std::nullopt;
  std::optional<std::vector<SketchElement>> all;
  for (const Value& choice : choices->values) {
    const std::optional<Sketched> elements = sketched_elements(choice, context);
    if (!elements) return std::nullopt;
    all = all ? unite(*all, *elements, choice.kind(), context)
              : std::vector<SketchElement>(elements->begin(), elements->end());
  }
  return context.arena.copy(*all);
}

Value with_elements(const Value& unknown, Sketched elements, Context& context) {
  if (elements.size() > kMaxSketchedElements) return unknown;
  return values::with_sketch(unknown, values::elements_sketch(elements, context.arena),
                             context.arena);
}

Value with_branches(const Value& unknown, const Value& if_true, const Value& if_false,
                    Context& context) {
  if (unknown.type(context.arena).is_collection()) {
    const std::optional<Sketched> first = sketched_elements(if_true, context);
    const std::optional<Sketched> second = sketched_elements(if_false, context);
    const bool few = first && second && first->size() + second->size() <= kMaxSketchedElements;
    if (few) {
      const Kind kind = unknown.kind();
      return with_elements(unknown, context.arena.copy(unite(*first, *second, kind, context)),
                           context);
    }
  }
  const Value both[] = {if_true, if_false};
  return with_choices(unknown, both, context);
}

}  // namespace expressions
