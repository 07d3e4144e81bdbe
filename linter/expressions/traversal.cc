// SPDX-License-Identifier: Apache-2.0

// References and the steps after them: value.name and value[0]. Exports evaluate_traversal,
// apply_steps and attribute_of. Tested by tests/expressions/traversal.txt.
#include <string>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

Value unsupported(std::string detail, source::Range range, Context& context,
                  std::string remedy = {}) {
  return invalid(context, range, "Unsupported attribute", std::move(detail), std::move(remedy));
}

// What an object lacks: an error to Terraform, null to rules that are judged.
Value absent_attribute(const Value& object, std::string_view name, source::Range range,
                       Context& context) {
  if (context.semantics == Semantics::rules && context.members_found == nullptr) {
    return carrying(Value(), object, context);
  }
  if (context.silent) return unsupported({}, range, context);
  std::vector<std::string_view> names;
  if (object.is_known() && object.attribute_source() == nullptr) {
    names.assign(object.keys().begin(), object.keys().end());
  } else {
    for (const values::ObjectAttribute& attribute : object.type(context.arena).attributes()) {
      names.push_back(attribute.name);
    }
  }
  spend(context, range, names.size());
  const std::optional<std::string_view> near = diagnostics::suggest(name, names);
  return unsupported("This object has no attribute named " + quoted(name) + ".", range, context,
                     near ? "Did you mean " + quoted(*near) + "?" : std::string());
}

// A value whose type has no attributes, known or not.
Value no_attributes(const Value& value, std::string_view name, source::Range range,
                    Context& context) {
  if (context.silent) return unsupported({}, range, context);
  const Type type = value.type(context.arena);
  if (type.is_primitive()) {
    return unsupported("A " + values::friendly_name(type) + " has no attributes.", range, context);
  }
  const bool of_objects = type.is_collection() && type.element().kind() == Kind::object;
  if (!of_objects) return unsupported("This value has no attributes.", range, context);
  if (type.kind() == Kind::set) {
    return unsupported("A set of objects has no attributes of its own.", range, context,
                       "Read the attribute of all its elements with a `for` expression.");
  }
  return unsupported("A list of objects has no attributes of its own.", range, context,
                     "Read attribute " + quoted(name) + " of one element, as in [0]." +
                         std::string(name) + ", or of all, as in [*]." + std::string(name) + ".");
}

void note_member(source::Range range, Context& context) {
  if (context.members_found != nullptr) context.members_found->push_back(range);
}

Value attribute_of_object(const Value& object, std::string_view name, source::Range range,
                          Context& context) {
  if (const values::AttributeSource* source = object.attribute_source()) {
    if (!source->is_open() && source->type().attribute(name) == nullptr) {
      return absent_attribute(object, name, range, context);
    }
    note_member(range, context);
    return carrying(source->attribute(name), object, context);
  }
  const Value* found = object.find(name);
  if (found == nullptr) return absent_attribute(object, name, range, context);
  note_member(range, context);
  return carrying(*found, object, context);
}

Value attribute_of_unknown(const Value& unknown, std::string_view name, source::Range range,
                           Context& context) {
  const Type type = unknown.type(context.arena);
  switch (type.kind()) {
    case Kind::dynamic:
      return sketched_attribute(unknown, type, name, context);
    case Kind::map:
      return sketched_attribute(unknown, type.element(), name, context);
    case Kind::object: {
      const values::ObjectAttribute* attribute = type.attribute(name);
      if (attribute == nullptr) return absent_attribute(unknown, name, range, context);
      note_member(range, context);
      return sketched_attribute(unknown, attribute->type, name, context);
    }
    default:
      return no_attributes(unknown, name, range, context);
  }
}

// A step with a number or a key between brackets, or a legacy ".0".
Value index_step(const Value& value, const syntax::Step& step, Context& context) {
  if (step.kind == syntax::StepKind::index_string) {
    return element_of(value, Value::string(&step.text), step.range, context);
  }
  const std::optional<values::Number> number = values::Number::parse(step.text, context.arena);
  if (!number) {
    return invalid(context, step.range, "Invalid index", "This number cannot be an index.");
  }
  return element_of(value, Value::number(*number), step.range, context);
}

}  // namespace

Value attribute_of(const Value& value, std::string_view name, source::Range range,
                   Context& context) {
  name = values::normalized(name, context.arena);
  if (value.is_null()) {
    if (context.semantics == Semantics::rules) return carrying(Value(), value, context);
    return invalid(context, range, "Attempt to get attribute from null value",
                   "This value is null, so it has no attributes.");
  }
  if (value.is_unknown()) return attribute_of_unknown(value, name, range, context);
  if (value.kind() == Kind::object) return attribute_of_object(value, name, range, context);
  if (value.kind() != Kind::map) return no_attributes(value, name, range, context);
  const Value* found = value.find(name);
  if (found != nullptr) return carrying(*found, value, context);
  if (context.semantics == Semantics::rules) return carrying(Value(), value, context);
  return invalid(context, range, "Missing map element",
                 "This map has no element with the key " + quoted(name) + ".");
}

Value apply_steps(const Value& value, std::span<const syntax::Step> steps, Context& context) {
  Value result = value;
  for (const syntax::Step& step : steps) {
    const size_t before = failures(context);
    result = step.kind == syntax::StepKind::attribute
                 ? attribute_of(result, step.text, step.range, context)
                 : index_step(result, step, context);
    if (failures(context) != before) break;
    result = settled(result, context);
  }
  return result;
}

Value evaluate_traversal(const syntax::Traversal& traversal, const Scope& scope, Context& context) {
  const std::optional<Scope::Resolved> resolved = scope.resolve(traversal, context);
  if (resolved) {
    return apply_steps(resolved->value, traversal.steps.subspan(resolved->steps), context);
  }
  if (&scope == &empty_scope() || &scope == &literal_scope()) {
    return invalid(context, traversal.range, "Variables not allowed",
                   "Nothing may be referred to here: the value must be a constant.");
  }
  return invalid(context, traversal.root_range, "Unknown variable",
                 "There is no variable named " + quoted(traversal.root) + ".");
}

}  // namespace expressions
