// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "expressions/expressions.h"

namespace expressions {

// A text rendered as a template that sees these variables (a known map or object; null: none) and
// the functions of a scope, as templatestring() does it. What is wrong is reported in `context`,
// and the value then unknown; so it is where the context has no files.
Value rendered_text(std::string_view text, const Value& variables, const Scope& scope,
                    Context& context);

}  // namespace expressions
