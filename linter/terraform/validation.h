// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/evaluator.h"

namespace terraform {

// Reports what Terraform refuses of blocks that have no instance (`count = 0`), and of modules that
// have none: whatever becomes of them, a plan first validates each block once, with nothing known
// but constants (walkValidate of Terraform 1.11). `evaluator` is complete. O(configuration), and
// nothing where everything has an instance.
void validate_absent(Evaluator& evaluator);

}  // namespace terraform
