// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace expressions::gzip {

// The text in the gzip format (RFC 1952), byte for byte as Go's compress/gzip writes it at its
// default level, flushed once before the end: what base64gzip() encodes. O(size).
std::string compress(std::string_view text);

}  // namespace expressions::gzip
