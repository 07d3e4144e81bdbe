// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a file, an expression and a template: no crash, ranges inside the text, and the two
// readers of the language agree: a text in which the recogniser finds no fault has a tree.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "syntax/syntax.h"

namespace {

void check(const diagnostics::Diagnostics& diagnostics, size_t size) {
  for (const diagnostics::Diagnostic& diagnostic : diagnostics.all()) {
    // "Invalid syntax" is what is said if the recogniser found no fault and the grammar did.
    if (diagnostic.summary == "Invalid syntax") std::abort();
    if (diagnostic.subject.begin > diagnostic.subject.end || diagnostic.subject.end > size)
      std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  source::Files files;
  const source::FileId id =
      files.add("fuzz.tf", std::string(reinterpret_cast<const char*>(data), size));
  const syntax::Tree tree = syntax::parse(id, files);
  check(tree.diagnostics, size);
  if (syntax::print(*tree.body, files).size() > (size_t{1} << 40)) std::abort();
  const syntax::ExpressionTree expression = syntax::parse_expression(id, files);
  check(expression.diagnostics, size);
  if (!expression.root && expression.diagnostics.empty()) std::abort();
  const syntax::ExpressionTree text = syntax::parse_template(id, files);
  check(text.diagnostics, size);
  if (!text.root && text.diagnostics.empty()) std::abort();
  return 0;
}
