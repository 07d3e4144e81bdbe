// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "values/values.h"

// The texts of a YAML document, and what its two files share; not for others.
namespace expressions::yaml {

using values::Arena;
using values::Value;

// Thrown to stop yaml-cpp's parser; caught in decode().
struct Wrong {
  std::string why;
};

inline constexpr std::string_view kPlain = "?";   // yaml-cpp's tag of a plain text without a tag
inline constexpr std::string_view kQuoted = "!";  // and of a quoted or block text
inline constexpr std::string_view kStandard = "tag:yaml.org,2002:";

enum class Style { plain, quoted, block };

// The value of a text as yaml-cpp gives it. Throws Wrong where it has none.
Value scalar(std::string_view tag, const std::string& text, Style style, Arena& arena);

}  // namespace expressions::yaml
