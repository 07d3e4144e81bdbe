// SPDX-License-Identifier: Apache-2.0
// Attributes that a provider computes when it plans. Exports planned_computation. Tested in
// tests/terraform/planned_computation_test.cc.
#include "terraform/planned_computation.h"

#include <algorithm>
#include <set>
#include <string>

#include "terraform/siblings.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using values::Kind;
using values::Type;

std::string_view next_word(std::string_view& rest) {
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  return word;
}

// The texts that some arguments hold, one or many each, as the older SDK reads them: a text that is
// known after apply is empty, a collection of which something is holds nothing.
struct Texts {
  std::set<std::string_view> known;
  bool unknown = false;  // the first, a text, is not known
};

std::optional<Texts> texts_of(Evaluator& evaluator, NodeId node, std::string_view arguments) {
  Texts texts;
  for (bool first = true; !arguments.empty(); first = false) {
    const Value value = evaluator.configured(node, next_word(arguments));
    if (first && value.is_null()) return std::nullopt;
    if (!value.is_wholly_known()) {
      if (!waits_for_apply(value, evaluator.arena)) return std::nullopt;
      texts.unknown |= first;
    } else if (values::is_text(value)) {
      texts.known.insert(value.as_string());
    } else if (value.is_known() && value.kind() == Kind::set) {
      for (const Value& element : value.elements()) {
        if (values::is_text(element)) texts.known.insert(element.as_string());
      }
    }
  }
  if (texts.known.empty()) return std::nullopt;
  return texts;
}

Value united(const Texts& texts, values::Arena& arena) {
  std::vector<Value> elements;
  for (const std::string_view text : texts.known) elements.push_back(Value::string(text, arena));
  if (texts.unknown) elements.push_back(Value::string("", arena));
  return Value::set(Type::string(), elements, arena);
}

// An object of the set's element type of which one member is known, or nothing.
Value object_with(Type type, std::string_view member, const Value& value, Evaluator& evaluator,
                  NodeId node, std::string_view name) {
  std::vector<std::string_view> names;
  std::vector<Value> members;
  for (const values::ObjectAttribute& attribute : type.attributes()) {
    names.push_back(attribute.name);
    members.push_back(attribute.name == member && value.is_known()
                          ? value
                          : evaluator.known_after_apply(node, name, attribute.type));
  }
  return Value::object(names, members, evaluator.arena);
}

}  // namespace

std::optional<Value> planned_computation(Evaluator& evaluator, NodeId node, std::string_view name) {
  const Resource& resource = *evaluator.instance_of(node).resource;
  if (resource.mode != schema::Mode::managed) return std::nullopt;
  std::string_view words = evaluator.schemas.fact("planned_computation", resource.type, name);
  const schema::Block* schema = evaluator.content(node).schema;
  const schema::Attribute* attribute = schema && !words.empty() ? schema->attribute(name) : nullptr;
  if (!attribute || attribute->type.kind() != Kind::set) return std::nullopt;
  const std::string_view kind = next_word(words);
  if (kind == "union") {
    const auto texts = texts_of(evaluator, node, words);
    return texts ? std::optional(united(*texts, evaluator.arena)) : std::nullopt;
  }
  // objects MEMBER if ARGUMENT TEXT of ARGUMENT...
  const std::string_view member = next_word(words);
  next_word(words);
  const Value condition = evaluator.configured(node, next_word(words));
  const bool holds = values::is_text(condition) && condition.as_string() == next_word(words);
  next_word(words);
  const auto texts = holds ? texts_of(evaluator, node, words) : std::nullopt;
  if (!texts) return std::nullopt;
  const Type element = attribute->type.element();
  std::vector<Value> elements;
  for (const std::string_view text : texts->known) {
    const Value value = Value::string(text, evaluator.arena);
    elements.push_back(object_with(element, member, value, evaluator, node, name));
  }
  if (texts->unknown) {
    elements.push_back(object_with(element, member, Value::unknown(Type::string(), evaluator.arena),
                                   evaluator, node, name));
  }
  return Value::set(element, elements, evaluator.arena);
}

}  // namespace terraform
