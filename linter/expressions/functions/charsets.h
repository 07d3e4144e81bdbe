// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Character encodings by the names that IANA registers.
namespace expressions::charsets {

struct Charset;

// Names in any case, with white space around them; null for what Terraform does not know either.
const Charset* find(std::string_view name);
// The bytes of a text; nothing if it has characters that the encoding lacks.
std::optional<std::string> encode(std::string_view text, const Charset& charset);
// The text of bytes; nothing if they are none of the encoding.
std::optional<std::string> decode(std::string_view bytes, const Charset& charset);

}  // namespace expressions::charsets
