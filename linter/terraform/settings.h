// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/configuration.h"

namespace terraform {

// What the `terraform` blocks of a module's files, overrides aside, give more than once.
void check_settings(std::span<const syntax::Block> blocks, expressions::Context& context);

// A `terraform` block: required providers, backend, cloud. Later blocks win.
void read_settings(const syntax::Block& block, Module& module, expressions::Context& context);

// A `provider` block.
void read_provider(const syntax::Block& block, Module& module, expressions::Context& context);

// The source of the provider that a local name stands for in a module: "hashicorp/aws".
std::string provider_source(const Module& module, std::string_view local_name);

}  // namespace terraform
