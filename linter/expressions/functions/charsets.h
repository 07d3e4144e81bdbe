// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Character encodings by the names that IANA registers.
namespace expressions::charsets {

enum class Charset : uint8_t { utf8, utf16, utf16_big, utf16_little, latin1, ascii };

// Names in any case; nothing for encodings that are not built.
std::optional<Charset> find(std::string_view name);
// The bytes of a text; nothing if it has characters that the encoding lacks.
std::optional<std::string> encode(std::string_view text, Charset charset);
// The text of bytes; nothing if they are none of the encoding.
std::optional<std::string> decode(std::string_view bytes, Charset charset);

}  // namespace expressions::charsets
