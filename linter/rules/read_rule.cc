// SPDX-License-Identifier: Apache-2.0
// A rule's block -> Rule. Exported: read_rule. Tested in tests/rules/.

#include <fmt/format.h>

#include "config/read.h"
#include "rules/state.h"

namespace rules {

using diagnostics::kInvalidRule;

namespace {

std::vector<Standard> standards_of(config::BodyReader& body) {
  std::vector<Standard> result;
  for (const auto& [name, controls] : body.members("standards")) {
    Standard standard{.name = name, .controls = {}};
    if (controls.is_known() && controls.kind() >= values::Kind::list) {
      for (const Value& control : controls.elements()) {
        if (control.is_known() && control.kind() == values::Kind::string) {
          standard.controls.emplace_back(control.as_string());
        }
      }
    }
    result.push_back(std::move(standard));
  }
  return result;
}

void read_examples(config::BodyReader& body, Rule& rule, diagnostics::Diagnostics& diagnostics) {
  const std::pair<std::string_view, ExampleKind> kinds[] = {
      {"fail", ExampleKind::fail},
      {"pass", ExampleKind::pass},
      {"undecided", ExampleKind::undecided},
  };
  for (const auto& [type, kind] : kinds) {
    for (const syntax::Block* block : body.blocks(type)) {
      if (block->labels.size() != 1) {
        diagnostics.error(kInvalidRule, block->header, "An example takes one label",
                          "The label says in words what the example shows.");
        continue;
      }
      rule.examples.push_back({kind, std::string(block->labels[0].text), block});
    }
  }
}

}  // namespace

std::optional<Rule> read_rule(const syntax::Block& block, std::string_view file,
                              values::Arena& arena, diagnostics::Diagnostics& diagnostics) {
  Rule rule;
  rule.name = std::string(block.labels[0].text);
  rule.file = std::string(file);
  rule.range = block.header;
  config::BodyReader body(*block.body, kInvalidRule, arena, diagnostics);
  rule.summary = body.text("summary");
  rule.severity = body.severity("severity").value_or(config::Severity::medium);
  rule.clauses = body.texts("clauses");
  rule.since = body.text("since");
  rule.formerly = body.texts("formerly");
  rule.why = body.text("why");
  rule.remedy = body.text("remedy");
  rule.standards = standards_of(body);
  const values::Value target = body.constant("target");
  if (target.is_known() && target.kind() == values::Kind::string) {
    rule.targets.emplace_back(target.as_string());
  } else {
    rule.targets = body.texts("target");
  }
  rule.when = body.expression("when");
  rule.for_each = body.expression("for_each");
  rule.condition = body.expression("condition");
  rule.error_message = body.expression("error_message");
  rule.note = body.expression("note");
  rule.at = body.expression("at");
  read_examples(body, rule, diagnostics);
  body.finish();
  if (rule.condition == nullptr || rule.error_message == nullptr || rule.targets.empty()) {
    diagnostics.error(kInvalidRule, block.header,
                      fmt::format("Rule \"{}\" is not complete", rule.name),
                      "A rule has a target, a condition and an error_message.");
    return std::nullopt;
  }
  return rule;
}

}  // namespace rules
