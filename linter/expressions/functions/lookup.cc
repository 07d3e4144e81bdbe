// SPDX-License-Identifier: Apache-2.0
// Functions that choose one of several values: coalesce, coalescelist, element, lookup, one.
// Exported: lookup_functions. Tested by tests/expressions/functions/collection.txt and
// sketches_test.cc.
#include <algorithm>

#include "expressions/functions/families.h"
#include "expressions/functions/members.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

constexpr Parameter kValues = {
    .name = "vals", .allow_null = true, .allow_unknown = true, .allow_dynamic = true};
constexpr Parameter kElement[] = {{.name = "list", .allow_marked = true},
                                  {.name = "index", .type = ParameterType::number}};
constexpr Parameter kLookup[] = {
    {.name = "inputMap", .allow_unknown = true, .allow_marked = true},
    {.name = "key", .type = ParameterType::string, .allow_unknown = true, .allow_marked = true}};
constexpr Parameter kDefault = {.name = "default",
                                .allow_null = true,
                                .allow_unknown = true,
                                .allow_marked = true,
                                .allow_dynamic = true};
constexpr Parameter kList[] = {{.name = "list"}};

Type coalesce_type(FunctionCall& call) {
  std::vector<Type> types;
  for (const Value& argument : call.arguments) types.push_back(argument.type(call.arena()));
  const values::Unified unified = values::unify(types, call.arena());
  if (!unified.ok) call.fail("all arguments must have one type");
  return unified.type;
}

// Nothing, so that the next value is asked for: null and the empty string.
bool is_missing(const Value& value) {
  if (value.is_null()) return true;
  return value.is_known() && value.kind() == Kind::string && value.as_string().empty();
}

// Neither null nor empty, whatever it turns out to be.
bool is_certainly_there(const Value& value) {
  if (value.is_known() || !values::definitely_not_null(value)) return value.is_known();
  const values::Refinement* refinement = value.unknown_data().refinement;
  return value.kind() != Kind::string || !refinement->prefix.empty();
}

// The first value that is there; an unknown may be, so the ones after it are candidates too.
Value coalesce(FunctionCall& call) {
  std::vector<Value> candidates;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const values::Conversion converted = convert(call.arguments[i], call.result, call.arena());
    // What cannot be converted is passed over, as Terraform does.
    if (!converted.ok) continue;
    const Value& value = converted.value;
    if (is_missing(value)) continue;
    if (candidates.empty() && value.is_known()) return value;
    candidates.push_back(value);
    if (is_certainly_there(value)) break;
  }
  if (candidates.empty()) return call.fail("every argument is null or empty");
  return one_of(call, candidates);
}

Type coalescelist_type(FunctionCall& call) {
  if (call.arguments.empty()) {
    call.fail("at least one list is required");
    return Type::dynamic();
  }
  std::optional<Type> common;
  bool mixed = false;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Value& argument = call.arguments[i];
    if (argument.is_unknown()) return Type::dynamic();
    if (!is_list_or_tuple(argument.kind())) {
      call.fail(static_cast<int>(i), "a list or tuple is required");
      return Type::dynamic();
    }
    const Type type = argument.type(call.arena());
    mixed = mixed || (common && !(*common == type));
    common = type;
  }
  return mixed ? Type::dynamic() : *common;
}

Value coalescelist(FunctionCall& call) {
  for (const Value& argument : call.arguments) {
    if (argument.is_unknown()) return unknown_result(call);
    if (!argument.is_null() && !argument.elements().empty()) return argument;
  }
  return call.fail("every list is null or empty");
}

// The place that an index means in a list of `count` elements: it wraps around.
size_t wrapped(int64_t index, size_t count) {
  const auto size = static_cast<int64_t>(count);
  return static_cast<size_t>(((index % size) + size) % size);
}

Type element_type(FunctionCall& call) {
  const Type type = call.arguments[0].type(call.arena());
  if (type.kind() == Kind::list) return type.element();
  if (type.kind() != Kind::tuple) {
    call.fail(0, "a list or tuple is required, not " + friendly_name(type));
    return Type::dynamic();
  }
  if (!call.arguments[1].is_known()) return Type::dynamic();
  const std::optional<int64_t> index = whole_number(call, 1);
  if (!index) return Type::dynamic();
  if (type.elements().empty()) {
    call.fail(0, "an empty list has no element");
    return Type::dynamic();
  }
  // Of a list a negative index counts from the end; of a tuple Terraform 1.11 refuses it.
  if (*index < 0 && *index % static_cast<int64_t>(type.elements().size()) != 0) {
    call.fail(1, "a negative index is only possible for lists; convert the tuple with tolist()");
    return Type::dynamic();
  }
  return type.elements()[wrapped(*index, type.elements().size())];
}

Value element(FunctionCall& call) {
  const Value& list = call.arguments[0];
  const std::optional<int64_t> index = whole_number(call, 1);
  if (!index) return {};
  if (list.elements().empty()) return call.fail(0, "an empty list has no element");
  const Value& chosen = list.elements()[wrapped(*index, list.elements().size())];
  return chosen.with_marks(list.marks());
}

Value element_unknown(FunctionCall& call) {
  const Value& list = call.arguments[0];
  const Value& index = call.arguments[1];
  if (!index.is_known()) return any_element(list, call.result, index, call.context);
  const std::optional<int64_t> place = index.as_number().to_int64();
  if (!place || *place < 0) return unknown_result(call);
  // Of a tuple the length is known, so that an index beyond it wraps around.
  if (list.kind() == Kind::tuple) {
    const size_t count = list.type(call.arena()).elements().size();
    return element_at(list, static_cast<int64_t>(wrapped(*place, count)), call);
  }
  return element_at(list, *place, call);
}

Type lookup_in_object_type(FunctionCall& call, Type type) {
  if (!call.arguments[1].is_known()) return Type::dynamic();
  const values::ObjectAttribute* attribute = type.attribute(text(call, 1));
  if (attribute != nullptr) return attribute->type;
  if (call.arguments.size() == 3) return call.arguments[2].type(call.arena());
  call.fail(0, "the object has no attribute \"" + std::string(text(call, 1)) + "\"");
  return Type::dynamic();
}

Type lookup_type(FunctionCall& call) {
  if (call.arguments.size() > 3) {
    call.fail("a map, a key and at most one default are required");
    return Type::dynamic();
  }
  const Type type = call.arguments[0].type(call.arena());
  if (type.kind() == Kind::object) return lookup_in_object_type(call, type);
  if (type.kind() != Kind::map) {
    call.fail(0, "a map is required");
    return Type::dynamic();
  }
  const bool fits =
      call.arguments.size() < 3 || convert(call.arguments[2], type.element(), call.arena()).ok;
  if (!fits) call.fail(2, "the default must have the type of the map's elements");
  return type.element();
}

// The element under a known key of a known map or object; nothing if it has none.
std::optional<Value> find_in(const Value& mapping, std::string_view key) {
  if (const values::AttributeSource* source = mapping.attribute_source()) {
    if (source->type().attribute(key) == nullptr) return std::nullopt;
    return source->attribute(key);
  }
  const Value* found = mapping.find(key);
  return found != nullptr ? std::optional(*found) : std::nullopt;
}

// Whether a mapping of which something is known surely has an element under a key.
bool surely_has(const Value& mapping, std::string_view key) {
  const values::ElementsSketch* sketch = elements_of(mapping);
  return sketch != nullptr &&
         std::ranges::any_of(sketch->elements, [&](const values::SketchElement& element) {
           return !element.optional && element.key.is_known() &&
                  element.key.kind() == Kind::string && element.key.as_string() == key;
         });
}

Value lookup_unknown(FunctionCall& call) {
  const Value& mapping = call.arguments[0];
  const Value& key = call.arguments[1];
  if (mapping.is_known()) return any_element(mapping, call.result, key, call.context);
  if (!key.is_known()) return unknown_result(call);
  const Value found = sketched_element(mapping, call.result, key.without_marks(), call.context);
  // With a default the key may be absent from a map of which not all is known.
  const bool decided = call.arguments.size() < 3 || mapping.kind() == Kind::object ||
                       surely_has(mapping, text(call, 1));
  if (decided) return found;
  const Value either[] = {found, call.arguments[2]};
  return one_of(call, either);
}

Value lookup(FunctionCall& call) {
  const Value& mapping = call.arguments[0];
  const Value& key = call.arguments[1];
  const values::Marks marks = mapping.marks() | key.marks();
  if (!mapping.is_known() || !key.is_known()) return lookup_unknown(call).with_marks(marks);
  if (const std::optional<Value> found = find_in(mapping, key.as_string())) {
    return found->with_marks(marks);
  }
  if (call.arguments.size() < 3) {
    const bool secret = key.has_marks(values::Marks::sensitive);
    return call.fail(1, secret ? "the map has no element with this (sensitive) key"
                               : "the map has no element \"" + std::string(key.as_string()) + "\"");
  }
  const values::Conversion converted = convert(call.arguments[2], call.result, call.arena());
  if (!converted.ok) return call.fail(2, converted.error);
  return converted.value.with_marks(marks);
}

constexpr std::string_view kNotOne = "a list, set or tuple of at most one element is required";

Type one_type(FunctionCall& call) {
  const Type type = call.arguments[0].type(call.arena());
  if (type.kind() == Kind::list || type.kind() == Kind::set) return type.element();
  if (type.kind() == Kind::tuple && type.elements().size() == 1) return type.elements()[0];
  if (type.kind() == Kind::tuple && type.elements().empty()) return Type::dynamic();
  call.fail(0, std::string(kNotOne));
  return Type::dynamic();
}

Value one_unknown(FunctionCall& call) {
  const std::optional<Members> found = members(call.arguments[0], call);
  if (!found || found->size() > 1) return unknown_result(call);
  const Value null = Value::null(call.result);
  if (found->empty()) return behind_unknown(call, null);
  const Value& only = found->front().value;
  if (!found->front().optional) return behind_unknown(call, only);
  const Value either[] = {only, null};
  return one_of(call, either);
}

Value one(FunctionCall& call) {
  const std::span<const Value> elements = call.arguments[0].elements();
  if (elements.empty()) return Value::null(call.result);
  if (elements.size() == 1) return elements[0];
  const bool may_coalesce =
      call.arguments[0].kind() == Kind::set && !call.arguments[0].is_wholly_known();
  if (may_coalesce) return unknown_result(call);
  return call.fail(0, std::string(kNotOne));
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "coalesce",
     .summary = "The first argument that is neither null nor an empty string.",
     .variadic = &kValues,
     .result_type = coalesce_type,
     .evaluate = coalesce},
    {.name = "coalescelist",
     .summary = "The first list that is not empty.",
     .variadic = &kValues,
     .result_type = coalescelist_type,
     .evaluate = coalescelist},
    {.name = "element",
     .summary = "The element of a list at an index, which wraps around.",
     .parameters = kElement,
     .result_type = element_type,
     .evaluate = element,
     .evaluate_unknown = element_unknown,
     .not_null = false},
    {.name = "lookup",
     .summary = "The element of a map under a key, or a default.",
     .parameters = kLookup,
     .variadic = &kDefault,
     .result_type = lookup_type,
     .evaluate = lookup,
     .evaluate_unknown = lookup_unknown,
     .not_null = false},
    {.name = "one",
     .summary = "The only element of a list, or null if it is empty.",
     .parameters = kList,
     .result_type = one_type,
     .evaluate = one,
     .evaluate_unknown = one_unknown,
     .not_null = false},
};

}  // namespace

std::span<const Function> lookup_functions() { return kFunctions; }

}  // namespace expressions
