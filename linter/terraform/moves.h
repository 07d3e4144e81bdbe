// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/evaluator.h"

// `moved` and `removed` blocks: what was there, and what has become of it.
namespace terraform {

// Report what is wrong in such a block by itself.
void read_moved(const syntax::Block& block, expressions::Context& context);
void read_removed(const syntax::Block& block, expressions::Context& context);

// Holds such blocks against what surely is declared: what has moved or was removed is not there any
// more, and one thing moves to one place.
void check_moves(Evaluator& evaluator);
void check_removals(Evaluator& evaluator);

}  // namespace terraform
