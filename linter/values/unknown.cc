// SPDX-License-Identifier: Apache-2.0
// Unknown values: making them, narrowing them as go-cty does, and what they were made from.
// Exported: everything of unknown.h. Tested in tests/values/unknown_test.cc.
#include "values/unknown.h"

#include <algorithm>
#include <set>
#include <vector>

#include "values/origins.h"
#include "values/strings.h"
#include "values/walk.h"

namespace values {
namespace {

// A list of known length becomes known elements that are unknown, unless it is longer.
constexpr uint64_t kMaxUnknownElements = 1024;

// One missing input is one reason, wherever it is missed; an error is told apart by its place.
bool same_reason(const Reason& a, const Reason& b) {
  return &a == &b || (a.kind == b.kind && a.subject == b.subject &&
                      (a.kind != ReasonKind::invalid || a.range == b.range));
}

bool is_choice(const Value& value) {
  const Sketch* sketch = value.is_unknown() ? value.unknown_data().sketch : nullptr;
  return sketch != nullptr && sketch->kind == SketchKind::choices;
}

// What a choice may turn out to be is no reason for it: only what it hangs on is.
void collect_reasons(const Value& value, bool into_sources, std::vector<const Reason*>& reasons) {
  // Only a walk into sources may ask what stands in one: its attributes could need this very value.
  const auto wanted = [into_sources](const Value& at) {
    if (at.attribute_source() != nullptr) return into_sources;
    return at.has_sources() || !at.is_wholly_known();
  };
  Walk(value).run(wanted, [&](const Value& at) {
    if (at.is_unknown()) add_reasons(at.unknown_data().reasons, reasons);
    return !is_choice(at) || at.unknown_data().reasons.empty();
  });
}

// An object among the values, as a whole, is no reason either, unless there is no other: it has
// attributes that are known after apply, and whoever needed one of them carries its reason.
std::vector<const Reason*> reasons_of(std::span<const Value> values) {
  std::vector<const Reason*> reasons;
  for (const Value& value : values) collect_reasons(value, false, reasons);
  if (!reasons.empty()) return reasons;
  for (const Value& value : values) collect_reasons(value, true, reasons);
  return reasons;
}

// The lower bound that says more.
void raise_minimum(Refinement& both, const Refinement& added) {
  if (!added.minimum) return;
  const bool stricter = !both.minimum || *added.minimum > *both.minimum ||
                        (*added.minimum == *both.minimum && !added.minimum_inclusive);
  if (!stricter) return;
  both.minimum = added.minimum;
  both.minimum_inclusive = added.minimum_inclusive;
}

void lower_maximum(Refinement& both, const Refinement& added) {
  if (!added.maximum) return;
  const bool stricter = !both.maximum || *added.maximum < *both.maximum ||
                        (*added.maximum == *both.maximum && !added.maximum_inclusive);
  if (!stricter) return;
  both.maximum = added.maximum;
  both.maximum_inclusive = added.maximum_inclusive;
}

// What both say. Where they contradict each other the first one holds.
Refinement combined(const Refinement* first, const Refinement& added) {
  if (first == nullptr) return added;
  Refinement both = *first;
  both.not_null |= added.not_null;
  if (added.prefix.size() > both.prefix.size() && added.prefix.starts_with(both.prefix)) {
    both.prefix = added.prefix;
  }
  raise_minimum(both, added);
  lower_maximum(both, added);
  const uint64_t minimum = std::max(both.length_minimum, added.length_minimum);
  const uint64_t maximum = std::min(both.length_maximum, added.length_maximum);
  if (minimum <= maximum) {
    both.length_minimum = minimum;
    both.length_maximum = maximum;
  }
  return both;
}

// An element of a collection of which only the length is known: unknown to the plan, whatever a
// sketch tells rules of it.
Value unknown_element(const Value& sketched, Type type, Arena& arena) {
  if (sketched.is_unknown()) {
    const UnknownData& data = sketched.unknown_data();
    return make_unknown(type, nullptr, data.sketch, data.reasons, arena);
  }
  const auto* choices = arena.make<Choices>(Sketch{SketchKind::choices},
                                            arena.copy(std::span<const Value>(&sketched, 1)));
  return make_unknown(type, nullptr, choices, {}, arena);
}

// The elements of what is one of several collections of one length, each one of those that stand at
// its place; none if some is not known.
std::vector<Value> elements_of_any(const Choices& choices, uint64_t length, Type type,
                                   std::span<const Reason* const> reasons, Arena& arena) {
  std::vector<std::vector<Value>> places(length);
  for (const Value& choice : choices.values) {
    const bool fits = choice.is_known() && choice.kind() >= Kind::list && choice.keys().empty() &&
                      choice.attribute_source() == nullptr && choice.elements().size() == length;
    if (!fits) return {};
    for (uint64_t i = 0; i < length; ++i) places[i].push_back(choice.elements()[i]);
  }
  std::vector<Value> elements;
  for (const std::vector<Value>& place : places) {
    const auto* sketch =
        arena.make<Choices>(Sketch{SketchKind::choices}, std::span<const Value>(arena.copy(place)));
    elements.push_back(make_unknown(type, nullptr, sketch, reasons, arena));
  }
  return elements;
}

// Elements for a collection of known length, with what its sketch tells of them.
std::vector<Value> elements_of(const Value& unknown, uint64_t length, Arena& arena) {
  const UnknownData& data = unknown.unknown_data();
  const Type type = data.type.element();
  std::vector<Value> elements;
  if (data.sketch != nullptr && data.sketch->kind == SketchKind::elements) {
    for (const SketchElement& element : static_cast<const ElementsSketch*>(data.sketch)->elements) {
      if (!element.optional) elements.push_back(unknown_element(element.value, type, arena));
    }
  }
  if (data.sketch != nullptr && data.sketch->kind == SketchKind::choices) {
    elements = elements_of_any(*static_cast<const Choices*>(data.sketch), length, type,
                               data.reasons, arena);
  }
  if (elements.size() != length) {
    elements.assign(length, make_unknown(type, nullptr, nullptr, data.reasons, arena));
  }
  return elements;
}

// The value itself where a refinement leaves only one, as far as go-cty sees it.
std::optional<Value> only_value(const Value& unknown, const Refinement& refinement, Arena& arena) {
  const Type type = unknown.unknown_data().type;
  if (!refinement.not_null) return std::nullopt;
  if (type.kind() == Kind::number) {
    const bool one = refinement.minimum && refinement.minimum == refinement.maximum &&
                     refinement.minimum_inclusive && refinement.maximum_inclusive;
    if (one) return Value::number(*refinement.minimum);
  }
  const uint64_t length = refinement.length_minimum;
  if (!type.is_collection() || length != refinement.length_maximum) return std::nullopt;
  if (length == 0 && type.kind() == Kind::map) return Value::map(type.element(), {}, {}, arena);
  if (type.kind() == Kind::list && length <= kMaxUnknownElements) {
    return Value::list(type.element(), elements_of(unknown, length, arena), arena);
  }
  if (type.kind() == Kind::set && length <= 1) {
    return Value::set(type.element(), elements_of(unknown, length, arena), arena);
  }
  return std::nullopt;
}

Value with_data(const Value& unknown, const UnknownData& data, Arena& arena) {
  return Value::unknown(arena.make<UnknownData>(data))
      .with_marks(unknown.marks())
      .with_origins(unknown.origins());
}

// What is unknown may come to hold an object whose attributes are worked out on demand, and these
// could need this very value: what it holds by then says nothing of it now.
bool is_opened(const Value& at, const Value& from) {
  return at.attribute_source() == nullptr || from.is_known();
}

// The symbols that a value mentions, each once.
void collect_symbols(const Value& value, std::vector<const Symbol*>& symbols,
                     std::set<Origin>& seen) {
  const auto add = [&](const Symbol* symbol) {
    if (seen.insert({symbol->node, symbol->attribute}).second) symbols.push_back(symbol);
  };
  const auto wanted = [&value](const Value& at) {
    if (!is_opened(at, value)) return false;
    return at.has_sources() || !at.is_wholly_known();
  };
  Walk(value).run(wanted, [&](const Value& at) {
    const Sketch* sketch = at.is_unknown() ? at.unknown_data().sketch : nullptr;
    if (sketch == nullptr) return true;
    if (sketch->kind == SketchKind::symbol) add(static_cast<const Symbol*>(sketch));
    if (sketch->kind != SketchKind::mentioned) return true;
    for (const Symbol* symbol : static_cast<const Mentioned*>(sketch)->symbols) {
      add(symbol);
    }
    return true;
  });
}

// The origins of a value and of everything in it.
OriginSet united_origins(const Value& value, OriginSet origins, OriginTable& table) {
  Walk(value).run([](const Value& at) { return at.may_have_origins(); },
                  [&](const Value& at) {
                    origins = table.unite(origins, at.origins());
                    return is_opened(at, value);
                  });
  return origins;
}

}  // namespace

Value make_unknown(Type type, const Refinement* refinement, const Sketch* sketch,
                   std::span<const Reason* const> reasons, Arena& arena) {
  const std::span<const Reason* const> kept = reasons.first(std::min(reasons.size(), kMaxReasons));
  return Value::unknown(arena.make<UnknownData>(type, refinement, sketch, arena.copy(kept)));
}

Value unknown_because(Type type, const Reason& reason, Arena& arena) {
  const Reason* const kept = arena.make<Reason>(reason);
  return make_unknown(type, nullptr, nullptr, {&kept, 1}, arena);
}

Value unknown_symbol(Type type, NodeId node, std::string_view attribute, const Reason& reason,
                     Arena& arena) {
  const Symbol* symbol =
      arena.make<Symbol>(Sketch{SketchKind::symbol}, node, arena.copy(attribute));
  return with_sketch(unknown_because(type, reason, arena), symbol, arena);
}

const Sketch* elements_sketch(std::span<const SketchElement> elements, Arena& arena) {
  return arena.make<ElementsSketch>(Sketch{SketchKind::elements}, elements);
}

Value with_sketch(const Value& unknown, const Sketch* sketch, Arena& arena) {
  UnknownData data = unknown.unknown_data();
  data.sketch = sketch;
  return with_data(unknown, data, arena);
}

Value with_type(const Value& unknown, Type type, Arena& arena) {
  UnknownData data = unknown.unknown_data();
  data.type = type;
  return with_data(unknown, data, arena);
}

Value refined(const Value& unknown, const Refinement& refinement, Arena& arena) {
  if (!unknown.is_unknown() || unknown.kind() == Kind::dynamic) return unknown;
  UnknownData data = unknown.unknown_data();
  Refinement* both = arena.make<Refinement>(combined(data.refinement, refinement));
  if (const std::optional<Value> known = only_value(unknown, *both, arena)) {
    return known->with_marks(unknown.marks()).with_origins(unknown.origins());
  }
  data.refinement = both;
  return with_data(unknown, data, arena);
}

LengthRange length_range(const Value& collection) {
  if (collection.is_unknown()) {
    const UnknownData& data = collection.unknown_data();
    if (data.type.kind() == Kind::tuple) {
      return {data.type.elements().size(), data.type.elements().size()};
    }
    if (data.type.kind() == Kind::object) {
      return {data.type.attributes().size(), data.type.attributes().size()};
    }
    if (data.refinement == nullptr) return {};
    return {data.refinement->length_minimum, data.refinement->length_maximum};
  }
  if (!collection.is_known() || collection.kind() < Kind::list) return {};
  if (const AttributeSource* source = collection.attribute_source()) {
    const uint64_t count = source->type().attributes().size();
    return {count, count};
  }
  // Unknown elements of a set may turn out to be the same as others; of such a set go-cty gives no
  // bounds, though its length() has some.
  const uint64_t count = collection.elements().size();
  const bool may_shrink = collection.kind() == Kind::set && !collection.is_wholly_known();
  if (may_shrink && count > 1) return {};
  return {count, count};
}

bool definitely_not_null(const Value& value) {
  if (!value.is_unknown()) return value.is_known();
  const Refinement* refinement = value.unknown_data().refinement;
  return refinement != nullptr && refinement->not_null;
}

void add_reasons(std::span<const Reason* const> added, std::vector<const Reason*>& reasons) {
  for (const Reason* reason : added) {
    const bool present = std::ranges::any_of(
        reasons, [&](const Reason* other) { return same_reason(*reason, *other); });
    if (!present && reasons.size() < kMaxReasons) reasons.push_back(reason);
  }
}

std::span<const Reason* const> all_reasons(const Value& value, Arena& arena) {
  return arena.copy(reasons_of({&value, 1}));
}

Value unknown_from(Type type, std::span<const Value> inputs, OriginTable& origins, Arena& arena) {
  std::vector<const Symbol*> symbols;
  std::set<Origin> seen;
  Marks marks = Marks::none;
  OriginSet united = OriginSet::none;
  for (const Value& input : inputs) {
    collect_symbols(input, symbols, seen);
    marks = marks | input.all_marks();
    united = united_origins(input, united, origins);
  }
  const Sketch* sketch =
      symbols.empty() ? nullptr
                      : arena.make<Mentioned>(Sketch{SketchKind::mentioned},
                                              std::span<const Symbol* const>(arena.copy(symbols)));
  return make_unknown(type, nullptr, sketch, reasons_of(inputs), arena)
      .with_marks(marks)
      .with_origins(united);
}

}  // namespace values
