// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "expressions/functions.h"

namespace expressions {

// What an argument is converted to; dynamic if the parameter takes anything.
values::Type parameter_type(const Parameter& parameter);

}  // namespace expressions
