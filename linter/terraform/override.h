// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "expressions/expressions.h"
#include "syntax/syntax.h"

// Override files: later files that change what the others declare.
namespace terraform {

// Lays the blocks of override files over those of primary ones. Each override changes the block
// of the same type and labels: its arguments replace arguments, its nested blocks all blocks of
// their type. `terraform` blocks are added at the end: their readers let later ones win.
std::vector<syntax::Block> with_overrides(std::vector<syntax::Block> primary,
                                          std::span<const syntax::Block> overrides,
                                          expressions::Context& context);

// One body laid over another.
const syntax::Body& merged_bodies(const syntax::Body& base, const syntax::Body& override_body,
                                  expressions::Arena& arena);

}  // namespace terraform
