// SPDX-License-Identifier: Apache-2.0
// Functions and parameters from their blocks. Exported: read_function, read_parameter. Tested in
// tests/rules/.

#include <fmt/format.h>

#include <algorithm>

#include "config/read.h"
#include "rules/state.h"

namespace rules {

using diagnostics::kInvalidRule;

namespace {

// `params = [a, b]`: names, not values.
std::vector<std::string_view> names_of(const syntax::Expression& list,
                                       diagnostics::Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  bool names_only = list.kind == syntax::ExpressionKind::tuple;
  if (names_only) {
    for (const syntax::Expression* element : list.as<syntax::Tuple>().elements) {
      const bool is_name = element->kind == syntax::ExpressionKind::traversal &&
                           element->as<syntax::Traversal>().steps.empty();
      names_only = names_only && is_name;
      if (is_name) names.push_back(element->as<syntax::Traversal>().root);
    }
  }
  if (!names_only) {
    diagnostics.error(kInvalidRule, list.range, "Wrong type for params",
                      "Here a list of names is expected: [subnet, zone].");
  }
  return names;
}

// `answer "of what" { value = … is = … }`, with Terraform beside them.
std::vector<Answer> answers_of(config::BodyReader& body, diagnostics::Diagnostics& diagnostics) {
  std::vector<Answer> answers;
  for (const syntax::Block* block : body.blocks("answer")) {
    Answer answer{.name = {}, .block = block};
    for (const syntax::Attribute& attribute : block->body->attributes) {
      if (attribute.name == "value") answer.value = attribute.value;
      if (attribute.name == "is") answer.is = attribute.value;
      constexpr std::string_view kKnown[] = {"is", "parameters", "pipeline", "value"};
      if (std::ranges::find(kKnown, attribute.name) != std::end(kKnown)) continue;
      diagnostics.error(kInvalidRule, attribute.range,
                        fmt::format("An answer has no argument \"{}\"", attribute.name),
                        "It has value, is, parameters and pipeline.");
    }
    if (block->labels.size() != 1 || answer.value == nullptr || answer.is == nullptr) {
      diagnostics.error(kInvalidRule, block->header, "An answer is not whole",
                        "An answer has one label, a value to work out, and what it is.");
      continue;
    }
    answer.name = std::string(block->labels[0].text);
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace

std::optional<HclFunction> read_function(const syntax::Block& block, values::Arena& arena,
                                         diagnostics::Diagnostics& diagnostics) {
  HclFunction function{
      .name = block.labels[0].text, .parameters = {}, .summary = {}, .answers = {}};
  config::BodyReader body(*block.body, kInvalidRule, arena, diagnostics);
  if (const syntax::Expression* parameters = body.expression("params")) {
    function.parameters = names_of(*parameters, diagnostics);
  }
  function.result = body.expression("result");
  function.summary = body.text("summary");
  function.answers = answers_of(body, diagnostics);
  body.finish();
  if (function.result != nullptr) return function;
  diagnostics.error(kInvalidRule, block.header,
                    fmt::format("Function \"{}\" has no result", function.name));
  return std::nullopt;
}

std::optional<Parameter> read_parameter(const syntax::Block& block, values::Arena& arena,
                                        diagnostics::Diagnostics& diagnostics) {
  Parameter parameter{.name = block.labels[0].text, .type = {}, .default_value = {}, .summary = {}};
  config::BodyReader body(*block.body, kInvalidRule, arena, diagnostics);
  values::OriginTable origins;
  diagnostics::Diagnostics problems;
  expressions::Context context{.arena = arena, .origins = origins, .diagnostics = problems};
  if (const syntax::Expression* type = body.expression("type")) {
    parameter.type = expressions::type_constraint(*type, context).type;
  }
  config::append_as(kInvalidRule, problems, diagnostics);
  const values::Conversion conversion =
      values::convert(body.constant("default"), parameter.type, arena);
  if (conversion.ok) {
    parameter.default_value = conversion.value;
  } else {
    diagnostics.error(kInvalidRule, body.range("default"),
                      fmt::format("The default of \"{}\" is not of its type", parameter.name),
                      conversion.error + ".");
  }
  parameter.summary = body.text("summary");
  body.finish();
  return parameter;
}

}  // namespace rules
