// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "terraform/evaluator.h"

// What a configuration itself demands of its values: validations, pre- and postconditions.
namespace terraform {

// Whether a condition holds; nothing if that is not known, or if it is no condition, which is
// reported as what is wrong with its message.
std::optional<bool> check_result(Evaluator& evaluator, const Condition& condition,
                                 const ModuleScope& scope);
// Reports conditions that certainly do not hold, with their own message; true if there are any.
bool check_conditions(Evaluator& evaluator, std::span<const Condition> conditions,
                      const ModuleScope& scope, std::string_view summary, Range place = {});
void check_validations(Evaluator& evaluator, ModuleInstanceId module, const Variable& variable);
void check_resource_conditions(Evaluator& evaluator, NodeId node);
// Sensitive and ephemeral values that a root hands out without saying so.
void check_root_output(Evaluator& evaluator, const OutputValue& output);

}  // namespace terraform
