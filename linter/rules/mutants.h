// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"
#include "syntax/syntax.h"

// Conditions changed in one place. An example should notice each change, or it does not matter
// whether what was changed is right.
namespace rules {

// One change: what stands at `range` gives way to `text`.
struct Mutant {
  source::Range range;
  std::string text;
  std::string change;  // `"&&" becomes "||"`, `"self.a == 1" is left out`
};

// The changes of an expression: logical operators and comparisons exchanged, operands left out,
// negations and conditions of `for` dropped, one branch of a conditional always taken, constants
// changed, alltrue() and anytrue() exchanged. In order of the text.
std::vector<Mutant> mutants_of(const syntax::Expression& expression, std::string_view file_text);

}  // namespace rules
