// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/evaluator.h"

namespace terraform {

// Reports what no provider takes of the values that a resource or data source is given: one for
// what it alone decides, a null in a list (the older SDK), an ephemeral one that it would keep.
void check_given_values(Evaluator& evaluator, NodeId node);

}  // namespace terraform
