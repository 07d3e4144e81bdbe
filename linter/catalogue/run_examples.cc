// SPDX-License-Identifier: Apache-2.0
// Examples with what the tool says of them. Exported: run_examples. Tested in tests/catalogue/.

#include "catalogue/catalogue.h"
#include "findings/findings.h"
#include "report/report.h"

namespace catalogue {

std::vector<ShownRun> run_examples(rules::RuleSet& rules, const rules::Rule& rule,
                                   source::Files& files, const Style& style) {
  std::vector<ShownRun> runs;
  for (const rules::Example& example : rule.examples) {
    ShownRun run{.example = shown(rules, rule, example, files), .output = {}};
    const rules::JudgedExample judged = judge(rules, rule, run.example, files);
    const findings::Judged one{
        judged.graph.evaluation.get(), judged.graph.graph.get(), &judged.checked, {}};
    report::Result result;
    result.files = &files;
    result.report = findings::gather({&one, 1}, {}, files);
    run.output = report::to_text(
        result, {.color = style.color, .width = style.width, .quiet = true, .verbose = true});
    while (run.output.ends_with("\n\n")) run.output.pop_back();
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace catalogue
