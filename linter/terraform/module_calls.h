// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/configuration.h"

namespace terraform {

// A `module` block of a module in `parent_directory`. `directory` is set for local sources only.
ModuleCall read_module_call(const syntax::Block& block, std::string_view parent_directory,
                            expressions::Context& context);

// Whether a name in a module call's body is Terraform's own and no input variable.
bool is_call_meta_argument(std::string_view name);

}  // namespace terraform
