// SPDX-License-Identifier: Apache-2.0

// [a, b] and { k = v }. Exports evaluate_tuple and evaluate_object. Tested by
// tests/expressions/language_test.cc.
#include <string>
#include <vector>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"
#include "values/inspect.h"

namespace expressions {

namespace {

// A key as an object takes it: text, or an unknown text. Nothing if it cannot be one; reported.
std::optional<Value> object_key(const syntax::ObjectItem& item, const Scope& scope,
                                Context& context) {
  const bool dotted = item.key->kind == syntax::ExpressionKind::traversal &&
                      !item.key->as<syntax::Traversal>().steps.empty();
  if (dotted) {
    invalid(context, item.key->range, "Ambiguous attribute key",
            "This can be meant as a reference or as a name with dots in it.",
            "Write a reference between parentheses, a name between quotes.");
    return std::nullopt;
  }
  const size_t before = failures(context);
  const Value key = evaluate(*item.key, scope, context);
  if (failures(context) != before) return std::nullopt;
  if (key.is_null()) {
    invalid(context, item.key->range, "Null value as key", "Null cannot be a key.");
    return std::nullopt;
  }
  if (key.kind() == Kind::string) return key;
  values::Conversion converted = values::convert(key, Type::string(), context.arena);
  if (converted.ok) return converted.value;
  invalid(context, item.key->range, "Incorrect key type",
          "This value cannot be a key: " + converted.error + ".");
  return std::nullopt;
}

Value known_object(std::span<const SketchElement> items, Context& context) {
  const std::span<std::string_view> keys = context.arena.make_span<std::string_view>(items.size());
  const std::span<Value> members = context.arena.make_span<Value>(items.size());
  Marks marks = Marks::none;
  for (size_t i = 0; i < items.size(); ++i) {
    keys[i] = items[i].key.as_string();
    members[i] = items[i].value;
    marks = marks | items[i].key.marks();
  }
  return Value::object(keys, members, context.arena).with_marks(marks);
}

// An object of which a key is not known is not known itself; its items are kept as elements, or as
// an object where each key can be just one text.
Value object_with_unknown_keys(std::span<const SketchElement> items, Context& context) {
  std::vector<Value> inputs;
  std::vector<SketchElement> settled(items.begin(), items.end());
  bool all_settled = true;
  for (SketchElement& item : settled) {
    if (!item.key.is_unknown()) continue;
    inputs.push_back(item.key);
    item.key = values::sole_choice(item.key);
    all_settled = all_settled && values::is_text(item.key);
  }
  const Value unknown =
      values::unknown_from(Type::dynamic(), inputs, context.origins, context.arena).without_marks();
  if (!all_settled) return with_elements(unknown, context.arena.copy(items), context);
  const Value sole = known_object(settled, context);
  return with_choices(unknown, {&sole, 1}, context);
}

}  // namespace

Value evaluate_tuple(const syntax::Tuple& tuple, const Scope& scope, Context& context) {
  const std::span<Value> elements = context.arena.make_span<Value>(tuple.elements.size());
  for (size_t i = 0; i < elements.size(); ++i) {
    elements[i] = evaluate(*tuple.elements[i], scope, context);
  }
  return Value::tuple(elements, context.arena);
}

Value evaluate_object(const syntax::Object& object, const Scope& scope, Context& context) {
  const std::span<SketchElement> items =
      context.arena.make_span<SketchElement>(object.items.size());
  size_t used = 0;
  bool known = true;
  for (const syntax::ObjectItem& item : object.items) {
    const std::optional<Value> key = object_key(item, scope, context);
    const Value value = evaluate(*item.value, scope, context);
    if (!key) continue;
    known = known && key->is_known();
    items[used++] = {.key = *key, .value = value};
  }
  if (used < items.size()) return invalid_value(context, object.range, "Invalid object");
  if (!known) return object_with_unknown_keys(items, context);
  return known_object(items, context);
}

}  // namespace expressions
