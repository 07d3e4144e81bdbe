// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Encodings that switch between sets of characters as they go, in bytes below 0x80.
namespace expressions::charsets {

// Nothing as in charsets.h.
std::optional<std::string> encode_iso_2022_jp(std::string_view text);
std::optional<std::string> decode_iso_2022_jp(std::string_view bytes);
std::optional<std::string> encode_hz(std::string_view text);
std::optional<std::string> decode_hz(std::string_view bytes);

}  // namespace expressions::charsets
