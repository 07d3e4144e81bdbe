// SPDX-License-Identifier: Apache-2.0
// Nodes as schemas declare them, and what the graph functions give of such. Exported: the class
// DeclaredNodes. Tested in tests/rules/type_check_test.cc.

#include "rules/declared_nodes.h"

#include <fmt/format.h>

#include <algorithm>

#include "graph/node_types.h"
#include "values/inspect.h"

namespace rules {

using expressions::Context;
using values::Kind;
using values::Type;

// The attributes of an object that is looked at: made when they are asked for, since blocks nest
// deep.
class DeclaredNodes::Declared final : public values::AttributeSource {
 public:
  // `node_type`: of a node that is no resource; else empty.
  Declared(DeclaredNodes& nodes, Type type, std::string_view node_type = {})
      : nodes_(nodes), type_(type), node_type_(node_type) {}
  [[nodiscard]] Type type() const override { return type_; }
  [[nodiscard]] Value attribute(std::string_view name) const override {
    const values::ObjectAttribute* found = type_.attribute(name);
    if (found == nullptr) return {};
    const auto [at, added] = values_.try_emplace(found->name, Value());
    if (added) at->second = value_of(*found);
    return at->second;
  }

 private:
  [[nodiscard]] Value value_of(const values::ObjectAttribute& attribute) const {
    for (const graph::NodeAttribute& known : graph::node_type_attributes(node_type_)) {
      if (known.name != attribute.name || known.leads_to.empty()) continue;
      const Value node = nodes_.node(std::span(&known.leads_to, 1));
      return known.many ? nodes_.list_of(node) : node;
    }
    return nodes_.value(attribute.type);
  }

  DeclaredNodes& nodes_;
  Type type_;
  std::string_view node_type_;
  mutable std::map<std::string_view, Value> values_;  // what was asked for
};

struct DeclaredNodes::Call {
  const syntax::Call& call;
  std::span<const Value> arguments;
  Context& context;
};

DeclaredNodes::DeclaredNodes(const TypeNames& names, values::Arena& arena)
    : names_(names), arena_(arena) {}
DeclaredNodes::~DeclaredNodes() = default;

namespace {

struct TypeName {
  schema::Mode mode = schema::Mode::managed;
  std::string_view name;
};

TypeName split(std::string_view type) {
  if (!type.starts_with(graph::kDataPrefix)) return {.name = type};
  return {schema::Mode::data, type.substr(graph::kDataPrefix.size())};
}

Value unknown(Type type, values::Arena& arena) {
  return values::make_unknown(type, nullptr, nullptr, {}, arena);
}

// The text of which parts are not known, with "0" where that is an index.
std::optional<std::string> path_text(const Value& path) {
  if (values::is_text(path)) return std::string(path.as_string());
  const auto* parts = values::sketch_of<values::Parts>(path, values::SketchKind::parts);
  if (parts == nullptr) return std::nullopt;
  std::string text;
  for (const Value& piece : parts->pieces) {
    const std::optional<std::string> known = path_text(piece);
    if (!known && !text.ends_with('[')) return std::nullopt;
    text += known.value_or("0");
  }
  return text;
}

}  // namespace

std::optional<Type> DeclaredNodes::type_named(std::string_view type) {
  if (const auto known = types_.find(type); known != types_.end()) return known->second;
  const std::span<const graph::NodeAttribute> declared = graph::node_type_attributes(type);
  const auto [mode, name] = split(type);
  std::optional<Type> result;
  if (!declared.empty()) {
    std::vector<values::ObjectAttribute> attributes;
    for (const graph::NodeAttribute& attribute : declared) {
      attributes.push_back({.name = attribute.name, .type = attribute.type});
    }
    result = Type::object(attributes, arena_);
  }
  for (const schema::Provider& provider : schemas_.providers()) {
    const schema::Block* block = schemas_.find(provider, mode, name);
    if (block != nullptr) result = result ? merged(*result, block->type) : block->type;
  }
  return types_.emplace(type, result).first->second;
}

Type DeclaredNodes::merged(Type a, Type b) {
  if (a == b) return a;
  if (a.kind() == Kind::object && b.kind() == Kind::object) {
    std::vector<values::ObjectAttribute> attributes(a.attributes().begin(), a.attributes().end());
    for (values::ObjectAttribute& attribute : attributes) {
      const values::ObjectAttribute* other = b.attribute(attribute.name);
      if (other != nullptr) attribute.type = merged(attribute.type, other->type);
    }
    for (const values::ObjectAttribute& attribute : b.attributes()) {
      if (a.attribute(attribute.name) == nullptr) attributes.push_back(attribute);
    }
    return Type::object(attributes, arena_);
  }
  if (a.kind() != b.kind() || !a.is_collection()) return Type::dynamic();
  const Type element = merged(a.element(), b.element());
  if (a.kind() == Kind::list) return Type::list(element, arena_);
  return a.kind() == Kind::set ? Type::set(element, arena_) : Type::map(element, arena_);
}

Value DeclaredNodes::value(Type type) {
  if (type.kind() == Kind::object) return Value::object(&objects_.emplace_back(*this, type));
  if (!type.is_collection()) return unknown(type, arena_);
  const values::SketchElement element{
      .key = type.kind() == Kind::map ? unknown(Type::string(), arena_) : Value(),
      .value = value(type.element()),
      .optional = true,
      .many = true};
  return values::with_sketch(unknown(type, arena_),
                             values::elements_sketch(arena_.copy(std::span(&element, 1)), arena_),
                             arena_);
}

Value DeclaredNodes::node(std::span<const std::string_view> types) {
  const std::vector<std::string> key(types.begin(), types.end());
  if (const auto known = nodes_.find(key); known != nodes_.end()) return known->second;
  std::optional<Type> type;
  for (std::string_view name : types) {
    const std::optional<Type> one = type_named(name);
    type = type && one ? merged(*type, *one) : one;
    if (!type) break;
  }
  const auto made = nodes_.emplace(key, Value()).first;
  const bool leads = type && types.size() == 1 && !graph::node_type_attributes(types[0]).empty();
  made->second = leads ? Value::object(&objects_.emplace_back(*this, *type, made->first[0]))
                       : value(type.value_or(Type::dynamic()));
  return made->second;
}

Value DeclaredNodes::list_of(const Value& element) {
  const values::SketchElement member{
      .key = Value(), .value = element, .optional = true, .many = true};
  return values::with_sketch(unknown(Type::dynamic(), arena_),
                             values::elements_sketch(arena_.copy(std::span(&member, 1)), arena_),
                             arena_);
}

std::vector<std::string_view> DeclaredNodes::types_in(const Call& call, size_t index) {
  std::vector<std::string_view> types;
  const Value& argument = call.arguments[index];
  if (values::is_text(argument)) {
    types.push_back(argument.as_string());
  } else if (values::is_sequence(argument)) {
    for (const Value& element : argument.elements()) {
      if (values::is_text(element)) types.push_back(element.as_string());
    }
  }
  for (std::string_view type : types) {
    const auto [absent, near] = names_.absence_of(type);
    if (!absent) continue;
    rule_error(call.call.arguments[index]->range, fmt::format("There is no type \"{}\"", type),
               near.empty() ? std::string() : fmt::format("Did you mean \"{}\"?", near),
               call.context);
  }
  return types;
}

Value DeclaredNodes::linked(const Call& call) {
  if (call.arguments.size() < 2) return list_of(unknown(Type::dynamic(), arena_));
  return list_of(node(types_in(call, 1)));
}

void DeclaredNodes::check_path(const Call& call, size_t index, Type type, std::string_view path) {
  for (std::string_view rest = path; !rest.empty();) {
    const std::string_view step = rest.substr(0, rest.find_first_of(".["));
    rest.remove_prefix(step.size());
    while (rest.starts_with('[')) rest.remove_prefix(std::min(rest.find(']'), rest.size() - 1) + 1);
    if (rest.starts_with('.')) rest.remove_prefix(1);
    while (type.is_collection() && (type.element().kind() == Kind::object)) type = type.element();
    if (type.kind() != Kind::object) return;
    const values::ObjectAttribute* found = type.attribute(step);
    if (found == nullptr) {
      std::vector<std::string_view> names;
      for (const auto& attribute : type.attributes()) names.push_back(attribute.name);
      const auto near = diagnostics::suggest(step, names);
      rule_error(call.call.arguments[index]->range,
                 fmt::format("There is no argument \"{}\" in \"{}\"", step, path),
                 near ? fmt::format("Did you mean \"{}\"?", *near) : std::string(), call.context);
      return;
    }
    type = found->type;
  }
}

Value DeclaredNodes::linking(const Call& call) {
  const std::vector<std::string_view> types = types_in(call, 1);
  if (types.size() == 1 && values::is_text(call.arguments[2])) {
    const std::optional<Type> type = type_named(types[0]);
    if (type) check_path(call, 2, *type, call.arguments[2].as_string());
  }
  return list_of(node(types));
}

Value DeclaredNodes::resources(const Call& call) { return list_of(node(types_in(call, 0))); }

Value DeclaredNodes::argument(const Call& call) {
  const values::AttributeSource* source = call.arguments[0].attribute_source();
  const std::optional<std::string> path = path_text(call.arguments[1]);
  if (source != nullptr && path) check_path(call, 1, source->type(), *path);
  static constexpr std::string_view kKeys[] = {"node", "path"};
  return Value::object(kKeys, call.arguments, arena_);
}

namespace {

// The members of a declared collection, or a single value.
std::vector<Value> members_of(const Value& value) {
  std::vector<Value> members;
  const auto* sketch =
      values::sketch_of<values::ElementsSketch>(value, values::SketchKind::elements);
  if (sketch != nullptr) {
    for (const values::SketchElement& element : sketch->elements) members.push_back(element.value);
  } else if (values::is_sequence(value)) {
    members.assign(value.elements().begin(), value.elements().end());
  } else {
    members.push_back(value);
  }
  return members;
}

}  // namespace

Value DeclaredNodes::reachable(const Value& start, const std::function<Value(const Value&)>& next,
                               Context&) {
  std::vector<Value> nodes;
  const auto add = [&nodes](const Value& value) {
    for (const Value& member : members_of(value)) {
      const values::AttributeSource* source = member.attribute_source();
      const bool known = source == nullptr || std::ranges::any_of(nodes, [&](const Value& node) {
                           return node.attribute_source() == source;
                         });
      if (!known) nodes.push_back(member);
    }
  };
  add(start);
  for (size_t i = 0; i < nodes.size(); ++i) add(next(nodes[i]));  // types are finitely many
  std::vector<values::SketchElement> elements;
  for (const Value& node : nodes) {
    elements.push_back({.key = Value(), .value = node, .optional = true, .many = true});
  }
  return values::with_sketch(unknown(Type::dynamic(), arena_),
                             values::elements_sketch(arena_.copy(elements), arena_), arena_);
}

std::optional<Value> DeclaredNodes::call(const syntax::Call& call, std::span<const Value> arguments,
                                         const expressions::Scope&, Context& context) {
  const std::optional<bool> fits = fits_graph_function(call, arguments.size(), context);
  if (!fits) return std::nullopt;
  if (!*fits) return unknown(Type::dynamic(), arena_);
  const Call declared{call, arguments, context};
  if (call.name == "linked") return linked(declared);
  if (call.name == "linking") return linking(declared);
  if (call.name == "resources") return resources(declared);
  if (call.name == "argument") return argument(declared);
  const bool text = call.name == "address" || call.name == "node_type";
  if (text) return unknown(Type::string(), arena_);
  const bool answer = call.name == "has_argument" || call.name == "configured" ||
                      call.name == "known" || call.name == "undecided";
  return unknown(answer ? Type::boolean() : Type::dynamic(), arena_);
}

}  // namespace rules
