// SPDX-License-Identifier: Apache-2.0
// Statements of policy documents: lists of one element are that element, lists of more are sorted
// downwards, principals are grouped by type and conditions by test and variable. Exports
// PolicyStatementReader. Tested in tests/terraform/data_sources_test.cc.
#include "terraform/policy_statement.h"

#include <algorithm>
#include <boost/crc.hpp>
#include <map>
#include <vector>

#include "values/inspect.h"

namespace terraform {

namespace {

using values::is_text;
using values::Kind;
using values::member_of;
using values::SketchElement;
using values::Value;

bool is_collection(const Value& value) {
  return value.is_known() && value.kind() >= Kind::list && value.kind() <= Kind::tuple &&
         value.kind() != Kind::map;
}

bool is_object(const Value& value) {
  return value.is_known() && (value.kind() == Kind::object || value.kind() == Kind::map) &&
         value.attribute_source() == nullptr;
}

// How the provider's SDK numbers the members of a set.
std::string hash_code(std::string_view text) {
  boost::crc_32_type crc;
  crc.process_bytes(text.data(), text.size());
  return std::to_string(crc.checksum());
}

// A text of a collection's members as the SDK writes it to number what holds the collection.
std::string serialized(const Value& collection, char open, char close) {
  std::vector<std::string> members;
  if (is_collection(collection)) {
    for (const Value& value : collection.elements()) {
      if (is_text(value)) members.emplace_back(value.as_string());
    }
  }
  if (open == '{') {
    std::ranges::sort(members, {},
                      [](const std::string& member) { return hash_code(member + ';'); });
  }
  std::string text(1, open);
  for (const std::string& value : members) text += value + ';';
  return text + close;
}

std::string as_text(const Value& value) {
  return is_text(value) ? std::string(value.as_string()) : std::string();
}

// Blocks of a set in the order in which the provider meets them.
std::vector<Value> in_order(const Value& blocks, const auto& serialize) {
  std::vector<std::pair<std::string, Value>> numbered;
  numbered.reserve(blocks.elements().size());
  for (const Value& block : blocks.elements()) {
    numbered.emplace_back(hash_code(serialize(block)), block);
  }
  std::ranges::stable_sort(numbered, {}, &std::pair<std::string, Value>::first);
  std::vector<Value> ordered;
  for (const auto& [code, block] : numbered) ordered.push_back(block);
  return ordered;
}

void append(std::vector<Value>& all, const Value& added) {
  if (is_collection(added)) {
    all.insert(all.end(), added.elements().begin(), added.elements().end());
  } else {
    all.push_back(added);
  }
}

// A JSON object that is put together member by member.
struct Members {
  std::vector<std::string_view> names;
  std::vector<Value> values;

  void add(std::string_view name, const Value& value) {
    if (value.is_null()) return;
    names.push_back(name);
    values.push_back(value);
  }
  [[nodiscard]] Value object(values::Arena& arena) const {
    return Value::object(names, values, arena);
  }
};

// What is grouped by texts of which one is not known: nothing is known of it.
Value ungrouped(const Value& a, const Value& b, values::Arena& arena) {
  const Value& open = a.is_unknown() ? a : b;
  if (!open.is_unknown()) return open;
  return values::with_type(values::with_sketch(open, nullptr, arena), values::Type::dynamic(),
                           arena);
}

// Of members of which some may be missing: an object if none may, else unknown, with its elements.
Value object_of(const std::map<std::string_view, SketchElement>& members, const Value& unknown,
                values::Arena& arena) {
  Members definite;
  std::vector<SketchElement> elements;
  for (const auto& [name, member] : members) {
    if (!member.optional) definite.add(name, member.value);
    elements.push_back(member);
  }
  if (definite.names.size() == members.size()) return definite.object(arena);
  return values::make_unknown(values::Type::dynamic(), nullptr,
                              values::elements_sketch(arena.copy(elements), arena),
                              values::all_reasons(unknown, arena), arena);
}

}  // namespace

// A text with its policy variables as the service writes them.
Value PolicyStatementReader::text(const Value& value) {
  if (!is_text(value) || value.as_string().find("&{") == std::string_view::npos) return value;
  std::string result(value.as_string());
  if (!expands_) {
    error_ = "found &{ sequence in (" + result +
             "), which is not supported in document version 2008-10-17";
    return value;
  }
  for (size_t at = result.find("&{"); at != std::string::npos; at = result.find("&{", at)) {
    result[at] = '$';
  }
  return Value::string(std::string_view(result), arena_)
      .with_marks(value.marks())
      .with_origins(value.origins());
}

// Null for nothing, one element as itself; more as a list, sorted downwards where that is asked.
Value PolicyStatementReader::one_or_many(const Value& collection, bool sorted) {
  if (!is_collection(collection)) return collection.is_unknown() ? collection : Value();
  std::vector<Value> elements;
  for (const Value& element : collection.elements()) elements.push_back(text(element));
  if (elements.empty()) return {};
  if (elements.size() == 1) return elements.front();
  if (sorted && std::ranges::all_of(elements, is_text)) {
    std::ranges::sort(elements, std::greater<>(), &Value::as_string);
  }
  return Value::tuple(elements, arena_);
}

Value PolicyStatementReader::principals(const Value& blocks) {
  if (!is_collection(blocks)) {
    return blocks.is_unknown() ? ungrouped(blocks, blocks, arena_) : Value();
  }
  if (blocks.elements().empty()) return {};
  const auto ordered = in_order(blocks, [](const Value& block) {
    return "identifiers:" + serialized(member_of(block, "identifiers"), '{', '}') +
           ";type:" + as_text(member_of(block, "type")) + ';';
  });
  std::map<std::string_view, Value> by_type;
  for (const Value& block : ordered) {
    const Value type = member_of(block, "type");
    Value identifiers = one_or_many(member_of(block, "identifiers"), true);
    if (identifiers.is_null()) identifiers = Value::tuple({}, arena_);
    if (!is_text(type)) return ungrouped(type, identifiers, arena_);
    const bool everyone = ordered.size() == 1 && type.as_string() == "*";
    if (everyone && is_text(identifiers) && identifiers.as_string() == "*") return identifiers;
    Value& known = by_type[type.as_string()];
    if (known.is_null()) {
      known = identifiers;
      continue;
    }
    std::vector<Value> all;
    append(all, known);
    append(all, identifiers);
    known = Value::tuple(all, arena_);
  }
  Members members;
  for (const auto& [type, identifiers] : by_type) members.add(type, identifiers);
  return members.object(arena_);
}

// Conditions of which not all is known: those of blocks that may be missing may be, too. Where two
// are for the same operator and variable, nothing is known.
Value PolicyStatementReader::open_conditions(const Value& blocks) {
  const auto* sketch =
      values::sketch_of<values::ElementsSketch>(blocks, values::SketchKind::elements);
  if (sketch == nullptr) return ungrouped(blocks, blocks, arena_);
  std::map<std::string_view, std::map<std::string_view, SketchElement>> by_test;
  for (const SketchElement& block : sketch->elements) {
    const Value test = member_of(block.value, "test");
    const Value variable = member_of(block.value, "variable");
    if (!is_text(test) || !is_text(variable)) return ungrouped(blocks, blocks, arena_);
    const Value values = one_or_many(member_of(block.value, "values"), false);
    const auto [known, fresh] = by_test[test.as_string()].emplace(
        variable.as_string(),
        SketchElement{.key = variable,
                      .value = values.is_null() ? Value::tuple({}, arena_) : values,
                      .optional = block.optional});
    if (!fresh) return ungrouped(blocks, blocks, arena_);
  }
  std::map<std::string_view, SketchElement> tests;
  for (const auto& [test, variables] : by_test) {
    const bool optional = std::ranges::all_of(
        variables, [](const auto& variable) { return variable.second.optional; });
    std::map<std::string_view, SketchElement> given = variables;
    // All of one block: where the operator is there, so is its variable.
    if (given.size() == 1) given.begin()->second.optional = false;
    tests[test] = {.key = Value::string(test, arena_),
                   .value = object_of(given, blocks, arena_),
                   .optional = optional};
  }
  return object_of(tests, blocks, arena_);
}

Value PolicyStatementReader::conditions(const Value& blocks) {
  if (blocks.is_unknown()) return open_conditions(blocks);
  if (!is_collection(blocks)) return {};
  if (blocks.elements().empty()) return {};
  const auto ordered = in_order(blocks, [](const Value& block) {
    return "test:" + as_text(member_of(block, "test")) +
           ";values:" + serialized(member_of(block, "values"), '(', ')') +
           ";variable:" + as_text(member_of(block, "variable")) + ';';
  });
  std::map<std::string_view, std::map<std::string_view, Value>> by_test;
  for (const Value& block : ordered) {
    const Value test = member_of(block, "test");
    const Value variable = member_of(block, "variable");
    if (!is_text(test) || !is_text(variable)) return ungrouped(test, variable, arena_);
    const Value given = member_of(block, "values");
    const Value values = one_or_many(given, false);
    auto& variables = by_test[test.as_string()];
    const auto known = variables.find(variable.as_string());
    if (known == variables.end()) {
      variables[variable.as_string()] = values.is_null() ? Value::tuple({}, arena_) : values;
      continue;
    }
    std::vector<Value> all;
    append(all, known->second);
    if (!values.is_null()) append(all, values);
    known->second = Value::tuple(all, arena_);
  }
  Members tests;
  for (const auto& [test, variables] : by_test) {
    Members members;
    for (const auto& [variable, values] : variables) members.add(variable, values);
    tests.add(test, members.object(arena_));
  }
  return tests.object(arena_);
}

Value PolicyStatementReader::from_arguments(const Value& arguments) {
  if (!is_object(arguments)) return arguments;
  Members members;
  const Value sid = member_of(arguments, "sid");
  if (!is_text(sid) || !sid.as_string().empty()) members.add("Sid", sid);
  const Value effect = member_of(arguments, "effect");
  const bool given = !effect.is_null() && !(is_text(effect) && effect.as_string().empty());
  members.add("Effect", given ? effect : Value::string(std::string_view("Allow"), arena_));
  members.add("Action", one_or_many(member_of(arguments, "actions"), true));
  members.add("NotAction", one_or_many(member_of(arguments, "not_actions"), true));
  members.add("Resource", one_or_many(member_of(arguments, "resources"), true));
  members.add("NotResource", one_or_many(member_of(arguments, "not_resources"), true));
  members.add("Principal", principals(member_of(arguments, "principals")));
  members.add("NotPrincipal", principals(member_of(arguments, "not_principals")));
  members.add("Condition", conditions(member_of(arguments, "condition")));
  return members.object(arena_);
}

// "*" for everyone, however that is written; lists sorted downwards.
Value PolicyStatementReader::principals_from_json(const Value& given) {
  const Value everyone = Value::string(std::string_view("*"), arena_);
  if (is_text(given)) return everyone;
  if (!is_object(given)) return given;
  Members members;
  for (size_t i = 0; i < given.keys().size(); ++i) {
    Value identifiers = given.elements()[i];
    if (is_collection(identifiers)) {
      std::vector<Value> elements(identifiers.elements().begin(), identifiers.elements().end());
      if (std::ranges::all_of(elements, is_text)) {
        std::ranges::sort(elements, std::greater<>(), &Value::as_string);
      }
      const bool star = elements.size() == 1 && as_text(elements.front()) == "*";
      if (given.keys().size() == 1 && given.keys()[i] == "*" && star) return everyone;
      identifiers = Value::tuple(elements, arena_);
    }
    const bool star = given.keys().size() == 1 && given.keys()[i] == "*";
    if (star && as_text(identifiers) == "*") return everyone;
    members.add(given.keys()[i], identifiers);
  }
  return members.object(arena_);
}

// Truth values become texts.
Value PolicyStatementReader::conditions_from_json(const Value& given) {
  if (!is_object(given)) return given;
  Members tests;
  for (size_t i = 0; i < given.keys().size(); ++i) {
    const Value& variables = given.elements()[i];
    if (!is_object(variables)) {
      tests.add(given.keys()[i], variables);
      continue;
    }
    Members members;
    for (size_t j = 0; j < variables.keys().size(); ++j) {
      const Value& values = variables.elements()[j];
      const bool truth = values.is_known() && values.kind() == Kind::boolean;
      members.add(
          variables.keys()[j],
          truth ? Value::string(std::string_view(values.as_boolean() ? "true" : "false"), arena_)
                : values);
    }
    tests.add(given.keys()[i], members.object(arena_));
  }
  return tests.object(arena_);
}

Value PolicyStatementReader::from_json(const Value& statement) {
  if (!is_object(statement)) return statement.is_unknown() ? statement : Value();
  Members members;
  for (const std::string_view name : {"Sid", "Effect"}) {
    const Value text = member_of(statement, name);
    if (!is_text(text) || !text.as_string().empty()) members.add(name, text);
  }
  for (const std::string_view name : {"Action", "NotAction", "Resource", "NotResource"}) {
    members.add(name, member_of(statement, name));
  }
  members.add("Principal", principals_from_json(member_of(statement, "Principal")));
  members.add("NotPrincipal", principals_from_json(member_of(statement, "NotPrincipal")));
  members.add("Condition", conditions_from_json(member_of(statement, "Condition")));
  return members.object(arena_);
}

}  // namespace terraform
