// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "values/json.h"

namespace terraform {

// An array of objects in JSON as a provider writes it that reads it into structures of its own:
// the objects, and those in their arrays of these names, in the order of their member `name`;
// members whatever the case of their letters, but only those that `members` lists (paths from an
// object, ".*" for any name, "?" after one that is not written if it is 0 or empty; "," between
// them), without nulls; no empty objects in arrays.
// What is no array of objects stays as it is. O(size * log size).
std::string records(const std::string& json, std::string_view sorted_arrays,
                    std::string_view members, values::Arena& arena);

}  // namespace terraform
