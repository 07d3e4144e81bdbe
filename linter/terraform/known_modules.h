// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

// What is known of well-known modules of the public registry, for where they are not installed:
// the part of them that others refer to, written anew as Terraform (known_modules/).
namespace terraform {

// "terraform-aws-modules/vpc/aws" of a module's source: an address of the public registry, or a git
// repository on GitHub whose name is what the registry asks for, terraform-PROVIDER-NAME (registry
// documentation, "Publishing modules"). Empty for other sources, and for a module's submodules.
std::string registry_address(std::string_view source);

struct KnownText {
  std::string_view text;
  std::string_view tree;  // of that, as syntax::pack() makes it
};

// What is known of the module of a registry address; nothing if nothing is.
std::optional<KnownText> known_module_text(std::string_view registry_address);

}  // namespace terraform
