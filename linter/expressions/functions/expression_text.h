// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "values/values.h"

namespace expressions {

// A wholly known value in the language's own syntax, laid out as hclwrite does: objects over
// several lines with their equals signs below each other, lists on one. O(size).
std::string expression_text(const values::Value& value);
// Whether a text can stand as a name, without quotation marks.
bool is_identifier(std::string_view text);

}  // namespace expressions
