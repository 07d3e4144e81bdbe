// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace expressions::digests {

// The digest's bytes.
std::string md5(std::string_view bytes);
std::string sha1(std::string_view bytes);
std::string sha256(std::string_view bytes);
std::string sha512(std::string_view bytes);

// Bytes in small hexadecimal digits.
std::string hex(std::string_view bytes);

}  // namespace expressions::digests
