// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "expressions/expressions.h"
#include "expressions/pattern_cache.h"

// Expressions evaluated for tests, in a scope of names given by hand, and their values as one line
// of text: JSON, with ? for what is not known.
namespace expressions {

class NamedValues final : public Scope {
 public:
  std::map<std::string, Value, std::less<>> values;

  std::optional<Resolved> resolve(const syntax::Traversal& traversal, Context&) const override {
    const auto found = values.find(traversal.root);
    if (found == values.end()) return std::nullopt;
    return Resolved{found->second, 0};
  }
};

// Everything that one evaluation needs, and what it leaves behind.
struct Workbench {
  Workbench() { add_terraform_data(); }

  // `terraform_data.x`, not applied yet: its id an unknown text that is not null, its output one
  // that may be null. Node 1.
  void add_terraform_data();
  Value evaluate(std::string_view text);
  // The value as a line of text, or `error: summary` of the first diagnostic.
  std::string answer(std::string_view text);

  source::Files files;
  Arena arena;
  values::OriginTable origins;
  diagnostics::Diagnostics diagnostics;
  NamedValues scope;
  PatternCache patterns;
  Context context{
      .arena = arena, .origins = origins, .diagnostics = diagnostics, .patterns = &patterns};
  std::vector<std::unique_ptr<syntax::ExpressionTree>> trees;
};

std::string line_of(const Value& value);

}  // namespace expressions
