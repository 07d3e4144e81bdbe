// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/syntax.h"

namespace syntax {

// Reads a file of native syntax into `tree`, whose `file` is set. A broken file keeps every whole
// top-level item, with one diagnostic for each broken region.
void read_hcl(const source::Files& files, Tree& tree);

enum class TextForm : uint8_t { expression, template_ };
// Reads the whole text of a file as one expression or one template.
ExpressionTree read_hcl_text(source::FileId file, const source::Files& files, TextForm form);

}  // namespace syntax
