// SPDX-License-Identifier: Apache-2.0
// Smaller expressions in the place of a grown one. Exported: smaller.
#include <algorithm>

#include "property/grow.h"

namespace property {

namespace {

// What may stand in the place of an expression: its parts, and the simplest of its type.
std::vector<Expression> replacements(const Expression& expression) {
  std::vector<Expression> found;
  if (!is_type(expression.sort)) return found;
  const Expression simple = simplest(expression.sort);
  if (text_of(simple).size() < text_of(expression).size()) found.push_back(simple);
  for (const Expression& part : expression.parts) {
    if (is_type(part.sort)) found.push_back(part);
  }
  return found;
}

void add_smaller(const Expression& expression, std::vector<Expression>& found) {
  for (Expression& replacement : replacements(expression)) found.push_back(std::move(replacement));
  for (size_t i = 0; i < expression.parts.size(); ++i) {
    std::vector<Expression> inner;
    add_smaller(expression.parts[i], inner);
    for (Expression& part : inner) {
      found.push_back(expression);
      found.back().parts[i] = std::move(part);
    }
  }
}

}  // namespace

std::vector<Expression> smaller(const Expression& expression) {
  std::vector<Expression> found;
  add_smaller(expression, found);
  std::ranges::stable_sort(found, {},
                           [](const Expression& candidate) { return text_of(candidate).size(); });
  return found;
}

}  // namespace property
