// SPDX-License-Identifier: Apache-2.0
// Reads `check` blocks and evaluates what they assert. Exports read_check and check_assertions.
// Tested in tests/terraform/checks_test.cc.
#include "terraform/checks.h"

#include <algorithm>

#include "terraform/body_reader.h"
#include "terraform/conditions.h"
#include "terraform/meta_arguments.h"

namespace terraform {

namespace {

using syntax::Block;
using syntax::Body;
using syntax::Traversal;

constexpr std::string_view kTypeAndName[] = {"type", "name"};
constexpr BlockTypeSpec kCheckBlocks[] = {{"data", kTypeAndName}, {"assert"}};
constexpr BodySpec kCheckSpec{{}, kCheckBlocks};
constexpr ArgumentSpec kDataArguments[] = {{"count"}, {"for_each"}, {"provider"}, {"depends_on"}};
constexpr BlockTypeSpec kDataBlocks[] = {{"lifecycle"}};
constexpr BodySpec kDataSpec{kDataArguments, kDataBlocks, true};

void check_data(const Block& block, Context& context) {
  check_name("resource type", block.labels[0], context);
  check_name("resource", block.labels[1], context);
  const Body& body = read_body(*block.body, kDataSpec, block.header, context);
  for (const std::string_view name : {"count", "for_each"}) {
    const syntax::Attribute* argument = find_attribute(body, name);
    if (!argument) continue;
    report(context, argument->name_range, "Invalid \"" + std::string(name) + "\" attribute",
           "The \"count\" and \"for_each\" meta-arguments are not supported within nested data "
           "blocks.");
  }
  if (const Block* lifecycle = find_block(body, "lifecycle")) {
    report(context, lifecycle->header, "Invalid lifecycle block",
           "Nested data blocks do not support \"lifecycle\" blocks as the lifecycle is managed by "
           "the containing block.");
  }
}

// Whether it is a condition that Terraform takes; what is wrong is reported.
bool is_assertion(const Block& block, Context& context) {
  const size_t before = context.diagnostics.all().size();
  read_condition(block, context);
  return context.diagnostics.all().size() == before;
}

// Whether an expression asks for the data source inside of the check, which is read apart.
bool reads_own_data(const syntax::Expression* expression, const Body& check) {
  if (!expression) return false;
  const Block* data = find_block(check, "data");
  if (!data || data->labels.size() != 2) return false;
  return std::ranges::any_of(expressions::references(*expression), [&](const Traversal* reference) {
    const auto& steps = reference->steps;
    return reference->root == "data" && steps.size() >= 2 &&
           steps[0].text == data->labels[0].text && steps[1].text == data->labels[1].text;
  });
}

}  // namespace

const Block& read_check(const Block& block, Context& context) {
  check_name("check block", block.labels[0], context);
  const Body& body = read_body(*block.body, kCheckSpec, block.header, context);
  const Block* data = nullptr;
  bool asserts = false;
  for (const Block& nested : body.blocks) {
    if (nested.type == "assert") {
      const bool stands = is_assertion(nested, context);
      asserts = asserts || stands;
    } else if (data) {
      report_duplicate(context, nested.header, data->header, "Multiple data resource blocks",
                       "This check block already has a data resource defined.");
    } else {
      data = &nested;
      check_data(nested, context);
    }
  }
  if (!asserts) {
    report(context, block.header, "Zero assert blocks",
           "Check blocks must have at least one assert block.");
  }
  Block told_apart = block;
  told_apart.body = &body;
  return *context.arena.make<Block>(told_apart);
}

void check_assertions(Evaluator& evaluator, ModuleInstanceId module) {
  const auto certain = evaluator.certainty(module);
  const ModuleScope scope(evaluator, Place{module});
  diagnostics::Diagnostics read_before;
  Context context = evaluator.context_for(read_before);
  for (const Block* check : evaluator.module_of(module).checks) {
    for (const Block& nested : check->body->blocks) {
      if (nested.type != "assert") continue;
      const Condition condition = read_condition(nested, context);
      const bool apart = reads_own_data(condition.condition, *check->body) ||
                         reads_own_data(condition.error_message, *check->body);
      if (!apart) check_result(evaluator, condition, scope);
    }
  }
}

}  // namespace terraform
