// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "terraform/evaluator.h"

namespace terraform {

// How an argument came about: from its expression through locals, module arguments, outputs and
// variables to the line where the value was written. Empty for a literal.
std::vector<DerivationStep> find_derivation(Evaluator& evaluator, NodeId node,
                                            std::string_view path);
// The same of an expression that stands in a module instance, outside of repeated blocks.
std::vector<DerivationStep> find_derivation(Evaluator& evaluator, ModuleInstanceId module,
                                            const syntax::Expression& expression);

}  // namespace terraform
