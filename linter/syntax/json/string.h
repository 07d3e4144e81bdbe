// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "source/arena.h"
#include "syntax/hcl/text.h"

// The text between the quotes of a JSON string, decoded as Go's decoder does it: what is no UTF-8,
// and half a surrogate pair, becomes U+FFFD.
namespace syntax {

// The first escape that JSON does not have.
std::optional<EscapeProblem> find_bad_json_escape(std::string_view text);

// `text` itself where nothing is to decode. Its escapes are JSON's.
std::string_view decode_json(std::string_view text, source::Arena& arena);

// For each offset in the decoded text, its end included, the one of what it comes from; `begin` is
// that of the text.
std::vector<uint32_t> json_origins(std::string_view text, uint32_t begin);

}  // namespace syntax
