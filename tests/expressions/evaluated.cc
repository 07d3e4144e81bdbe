// SPDX-License-Identifier: Apache-2.0

// The workbench of this room's tests, fuzz targets and benches (evaluated.h). Tested by
// tests/expressions/language_test.cc.
#include "expressions/evaluated.h"

namespace expressions {

namespace {

std::string joined(const Value& value) {
  std::string result;
  const bool keyed = value.kind() == values::Kind::map || value.kind() == values::Kind::object;
  for (size_t i = 0; i < value.elements().size(); ++i) {
    if (i > 0) result += ",";
    if (keyed) result += values::json_string(value.keys()[i]) + ":";
    result += line_of(value.elements()[i]);
  }
  return result;
}

}  // namespace

std::string line_of(const Value& value) {
  if (value.is_unknown()) return "?";
  if (value.is_null()) return "null";
  switch (value.kind()) {
    case values::Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case values::Kind::number:
      return value.as_number().to_string();
    case values::Kind::string:
      return values::json_string(value.as_string());
    case values::Kind::map:
    case values::Kind::object:
      return "{" + joined(value) + "}";
    default:
      return "[" + joined(value) + "]";
  }
}

void Workbench::add_terraform_data() {
  const values::Reason apply{values::ReasonKind::apply, "terraform_data.x", {}};
  const values::NodeId node{1};
  values::Refinement not_null;
  not_null.not_null = true;
  const values::Type text = values::Type::string();
  const std::string_view keys[] = {"id", "input", "output", "triggers_replace"};
  const Value id =
      values::refined(values::unknown_symbol(text, node, "id", apply, arena), not_null, arena);
  const Value members[] = {id, Value::string("in", arena),
                           values::unknown_symbol(text, node, "output", apply, arena),
                           Value::null(values::Type::dynamic())};
  const Value resource = Value::object(keys, members, arena);
  const std::string_view name = "x";
  scope.values["terraform_data"] = Value::object({&name, 1}, {&resource, 1}, arena);
}

Value Workbench::evaluate(std::string_view text) {
  const source::FileId file = files.add("test.tf", std::string(text));
  trees.push_back(std::make_unique<syntax::ExpressionTree>(syntax::parse_expression(file, files)));
  diagnostics.append(trees.back()->diagnostics);
  if (trees.back()->root == nullptr) return Value::unknown(values::Type::dynamic(), arena);
  return expressions::evaluate(*trees.back()->root, scope, context);
}

std::string Workbench::answer(std::string_view text) {
  diagnostics = {};
  const Value value = evaluate(text);
  if (diagnostics.has_errors()) return "error: " + diagnostics.all().front().summary;
  return line_of(value);
}

}  // namespace expressions
