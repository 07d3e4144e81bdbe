// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/configuration.h"

namespace terraform {

// A `resource` or `data` block: meta-arguments told apart from the provider's own arguments.
Resource read_resource(const syntax::Block& block, expressions::Context& context);

}  // namespace terraform
