// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "expressions/functions.h"
#include "syntax/yaml/yaml.h"

// YAML as Terraform writes and reads it (go-cty-yaml 1.1): not quite YAML 1.1, nor 1.2.
namespace expressions::yaml {

// A wholly known value in block style: strings quoted, or literal where they have several lines.
std::string encode(const Value& value);
// The one document of a text; else a sentence about what is wrong.
source::Result<Value> decode(std::string_view text, Arena& arena);

// What one text of a document stands for: of a text that does not fit its tag, null.
Value scalar_value(const syntax::YamlNode& node, Arena& arena);

}  // namespace expressions::yaml
