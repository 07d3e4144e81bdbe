// SPDX-License-Identifier: Apache-2.0
// A rule's block -> Rule. Exported: read_rule, words_of. Tested in tests/rules/.

#include <fmt/format.h>

#include <algorithm>

#include "config/read.h"
#include "rules/state.h"
#include "schema/version.h"

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

std::vector<Change> changes_of(config::BodyReader& body) {
  std::vector<Change> changes;
  for (const auto& [version, what] : body.members("changed")) {
    if (!what.is_known() || what.kind() != values::Kind::string) continue;
    changes.push_back({version, std::string(what.as_string())});
  }
  std::ranges::stable_sort(
      changes, {}, [](const Change& change) { return schema::version_numbers(change.version); });
  return changes;
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

std::vector<std::string_view> words_of(const syntax::Block& rule, std::string_view argument) {
  const auto& attributes = rule.body->attributes;
  const auto found = std::ranges::find(attributes, argument, &syntax::Attribute::name);
  if (found == attributes.end()) return {};
  const syntax::Expression* const one = found->value;
  std::span<const syntax::Expression* const> elements(&one, 1);
  if (one->kind == syntax::ExpressionKind::tuple) elements = one->as<syntax::Tuple>().elements;
  std::vector<std::string_view> result;
  for (const syntax::Expression* element : elements) {
    if (element->kind != syntax::ExpressionKind::literal) return {};
    const auto& literal = element->as<syntax::Literal>();
    if (literal.literal != syntax::LiteralKind::string) return {};
    result.push_back(literal.text);
  }
  return result;
}

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
  rule.changed = changes_of(body);
  rule.formerly = body.texts("formerly");
  rule.why = body.text("why");
  rule.remedy = body.text("remedy");
  rule.standards = standards_of(body);
  rule.standards_range = body.range("standards");
  const syntax::Expression* target = body.expression("target");
  for (std::string_view type : words_of(block, "target")) rule.targets.emplace_back(type);
  if (target != nullptr && rule.targets.empty()) {
    diagnostics.error(kInvalidRule, target->range, "Wrong type for target",
                      "Here a type of node or a list of types is expected, as plain text.");
  }
  rule.when = body.expression("when");
  rule.for_each = body.expression("for_each");
  rule.condition = body.expression("condition");
  rule.error_message = body.expression("error_message");
  rule.note = body.expression("note");
  rule.at = body.expression("at");
  rule.secret = body.expression("secret");
  read_examples(body, rule, diagnostics);
  body.finish();
  for (const auto& [name, expression] :
       {std::pair("target", target), std::pair("condition", rule.condition),
        std::pair("error_message", rule.error_message)}) {
    if (expression != nullptr) continue;
    diagnostics.error(kInvalidRule, block.header,
                      fmt::format("Rule \"{}\" has no {}", rule.name, name),
                      "A rule has a target, a condition and an error_message.");
  }
  const bool complete =
      rule.condition != nullptr && rule.error_message != nullptr && !rule.targets.empty();
  return complete ? std::optional(std::move(rule)) : std::nullopt;
}

}  // namespace rules
