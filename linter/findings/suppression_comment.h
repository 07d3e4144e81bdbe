// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/source.h"

namespace findings {

// A word of a comment and where it stands.
struct CommentWord {
  std::string text;
  source::Range range;
};

// What a comment `# plumbline:ignore RULE[, RULE] until=… owner=… reason="…"` says, before any of
// it is held against rules, dates and demands.
struct SuppressionComment {
  source::Range range;  // from `plumbline:` to its last word
  std::vector<CommentWord> rules;
  std::optional<CommentWord> until, owner, reason;
};

// The suppression that a comment (with its marker) is; nothing if it is any other comment. What is
// not as it should be is a diagnostic (suppression-malformed).
std::optional<SuppressionComment> read_suppression_comment(const source::Range& comment,
                                                           const source::Files& files,
                                                           diagnostics::Diagnostics& diagnostics);

}  // namespace findings
