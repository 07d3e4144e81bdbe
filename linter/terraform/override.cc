// SPDX-License-Identifier: Apache-2.0
// Merges override files into what they override, as Terraform does: on the syntax, before
// anything is read, so that whoever reads a block need not know of overrides. Exports
// with_overrides and merged_bodies. Tested in tests/terraform/load_test.cc.
#include "terraform/override.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "terraform/body_reader.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using syntax::Attribute;
using syntax::Block;
using syntax::Body;
using syntax::Label;

// The type that a nested block stands for: a dynamic one for what it generates.
std::string_view stands_for(const Block& block) {
  return block.type == "dynamic" && !block.labels.empty() ? block.labels[0].text : block.type;
}

std::string_view alias_of(const Block& provider) {
  const syntax::Expression* alias = find_expression(*provider.body, "alias");
  if (!alias || alias->kind != syntax::ExpressionKind::literal) return {};
  return alias->as<syntax::Literal>().text;
}

bool same_labels(const Block& a, const Block& b) {
  return std::ranges::equal(a.labels, b.labels, {}, &Label::text, &Label::text);
}

bool overrides(const Block& base, const Block& block) {
  if (base.type != block.type || !same_labels(base, block)) return false;
  return base.type != "provider" || alias_of(base) == alias_of(block);
}

void report_missing_base(const Block& block, expressions::Context& context) {
  std::string name;
  for (const Label& label : block.labels)
    name += (name.empty() ? "" : ".") + std::string(label.text);
  const std::string type(block.type);
  report(context, block.header, "Missing base " + type + " definition to override",
         "There is no " + type + " named \"" + name +
             "\". An override file can only override what was already declared in a primary "
             "configuration file.");
}

void override_local(std::vector<Block>& blocks, const Attribute& local,
                    expressions::Context& context) {
  for (Block& block : blocks) {
    if (block.type != "locals" || !find_attribute(*block.body, local.name)) continue;
    std::vector<Attribute> attributes(block.body->attributes.begin(), block.body->attributes.end());
    *std::ranges::find(attributes, local.name, &Attribute::name) = local;
    Body body = *block.body;
    body.attributes = context.arena.copy(attributes);
    block.body = context.arena.make<Body>(body);
    return;
  }
  report(context, local.name_range, "Missing base local value definition to override",
         "There is no local value named \"" + std::string(local.name) +
             "\". An override file can only override a local value that was already defined in a "
             "primary configuration file.");
}

// Conditions stand where something is declared.
void report_conditions(const Body& body, expressions::Context& context) {
  constexpr std::array<std::string_view, 3> kConditions = {"validation", "precondition",
                                                           "postcondition"};
  for (const Block& block : body.blocks) {
    if (block.type == "lifecycle") report_conditions(*block.body, context);
    if (std::ranges::find(kConditions, block.type) == kConditions.end()) continue;
    const std::string type(block.type);
    report(context, block.header, "Can't override " + type + " blocks",
           "Override files cannot override \"" + type + "\" blocks.");
  }
}

// Meta-arguments of `lifecycle` are overridden one by one, unlike those of other nested blocks.
const Block& merged_lifecycle(const Body& base, const Block& override_block,
                              expressions::Arena& arena) {
  const Block* original = find_block(base, "lifecycle");
  if (override_block.type != "lifecycle" || !original) return override_block;
  Block merged = override_block;
  merged.body = &merged_bodies(*original->body, *override_block.body, arena);
  return *arena.make<Block>(merged);
}

}  // namespace

const Body& merged_bodies(const Body& base, const Body& override_body, expressions::Arena& arena) {
  std::set<std::string_view> overridden;
  for (const Attribute& attribute : override_body.attributes) overridden.insert(attribute.name);
  for (const Block& block : override_body.blocks) overridden.insert(stands_for(block));

  std::vector<Attribute> attributes;
  for (const Attribute& attribute : base.attributes) {
    if (!overridden.contains(attribute.name)) attributes.push_back(attribute);
  }
  attributes.insert(attributes.end(), override_body.attributes.begin(),
                    override_body.attributes.end());
  std::vector<Block> blocks;
  for (const Block& block : base.blocks) {
    if (!overridden.contains(stands_for(block))) blocks.push_back(block);
  }
  for (const Block& block : override_body.blocks) {
    blocks.push_back(merged_lifecycle(base, block, arena));
  }
  return *arena.make<Body>(Body{arena.copy(attributes), arena.copy(blocks), base.range,
                                base.json || override_body.json});
}

std::vector<Block> with_overrides(std::vector<Block> primary, std::span<const Block> overriding,
                                  expressions::Context& context) {
  std::vector<Block> added;
  for (const Block& block : overriding) {
    if (block.type == "locals") {
      for (const Attribute& local : block.body->attributes) override_local(primary, local, context);
      continue;
    }
    const auto base = std::ranges::find_if(
        primary, [&](const Block& candidate) { return overrides(candidate, block); });
    if (block.type == "terraform") {
      added.push_back(block);
    } else if (base != primary.end()) {
      const bool may_hold_conditions = block.type == "variable" || block.type == "output" ||
                                       block.type == "resource" || block.type == "data";
      if (may_hold_conditions) report_conditions(*block.body, context);
      base->body = &merged_bodies(*base->body, *block.body, context.arena);
    } else if (block.type == "provider" && alias_of(block).empty()) {
      added.push_back(block);  // a default provider that nobody configures is an empty one
    } else {
      report_missing_base(block, context);
    }
  }
  primary.insert(primary.end(), added.begin(), added.end());
  return primary;
}

}  // namespace terraform
