// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "expressions/functions.h"

namespace expressions {

// The parameter that the argument at an index is given to: the variadic one from some index on.
inline const Parameter& parameter_at(const Function& function, size_t index) {
  return index < function.parameters.size() ? function.parameters[index] : *function.variadic;
}

// What an argument is converted to; dynamic if the parameter takes anything.
values::Type parameter_type(const Parameter& parameter);

}  // namespace expressions
