// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "expressions/expressions.h"
#include "syntax/syntax.h"

// `provisioner` and `connection` blocks: what Terraform holds against their specs, though it
// evaluates them only when it applies.
namespace terraform {

// Those in the body of a resource, with its blocks told apart.
void read_provisioners(const syntax::Body& resource, expressions::Context& context);
// Those of a `removed` block, which run when something is destroyed.
void read_removed_provisioners(const syntax::Body& removed, expressions::Context& context);

}  // namespace terraform
