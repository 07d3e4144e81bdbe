// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "syntax/syntax.h"

// What the tests of this folder parse with.
namespace syntax_test {

struct Parsed {
  source::Files files;
  syntax::Tree tree;

  explicit Parsed(std::string text) {
    tree = syntax::parse(files.add("main.tf", std::move(text)), files);
  }
  // The tree as `print` shows it.
  [[nodiscard]] std::string print() const { return syntax::print(*tree.body, files); }
  // Each diagnostic as "line:column summary", a line each.
  [[nodiscard]] std::string problems() const {
    std::string out;
    for (const diagnostics::Diagnostic& diagnostic : tree.diagnostics.all()) {
      const source::Position at = files[tree.file].position(diagnostic.subject.begin);
      out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + diagnostic.summary +
             "\n";
    }
    return out;
  }
};

// The tree of an expression, or its problem.
inline std::string expression(std::string text) {
  source::Files files;
  const syntax::ExpressionTree tree =
      syntax::parse_expression(files.add("e", std::move(text)), files);
  return tree.root ? syntax::print(*tree.root, files) : tree.diagnostics.all()[0].summary;
}

inline std::string bare_template(std::string text) {
  source::Files files;
  const syntax::ExpressionTree tree =
      syntax::parse_template(files.add("t", std::move(text)), files);
  return tree.root ? syntax::print(*tree.root, files) : tree.diagnostics.all()[0].summary;
}

}  // namespace syntax_test
