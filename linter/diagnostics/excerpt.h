// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "diagnostics/diagnostics.h"
#include "diagnostics/secrets.h"
#include "diagnostics/terminal.h"
#include "source/source.h"

namespace diagnostics {

// A place in a file to be underlined, with what is said of it.
struct Mark {
  source::Range range;  // known
  std::string label;    // may be empty
  char underline = '^';
  Style style = Style::error;
};

// Whether a range ends on a later line than it begins.
bool spans_lines(const source::Range& range, const source::Files& files);

// Digits of the largest line number that marks touch: the width of the margin.
uint32_t margin_of(std::span<const Mark> marks, const source::Files& files);

// The marked lines of one file in order, each with its marks under it, "..." between lines that
// are not neighbours. Lines longer than the width are cropped around their first mark. Marks of
// more than one line stand alone in their excerpt. Secrets are hidden. Ends with a newline.
std::string excerpt(std::span<const Mark> marks, uint32_t margin, const source::Files& files,
                    const RenderOptions& options, Secrets& secrets);

}  // namespace diagnostics
