// SPDX-License-Identifier: Apache-2.0
// Rules that are no blocks of HCL: what Plumbline finds wrong with files and comments themselves.
// Exported: built_in_text. Tested in tests/catalogue/.

#include "catalogue/layout.h"
#include "findings/built_in_rules.h"

namespace catalogue {

std::string built_in_text(std::string_view name, const Style& style) {
  for (const findings::BuiltInRule& text : findings::kBuiltInRules) {
    if (text.name != name) continue;
    const diagnostics::Paint paint(style.color);
    const auto heading = [&paint](std::string_view word) {
      return "\n" + paint(diagnostics::Style::bold, word) + "\n";
    };
    return paint(diagnostics::Style::bold, name) + "\n" + paragraph(text.summary, 0, style) + "\n" +
           table({{{"severity", diagnostics::Style::frame}, severity_cell(text.severity)},
                  {{"defined in", diagnostics::Style::frame}, {"Plumbline itself", {}}}},
                 {}, style) +
           heading("Why") + paragraph(text.why, 2, style) + heading("Remedy") +
           paragraph(text.remedy, 2, style);
  }
  return {};
}

}  // namespace catalogue
