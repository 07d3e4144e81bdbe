// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>

#include "terraform/configuration.h"

namespace terraform {

// What reading the blocks of one module needs.
struct ReadContext {
  expressions::Context& expressions;               // diagnostics are the module's
  source::Files& files;                            // for expressions inside JSON strings
  std::deque<syntax::ExpressionTree>& json_types;  // those, kept
};

// A `variable` block: type, default (checked against the type), flags, validations.
Variable read_variable(const syntax::Block& block, ReadContext& context);
// An `output` block.
Output read_output(const syntax::Block& block, ReadContext& context);

}  // namespace terraform
