// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/evaluator.h"

namespace terraform {

// A `check` block with its body told apart; what is wrong in it is reported.
const syntax::Block& read_check(const syntax::Block& block, expressions::Context& context);

// Evaluates the assertions of a module instance's checks. That one does not hold is no error of the
// configuration; one that is neither true nor false is.
void check_assertions(Evaluator& evaluator, ModuleInstanceId module);

}  // namespace terraform
