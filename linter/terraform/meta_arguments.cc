// SPDX-License-Identifier: Apache-2.0
// Reads what is Terraform's own in the bodies of resources, data sources, outputs and module
// calls: provider references, depends_on, conditions, names. Tested in
// tests/terraform/load_test.cc.
#include "terraform/meta_arguments.h"

#include <algorithm>
#include <array>

#include "terraform/body_reader.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using expressions::Context;
using syntax::Body;
using syntax::Expression;

constexpr std::array<std::string_view, 4> kMetaArguments = {"count", "depends_on", "for_each",
                                                            "provider"};
constexpr std::array<std::string_view, 4> kMetaBlocks = {"_", "connection", "lifecycle",
                                                         "provisioner"};

constexpr ArgumentSpec kConditionArguments[] = {{"condition", true}, {"error_message", true}};
constexpr BodySpec kConditionSpec{kConditionArguments, {}};

}  // namespace

bool is_meta_argument(std::string_view name) {
  return std::ranges::find(kMetaArguments, name) != kMetaArguments.end();
}

bool is_meta_block(std::string_view type) {
  return std::ranges::find(kMetaBlocks, type) != kMetaBlocks.end();
}

std::optional<ProviderReference> read_provider_reference(const Expression& expression,
                                                         Context& context) {
  const syntax::Traversal* reference = as_reference(expression, context.arena);
  const bool fits =
      reference &&
      (reference->steps.empty() ||
       (reference->steps.size() == 1 && reference->steps[0].kind == syntax::StepKind::attribute));
  if (!fits) {
    report(context, expression.range, "Invalid provider configuration reference",
           "A provider configuration reference must be given in the form of a provider type name "
           "and an optional alias, as aws or aws.west.");
    return std::nullopt;
  }
  return ProviderReference{
      reference->root, reference->steps.empty() ? std::string_view() : reference->steps[0].text};
}

std::vector<const syntax::Traversal*> read_depends_on(const Body& body, Context& context) {
  std::vector<const syntax::Traversal*> references;
  const Expression* expression = find_expression(body, "depends_on");
  if (!expression) return references;
  for (const Expression* item : list_items(*expression, context)) {
    if (const syntax::Traversal* reference = as_reference(*item, context.arena)) {
      references.push_back(reference);
    } else {
      report(context, item->range, "Invalid expression",
             "A single static variable reference is required: only attribute access and indexing "
             "with constant keys.");
    }
  }
  return references;
}

const syntax::Block* read_only_block(const Body& body, std::string_view type,
                                     std::string_view owner, Context& context) {
  const syntax::Block* first = find_block(body, type);
  for (const syntax::Block& block : body.blocks) {
    if (block.type != type || &block == first) continue;
    const std::string name(type);
    report_duplicate(context, block.header, first->header, "Duplicate " + name + " block",
                     "This " + std::string(owner) + " already has a " + name + " block.");
  }
  return first;
}

void check_repetition(const Body& body, Context& context) {
  const syntax::Attribute* for_each = find_attribute(body, "for_each");
  if (!for_each || !find_attribute(body, "count")) return;
  report(context, for_each->name_range, "Invalid combination of \"count\" and \"for_each\"",
         "The \"count\" and \"for_each\" meta-arguments are mutually-exclusive, only one should be "
         "used to be explicit about the number of resources to be created.");
}

Condition read_condition(const syntax::Block& block, Context& context) {
  const Body& content = read_body(*block.body, kConditionSpec, block.header, context);
  const Condition condition{&block, find_expression(content, "condition"),
                            find_expression(content, "error_message")};
  if (condition.condition && expressions::references(*condition.condition).empty()) {
    report(context, condition.condition->range,
           "Invalid " + std::string(block.type) + " expression",
           "The condition expression must refer to at least one object from elsewhere in the "
           "configuration, or else its result would not be checking anything.");
  }
  return condition;
}

std::vector<Condition> read_conditions(const Body& body, Context& context) {
  std::vector<Condition> conditions;
  for (const syntax::Block& block : body.blocks) {
    conditions.push_back(read_condition(block, context));
  }
  return conditions;
}

bool check_name(std::string_view kind, const syntax::Label& label, Context& context) {
  if (is_identifier(label.text)) return true;
  report(context, label.range, "Invalid " + std::string(kind) + " name",
         "A name must start with a letter or underscore and may contain only letters, digits, "
         "underscores, and dashes.");
  return false;
}

}  // namespace terraform
