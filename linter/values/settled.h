// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "values/value.h"

namespace values {

// The value with everything in it that can be just one value replaced by that, be it in a
// collection or among elements of which not all is known. What lies deeper than 64 levels stays as
// it is. O(size); a wholly known value is returned as it is.
Value settled_throughout(const Value& value, Arena& arena);

}  // namespace values
