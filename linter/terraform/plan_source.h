// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "values/values.h"

namespace terraform {

// A plan tells of its configuration only which resources, modules, variables and outputs there are,
// and to what each expression refers. From that, files in JSON syntax from which the same module
// tree loads: path and text, the root in ".". Arguments of resources are no expressions there but
// what plan_arguments.h reads: {"constant": VALUE}, {"references": ["${...}"]}, or blocks of these.
// count is left out, and for_each tells no more than what each.value may be, since the plan lists
// the instances.
// `configuration`:
// https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
std::vector<std::pair<std::string, std::string>> plan_source(const values::Value& configuration,
                                                             values::Arena& arena);

}  // namespace terraform
