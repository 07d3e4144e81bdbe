// SPDX-License-Identifier: Apache-2.0

// collection[key]. Exports evaluate_index and element_of. Tested by
// tests/expressions/traversal.txt.
#include <string>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

using values::Number;

Value invalid_index(std::string detail, source::Range range, Context& context) {
  return invalid(context, range, "Invalid index", std::move(detail));
}

Value no_such_element(std::string why, source::Range range, Context& context) {
  return invalid_index("The key identifies no element of this value: " + std::move(why) + ".",
                       range, context);
}

Value no_place(Number place, size_t length, source::Range range, Context& context) {
  if (!place.is_integer()) {
    return no_such_element("a sequence is indexed by whole numbers, and this one has a fraction",
                           range, context);
  }
  if (place.sign() < 0) {
    return no_such_element("a sequence has no negative indices", range, context);
  }
  if (length == 0) return no_such_element("it has no elements", range, context);
  return no_such_element("the index is beyond its " + std::to_string(length) + " elements", range,
                         context);
}

// The place that a number means in a sequence of that length; nothing if there is none.
std::optional<size_t> place_in(Number number, size_t length) {
  const std::optional<int64_t> place = number.to_int64();
  if (!place || *place < 0 || static_cast<uint64_t>(*place) >= length) return std::nullopt;
  return static_cast<size_t>(*place);
}

// A list or tuple, known or not.
Value element_of_sequence(const Value& sequence, const Value& key, source::Range range,
                          Context& context) {
  if (sequence.is_known()) {
    if (key.is_unknown()) {
      const bool list = sequence.kind() == Kind::list;
      const Type type = list ? sequence.element_type() : Type::dynamic();
      return any_element(sequence, type, key, context);
    }
    const std::optional<size_t> place = place_in(key.as_number(), sequence.elements().size());
    if (!place) return no_place(key.as_number(), sequence.elements().size(), range, context);
    return carrying(sequence.elements()[*place], sequence, context).with_marks(key.marks());
  }
  const Type type = sequence.type(context.arena);
  if (type.kind() == Kind::list) {
    if (key.is_unknown()) {
      return values::unknown_from(type.element(), {&sequence, 1}, context.origins, context.arena);
    }
    return sketched_element(sequence, type.element(), key, context);
  }
  if (key.is_unknown()) {
    return values::unknown_from(Type::dynamic(), {&sequence, 1}, context.origins, context.arena);
  }
  const std::optional<size_t> place = place_in(key.as_number(), type.elements().size());
  if (!place) return no_place(key.as_number(), type.elements().size(), range, context);
  return sketched_element(sequence, type.elements()[*place], key, context).with_marks(key.marks());
}

Value element_of_map(const Value& map, const Value& key, source::Range range, Context& context) {
  const Type type = map.is_known() ? map.element_type() : map.type(context.arena).element();
  if (key.is_unknown()) {
    if (map.is_known()) return any_element(map, type, key, context);
    return values::unknown_from(type, {&map, 1}, context.origins, context.arena);
  }
  if (map.is_unknown()) return sketched_element(map, type, key, context);
  const Value* found = map.find(key.as_string());
  if (found != nullptr) return carrying(*found, map, context).with_marks(key.marks());
  if (context.semantics == Semantics::rules) return carrying(Value(), map, context);
  return invalid_index("The key identifies no element of this map.", range, context);
}

Value element_of_object(const Value& object, const Value& key, bool by_number, source::Range range,
                        Context& context) {
  if (key.is_unknown()) {
    if (object.is_known()) return any_element(object, Type::dynamic(), key, context);
    return values::unknown_from(Type::dynamic(), {&object, 1}, context.origins, context.arena);
  }
  if (object.is_unknown() && context.semantics == Semantics::plan) {
    return sketched_element(object, Type::dynamic(), key, context);
  }
  const values::AttributeSource* source = object.attribute_source();
  const bool open = source != nullptr && source->is_open();
  const bool there =
      open || (object.is_known() && source == nullptr
                   ? object.find(key.as_string()) != nullptr
                   : object.type(context.arena).attribute(key.as_string()) != nullptr);
  if (there || context.semantics == Semantics::rules) {
    return attribute_of(object, key.as_string(), range, context);
  }
  return invalid_index(by_number ? "An object's attributes are found by name, not by number."
                                 : "The key identifies no attribute of this object.",
                       range, context);
}

Type key_type(Kind collection) {
  return collection == Kind::list || collection == Kind::tuple ? Type::number() : Type::string();
}

Value not_indexable(Kind kind, source::Range range, Context& context) {
  if (kind == Kind::set) {
    return invalid_index(
        "The elements of a set have no index or key: only all of them can be "
        "worked on together, as with a `for` expression.",
        range, context);
  }
  return invalid_index("This value has no indices.", range, context);
}

}  // namespace

Value element_of(const Value& collection, const Value& key, source::Range range, Context& context) {
  if (collection.is_null()) {
    if (context.semantics == Semantics::rules) return carrying(Value(), collection, context);
    return invalid(context, range, "Attempt to index null value",
                   "This value is null, so it has no indices.");
  }
  if (key.is_null()) return invalid_index("Null cannot be a key.", range, context);
  if (collection.kind() == Kind::dynamic) {
    if (key.is_unknown() || key.kind() > Kind::string) {
      return values::unknown_from(Type::dynamic(), {&collection, 1}, context.origins,
                                  context.arena);
    }
    return sketched_element(collection, Type::dynamic(), key, context);
  }
  if (key.kind() == Kind::dynamic) {
    if (collection.is_known() && collection.kind() >= Kind::list) {
      return any_element(collection, Type::dynamic(), key, context);
    }
    return values::unknown_from(Type::dynamic(), {&collection, 1}, context.origins, context.arena);
  }
  if (collection.kind() < Kind::list || collection.kind() == Kind::set) {
    return not_indexable(collection.kind(), range, context);
  }
  const values::Conversion converted =
      values::convert(key, key_type(collection.kind()), context.arena);
  if (!converted.ok) return no_such_element(converted.error, range, context);
  switch (collection.kind()) {
    case Kind::list:
    case Kind::tuple:
      return element_of_sequence(collection, converted.value, range, context);
    case Kind::map:
      return element_of_map(collection, converted.value, range, context);
    default:
      return element_of_object(collection, converted.value, key.kind() == Kind::number, range,
                               context);
  }
}

Value evaluate_index(const syntax::Index& index, const Scope& scope, Context& context) {
  const size_t before = failures(context);
  const Value collection = evaluate(*index.collection, scope, context);
  const Value key = evaluate(*index.key, scope, context);
  if (failures(context) != before) return invalid_value(context, index.range, "Invalid index");
  return element_of(collection, key, index.brackets, context);
}

}  // namespace expressions
