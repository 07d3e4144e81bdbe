// SPDX-License-Identifier: Apache-2.0

// How operations carry sketches along: pieces of texts, alternatives, and members of what is
// unknown. Exports everything of sketches.h but equality and elements. Tested by
// tests/expressions/rule_semantics_test.cc.
#include "expressions/sketches.h"

#include <algorithm>
#include <string>

#include "values/inspect.h"

namespace expressions {

namespace {

using values::SketchKind;

constexpr size_t kMaxPrefix = 128;  // bytes of a template's refined prefix, HCL's own bound

// A symbol with a longer path, of the type that stands there.
Value longer_symbol(const values::Symbol& symbol, Type type, std::string_view step,
                    const Value& unknown, Context& context) {
  std::string path(symbol.attribute);
  path += step;
  const auto* longer = context.arena.make<values::Symbol>(values::Sketch{SketchKind::symbol},
                                                          symbol.node, context.arena.copy(path));
  return carrying(
      values::make_unknown(type, nullptr, longer, unknown.unknown_data().reasons, context.arena),
      unknown, context);
}

// A member that a sketch knows of what Terraform takes for unknown: rules see it as it is, under
// plan semantics it stays unknown and keeps it as its sketch.
Value known_member(const Value& member, Type type, const Value& unknown, Context& context) {
  if (context.semantics == Semantics::rules) return member.with_marks(unknown.marks());
  const Value result =
      values::make_unknown(type, nullptr, nullptr, unknown.unknown_data().reasons, context.arena)
          .with_origins(member.origins());
  return with_choices(result, {&member, 1}, context).with_marks(unknown.marks());
}

Value mentioning(const Value& unknown, Type type, Context& context) {
  return values::unknown_from(type, {&unknown, 1}, context.origins, context.arena);
}

// The member that each alternative has; nothing for an alternative without it.
template <class Member>
Value member_of_choices(const values::Choices& choices, const Value& unknown, Type type,
                        Context& context, Member member) {
  std::vector<Value> members;
  for (const Value& choice : choices.values) {
    const std::optional<Value> found = member(choice);
    if (found) members.push_back(*found);
  }
  if (members.empty()) return mentioning(unknown, type, context);
  // What can be just one value is that value: its other members are of no account.
  if (choices.values.size() == 1) return known_member(members[0], type, unknown, context);
  return with_choices(mentioning(unknown, type, context), members, context);
}

std::string_view key_text(const Value& key, Arena& arena) {
  return key.is_known() && !key.is_null() && key.kind() <= Kind::string ? primitive_text(key, arena)
                                                                        : std::string_view();
}

std::string key_step(const Value& key) {
  if (key.kind() == Kind::number) return "[" + key.as_number().to_string() + "]";
  return "[" + values::json_string(key.as_string()) + "]";
}

bool is_number(const Value& key) { return key.is_known() && key.kind() == Kind::number; }

// What may stand at a place of a list of which members may be missing, if it has that place: none
// if that cannot be told. Instances know their number, whichever of them are missing.
std::vector<SketchElement> possible_at(const values::ElementsSketch& sketch, size_t place) {
  std::vector<SketchElement> possible;
  size_t there = 0;  // of those before, those that are surely there
  for (size_t i = 0; i < sketch.elements.size() && there <= place; ++i) {
    const SketchElement& element = sketch.elements[i];
    if (element.many) return {};
    const bool fits = is_number(element.key)
                          ? element.key.as_number().to_int64() == static_cast<int64_t>(place)
                          : i >= place;
    if (fits) possible.push_back(element);
    if (!element.optional) ++there;
  }
  return possible;
}

// The elements of a map under a key, or of a list at a place, if it has that: more than one where
// it is one of several, none if it cannot be told.
std::vector<SketchElement> find_elements(const values::ElementsSketch& sketch, const Value& key) {
  if (key.kind() == Kind::string) {
    const auto has_key = [&](const SketchElement& element) {
      return element.key.is_known() && element.key.kind() == Kind::string &&
             element.key.as_string() == key.as_string();
    };
    const auto found = std::ranges::find_if(sketch.elements, has_key);
    return found != sketch.elements.end() ? std::vector{*found} : std::vector<SketchElement>();
  }
  const std::optional<int64_t> place = key.as_number().to_int64();
  if (!place || *place < 0) return {};
  return possible_at(sketch, static_cast<size_t>(*place));
}

// What is read of elements that were found, one of which it is; it may fail where none need be
// there.
Value value_of_elements(std::span<const SketchElement> found, Type type, const Value& unknown,
                        Context& context) {
  const bool certain = std::ranges::none_of(found, &SketchElement::optional);
  if (!certain && context.silent) {
    diagnostics::Diagnostic note;
    note.severity = diagnostics::Severity::note;
    note.id = kMayFail;
    context.diagnostics.add(std::move(note));
  }
  if (found.size() == 1) return known_member(found.front().value, type, unknown, context);
  const Value any = mentioning(unknown, type, context);
  std::vector<Value> values;
  for (const SketchElement& element : found) values.push_back(element.value);
  return with_choices(any, values, context);
}

std::optional<Value> member_in_known(const Value& collection, const Value& key, Context& context) {
  // Rules read null of null, where Terraform fails.
  if (collection.is_null() && context.semantics == Semantics::rules) return Value();
  if (!collection.is_known()) return std::nullopt;
  // Only what is asked for is worked out: the rest may hang on what asks.
  if (const values::AttributeSource* source = collection.attribute_source()) {
    const std::string_view name = key_text(key, context.arena);
    const bool there = source->is_open() || source->type().attribute(name) != nullptr;
    return there ? std::optional(carrying(source->attribute(name), collection, context))
                 : std::nullopt;
  }
  if (collection.kind() == Kind::map || collection.kind() == Kind::object) {
    const Value whole = collection.materialized(context.arena);
    const Value* found = whole.find(key_text(key, context.arena));
    return found != nullptr ? std::optional(carrying(*found, collection, context)) : std::nullopt;
  }
  if ((collection.kind() != Kind::list && collection.kind() != Kind::tuple) ||
      key.kind() != Kind::number) {
    return std::nullopt;
  }
  const std::optional<int64_t> place = key.as_number().to_int64();
  if (!place || *place < 0 || static_cast<size_t>(*place) >= collection.elements().size()) {
    return std::nullopt;
  }
  return carrying(collection.elements()[static_cast<size_t>(*place)], collection, context);
}

// Whether two values are the same also in what only rules see: unknowns are if they are one, the
// rest if it was read from the same places, too. What is large is taken for different.
bool is_same(const Value& a, const Value& b) {
  constexpr uint32_t kMaxWeight = 1024;
  if (a.kind() != b.kind() || a.state() != b.state() || a.origins() != b.origins()) return false;
  if (a.is_unknown()) return &a.unknown_data() == &b.unknown_data();
  const bool nested = a.is_known() && a.kind() >= Kind::list;
  if (!nested) return values::identical(a, b);
  if (a.attribute_source() != nullptr || b.attribute_source() != nullptr) {
    return a.attribute_source() == b.attribute_source();
  }
  if (a.elements().data() == b.elements().data()) return true;
  return a.weight() <= kMaxWeight && std::ranges::equal(a.keys(), b.keys()) &&
         std::ranges::equal(a.elements(), b.elements(), is_same);
}

void add_choice(std::vector<Value>& all, const Value& choice) {
  if (const values::Choices* nested = choices_of(choice)) {
    for (const Value& value : nested->values) add_choice(all, value);
    return;
  }
  const auto same = [&](const Value& other) { return is_same(other, choice); };
  if (std::ranges::none_of(all, same)) all.push_back(choice);
}

// Appends a piece: texts next to each other become one, and the pieces of a piece stand for it.
void add_piece(std::vector<Value>& pieces, const Value& given, Context& context) {
  const Value& sole = values::sole_choice(given);
  const Value& piece = values::is_text(sole) ? sole : given;
  if (const values::Parts* nested = parts_of(piece)) {
    for (const Value& inner : nested->pieces) add_piece(pieces, inner, context);
    return;
  }
  if (pieces.size() > kMaxPieces) return;
  if (!piece.is_known() || pieces.empty() || !pieces.back().is_known()) {
    pieces.push_back(piece);
    return;
  }
  std::string text(pieces.back().as_string());
  text += piece.as_string();
  pieces.back() = carrying(Value::string(text, context.arena), pieces.back(), piece, context);
}

}  // namespace

Value settled(const Value& value, Context& context) {
  if (context.semantics == Semantics::plan) return value;
  const Value& sole = values::sole_choice(value);
  return &sole == &value ? value : carrying(sole, value, context);
}

Value with_choices(const Value& unknown, std::span<const Value> choices, Context& context) {
  std::vector<Value> distinct;
  for (const Value& choice : choices) {
    add_choice(distinct, choice);
    if (distinct.size() > kMaxChoices) return unknown;
  }
  if (distinct.size() == 1 && distinct.front().is_unknown()) {
    return values::with_sketch(unknown, distinct.front().unknown_data().sketch, context.arena);
  }
  const auto* sketch = context.arena.make<values::Choices>(values::Sketch{SketchKind::choices},
                                                           context.arena.copy(distinct));
  return values::with_sketch(unknown, sketch, context.arena);
}

Value text_of_pieces(std::span<const Value> pieces, Context& context) {
  std::vector<Value> merged;
  for (const Value& piece : pieces) add_piece(merged, piece, context);
  Value unknown = values::unknown_from(Type::string(), pieces, context.origins, context.arena);
  if (merged.size() == 1 && merged.front().is_known()) {
    unknown = with_choices(unknown, merged, context);
  } else if (merged.size() <= kMaxPieces) {
    const auto* sketch = context.arena.make<values::Parts>(values::Sketch{SketchKind::parts},
                                                           context.arena.copy(merged));
    unknown = values::with_sketch(unknown, sketch, context.arena);
  }
  values::Refinement refinement = not_null();
  if (!pieces.empty() && pieces.front().is_known()) {
    std::string known;
    for (const Value& piece : pieces) {
      if (!piece.is_known() || known.size() > kMaxPrefix) break;
      known += piece.as_string();
    }
    const std::string_view prefix = std::string_view(known).substr(0, kMaxPrefix);
    refinement.prefix = context.arena.copy(values::safe_prefix(prefix));
  }
  return values::refined(unknown, refinement, context.arena);
}

Value sketched_attribute(const Value& unknown, Type type, std::string_view name, Context& context) {
  if (const values::Symbol* symbol = symbol_of(unknown)) {
    return longer_symbol(*symbol, type, "." + std::string(name), unknown, context);
  }
  const Value key = Value::string(name, context.arena);
  if (const values::ElementsSketch* elements = elements_of(unknown)) {
    const auto found = find_elements(*elements, key);
    if (!found.empty()) return value_of_elements(found, type, unknown, context);
  }
  if (const values::Choices* choices = choices_of(unknown)) {
    return member_of_choices(*choices, unknown, type, context,
                             [&](const Value& choice) -> std::optional<Value> {
                               if (!choice.is_unknown())
                                 return member_in_known(choice, key, context);
                               return sketched_attribute(choice, type, name, context);
                             });
  }
  return mentioning(unknown, type, context);
}

Value sketched_element(const Value& unknown, Type type, const Value& key, Context& context) {
  if (const values::Symbol* symbol = symbol_of(unknown)) {
    return longer_symbol(*symbol, type, key_step(key), unknown, context);
  }
  if (const values::ElementsSketch* elements = elements_of(unknown)) {
    const auto found = find_elements(*elements, key);
    return found.empty() ? mentioning(unknown, type, context)
                         : value_of_elements(found, type, unknown, context);
  }
  if (const values::Choices* choices = choices_of(unknown)) {
    return member_of_choices(*choices, unknown, type, context,
                             [&](const Value& choice) -> std::optional<Value> {
                               if (!choice.is_unknown())
                                 return member_in_known(choice, key, context);
                               return sketched_element(choice, type, key, context);
                             });
  }
  return mentioning(unknown, type, context);
}

Value any_element(const Value& collection, Type type, const Value& key, Context& context) {
  const Value inputs[] = {collection, key};
  Value result = values::unknown_from(type, inputs, context.origins, context.arena);
  result = carrying(result.without_marks(), collection, context);
  if (!collection.is_known()) return result;
  const Value whole = collection.materialized(context.arena);
  if (whole.elements().empty()) return result;
  return with_choices(result, whole.elements(), context);
}

}  // namespace expressions
