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

Value default_tags(Evaluator& evaluator, NodeId node) {
  const UsedProvider found = provider_configuration(evaluator, node);
  if (!found.configuration) return {};
  constexpr syntax::BlockSpec kBlocks[] = {{"default_tags", 0}};
  diagnostics::Diagnostics wrong_shapes;
  const syntax::Body& body =
      content_of(*found.configuration->block->body, kBlocks, evaluator.arena, wrong_shapes);
  const syntax::Block* block = find_block(body, "default_tags");
  const syntax::Expression* tags = block ? find_expression(*block->body, "tags") : nullptr;
  if (!tags) return {};
  const Value value = evaluator.evaluate(*tags, Place{found.module});
  const auto map = values::convert(
      value, values::Type::map(values::Type::string(), evaluator.arena), evaluator.arena);
  return map.ok ? map.value : value;
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

std::optional<Value> all_tags(Evaluator& evaluator, NodeId node, View view) {
  const schema::Block* schema = evaluator.content(node).schema;
  const bool has_tags = schema && schema->attribute("tags") && schema->attribute("tags_all");
  if (!has_tags || !evaluator.configured(node, "tags_all").is_null()) return std::nullopt;
  const Value own = evaluator.configured(node, "tags");
  const Value defaults = default_tags_of(evaluator, node);
  const Value both[] = {defaults, own};
  const values::Type type = schema->attribute("tags_all")->type;
  std::map<std::string_view, Value> merged;
  for (const Value& given : both) {
    const Value& tags = view == View::judged ? values::sole_choice(given) : given;
    if (tags.is_null()) continue;
    const bool known = view == View::judged ? tags.is_known() : tags.is_wholly_known();
    if (!known || tags.kind() != values::Kind::map) {
      return values::unknown_from(type, both, evaluator.origins, evaluator.arena);
    }
    for (size_t i = 0; i < tags.keys().size(); ++i) {
      merged.insert_or_assign(tags.keys()[i], tags.elements()[i]);
    }
  }
  if (view == View::planned) {
    const bool given = own.is_known() && !own.elements().empty();
    if (is_of_older_sdk(schema) && has_empty_text(given ? own : defaults)) {
      return not_yet(evaluator, node, type);
    }
    if (merged.empty()) return own.is_null() ? std::nullopt : no_tags(evaluator, node, type);
  }
  std::vector<std::string_view> keys;
  std::vector<Value> values;
  for (const auto& [key, value] : merged) {
    keys.push_back(key);
    values.push_back(value);
  }
  return Value::map(values::Type::string(), keys, values, evaluator.arena);
}

}  // namespace terraform
