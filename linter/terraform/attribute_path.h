// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "terraform/evaluator.h"

namespace terraform {

// What is wrong with the steps into a resource of a schema, whatever its values are; nothing if
// they may stand, or if not all of the schema is known.
std::optional<diagnostics::Diagnostic> find_problem(const schema::Block& block,
                                                    std::span<const syntax::Step> steps,
                                                    Evaluator& evaluator);

}  // namespace terraform
