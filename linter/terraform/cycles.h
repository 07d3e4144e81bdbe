// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/evaluator.h"

namespace terraform {

// Reports what depends on itself: variables, locals, outputs, resources and module calls, a
// resource as a whole as Terraform orders them. True if there is any.
bool report_cycles(Evaluator& evaluator);

}  // namespace terraform
