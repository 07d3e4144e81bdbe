// SPDX-License-Identifier: Apache-2.0
// Checks validations, preconditions and postconditions, and what root outputs may show. Exports
// the functions of its header. Tested in tests/terraform/resources_test.cc.
#include "terraform/conditions.h"

#include "terraform/body_reader.h"

namespace terraform {

namespace {

using values::Marks;

std::string message_of(Evaluator& evaluator, const Condition& condition, const ModuleScope& scope) {
  if (!condition.error_message) return {};
  const Value message = evaluator.evaluate(*condition.error_message, scope);
  const auto text = values::convert(message, values::Type::string(), evaluator.arena);
  if (!text.ok || !text.value.is_known()) return {};
  if (text.value.all_marks() != Marks::none) {
    return "The error message included a sensitive value, so it will not be displayed.";
  }
  return std::string(text.value.as_string());
}

// Terraform works a message out whether or not it is needed. That of a validation may be anything.
void check_message(Evaluator& evaluator, const Condition& condition, const ModuleScope& scope) {
  const Value message = evaluator.evaluate(*condition.error_message, scope);
  if (condition.block->type == "validation") return;
  const auto text = values::convert(message, values::Type::string(), evaluator.arena);
  if (text.ok && !text.value.is_null()) return;
  evaluator.report_once(condition.error_message->range, "Invalid error message",
                        text.ok ? "Unsuitable value for error message: must not be null."
                                : "Unsuitable value for error message: string required.");
}

}  // namespace

std::optional<bool> check_result(Evaluator& evaluator, const Condition& condition,
                                 const ModuleScope& scope) {
  if (condition.error_message) check_message(evaluator, condition, scope);
  if (!condition.condition) return std::nullopt;
  const Value value = evaluator.evaluate(*condition.condition, scope);
  const auto holds = values::convert(value, values::Type::boolean(), evaluator.arena);
  const Range range = condition.condition->range;
  if (!holds.ok) {
    evaluator.report_once(range, "Invalid condition result",
                          "Invalid condition result value: " + holds.error + '.');
  } else if (holds.value.is_null()) {
    evaluator.report_once(range, "Invalid condition result",
                          "Condition expression must return either true or false, not null.");
  } else if (holds.value.is_known()) {
    return holds.value.as_boolean();
  }
  return std::nullopt;
}

bool check_conditions(Evaluator& evaluator, std::span<const Condition> conditions,
                      const ModuleScope& scope, std::string_view summary, Range place) {
  bool failed = false;
  for (const Condition& condition : conditions) {
    if (check_result(evaluator, condition, scope).value_or(true)) continue;
    failed = true;
    evaluator.report_once(place.known() ? place : condition.condition->range, std::string(summary),
                          message_of(evaluator, condition, scope));
  }
  return failed;
}

void check_validations(Evaluator& evaluator, ModuleInstanceId module, const Variable& variable) {
  if (variable.validations.empty()) return;
  Range place = variable.block->header;
  if (module != kRootModule) {
    const ModuleCall& call = *evaluator.instance_of(module).call;
    const syntax::Attribute* argument = find_attribute(*call.body, variable.name);
    place = argument ? argument->value->range : call.block->header;
  } else if (const auto input = evaluator.input_values.find(variable.name);
             input != evaluator.input_values.end() && input->second.range.known()) {
    place = input->second.range;
  }
  check_conditions(evaluator, variable.validations, ModuleScope(evaluator, Place{module}),
                   "Invalid value for variable", place);
}

void check_resource_conditions(Evaluator& evaluator, NodeId node) {
  Place place = evaluator.place_of(node);
  for (const Condition& condition : evaluator.instance_of(node).resource->conditions) {
    const bool before = condition.block->type == "precondition";
    place.self = before ? nullptr : &evaluator.state_of(node);
    check_conditions(evaluator, {&condition, 1}, ModuleScope(evaluator, place),
                     before ? "Resource precondition failed" : "Resource postcondition failed");
  }
}

void check_root_output(Evaluator& evaluator, const OutputValue& output) {
  const Marks marks = output.value.all_marks();
  if ((marks & Marks::ephemeral) != Marks::none && !output.output->ephemeral) {
    evaluator.report_once(output.output->block->header, "Ephemeral value not allowed",
                          "This output value is not declared as returning an ephemeral value, so "
                          "it cannot be set to a result derived from an ephemeral value.");
  }
  // Those who call a library may take what is sensitive: it is theirs to mark.
  const bool library = evaluator.configuration.kind == DirectoryKind::library;
  if ((marks & Marks::sensitive) != Marks::none && !output.sensitive && !library) {
    evaluator.report_once(output.output->block->header, "Output refers to sensitive values",
                          "To reduce the risk of accidentally exporting sensitive data that was "
                          "intended to be only internal, Terraform requires that any root module "
                          "output containing sensitive data be explicitly marked as sensitive, to "
                          "confirm your intent.");
  }
}

}  // namespace terraform
