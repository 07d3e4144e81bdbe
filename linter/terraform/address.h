// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Addresses of instances as texts: `module.net["a"].aws_subnet.private[2]`.
namespace terraform {

// An address without the keys of its instances.
std::string without_keys(std::string_view address);

// The address of the module that something stands in: `module.net["a"]`; "" for the root module.
// Of a module's own address, what is around it.
std::string_view module_of(std::string_view address);

}  // namespace terraform
