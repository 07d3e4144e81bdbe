// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "terraform/evaluator.h"

namespace terraform {

// What a provider computes of other arguments already when it plans, as the facts of the subject
// planned_computation say (schema/data/facts.tsv); nothing if there is none or it does not yet.
std::optional<Value> planned_computation(Evaluator& evaluator, NodeId node, std::string_view name);

}  // namespace terraform
