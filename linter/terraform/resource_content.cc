// SPDX-License-Identifier: Apache-2.0
// Finds the schema of a resource and holds its body against it, once for all instances: what is
// missing, misspelt or too much. An error only where the schema is that of the very version in
// use, else a note. Exports Evaluator's content and provider_of. Tested in
// tests/terraform/resources_test.cc.
#include <algorithm>

#include "terraform/body_reader.h"
#include "terraform/evaluator.h"
#include "terraform/meta_arguments.h"
#include "terraform/resource_shape.h"

namespace terraform {

namespace {

using diagnostics::Severity;
using syntax::Block;
using syntax::Body;

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

// Walks a body beside its shape.
class ContentCheck {
 public:
  ContentCheck(Evaluator& evaluator, Severity severity)
      : evaluator_(evaluator), severity_(severity) {}

  void check(const Body& given, const Shape& shape, Range header, bool top) {
    if (!shape.closed()) return;
    diagnostics::Diagnostics wrong_shapes;
    const Body& body = content_of(given, shape.block_specs(top), evaluator_.arena, wrong_shapes);
    evaluator_.diagnostics.append(std::move(wrong_shapes));
    for (const syntax::Attribute& attribute : body.attributes) {
      if (top && is_meta_argument(attribute.name)) continue;
      if (!shape.has_attribute(attribute.name)) unsupported(attribute, shape);
    }
    for (const Block& block : body.blocks) {
      if (!top || !is_meta_block(block.type)) check_block(block, shape);
    }
    if (shape.block) check_required(body, *shape.block, header);
  }

 private:
  void check_block(const Block& block, const Shape& shape) {
    const std::string_view type = generated_type(block);
    const Range type_range =
        block.type == "dynamic" && !block.labels.empty() ? block.labels[0].range : block.type_range;
    if (!shape.nested(type)) {
      std::string detail = "Blocks of type " + quoted(type) + " are not expected here.";
      detail += shape.has_attribute(type) ? " Did you mean to define argument " + quoted(type) +
                                                "? If so, use the equals sign to assign it a value."
                                          : did_you_mean(type, shape.block_names());
      evaluator_.report_once(type_range, "Unsupported block type", detail, severity_);
      return;
    }
    const Block* content = block.type == "dynamic" ? find_block(*block.body, "content") : &block;
    if (content) check(*content->body, shape.inside(type), content->header, false);
  }

  void unsupported(const syntax::Attribute& attribute, const Shape& shape) {
    std::string detail = "An argument named " + quoted(attribute.name) + " is not expected here.";
    detail += shape.nested(attribute.name)
                  ? " Did you mean to define a block of type " + quoted(attribute.name) + "?"
                  : did_you_mean(attribute.name, shape.attribute_names());
    evaluator_.report_once(attribute.name_range, "Unsupported argument", detail, severity_);
  }

  void check_required(const Body& body, const schema::Block& block, Range header) {
    const auto given = given_names(body, false);
    for (const schema::Attribute& attribute : block.attributes) {
      if (!attribute.required || std::ranges::find(given, attribute.name) != given.end()) continue;
      evaluator_.report_once(
          header, "Missing required argument",
          "The argument " + quoted(attribute.name) + " is required, but no definition was found.",
          severity_);
    }
    for (const schema::NestedBlock& nested : block.blocks) check_count(body, nested, header);
  }

  void check_count(const Body& body, const schema::NestedBlock& nested, Range header) {
    const Block* last = nullptr;
    uint32_t count = 0;
    for (const Block& block : body.blocks) {
      if (generated_type(block) != nested.name) continue;
      if (block.type == "dynamic") return;  // as many as its collection has
      last = &block;
      ++count;
    }
    if (count < nested.minimum) {
      evaluator_.report_once(header, "Insufficient " + std::string(nested.name) + " blocks",
                             "At least " + std::to_string(nested.minimum) + ' ' +
                                 quoted(nested.name) + " blocks are required.",
                             severity_);
    } else if (nested.maximum != 0 && count > nested.maximum) {
      evaluator_.report_once(last->header, "Too many " + std::string(nested.name) + " blocks",
                             "No more than " + std::to_string(nested.maximum) + ' ' +
                                 quoted(nested.name) + " blocks are allowed",
                             severity_);
    }
  }

  Evaluator& evaluator_;
  Severity severity_;
};

}  // namespace

std::optional<schema::Provider> Evaluator::provider_of(const Module& module,
                                                       std::string_view source) {
  const auto locked = configuration.locked_versions.find(source);
  if (locked != configuration.locked_versions.end()) {
    return schemas.provider(source, locked->second);
  }
  if (source == kBuiltInProvider) {
    auto built_in = schemas.provider(source);
    if (built_in) built_in->exact = true;  // it comes with Terraform itself
    return built_in;
  }
  std::string constraint;
  for (const Module* requiring : {&module, configuration.root}) {
    for (const RequiredProvider& required : requiring->required_providers) {
      if (required.source != source || required.version.empty()) continue;
      if (!constraint.empty()) constraint += ',';
      constraint += required.version;
    }
    if (&module == configuration.root) break;
  }
  return schemas.provider_within(source, constraint);
}

const ResourceContent& Evaluator::content(NodeId node) {
  const ResourceInstance& instance = instance_of(node);
  return content(module_of(instance.module), *instance.resource);
}

const ResourceContent& Evaluator::content(const Module& module, const Resource& resource) {
  const auto [entry, fresh] = contents.try_emplace(&resource);
  ResourceContent& content = entry->second;
  if (!fresh) return content;
  const auto certain = certainty(true);  // Terraform holds bodies against the schema in any case
  content.provider = provider_of(module, resource.provider_source);
  if (content.provider) {
    content.schema = schemas.find(*content.provider, resource.mode, resource.type);
  }
  // Of a plan alone, it is plan_arguments.h that reads the body.
  if (plan_alone) {
    content.body = &no_body;
    return content;
  }
  const Shape shape{content.schema, {}};
  diagnostics::Diagnostics reported_by_check;
  content.body = &content_of(*resource.body, shape.block_specs(true), arena, reported_by_check);
  const bool exact = content.provider && content.provider->exact;
  if (content.schema) {
    ContentCheck(*this, exact ? Severity::error : Severity::note)
        .check(*resource.body, shape, resource.block->header, true);
  } else if (content.provider) {
    report_unknown_type(resource, *content.provider);
  }
  return content;
}

void Evaluator::report_unknown_type(const Resource& resource, const schema::Provider& provider) {
  const std::string kind = resource.mode == schema::Mode::data ? "data source" : "resource type";
  report_once(resource.block->labels[0].range, "Invalid " + kind,
              "The provider " + std::string(provider.source) + " does not support " + kind + ' ' +
                  quoted(resource.type) + '.' +
                  did_you_mean(resource.type, schemas.type_names(provider, resource.mode)),
              provider.exact ? Severity::error : Severity::note);
}

}  // namespace terraform
