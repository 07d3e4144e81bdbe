// SPDX-License-Identifier: Apache-2.0
// Variables: the value that a caller or the inputs give, else the default; the defaults of
// optional attributes filled in, converted, marked. Exports Evaluator::variable. Tested in
// tests/terraform/inputs_test.cc.
#include "terraform/body_reader.h"
#include "terraform/evaluator.h"

namespace terraform {

namespace {

using values::Marks;

// A value and the place that gave it.
struct Given {
  std::optional<Value> value;
  Range range;
};

std::string address_of_variable(const Evaluator& evaluator, ModuleInstanceId module,
                                const Variable& variable) {
  return address_of(evaluator, module, "var." + std::string(variable.name), {});
}

Given given_to_root(Evaluator& evaluator, const Variable& variable) {
  const auto input = evaluator.input_values.find(variable.name);
  if (input == evaluator.input_values.end()) return {std::nullopt, variable.block->header};
  const Range range = input->second.range.known() ? input->second.range : variable.block->header;
  return {input->second.value, range};
}

// An argument is evaluated where the call stands, not where the variable does.
Given given_by_call(Evaluator& evaluator, ModuleInstanceId module, const Variable& variable) {
  const ModuleInstance& instance = evaluator.instance_of(module);
  const syntax::Attribute* argument = find_attribute(*instance.call->body, variable.name);
  if (!argument) return {std::nullopt, instance.call->block->header};
  const Place place{.module = instance.parent,
                    .repetition = &evaluator.state_of(module).repetition};
  return {evaluator.evaluate(*argument->value, place), argument->value->range};
}

// What a required variable is when nobody gives it a value.
Value without_value(Evaluator& evaluator, ModuleInstanceId module, const Variable& variable,
                    Range range) {
  const std::string name(variable.name);
  if (evaluator.module_of(module).known_only) return evaluator.unknown_of_known(module);
  if (module != kRootModule) {
    evaluator.report_once(
        range, "Missing required argument",
        "The argument \"" + name + "\" is required, but no definition was found.");
    return evaluator.invalid(range, "Missing required argument");
  }
  if (evaluator.purpose == Purpose::eval) {
    evaluator.report_once(range, "No value for required variable",
                          "The root module input variable \"" + name +
                              "\" is not set, and has no default value. Use a -var or -var-file "
                              "command line argument to provide a value for this variable.");
  }
  evaluator.lacks_inputs = evaluator.lacks_inputs || !variable.default_value;
  return evaluator.unknown(ReasonKind::variable, "var." + name, range);
}

}  // namespace

Value Evaluator::converted_input(ModuleInstanceId module, const Variable& variable,
                                 const Value& given, Range range) {
  const std::string address = address_of_variable(*this, module, variable);
  const Value filled =
      given.is_null() ? given : expressions::with_defaults(given, variable.type, context);
  const auto converted = values::convert(filled, variable.type.type, arena);
  if (!converted.ok) {
    report_once(range, "Invalid value for input variable",
                "The given value is not suitable for " + address + ": " + converted.error + '.');
    return invalid(range, "Invalid value for input variable", variable.type.type);
  }
  if (!converted.value.is_null() || variable.nullable) return converted.value;
  if (variable.default_value) return variable.converted_default;
  report_once(module == kRootModule ? variable.block->header : range, "Required variable not set",
              "The given value is not suitable for " + address +
                  ": required variable may not be set to null.");
  return invalid(range, "Required variable not set", variable.type.type);
}

Value Evaluator::given_variable(ModuleInstanceId module, const Variable& variable) {
  const Given given = module == kRootModule ? given_to_root(*this, variable)
                                            : given_by_call(*this, module, variable);
  if (given.value) return converted_input(module, variable, *given.value, given.range);
  if (variable.default_value && (module != kRootModule || defaults == Defaults::hold)) {
    return variable.converted_default;
  }
  const Value unknown = without_value(*this, module, variable, given.range);
  return values::convert(unknown, variable.type.type, arena).value;
}

Value Evaluator::variable(ModuleInstanceId module, const Variable& variable) {
  Slot& slot = state_of(module).variable_slots[variable.name];
  if (slot.stage == Stage::done) return slot.value;
  if (slot.stage == Stage::running) return cyclic(variable.block->header);
  slot.stage = Stage::running;
  const auto certain = certainty(module);
  Value value = walk == Walk::validate
                    ? unknown_to_validation(variable.block->header, variable.type.type)
                    : given_variable(module, variable);
  if (value.is_unknown() && !variable.nullable) {
    value = values::refined(value, {.not_null = true}, arena);
  }
  if (variable.sensitive) value = value.with_marks(Marks::sensitive);
  if (variable.ephemeral) value = value.with_marks(Marks::ephemeral);
  slot = {Stage::done, value};
  return value;
}

}  // namespace terraform
