// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/arena.h"

namespace values {

// The text in Unicode normal form NFC, itself if it already is (ASCII in O(length) without a
// copy). Invalid UTF-8 becomes U+FFFD, as Go does.
std::string_view normalized(std::string_view text, source::Arena& arena);
// The user-perceived characters (extended grapheme clusters) of a text, which Terraform's string
// functions count.
std::vector<std::string_view> graphemes(std::string_view text);
// The part of a text that stays the beginning of whatever text is appended to it, as go-cty cuts a
// string's refinement: without a last character that could join with what follows.
std::string_view safe_prefix(std::string_view text);
// The text between quotes with escapes for what does not print, as Go's %q and the console have it.
std::string quoted(std::string_view text);

// One code point of a text; negative where a byte is not UTF-8.
struct CodePoint {
  int32_t value = -1;
  size_t length = 1;  // in bytes
};
CodePoint code_point_at(std::string_view text, size_t offset);
// Appends a code point as UTF-8; U+FFFD for what is none.
void append_utf8(std::string& text, int32_t code_point);

}  // namespace values
