// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/yaml/yaml.h"

// What the parser's events do not tell of a text: how it is written, where it ends, and all of its
// last line breaks. `written` is the document from the text on; not for other rooms.
namespace syntax {

// The size of a node's anchor and tag with the blanks and comments up to the node itself.
size_t size_of_properties(std::string_view written);
// How a text is written, which its first character tells.
YamlStyle style_of(std::string_view written);
// The text of a folded block that keeps its last line breaks (">+"), of which yaml-cpp loses one.
// Other texts are what they are.
std::string with_kept_breaks(std::string_view written, const std::string& text);
// How much of `written` a text of that style and content is; npos if its quotation mark is not
// closed.
size_t size_of_scalar(std::string_view written, YamlStyle style, std::string_view text);
// How much of `written` is blank or comment; commas, too, if asked for.
size_t size_of_blanks(std::string_view written, bool commas);

}  // namespace syntax
