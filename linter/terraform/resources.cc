// SPDX-License-Identifier: Apache-2.0
// Reads `resource` and `data` blocks: count, for_each, provider, depends_on and lifecycle, which
// are Terraform's own; the rest of the body is the provider's and left alone. Exports
// read_resource. Tested in tests/terraform/load_test.cc and
// provisioners_test.cc.
#include "terraform/resources.h"

#include <algorithm>
#include <array>

#include "terraform/body_reader.h"
#include "terraform/meta_arguments.h"
#include "terraform/provisioners.h"
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

// Roots of references that are to no resource.
constexpr std::array<std::string_view, 8> kValueRoots = {"local",     "module", "path",     "self",
                                                         "terraform", "var",    "template", "lazy"};

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

// Each item is a reference to one resource, or to something in it.
void check_trigger(const Expression& item, Context& context) {
  size_t resources = 0;
  for (const syntax::Traversal* reference : expressions::references(item)) {
    const std::string_view root = reference->root;
    if (root == "count" || root == "each") continue;
    if (std::ranges::find(kValueRoots, root) != kValueRoots.end()) {
      report(context, item.range, "Invalid reference in replace_triggered_by expression",
             "Only resources, count.index, and each.key may be used in replace_triggered_by.");
    } else {
      ++resources;
    }
  }
  if (resources == 1) return;
  report(context, item.range, "Invalid replace_triggered_by expression",
         resources == 0 ? "Missing resource reference in replace_triggered_by expression."
                        : "Multiple resource references in replace_triggered_by expression.");
}

void check_managed_lifecycle(const Body& body, Context& context) {
  for (const std::string_view flag : {"create_before_destroy", "prevent_destroy"}) {
    const Expression* value = find_expression(body, flag);
    // OpenTofu works out the latter.
    const bool is_later =
        value && flag == "prevent_destroy" && !expressions::references(*value).empty();
    if (value && !is_later) constant_bool(*value, context);
  }
  const Expression* triggers = find_expression(body, "replace_triggered_by");
  if (!triggers || body.json) return;
  for (const Expression* item : list_items(*triggers, context)) check_trigger(*item, context);
}

void check_data_lifecycle(const Body& body, Context& context) {
  for (const syntax::Attribute& attribute : body.attributes) {
    const std::string name(attribute.name);
    report(context, attribute.name_range, "Invalid data resource lifecycle argument",
           "The lifecycle argument \"" + name +
               "\" is defined only for managed resources (\"resource\" blocks), and is not valid "
               "for data resources.");
  }
}

void read_lifecycle(const Block& block, Resource& resource, Context& context) {
  const Body& body = read_body(*block.body, kLifecycleSpec, block.header, context);
  if (resource.mode == schema::Mode::data) {
    check_data_lifecycle(body, context);
  } else {
    check_managed_lifecycle(body, context);
  }
  if (const Expression* ignored = find_expression(body, "ignore_changes")) {
    resource.ignore_changes = read_ignore_changes(*ignored, context);
  }
  resource.conditions = read_conditions(body, context);
}

// What stands in the block "_" belongs to the body as well: there, names of Terraform's own are the
// provider's.
const Body& with_escaped(const Body& body, Context& context) {
  const Block* escaped = find_block(body, "_");
  if (!escaped) return body;
  std::vector<syntax::Attribute> attributes(body.attributes.begin(), body.attributes.end());
  attributes.insert(attributes.end(), escaped->body->attributes.begin(),
                    escaped->body->attributes.end());
  std::vector<Block> blocks;
  for (const Block& block : body.blocks) {
    if (block.type != "_") {
      blocks.push_back(block);
    } else if (&block != escaped) {
      report_duplicate(context, block.header, escaped->header, "Duplicate escaping block",
                       "Each resource block can have only one block \"_\".");
    }
  }
  blocks.insert(blocks.end(), escaped->body->blocks.begin(), escaped->body->blocks.end());
  return *context.arena.make<Body>(
      Body{context.arena.copy(attributes), context.arena.copy(blocks), body.range, body.json});
}

}  // namespace

Resource read_resource(const Block& block, Context& context) {
  Resource resource;
  resource.mode = block.type == "data" ? schema::Mode::data : schema::Mode::managed;
  resource.type = block.labels[0].text;
  resource.name = block.labels[1].text;
  resource.block = &block;
  resource.body = &with_escaped(*block.body, context);
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
  if (const Block* lifecycle = read_only_block(body, "lifecycle", "resource", context)) {
    read_lifecycle(*lifecycle, resource, context);
  }
  if (resource.mode == schema::Mode::managed) {
    read_provisioners(body, context);
  } else if (const Block* provisioner = find_block(body, "provisioner")) {
    report(context, provisioner->type_range, "Unsupported block type",
           "Blocks of type \"provisioner\" are not expected here.");
  }
  return resource;
}

}  // namespace terraform
