// SPDX-License-Identifier: Apache-2.0
// Default tags: those of the provider configuration, with the resource's own laid over them.
// Exports what its header declares. Tested in tests/terraform/resources_test.cc.
#include "terraform/default_tags.h"

#include <algorithm>
#include <map>

#include "terraform/body_reader.h"
#include "terraform/older_sdk.h"
#include "terraform/provider_configuration.h"
#include "terraform/siblings.h"
#include "values/inspect.h"

namespace terraform {

namespace {

Value not_yet(Evaluator& evaluator, NodeId node, values::Type type) {
  const ResourceInstance& instance = evaluator.instance_of(node);
  return evaluator.unknown(ReasonKind::apply, instance.address + ".tags_all",
                           instance.resource->block->header, type);
}

// An empty map of tags is as good as none: where that is unknown, so is this.
std::optional<Value> no_tags(Evaluator& evaluator, NodeId node, values::Type type) {
  const ResourceInstance& instance = evaluator.instance_of(node);
  const auto provider = evaluator.content(node).provider;
  const auto fact =
      evaluator.schemas.planned_default(*provider, instance.resource->type, "tags_all");
  if (fact.planned != schema::Planned::unknown) return std::nullopt;
  return not_yet(evaluator, node, type);
}

bool has_empty_text(const Value& tags) {
  return tags.is_known() && std::ranges::any_of(tags.elements(), [](const Value& tag) {
           return values::is_text(tag) && tag.as_string().empty();
         });
}

}  // namespace

namespace {

// What stands in a block of the provider configuration that a resource uses; null if nothing does.
Value provider_argument(Evaluator& evaluator, NodeId node, std::string_view block_type,
                        std::string_view name, values::Type type) {
  const UsedProvider found = provider_configuration(evaluator, node);
  if (!found.configuration) return {};
  const syntax::BlockSpec blocks[] = {{block_type, 0}};
  diagnostics::Diagnostics wrong_shapes;
  const syntax::Body& body =
      content_of(*found.configuration->block->body, blocks, evaluator.arena, wrong_shapes);
  const syntax::Block* block = find_block(body, block_type);
  const syntax::Expression* argument = block ? find_expression(*block->body, name) : nullptr;
  if (!argument) return {};
  const Value value = evaluator.evaluate(*argument, Place{found.module});
  const auto converted = values::convert(value, type, evaluator.arena);
  return converted.ok ? converted.value : value;
}

}  // namespace

Value default_tags(Evaluator& evaluator, NodeId node) {
  return provider_argument(evaluator, node, "default_tags", "tags",
                           values::Type::map(values::Type::string(), evaluator.arena));
}

namespace {

// The default tags of a resource: its own, where its type can have some and it does.
Value default_tags_of(Evaluator& evaluator, NodeId node) {
  const std::string_view path = evaluator.schemas.fact(
      "own_default_tags", evaluator.instance_of(node).resource->type, "path");
  const std::string_view around = path.substr(0, path.rfind('.'));
  const bool own = !path.empty() && !given_at(evaluator, node, around).is_null();
  return own ? given_at(evaluator, node, path) : default_tags(evaluator, node);
}

}  // namespace

namespace {

// Tags that the provider is told to leave alone (`ignore_tags`), by their keys.
class IgnoredTags {
 public:
  IgnoredTags(Evaluator& evaluator, NodeId node) {
    const values::Type texts = values::Type::set(values::Type::string(), evaluator.arena);
    keys_ = provider_argument(evaluator, node, "ignore_tags", "keys", texts);
    prefixes_ = provider_argument(evaluator, node, "ignore_tags", "key_prefixes", texts);
  }
  [[nodiscard]] bool holds(std::string_view key) const {
    return any(keys_, [key](std::string_view text) { return text == key; }) ||
           any(prefixes_, [key](std::string_view text) { return key.starts_with(text); });
  }

 private:
  template <class Test>
  static bool any(const Value& texts, const Test& test) {
    return !texts.is_null() && texts.is_wholly_known() && texts.kind() == values::Kind::set &&
           std::ranges::any_of(texts.elements(), [&](const Value& text) {
             return values::is_text(text) && test(text.as_string());
           });
  }
  Value keys_, prefixes_;
};

// What a plan makes of tags before it merges them. The older SDK knows no null in a map; to the
// framework a tag without a value is one with an empty text, but no default.
Value in_plan(const Value& tags, bool own, bool older_sdk, values::Arena& arena) {
  if (!own && !tags.is_wholly_known()) return {};  // defaults that are not known yet are none yet
  if (older_sdk || !own || tags.is_null() || !tags.is_wholly_known()) {
    return without_null_members(tags, arena);
  }
  std::vector<Value> elements;
  for (const Value& tag : tags.elements()) {
    elements.push_back(tag.is_null() ? Value::string("", arena) : tag);
  }
  return Value::map(values::Type::string(), tags.keys(), elements, arena);
}

// Defaults first, what is laid over them last; nothing if either is not known. In a plan every tag
// must be, to rules a tag of which only the key is known is one.
using Tags = std::map<std::string_view, Value>;
std::optional<Tags> merged(std::span<const Value> both, const IgnoredTags& ignored, View view) {
  Tags result;
  for (const Value& given : both) {
    const Value& tags = view == View::planned ? given : values::sole_choice(given);
    if (tags.is_null()) continue;
    const bool known = view == View::planned ? tags.is_wholly_known() : tags.is_known();
    if (!known || tags.kind() != values::Kind::map) return std::nullopt;
    for (size_t i = 0; i < tags.keys().size(); ++i) {
      if (ignored.holds(tags.keys()[i])) continue;
      result.insert_or_assign(tags.keys()[i], tags.elements()[i]);
    }
  }
  return result;
}

// What the plan knows of merged tags is less than all where the older SDK is at work.
std::optional<Value> less_than_all(Evaluator& evaluator, NodeId node, const Value& own,
                                   const Value& defaults, bool none_left, bool any_given) {
  const schema::Block* schema = evaluator.content(node).schema;
  const values::Type type = schema->attribute("tags_all")->type;
  const bool given = own.is_known() && !own.is_null() && !own.elements().empty();
  if (is_of_older_sdk(schema) && has_empty_text(given ? own : defaults)) {
    return not_yet(evaluator, node, type);
  }
  return none_left && any_given ? no_tags(evaluator, node, type) : std::nullopt;
}

}  // namespace

std::optional<Value> all_tags(Evaluator& evaluator, NodeId node, View view) {
  const schema::Block* schema = evaluator.content(node).schema;
  const bool has_tags = schema && schema->attribute("tags") && schema->attribute("tags_all");
  if (!has_tags || !evaluator.configured(node, "tags_all").is_null()) return std::nullopt;
  const bool planned = view == View::planned;
  const bool older_sdk = is_of_older_sdk(schema);
  Value own = evaluator.configured(node, "tags");
  Value defaults = default_tags_of(evaluator, node);
  const bool any_given = !own.is_null();
  if (planned) {
    own = in_plan(own, true, older_sdk, evaluator.arena);
    defaults = in_plan(defaults, false, older_sdk, evaluator.arena);
  }
  const Value both[] = {defaults, own};
  const auto tags = merged(both, IgnoredTags(evaluator, node), view);
  if (!tags) {
    const values::Type type = schema->attribute("tags_all")->type;
    return values::unknown_from(type, both, evaluator.origins, evaluator.arena);
  }
  if (planned) {
    const auto less = less_than_all(evaluator, node, own, defaults, tags->empty(), any_given);
    if (less || tags->empty()) return less;
  }
  std::vector<std::string_view> keys;
  std::vector<Value> values;
  for (const auto& [key, value] : *tags) {
    // Beside tags of its own, a default without a value is settled when it is applied.
    const bool open = planned && older_sdk && values::is_text(value) && value.as_string().empty();
    keys.push_back(key);
    values.push_back(open ? not_yet(evaluator, node, values::Type::string()) : value);
  }
  return Value::map(values::Type::string(), keys, values, evaluator.arena);
}

}  // namespace terraform
