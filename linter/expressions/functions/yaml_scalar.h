// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "syntax/yaml/yaml.h"
#include "values/values.h"

// What the texts of a YAML document stand for; not for others.
namespace expressions::yaml {

using values::Arena;
using values::Value;

// Thrown where a document has no value; caught in decode().
struct Wrong {
  std::string why;
};

inline constexpr std::string_view kStandard = "tag:yaml.org,2002:";

// The value of a text as yaml-cpp gives it. Throws Wrong where it has none.
Value scalar(std::string_view tag, const std::string& text, syntax::YamlStyle style, Arena& arena);

}  // namespace expressions::yaml
