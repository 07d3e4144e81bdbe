// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "values/value.h"

namespace values {

// The distinct members of a set of these values, in go-cty's order: known ones by size or bytes,
// then unknown ones as given, then null. The values carry no marks.
std::vector<Value> set_members(std::span<const Value> values);

}  // namespace values
