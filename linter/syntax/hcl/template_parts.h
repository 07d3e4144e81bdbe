// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "source/arena.h"
#include "syntax/syntax.h"

// What stands in a template, in a row, and the tree that is made of it once strip markers and the
// indentation of `<<-` heredocs have worked on its literals.
namespace syntax {

enum class PartKind : uint8_t { literal, value, if_, else_, endif, for_, endfor };

struct TemplatePart {
  PartKind kind = PartKind::literal;
  source::Range range;    // of a sequence: with its braces
  std::string_view text;  // of a literal, decoded: one piece of HCL's lexer
  // A value, or the condition or collection of a directive.
  const Expression* expression = nullptr;
  std::string_view key_name;
  std::string_view value_name;
  bool strips_before = false;  // ${~
  bool strips_after = false;   // ~}
};

// Builds the template of `parts`, which end in no special part. Directives are balanced.
const Template* build_template(std::vector<TemplatePart>& parts, const source::Range& range,
                               bool heredoc, bool flush, source::Arena& arena);

}  // namespace syntax
