// SPDX-License-Identifier: Apache-2.0
// Walks the steps of a reference through a schema: blocks by how they nest, attributes by their
// type. Exports find_problem. Tested in tests/terraform/static_references_test.cc.
#include "terraform/attribute_path.h"

#include "terraform/body_reader.h"

namespace terraform {

namespace {

using diagnostics::Diagnostic;
using syntax::Step;
using syntax::StepKind;

using Steps = std::span<const Step>;

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

Diagnostic problem(Range range, std::string summary, std::string detail) {
  return {.severity = diagnostics::Severity::error,
          .id = diagnostics::kInvalidConfiguration,
          .summary = std::move(summary),
          .detail = std::move(detail),
          .remedy = {},
          .subject = range,
          .related = {}};
}

// The steps after an attribute, taken on an unknown value of its type.
std::optional<Diagnostic> find_in_value(values::Type type, Steps steps, Evaluator& evaluator) {
  if (steps.empty() || type.kind() == values::Kind::dynamic) return std::nullopt;
  diagnostics::Diagnostics problems;
  Context context = evaluator.context_for(problems);
  expressions::apply_steps(Value::unknown(type, evaluator.arena), steps, context);
  if (!problems.has_errors()) return std::nullopt;
  return problems.all().front();
}

Diagnostic no_such_attribute(const schema::Block& block, const Step& step) {
  std::vector<std::string_view> names;
  for (const schema::Attribute& attribute : block.attributes) names.push_back(attribute.name);
  for (const schema::NestedBlock& nested : block.blocks) names.push_back(nested.name);
  return problem(step.range, "Unsupported attribute",
                 "This object has no argument, nested block, or exported attribute named " +
                     quoted(step.text) + '.' + did_you_mean(step.text, names));
}

// The steps after the name of blocks.
std::optional<Diagnostic> find_in_blocks(const schema::NestedBlock& nested, Steps steps,
                                         Evaluator& evaluator) {
  const bool one =
      nested.nesting == schema::Nesting::single || nested.nesting == schema::Nesting::group;
  if (one) return find_problem(*nested.block, steps, evaluator);
  if (steps.empty()) return std::nullopt;
  const std::string name(nested.name);
  if (nested.nesting == schema::Nesting::set) {
    return problem(steps[0].range, "Cannot index a set value",
                   "Block type " + quoted(name) +
                       " is represented by a set of objects, and set elements do not have "
                       "addressable keys. To find elements matching specific criteria, use a "
                       "\"for\" expression with an \"if\" clause.");
  }
  if (nested.nesting == schema::Nesting::list && steps[0].kind == StepKind::attribute) {
    return problem(steps[0].range, "Invalid operation",
                   "Block type " + quoted(name) +
                       " is represented by a list of objects, so it must be indexed using a "
                       "numeric key, like ." +
                       name + "[0].");
  }
  return find_problem(*nested.block, steps.subspan(1), evaluator);
}

}  // namespace

std::optional<Diagnostic> find_problem(const schema::Block& block, Steps steps,
                                       Evaluator& evaluator) {
  // Depth is bounded by that of the schema.
  if (steps.empty() || block.any) return std::nullopt;
  const Step& step = steps[0];
  if (step.kind != StepKind::attribute) {
    return problem(step.range, "Invalid index operation",
                   "Only attribute access is allowed here, using the dot operator.");
  }
  if (block.attribute(step.text)) {
    const values::ObjectAttribute* attribute =
        block.type.kind() == values::Kind::object ? block.type.attribute(step.text) : nullptr;
    if (!attribute) return std::nullopt;
    return find_in_value(attribute->type, steps.subspan(1), evaluator);
  }
  if (const schema::NestedBlock* nested = block.nested(step.text)) {
    return find_in_blocks(*nested, steps.subspan(1), evaluator);
  }
  return no_such_attribute(block, step);
}

}  // namespace terraform
