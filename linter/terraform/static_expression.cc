// SPDX-License-Identifier: Apache-2.0
// Reads what must be known before values are: constants, and references in depends_on, providers
// and ignore_changes, which JSON writes as strings. Exports the functions of its header. Tested in
// tests/terraform/load_test.cc.
#include "terraform/static_expression.h"

#include <algorithm>

#include "terraform/body_reader.h"
#include "values/values.h"

namespace terraform {

namespace {

using syntax::Expression;
using syntax::ExpressionKind;
using syntax::Literal;
using syntax::LiteralKind;
using syntax::Step;
using syntax::StepKind;
using syntax::Traversal;

const Literal* as_string_literal(const Expression& expression) {
  if (expression.kind != ExpressionKind::literal) return nullptr;
  const Literal& literal = expression.as<Literal>();
  return literal.literal == LiteralKind::string ? &literal : nullptr;
}

// One step of "a.b[0]["c"]" from `text`, which begins with its dot or bracket.
std::optional<Step> take_step(std::string_view& text, source::Range range) {
  if (text.front() == '.') {
    const size_t end = std::min(text.find_first_of(".[", 1), text.size());
    const std::string_view name = text.substr(1, end - 1);
    text.remove_prefix(end);
    if (!is_identifier(name)) return std::nullopt;
    return Step{StepKind::attribute, name, range};
  }
  const size_t end = text.find(']');
  if (text.front() != '[' || end == std::string_view::npos) return std::nullopt;
  std::string_view key = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  if (key.size() >= 2 && key.front() == '"' && key.back() == '"') {
    return Step{StepKind::index_string, key.substr(1, key.size() - 2), range};
  }
  return Step{StepKind::index_number, key, range};
}

const Traversal* parse_reference(const Literal& literal, expressions::Arena& arena) {
  std::string_view text = literal.text;
  const size_t root_end = std::min(text.find_first_of(".["), text.size());
  const std::string_view root = text.substr(0, root_end);
  if (!is_identifier(root)) return nullptr;
  text.remove_prefix(root_end);
  std::vector<Step> steps;
  while (!text.empty()) {
    const auto step = take_step(text, literal.range);
    if (!step) return nullptr;
    steps.push_back(*step);
  }
  Traversal traversal{};
  traversal.kind = ExpressionKind::traversal;
  traversal.range = literal.range;
  traversal.root = root;
  traversal.root_range = literal.range;
  traversal.steps = arena.copy(steps);
  return arena.make<Traversal>(traversal);
}

bool starts_name(unsigned char c) { return std::isalpha(c) || c == '_' || c >= 0x80; }

}  // namespace

std::optional<bool> constant_bool(const Expression& expression, expressions::Context& context) {
  const expressions::Attempt attempt =
      expressions::attempt(expression, expressions::empty_scope(), context);
  if (attempt.failed()) {
    context.diagnostics.append(attempt.diagnostics);
    return std::nullopt;
  }
  const auto converted = values::convert(attempt.value, values::Type::boolean(), context.arena);
  if (!converted.ok) {
    report(context, expression.range, "Unsuitable value type",
           "Unsuitable value: " + converted.error + ".");
    return std::nullopt;
  }
  if (converted.value.is_null()) {
    report(context, expression.range, "Unsuitable value type",
           "Unsuitable value: null value is not allowed.");
    return std::nullopt;
  }
  if (!converted.value.is_known()) return std::nullopt;
  return converted.value.as_boolean();
}

std::optional<std::string> constant_string(const Expression& expression,
                                           expressions::Context& context) {
  if (const Literal* literal = as_string_literal(expression)) return std::string(literal->text);
  const expressions::Attempt attempt =
      expressions::attempt(expression, expressions::empty_scope(), context);
  if (attempt.failed()) {
    context.diagnostics.append(attempt.diagnostics);
    return std::nullopt;
  }
  if (!attempt.value.is_known() || attempt.value.kind() != values::Kind::string) {
    report(context, expression.range, "Unsuitable value type",
           "Unsuitable value: a string is required.");
    return std::nullopt;
  }
  return std::string(attempt.value.as_string());
}

std::vector<const Expression*> list_items(const Expression& expression,
                                          expressions::Context& context) {
  if (expression.kind != ExpressionKind::tuple) {
    report(context, expression.range, "Invalid expression",
           "A static list expression is required.");
    return {};
  }
  const auto elements = expression.as<syntax::Tuple>().elements;
  return {elements.begin(), elements.end()};
}

const Traversal* as_reference(const Expression& expression, expressions::Arena& arena) {
  if (expression.kind == ExpressionKind::traversal) return &expression.as<Traversal>();
  const Literal* literal = as_string_literal(expression);
  return literal ? parse_reference(*literal, arena) : nullptr;
}

std::string path_text(std::string_view root, std::span<const Step> steps) {
  std::string text(root);
  for (const Step& step : steps) {
    switch (step.kind) {
      case StepKind::attribute:
        text += '.';
        text += step.text;
        break;
      case StepKind::index_string:
        text += '[' + values::json_string(step.text) + ']';
        break;
      case StepKind::index_number:
        text += '[' + std::string(step.text) + ']';
        break;
    }
  }
  return text;
}

bool is_identifier(std::string_view text) {
  if (text.empty() || !starts_name(static_cast<unsigned char>(text.front()))) return false;
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return starts_name(byte) || std::isdigit(byte) || c == '-';
  });
}

}  // namespace terraform
