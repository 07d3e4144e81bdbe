// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "terraform/evaluator.h"

namespace terraform {

// The arguments of a resource or data source of which only a plan is there, its source not. What
// the plan knows is their values. For what it does not know, the references that the plan lists for
// the expression stand: where there is one, it is taken for the value; where there are several, the
// value was made of them, in a way that a plan does not tell.

// Names of the arguments and blocks that are given, each once, sorted.
std::vector<std::string_view> names_given_by_plan(Evaluator& evaluator, NodeId node);

// One of them, in the form of Evaluator::configured; null where it is not given.
Value configured_by_plan(Evaluator& evaluator, NodeId node, std::string_view name);

}  // namespace terraform
