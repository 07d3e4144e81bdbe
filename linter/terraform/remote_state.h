// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "terraform/evaluator.h"

namespace terraform {

// The `outputs` of a data source that reads the state of another root of the repository: unknown,
// as in a plan, but for rules what that root's outputs are. Nothing for anything else.
std::optional<Value> remote_outputs(Evaluator& evaluator, NodeId node, std::string_view name);

}  // namespace terraform
