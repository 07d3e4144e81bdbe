// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/syntax.h"

namespace syntax {

// Reads a file of native syntax into `tree`, whose `file` is set. A broken file keeps every whole
// top-level item, with one diagnostic for each broken region.
void read_hcl(const source::Files& files, Tree& tree);

// A text that a tree is built from, and where it stands in its file.
struct TextPlace {
  source::FileId file;
  std::string_view text;  // outlives the tree
  int64_t shift = 0;      // a node's offset plus this is an offset in the text
  // For each offset in the text, its end included, the one in the file. Empty: the text is the
  // file's.
  std::span<const uint32_t> origins = {};

  [[nodiscard]] source::Range in_file(const source::Range& range) const {
    if (origins.empty() || !range.known()) return range;
    return {range.file, origins[range.begin], origins[range.end]};
  }
};

enum class TextForm : uint8_t { expression, template_, template_in_string };
// Reads the whole text of a file as one expression or one template.
ExpressionTree read_hcl_text(source::FileId file, const source::Files& files, TextForm form);

// Reads a text that stands in a file of another syntax as a template. Null if it is none.
const Expression* read_hcl_template(TextPlace place, source::Arena& arena,
                                    diagnostics::Diagnostics& diagnostics);

// Says that what stands at `place` is nested deeper than kMaxDepth, and was left out.
void report_too_deep(const source::Range& place, diagnostics::Diagnostics& diagnostics);

}  // namespace syntax
