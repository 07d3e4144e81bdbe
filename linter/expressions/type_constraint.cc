// SPDX-License-Identifier: Apache-2.0

// Type constraints of variables: string, list(string), object({ a = optional(number, 1) }). Exports
// type_constraint; their defaults are applied in type_defaults.cc. Tested by
// tests/expressions/type_constraint_test.cc.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "expressions/evaluation.h"
#include "expressions/type_defaults.h"

namespace expressions {

namespace {

constexpr const char* kSummary = "Invalid type specification";
constexpr const char* kKnownTypes =
    "Types are bool, number, string, any, list(...), set(...), map(...), object({...}) and "
    "tuple([...]).";

TypeConstraint wrong(source::Range range, std::string detail, Context& context) {
  invalid(context, range, kSummary, std::move(detail), kKnownTypes);
  return {};
}

// The name of an expression that is just a name; empty for any other.
std::string_view keyword(const syntax::Expression& expression) {
  if (expression.kind != syntax::ExpressionKind::traversal) return {};
  const auto& traversal = expression.as<syntax::Traversal>();
  return traversal.steps.empty() ? traversal.root : std::string_view();
}

TypeConstraint from_keyword(std::string_view name, source::Range range, Context& context) {
  if (name == "bool") return {.type = Type::boolean()};
  if (name == "number") return {.type = Type::number()};
  if (name == "string") return {.type = Type::string()};
  if (name == "any") return {.type = Type::dynamic()};
  if (name == "list" || name == "set" || name == "map") {
    return wrong(range, quoted(name) + " needs the type of its elements as an argument.", context);
  }
  if (name == "object") {
    return wrong(range, "\"object\" needs the types of its attributes as an argument.", context);
  }
  if (name == "tuple") {
    return wrong(range, "\"tuple\" needs the types of its elements as an argument.", context);
  }
  return wrong(range, "The keyword " + quoted(name) + " is not a type.", context);
}

// The name that an item of object({...}) declares; empty after an error.
std::string_view attribute_name(const syntax::ObjectItem& item, std::set<std::string_view>& before,
                                Context& context) {
  const bool literal = item.key->kind == syntax::ExpressionKind::literal &&
                       item.key->as<syntax::Literal>().literal == syntax::LiteralKind::string;
  std::string_view name = literal ? item.key->as<syntax::Literal>().text : keyword(*item.key);
  const bool is_quoted = literal && item.key->range.end - item.key->range.begin == name.size() + 2;
  if (is_quoted) name = {};
  if (name.empty()) {
    wrong(item.key->range, "The keys of an object type are the names of its attributes.", context);
  } else if (!before.insert(name).second) {
    wrong(item.key->range, "The attribute " + quoted(name) + " is given twice.", context);
    return {};
  }
  return name;
}

// One attribute of an object type: its type and what optional() says.
struct Member {
  bool ok = true;
  bool optional = false;
  TypeConstraint constraint;
  std::optional<Value> default_value;
};

Member read_optional(const syntax::Call& call, Context& context) {
  const size_t count = call.arguments.size();
  if (count == 0 || count > 2) {
    wrong(call.range,
          count == 0 ? "optional() needs the type of the attribute."
                     : "optional() takes the type of the attribute and a default, nothing more.",
          context);
    return {.ok = false, .constraint = {}, .default_value = {}};
  }
  Member member{.optional = true,
                .constraint = type_constraint(*call.arguments[0], context),
                .default_value = {}};
  if (count == 1) return member;
  const size_t before = failures(context);
  const Value given = evaluate(*call.arguments[1], literal_scope(), context);
  if (failures(context) != before) return member;
  const values::Conversion converted =
      values::convert(given, member.constraint.type, context.arena);
  if (converted.ok) {
    member.default_value = converted.value;
  } else {
    invalid(context, call.arguments[1]->range, "Invalid default value for optional attribute",
            "The default does not fit the type of the attribute: " + converted.error + ".");
  }
  return member;
}

Member read_member(const syntax::Expression& expression, Context& context) {
  if (expression.kind == syntax::ExpressionKind::call) {
    const auto& call = expression.as<syntax::Call>();
    if (call.name == "optional") return read_optional(call, context);
  }
  return {.constraint = type_constraint(expression, context), .default_value = {}};
}

TypeConstraint object_type(const syntax::Expression& argument, Context& context) {
  if (argument.kind != syntax::ExpressionKind::object) {
    return wrong(argument.range, "An object type is written as object({ name = type, ... }).",
                 context);
  }
  std::set<std::string_view> names;
  std::vector<values::ObjectAttribute> attributes;
  std::vector<DefaultValue> defaults;
  std::vector<NestedDefaults> nested;
  for (const syntax::ObjectItem& item : argument.as<syntax::Object>().items) {
    const std::string_view name = attribute_name(item, names, context);
    if (name.empty()) continue;
    const Member member = read_member(*item.value, context);
    if (!member.ok) continue;
    attributes.push_back({name, member.constraint.type, member.optional});
    if (member.default_value) defaults.push_back({name, *member.default_value});
    if (member.constraint.defaults != nullptr) nested.push_back({name, member.constraint.defaults});
  }
  const Type type = Type::object(attributes, context.arena);
  return {type, make_defaults(type, defaults, nested, context.arena)};
}

TypeConstraint tuple_type(const syntax::Expression& argument, Context& context) {
  if (argument.kind != syntax::ExpressionKind::tuple) {
    return wrong(argument.range, "A tuple type is written as tuple([type, ...]).", context);
  }
  std::vector<Type> elements;
  std::vector<NestedDefaults> nested;
  for (const syntax::Expression* element : argument.as<syntax::Tuple>().elements) {
    const TypeConstraint constraint = type_constraint(*element, context);
    if (constraint.defaults != nullptr) {
      const std::string_view place = context.arena.copy(std::to_string(elements.size()));
      nested.push_back({place, constraint.defaults});
    }
    elements.push_back(constraint.type);
  }
  const Type type = Type::tuple(elements, context.arena);
  return {type, make_defaults(type, {}, nested, context.arena)};
}

TypeConstraint collection_type(std::string_view name, const syntax::Expression& argument,
                               Context& context) {
  const TypeConstraint element = type_constraint(argument, context);
  Type type = Type::map(element.type, context.arena);
  if (name == "list") type = Type::list(element.type, context.arena);
  if (name == "set") type = Type::set(element.type, context.arena);
  if (element.defaults == nullptr) return {.type = type};
  const NestedDefaults nested{"", element.defaults};
  return {type, make_defaults(type, {}, {&nested, 1}, context.arena)};
}

TypeConstraint from_call(const syntax::Call& call, Context& context) {
  const std::string_view name = call.name;
  if (name == "bool" || name == "number" || name == "string" || name == "any") {
    return wrong(call.range, "The type " + quoted(name) + " takes no arguments.", context);
  }
  if (name == "optional") {
    return wrong(call.name_range,
                 "optional() stands only around the type of an object's attribute.", context);
  }
  const bool collection = name == "list" || name == "set" || name == "map";
  if (!collection && name != "object" && name != "tuple") {
    return wrong(call.range, quoted(name) + " is not a type constructor.", context);
  }
  if (call.arguments.size() != 1) {
    return wrong(call.range, quoted(name) + " takes one argument.", context);
  }
  if (collection) return collection_type(name, *call.arguments[0], context);
  if (name == "object") return object_type(*call.arguments[0], context);
  return tuple_type(*call.arguments[0], context);
}

}  // namespace

TypeConstraint type_constraint(const syntax::Expression& expression, Context& context) {
  const std::string_view name = keyword(expression);
  if (!name.empty()) return from_keyword(name, expression.range, context);
  if (expression.kind == syntax::ExpressionKind::call) {
    return from_call(expression.as<syntax::Call>(), context);
  }
  const bool text = expression.kind == syntax::ExpressionKind::template_ ||
                    (expression.kind == syntax::ExpressionKind::literal &&
                     expression.as<syntax::Literal>().literal == syntax::LiteralKind::string);
  return wrong(expression.range,
               text ? "A type is written without quotes." : "This expression is not a type.",
               context);
}

}  // namespace expressions
