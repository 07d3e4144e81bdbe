// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// What is known of well-known modules of the public registry, for where they are not installed:
// the part of them that others refer to, written anew as Terraform (known_modules/).
namespace terraform {

// "terraform-aws-modules/vpc/aws" of a module's source: an address of the public registry, or a git
// repository on GitHub whose name is what the registry asks for, terraform-PROVIDER-NAME (registry
// documentation, "Publishing modules"). Empty for other sources, and for a module's submodules.
std::string registry_address(std::string_view source);

// The text of what is known of the module of a registry address; empty if nothing is.
std::string_view known_module_text(std::string_view registry_address);

}  // namespace terraform
