// SPDX-License-Identifier: Apache-2.0
// Reads `variable` and `output` blocks: a module's interface. Exports read_variable and
// read_output. Tested in tests/terraform/load_test.cc.
#include "terraform/variables.h"

#include <algorithm>
#include <array>

#include "terraform/body_reader.h"
#include "terraform/meta_arguments.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using expressions::Context;
using syntax::Block;
using syntax::Body;
using syntax::Expression;

constexpr ArgumentSpec kVariableArguments[] = {{"description"}, {"default"},   {"type"},
                                               {"sensitive"},   {"ephemeral"}, {"nullable"}};
constexpr BlockTypeSpec kVariableBlocks[] = {{"validation"}};
constexpr BodySpec kVariableSpec{kVariableArguments, kVariableBlocks};

constexpr ArgumentSpec kOutputArguments[] = {
    {"description"}, {"value", true}, {"depends_on"}, {"sensitive"}, {"ephemeral"}};
constexpr BlockTypeSpec kOutputBlocks[] = {{"precondition"}, {"postcondition"}};
constexpr BodySpec kOutputSpec{kOutputArguments, kOutputBlocks};

// Names that module blocks keep for themselves.
constexpr std::array<std::string_view, 8> kReservedNames = {
    "count", "depends_on", "for_each", "lifecycle", "locals", "providers", "source", "version"};

bool flag(const Body& body, std::string_view name, bool otherwise, Context& context) {
  const Expression* expression = find_expression(body, name);
  return expression ? constant_bool(*expression, context).value_or(otherwise) : otherwise;
}

// Nobody reads it, but it is held to be a text. In JSON it is taken as it stands.
void check_description(const Body& body, Context& context) {
  const Expression* description = find_expression(body, "description");
  if (!description || body.json) return;
  const expressions::Attempt attempt =
      expressions::attempt(*description, expressions::literal_scope(), context);
  if (attempt.failed()) {
    context.diagnostics.append(attempt.diagnostics);
    return;
  }
  const auto text = values::convert(attempt.value, values::Type::string(), context.arena);
  if (text.ok && !text.value.is_null()) return;
  report(context, description->range, "Unsuitable value type",
         "Unsuitable value: " + (text.ok ? "null value is not allowed" : text.error) + '.');
}

// A type in JSON is a string that holds an expression.
const Expression* type_expression(const Expression& expression, bool json, ReadContext& context) {
  if (!json || expression.kind != syntax::ExpressionKind::literal) return &expression;
  const std::string text(expression.as<syntax::Literal>().text);
  const std::string& path = context.files[expression.range.file].path();
  const source::FileId file = context.files.add(path, text);
  return context.json_types.emplace_back(syntax::parse_expression(file, context.files)).root;
}

// Just `list` or `map`, as before Terraform 0.12: of elements of any type.
std::optional<values::Type> older_type(const Expression& expression, values::Arena& arena) {
  if (expression.kind != syntax::ExpressionKind::traversal) return std::nullopt;
  const auto& name = expression.as<syntax::Traversal>();
  if (!name.steps.empty()) return std::nullopt;
  if (name.root == "list") return values::Type::list(values::Type::dynamic(), arena);
  if (name.root == "map") return values::Type::map(values::Type::dynamic(), arena);
  return std::nullopt;
}

void check_default(Variable& variable, Context& context) {
  const expressions::Attempt attempt =
      expressions::attempt(*variable.default_value, expressions::literal_scope(), context);
  if (attempt.failed()) {
    context.diagnostics.append(attempt.diagnostics);
    return;
  }
  const values::Value filled = expressions::with_defaults(attempt.value, variable.type, context);
  const auto converted = values::convert(filled, variable.type.type, context.arena);
  const source::Range range = variable.default_value->range;
  if (!converted.ok) {
    report(context, range, "Invalid default value for variable",
           "This default value is not compatible with the variable's type constraint: " +
               converted.error + ".");
  } else if (!variable.nullable && converted.value.is_null()) {
    report(context, range, "Invalid default value for variable",
           "A null default value is not valid when nullable=false.");
  } else {
    variable.converted_default = converted.value;
  }
}

// A validation tests the value that comes in, whatever else it asks.
void check_validation(const Variable& variable, const Condition& validation, Context& context) {
  if (!validation.condition) return;
  const auto is_variable = [&variable](const syntax::Traversal* reference) {
    return reference->root == "var" && !reference->steps.empty() &&
           reference->steps[0].text == variable.name;
  };
  if (std::ranges::any_of(expressions::references(*validation.condition), is_variable)) return;
  const std::string name(variable.name);
  report(context, validation.condition->range, "Invalid variable validation condition",
         "The condition for variable \"" + name + "\" must refer to var." + name +
             " in order to test incoming values.");
}

}  // namespace

Variable read_variable(const Block& block, ReadContext& read) {
  Context& context = read.expressions;
  Variable variable;
  variable.name = block.labels[0].text;
  variable.block = &block;
  if (check_name("variable", block.labels[0], context) &&
      std::ranges::find(kReservedNames, variable.name) != kReservedNames.end()) {
    report(context, block.labels[0].range, "Invalid variable name",
           "The variable name \"" + std::string(variable.name) +
               "\" is reserved due to its special meaning inside module blocks.");
  }
  const Body& body = read_body(*block.body, kVariableSpec, block.header, context);
  check_description(body, context);
  variable.nullable = flag(body, "nullable", true, context);
  variable.sensitive = flag(body, "sensitive", false, context);
  variable.ephemeral = flag(body, "ephemeral", false, context);
  if (const Expression* type = find_expression(body, "type")) {
    variable.has_type = true;
    if (const Expression* readable = type_expression(*type, block.body->json, read)) {
      const auto older = older_type(*readable, context.arena);
      variable.type = older ? expressions::TypeConstraint{.type = *older}
                            : expressions::type_constraint(*readable, context);
    }
  }
  variable.default_value = find_expression(body, "default");
  if (variable.default_value) check_default(variable, context);
  variable.validations = read_conditions(body, context);
  for (const Condition& validation : variable.validations) {
    check_validation(variable, validation, context);
  }
  return variable;
}

Output read_output(const Block& block, ReadContext& read) {
  Context& context = read.expressions;
  check_name("output", block.labels[0], context);
  const Body& body = read_body(*block.body, kOutputSpec, block.header, context);
  check_description(body, context);
  Output output;
  output.name = block.labels[0].text;
  output.block = &block;
  output.value = find_expression(body, "value");
  output.preconditions = read_conditions(body, context);
  output.sensitive = flag(body, "sensitive", false, context);
  output.ephemeral = flag(body, "ephemeral", false, context);
  return output;
}

}  // namespace terraform
