// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "values/value.h"

namespace values {

// An unknown as one of the wanted type (which is possible): what still holds of its refinement,
// its sketch as far as the type can have it, reasons, marks and origins.
Value convert_unknown(const Value& unknown, Type wanted, Arena& arena);

// A set in which unknowns stand as a list: how long it is, none can tell, as they may coincide.
Value unknown_list_of(const Value& set, Arena& arena);

}  // namespace values
