// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "terraform/evaluator.h"

namespace terraform {

// What Terraform works out one by one, and what each needs first. Module instances of one call
// count as one.
struct Dependencies {
  struct Item {
    std::string name;  // "module.a.local.x"
    Range range;
    std::vector<uint32_t> needs;
  };
  std::vector<Item> items;
};

Dependencies find_dependencies(Evaluator& evaluator);

}  // namespace terraform
