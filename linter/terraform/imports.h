// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "terraform/evaluator.h"

namespace terraform {

// Reports what is wrong in an `import` block by itself.
void read_import(const syntax::Block& block, expressions::Context& context);

// Reports which import blocks of a module import what an earlier one does.
void report_repeated_imports(std::span<const syntax::Block* const> imports,
                             expressions::Context& context);

// Holds the imports of a configuration against what it declares, and works out their ids.
void check_imports(Evaluator& evaluator);

// The id by which a resource instance is imported; nothing if it is not, or if that is not known.
std::optional<Value> imported_id(Evaluator& evaluator, NodeId node);

}  // namespace terraform
