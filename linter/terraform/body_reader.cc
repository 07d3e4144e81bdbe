// SPDX-License-Identifier: Apache-2.0
// Holds a body against its spec, as HCL decodes one: which blocks a JSON body has, and what is
// missing, misplaced or misspelt, in Terraform's words. Exports read_body and its small helpers.
// Tested in tests/terraform/load_test.cc.
#include "terraform/body_reader.h"

#include <algorithm>
#include <unordered_map>

#include "diagnostics/diagnostics.h"

namespace terraform {

namespace {

using syntax::Attribute;
using syntax::Block;
using syntax::Body;

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

const BlockTypeSpec* find_spec(const BodySpec& spec, std::string_view type) {
  const auto it = std::ranges::find(spec.blocks, type, &BlockTypeSpec::type);
  return it == spec.blocks.end() ? nullptr : &*it;
}

bool lists_argument(const BodySpec& spec, std::string_view name) {
  return std::ranges::find(spec.arguments, name, &ArgumentSpec::name) != spec.arguments.end();
}

std::vector<std::string_view> argument_names(const BodySpec& spec) {
  std::vector<std::string_view> names;
  for (const ArgumentSpec& argument : spec.arguments) names.push_back(argument.name);
  return names;
}

std::vector<std::string_view> block_types(const BodySpec& spec) {
  std::vector<std::string_view> names;
  for (const BlockTypeSpec& block : spec.blocks) names.push_back(block.type);
  return names;
}

void report_unsupported(const Attribute& attribute, const BodySpec& spec,
                        expressions::Context& context) {
  std::string detail = "An argument named " + quoted(attribute.name) + " is not expected here.";
  if (find_spec(spec, attribute.name)) {
    detail += " Did you mean to define a block of type " + quoted(attribute.name) + "?";
  } else {
    detail += did_you_mean(attribute.name, argument_names(spec));
  }
  report(context, attribute.name_range, "Unsupported argument", std::move(detail));
}

void report_unsupported(const Block& block, const BodySpec& spec, expressions::Context& context) {
  std::string detail = "Blocks of type " + quoted(block.type) + " are not expected here.";
  if (lists_argument(spec, block.type)) {
    detail += " Did you mean to define argument " + quoted(block.type) +
              "? If so, use the equals sign to assign it a value.";
  } else {
    detail += did_you_mean(block.type, block_types(spec));
  }
  report(context, block.type_range, "Unsupported block type", std::move(detail));
}

// Calls `report` with every argument that the body has already, and the first of its name.
template <class Report>
void each_repeated(const Body& body, const Report& report) {
  std::unordered_map<std::string_view, const Attribute*> first;
  for (const Attribute& attribute : body.attributes) {
    const auto [earlier, inserted] = first.try_emplace(attribute.name, &attribute);
    if (!inserted) report(attribute, *earlier->second);
  }
}

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

bool has_its_labels(const Block& block, const BlockTypeSpec& spec, expressions::Context& context) {
  const size_t wanted = spec.labels.size();
  const std::string type(block.type);
  if (block.labels.size() < wanted) {
    const std::string missing(spec.labels[block.labels.size()]);
    report(context, block.header, "Missing " + missing + " for " + type,
           "All " + type + " blocks must have " + std::to_string(wanted) + " labels (" +
               joined(spec.labels) + ").");
    return false;
  }
  if (block.labels.size() > wanted) {
    report(context, block.labels[wanted].range, "Extraneous label for " + type,
           wanted == 0 ? "No labels are expected for " + type + " blocks."
                       : "Only " + std::to_string(wanted) + " labels (" + joined(spec.labels) +
                             ") are expected for " + type + " blocks.");
    return false;
  }
  return true;
}

// The blocks that may stand; the others are reported, unless the spec is open.
std::vector<Block> accepted_blocks(const Body& body, const BodySpec& spec,
                                   expressions::Context& context) {
  std::vector<Block> kept;
  for (const Block& block : body.blocks) {
    const BlockTypeSpec* block_spec = find_spec(spec, block.type);
    if (!block_spec) {
      if (spec.open) {
        kept.push_back(block);
      } else {
        report_unsupported(block, spec, context);
      }
    } else if (has_its_labels(block, *block_spec, context)) {
      kept.push_back(block);
    }
  }
  return kept;
}

}  // namespace

const Body& content_of(const Body& body, std::span<const syntax::BlockSpec> blocks,
                       expressions::Arena& arena, diagnostics::Diagnostics& diagnostics) {
  const Body& content = syntax::content(body, blocks, arena, diagnostics);
  if (!body.json || body.blocks.empty()) return content;
  std::vector<Block> all(body.blocks.begin(), body.blocks.end());
  all.insert(all.end(), content.blocks.begin(), content.blocks.end());
  return *arena.make<Body>(Body{content.attributes, arena.copy(all), body.range, body.json});
}

const Body& read_body(const Body& body, const BodySpec& spec, source::Range header,
                      expressions::Context& context) {
  std::vector<syntax::BlockSpec> blocks;
  for (const BlockTypeSpec& block : spec.blocks) {
    blocks.push_back({block.type, static_cast<uint32_t>(block.labels.size())});
  }
  const Body& content = content_of(body, blocks, context.arena, context.diagnostics);
  for (const ArgumentSpec& argument : spec.arguments) {
    if (argument.required && !find_attribute(content, argument.name)) {
      report(
          context, header, "Missing required argument",
          "The argument " + quoted(argument.name) + " is required, but no definition was found.");
    }
  }
  if (!spec.open) {
    for (const Attribute& attribute : content.attributes) {
      if (!lists_argument(spec, attribute.name)) report_unsupported(attribute, spec, context);
    }
  }
  if (content.json) {
    each_repeated(content, [&](const Attribute& attribute, const Attribute& earlier) {
      report_duplicate(context, attribute.name_range, earlier.range, "Duplicate argument",
                       "The argument " + quoted(attribute.name) + " was already set.");
    });
  }
  const std::vector<Block> kept = accepted_blocks(content, spec, context);
  if (kept.size() == content.blocks.size()) return content;
  return *context.arena.make<Body>(
      Body{content.attributes, context.arena.copy(kept), content.range, content.json});
}

const Attribute* find_attribute(const Body& body, std::string_view name) {
  const auto it = std::ranges::find(body.attributes, name, &Attribute::name);
  return it == body.attributes.end() ? nullptr : &*it;
}

const syntax::Expression* find_expression(const Body& body, std::string_view name) {
  const Attribute* attribute = find_attribute(body, name);
  return attribute ? attribute->value : nullptr;
}

const Block* find_block(const Body& body, std::string_view type) {
  const auto it = std::ranges::find(body.blocks, type, &Block::type);
  return it == body.blocks.end() ? nullptr : &*it;
}

void report_redefined(const Body& body, expressions::Context& context) {
  each_repeated(body, [&](const Attribute& attribute, const Attribute& earlier) {
    report_duplicate(context, attribute.name_range, earlier.name_range,
                     body.json ? "Duplicate attribute definition" : "Attribute redefined",
                     "The argument " + quoted(attribute.name) +
                         " was already set. Each argument may be set only once.");
  });
  for (const Block& block : body.blocks) report_redefined(*block.body, context);
}

void report(expressions::Context& context, source::Range range, std::string summary,
            std::string detail) {
  context.diagnostics.error(diagnostics::kInvalidConfiguration, range, std::move(summary),
                            std::move(detail));
}

void report_duplicate(expressions::Context& context, source::Range range, source::Range earlier,
                      std::string summary, std::string detail) {
  context.diagnostics
      .error(diagnostics::kInvalidConfiguration, range, std::move(summary), std::move(detail))
      .related.push_back({earlier, "first declared here"});
}

std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates) {
  const auto best = diagnostics::suggest(name, candidates);
  return best ? " Did you mean " + quoted(*best) + "?" : std::string();
}

}  // namespace terraform
