// SPDX-License-Identifier: Apache-2.0
// Grows random expressions from the grammar. Exported: Grower, text_of, simplest.
#include "property/grow.h"

namespace property {

namespace {

constexpr int kMaxTypeDepth = 2;
constexpr size_t kMaxDepth = 5;
// One part in so many is of a type that was not asked for.
constexpr size_t kBreakOneIn = 30;
constexpr size_t kFreeOneIn = 5;

Sort primitive(std::string head) { return {std::move(head), {}, {}}; }

Expression leaf(const Sort& sort, std::string text) {
  return {.sort = sort, .production = text, .pieces = {text}, .parts = {}};
}

}  // namespace

std::string text_of(const Expression& expression) {
  std::string text = expression.pieces.front();
  for (size_t i = 0; i < expression.parts.size(); ++i) {
    text += text_of(expression.parts[i]) + expression.pieces[i + 1];
  }
  return text;
}

Expression simplest(const Sort& type) {
  if (type.head == "string") return leaf(type, "\"a\"");
  if (type.head == "number" || type.head == "free") return leaf(type, "1");
  if (type.head == "bool") return leaf(type, "true");
  if (type.head == "list")
    return leaf(type, "tolist([" + text_of(simplest(type.arguments[0])) + "])");
  if (type.head == "set")
    return leaf(type, "toset([" + text_of(simplest(type.arguments[0])) + "])");
  if (type.head == "map") {
    return leaf(type, "tomap({a = " + text_of(simplest(type.arguments[0])) + "})");
  }
  const bool object = type.head == "object";
  std::string text = object ? "{" : "[";
  for (size_t i = 0; i < type.arguments.size(); ++i) {
    if (i > 0) text += ", ";
    if (object) text += type.names[i] + " = ";
    text += text_of(simplest(type.arguments[i]));
  }
  return leaf(type, text + (object ? "}" : "]"));
}

Grower::Grower(std::vector<Production> productions, uint64_t seed)
    : productions_(std::move(productions)), random_(seed) {}

Expression Grower::grow() {
  const auto depth = static_cast<int>(1 + pick(kMaxDepth));
  return grow(chance(kFreeOneIn) ? primitive("free") : random_type(kMaxTypeDepth), depth);
}

Sort Grower::random_type(int depth) {
  static const char* const kPrimitives[] = {"string", "number", "bool", "string"};
  const size_t choice = depth > 0 ? pick(10) : pick(4);
  if (choice < 4) return primitive(kPrimitives[choice]);
  if (choice < 8) {
    static const char* const kCollections[] = {"list", "set", "map", "list"};
    return {kCollections[choice - 4], {random_type(depth - 1)}, {}};
  }
  static const char* const kNames[] = {"a", "b", "c"};
  Sort type{choice == 8 ? "tuple" : "object", {}, {}};
  const size_t count = pick(4);
  for (size_t i = 0; i < count; ++i) {
    type.arguments.push_back(random_type(depth - 1));
    if (choice != 8) type.names.emplace_back(kNames[i]);
  }
  return type;
}

Sort Grower::settled(const Sort& sort) {
  if (sort.head == "any" && chance(kFreeOneIn)) return primitive("free");
  if (sort.head == "any" || is_variable(sort)) return random_type(1);
  Sort result = sort;
  for (Sort& argument : result.arguments) argument = settled(argument);
  return result;
}

const Variable* Grower::variable_of(const Sort& wanted) {
  std::vector<const Variable*> found;
  for (auto variable = scope_.rbegin(); variable != scope_.rend(); ++variable) {
    bool shadowed = false;
    for (auto inner = scope_.rbegin(); inner != variable; ++inner) {
      shadowed = shadowed || inner->name == variable->name;
    }
    if (!shadowed && variable->sort == wanted) found.push_back(&*variable);
  }
  return found.empty() ? nullptr : found[pick(found.size())];
}

Expression Grower::construct(const Sort& wanted, int depth) {
  Expression made{.sort = wanted, .production = wanted.head, .pieces = {}, .parts = {}};
  const bool object = wanted.head == "object";
  std::string piece = object ? "{" : "[";
  for (size_t i = 0; i < wanted.arguments.size(); ++i) {
    if (i > 0) piece += ", ";
    if (object) piece += wanted.names[i] + " = ";
    made.pieces.push_back(piece);
    made.parts.push_back(grow(wanted.arguments[i], depth - 1));
    piece.clear();
  }
  made.pieces.push_back(piece + (object ? "}" : "]"));
  return made;
}

Expression Grower::grow_from(const Production& production, const Bindings& bindings,
                             const Sort& wanted, int depth) {
  Expression grown{
      .sort = wanted, .production = production.text, .pieces = production.pieces, .parts = {}};
  // Variables that the result does not decide are the same type in all holes.
  Bindings all = bindings;
  for (const char* variable : {"S", "T"}) all.emplace(variable, random_type(1));
  for (const Hole& hole : production.holes) {
    const size_t names = scope_.size();
    for (const Variable& variable : hole.variables) {
      scope_.push_back({variable.name, settled(bound(variable.sort, all))});
    }
    grown.parts.push_back(grow(settled(bound(hole.sort, all)), depth - 1));
    scope_.resize(names);
  }
  return grown;
}

Expression Grower::grow(const Sort& wanted, int depth) {
  const bool type = is_type(wanted);
  if (type && chance(kBreakOneIn)) return grow(random_type(1), depth);
  if (type && chance(2)) {
    if (const Variable* variable = variable_of(wanted)) return leaf(wanted, variable->name);
  }
  const bool leaves = type && (depth <= 0 || chance(4));
  std::vector<std::pair<const Production*, Bindings>> candidates;
  for (const Production& production : productions_) {
    if (leaves && (!production.is_leaf() || is_variable(production.result))) continue;
    Bindings bindings;
    if (matches(production.result, wanted, bindings))
      candidates.emplace_back(&production, bindings);
  }
  const bool structural = wanted.head == "tuple" || wanted.head == "object";
  if (structural && (leaves || chance(2))) return construct(wanted, depth);
  if (candidates.empty()) return simplest(wanted);
  const auto& [production, bindings] = candidates[pick(candidates.size())];
  return grow_from(*production, bindings, wanted, depth);
}

}  // namespace property
