// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "terraform/completion.h"

namespace terraform {

// An attribute of a resource instance or data source as the source tells, completed with what the
// plan of the inputs, if there is one, knows beyond that. Rules see also what the plan says of
// arguments that the source does not give.
Value completed_by_plan(Evaluator& evaluator, NodeId node, std::string_view name,
                        const Value& value, View view);

}  // namespace terraform
