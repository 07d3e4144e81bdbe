// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace syntax {

// Whether a code point may begin, or go on in, an identifier of HCL.
bool starts_identifier(uint32_t code);
bool continues_identifier(uint32_t code);

}  // namespace syntax
