// SPDX-License-Identifier: Apache-2.0
// Rules that are no blocks of HCL: what Plumbline finds wrong with files and comments themselves.
// Exported: built_in_texts, built_in_text. Tested in tests/catalogue/.

#include "catalogue/layout.h"
#include "findings/built_in_rules.h"

namespace catalogue {

namespace {

// flat table: what is to be said of each.
constexpr BuiltInText kTexts[] = {
    {diagnostics::kInvalidConfiguration, "Terraform would refuse this",
     "It parses, but `terraform plan` would end with an error here, whatever the missing inputs "
     "turn out to be.",
     "Mend what the finding says, in the words of Terraform."},
    {diagnostics::kInvalidPipeline, "Bitbucket would refuse this pipeline",
     "The file is YAML, but no pipeline that Bitbucket would run.", "Mend what the finding says."},
    {findings::kSuppressionExpired, "A suppression has expired",
     "Its `until` has passed, so it suppresses nothing any more.",
     "Mend what it suppressed, or decide anew until when it may stay."},
    {findings::kSuppressionForbidden, "A suppression names a rule that may not be suppressed",
     "The config's `suppressions` block says of this rule that no comment suppresses it.",
     "Mend what the rule finds."},
    {findings::kSuppressionMalformed, "A suppression has no effect",
     "It names no rule that there is, stands at nothing, or does not say what the config demands.",
     "Write it as the finding says."},
    {findings::kSuppressionUnused, "A suppression suppresses nothing",
     "Nothing fails where it stands, so it only hides what may come.", "Take it out."},
    {diagnostics::kSyntaxError, "The file does not parse",
     "Terraform would not read it, and what stands in the broken part is not judged.",
     "Mend the syntax at the place that the finding shows."},
};

}  // namespace

std::span<const BuiltInText> built_in_texts() { return kTexts; }

std::string built_in_text(std::string_view name, const Style& style) {
  for (const BuiltInText& text : kTexts) {
    if (text.name != name) continue;
    const diagnostics::Paint paint(style.color);
    const auto heading = [&paint](std::string_view word) {
      return "\n" + paint(diagnostics::Style::bold, word) + "\n";
    };
    return paint(diagnostics::Style::bold, name) + "\n" + paragraph(text.summary, 0, style) + "\n" +
           table({{{"severity", diagnostics::Style::frame},
                   severity_cell(findings::built_in_rule(name)->severity)},
                  {{"defined in", diagnostics::Style::frame}, {"Plumbline itself", {}}}},
                 {}, style) +
           heading("Why") + paragraph(text.why, 2, style) + heading("Remedy") +
           paragraph(text.remedy, 2, style);
  }
  return {};
}

}  // namespace catalogue
