// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "syntax/syntax.h"

// Trees as bytes, for texts that are compiled in: reading them back costs a tenth of parsing.
namespace syntax {

// `body`, which was parsed from `text`; comments are left out. O(size).
std::string pack(const Body& body, std::string_view text);

// The body that pack() was given, made in `arena`. `text` is the same text, somewhere in `file` at
// offset `begin`; the tree's views are views of it and of `bytes`. For bytes that pack() of the
// same build made: others are not looked after. O(size).
const Body& unpack(std::string_view bytes, std::string_view text, source::FileId file,
                   uint32_t begin, source::Arena& arena);

}  // namespace syntax
