// SPDX-License-Identifier: Apache-2.0
//
// What is said of a broken file. Exported: find_broken, find_fault.

#include "syntax/hcl/broken.h"

namespace syntax {

std::vector<BrokenRegion> find_broken(source::FileId file, std::string_view text) {
  std::vector<BrokenRegion> regions(1);
  regions[0].end = static_cast<uint32_t>(text.size());
  regions[0].diagnostic = find_fault(file, text, TextForm::expression);
  return regions;
}

diagnostics::Diagnostic find_fault(source::FileId file, std::string_view text, TextForm) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.id = diagnostics::kSyntaxError;
  diagnostic.summary = "Invalid syntax";
  diagnostic.subject = {file, 0, static_cast<uint32_t>(text.size())};
  return diagnostic;
}

}  // namespace syntax
