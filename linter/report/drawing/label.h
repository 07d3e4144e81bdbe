// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace drawing {

// At most so many columns of a printable text: what is left out of its middle is an ellipsis.
std::string shortened(std::string_view text, size_t columns);

// A printable text as XML holds it, between tags and in attributes.
std::string xml(std::string_view text);

// A text as an id: letters, digits, `.`, `_` and `-` stand, all else is `:` and its bytes.
std::string id_of(std::string_view text);

}  // namespace drawing
