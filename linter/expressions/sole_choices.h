// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "expressions/functions.h"

namespace expressions {

// `unknown`, which a call gives because of unknown arguments, with a sketch of what the function
// makes where each of these can be just one value: rules may know that. As it is where more is
// known of the result already, or the function refuses those values.
Value of_sole_choices(const FunctionCall& call, const Function& function, const Value& unknown);

}  // namespace expressions
