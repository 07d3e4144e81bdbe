// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "terraform/completion.h"
#include "terraform/evaluator.h"

namespace terraform {

// Data sources that ask nobody: what they come to follows from their arguments and the provider's
// configuration. Which types these are, and in which way each is computed, are facts
// (data_source/TYPE/computation).

// Whether a node is such a data source.
bool is_computed(Evaluator& evaluator, NodeId node);

// Whether Terraform reads it while it plans: all its arguments are known, and it refers to no
// resource that is yet to be made.
// https://developer.hashicorp.com/terraform/language/data-sources#data-resource-dependencies
bool is_read_by_plan(Evaluator& evaluator, NodeId node);

// An attribute that it computes; nothing for what it does not. What a plan does not know carries,
// for rules, the document that it will be.
std::optional<Value> computed_attribute(Evaluator& evaluator, NodeId node, std::string_view name,
                                        View view);

// What it holds for an argument that is left out.
Value computed_default(Evaluator& evaluator, NodeId node, std::string_view path, values::Type type);

// Reports what the provider refuses.
void check_computed(Evaluator& evaluator, NodeId node);

}  // namespace terraform
