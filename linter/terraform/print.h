// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "terraform/terraform.h"

namespace terraform {

// What was worked out, for people (--print=values) and tests: module instances, resource instances
// with the arguments that the configuration gives, root outputs. Ends with a newline if anything
// is printed.
std::string print(const Evaluation& evaluation);

}  // namespace terraform
