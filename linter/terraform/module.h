// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "terraform/configuration.h"
#include "terraform/variables.h"

namespace terraform {

// The trees of one directory's files, in Terraform's order.
struct ModuleFiles {
  std::vector<const syntax::Tree*> primary;
  std::vector<const syntax::Tree*> overrides;
};

// Whether a file's content changes what other files declare: override.tf, *_override.tf.json.
bool is_override_file(std::string_view name);

// Fills `module` from its files. Problems go to the diagnostics of its context.
void read_module(const ModuleFiles& files, Module& module, ReadContext& read);

}  // namespace terraform
