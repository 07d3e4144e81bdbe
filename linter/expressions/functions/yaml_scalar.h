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

// A node as it is written, without its tag and anchor.
std::string_view without_properties(std::string_view written);
// How a text is written, which its first character tells.
Style style_of(std::string_view written);
// The text of a folded block that keeps its last line breaks (">+"), of which yaml-cpp loses one.
// Other texts are what they are.
std::string with_kept_breaks(std::string_view written, const std::string& text);

// The value of a text as yaml-cpp gives it. Throws Wrong where it has none.
Value scalar(std::string_view tag, const std::string& text, Style style, Arena& arena);

}  // namespace expressions::yaml
