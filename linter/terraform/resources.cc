// SPDX-License-Identifier: Apache-2.0
// Reads `resource` and `data` blocks: count, for_each, provider, depends_on and lifecycle, which
// are Terraform's own; the rest of the body is the provider's and left alone. Exports
// read_resource. Tested in tests/terraform/load_test.cc.
#include "terraform/resources.h"

#include "terraform/body_reader.h"
#include "terraform/meta_arguments.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using expressions::Context;
using syntax::Block;
using syntax::Body;
using syntax::Expression;

constexpr ArgumentSpec kResourceArguments[] = {
    {"count"}, {"for_each"}, {"provider"}, {"depends_on"}};
constexpr std::string_view kProvisionerLabels[] = {"type"};
constexpr BlockTypeSpec kResourceBlocks[] = {
    {"lifecycle"}, {"connection"}, {"provisioner", kProvisionerLabels}, {"_"}};
constexpr BodySpec kResourceSpec{kResourceArguments, kResourceBlocks, true};

constexpr ArgumentSpec kLifecycleArguments[] = {
    {"create_before_destroy"}, {"prevent_destroy"}, {"ignore_changes"}, {"replace_triggered_by"}};
constexpr BlockTypeSpec kLifecycleBlocks[] = {{"precondition"}, {"postcondition"}};
constexpr BodySpec kLifecycleSpec{kLifecycleArguments, kLifecycleBlocks};

// `all` stands without brackets; anything else is a list of attribute paths.
std::vector<std::string> read_ignore_changes(const Expression& expression, Context& context) {
  if (const syntax::Traversal* word = as_reference(expression, context.arena)) {
    if (word->root == "all" && word->steps.empty()) return {"all"};
  }
  std::vector<std::string> paths;
  for (const Expression* item : list_items(expression, context)) {
    const syntax::Traversal* path = as_reference(*item, context.arena);
    if (path) {
      paths.push_back(path_text(path->root, path->steps));
    } else {
      report(context, item->range, "Invalid ignore_changes",
             "An attribute of the resource is required, or the keyword all for all of them.");
    }
  }
  return paths;
}

void read_lifecycle(const Block& block, Resource& resource, Context& context) {
  const Body& body = read_body(*block.body, kLifecycleSpec, block.header, context);
  if (const Expression* ignored = find_expression(body, "ignore_changes")) {
    resource.ignore_changes = read_ignore_changes(*ignored, context);
  }
  resource.conditions = read_conditions(body, context);
}

}  // namespace

Resource read_resource(const Block& block, Context& context) {
  Resource resource;
  resource.mode = block.type == "data" ? schema::Mode::data : schema::Mode::managed;
  resource.type = block.labels[0].text;
  resource.name = block.labels[1].text;
  resource.block = &block;
  resource.body = block.body;
  check_name("resource type", block.labels[0], context);
  check_name("resource", block.labels[1], context);
  const Body& body = read_body(*block.body, kResourceSpec, block.header, context);
  check_repetition(body, context);
  resource.count = find_expression(body, "count");
  resource.for_each = find_expression(body, "for_each");
  if (const Expression* provider = find_expression(body, "provider")) {
    if (const auto reference = read_provider_reference(*provider, context)) {
      resource.provider = *reference;
    }
  }
  if (resource.provider.name.empty()) {
    // The name up to the first underscore is the provider's local name.
    resource.provider.name = resource.type.substr(0, resource.type.find('_'));
  }
  resource.depends_on = read_depends_on(body, context);
  if (const Block* lifecycle = find_block(body, "lifecycle")) {
    read_lifecycle(*lifecycle, resource, context);
  }
  return resource;
}

}  // namespace terraform
