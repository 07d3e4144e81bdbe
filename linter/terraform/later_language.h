// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diagnostics/diagnostics.h"

namespace terraform {

// Whether a problem is that a block or argument is not expected which belongs to the language of a
// Terraform after kTerraformVersion, or to OpenTofu's: `eval` refuses it as that version does,
// `check` goes on without it.
bool is_of_later_language(const diagnostics::Diagnostic& problem);

}  // namespace terraform
