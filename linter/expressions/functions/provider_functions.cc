// SPDX-License-Identifier: Apache-2.0
// Functions of providers: those of Terraform's own, and those of hashicorp/aws.
// Source: `terraform metadata functions` has none of them; they were asked of Terraform 1.11.4 and
// of hashicorp/aws 5.100.0, whose documentation describes them; 2026-11-26. Exported:
// find_provider_function (functions.h). Tested by
// tests/terraform/provider_functions_test.cc.
#include <algorithm>

#include "expressions/evaluation.h"
#include "expressions/functions/expression_text.h"
#include "expressions/functions/families.h"

namespace expressions {

namespace {

constexpr Parameter kValue[] = {{.name = "value", .allow_unknown = true, .allow_dynamic = true}};
constexpr Parameter kSource[] = {{.name = "src", .type = ParameterType::string}};
constexpr Parameter kArn[] = {{.name = "arn", .type = ParameterType::string}};
constexpr Parameter kParts[] = {{.name = "partition", .type = ParameterType::string},
                                {.name = "service", .type = ParameterType::string},
                                {.name = "region", .type = ParameterType::string},
                                {.name = "account_id", .type = ParameterType::string},
                                {.name = "resource", .type = ParameterType::string}};

Value unknown_text(FunctionCall& call, std::string_view prefix) {
  values::Refinement refinement = not_null();
  refinement.prefix = prefix;
  return values::refined(unknown_result(call), refinement, call.arena());
}

Value encode_expr(FunctionCall& call) {
  const Value value = call.arguments[0].materialized(call.arena());
  if (value.is_wholly_known()) return string_result(call, expression_text(value));
  if (!values::definitely_not_null(value)) return unknown_text(call, {});
  if (is_mapping(value.kind())) return unknown_text(call, "{");
  if (is_sequence(value.kind())) return unknown_text(call, "[");
  return unknown_text(call, value.kind() == Kind::string ? "\"" : "");
}

Value encode_tfvars(FunctionCall& call) {
  const Value value = call.arguments[0].materialized(call.arena());
  if (!value.is_wholly_known()) return unknown_text(call, {});
  if (!is_mapping(value.kind())) return call.fail(0, "an object is required");
  std::string text;
  for (size_t i = 0; i < value.keys().size(); ++i) {
    const std::string_view name = value.keys()[i];
    if (!is_identifier(name)) return call.fail(0, "a variable's name must be an identifier");
    text += std::string(name) + " = " + expression_text(value.elements()[i]) + "\n";
  }
  return string_result(call, text);
}

// The values that a text in the syntax of variable files gives. They are read anew from JSON, which
// says all that such values can be, so that nothing of the text's tree is kept.
Value decode_tfvars(FunctionCall& call) {
  source::Files files;
  const syntax::Tree tree =
      syntax::parse(files.add("argument.tfvars", std::string(text(call, 0))), files);
  diagnostics::Diagnostics problems;
  Arena arena;
  Context context{.arena = arena, .origins = call.context.origins, .diagnostics = problems};
  context.depth = call.context.depth;
  std::vector<std::string_view> names;
  std::vector<Value> values;
  const bool is_body =
      tree.body != nullptr && !tree.diagnostics.has_errors() && tree.body->blocks.empty();
  if (!is_body) return call.fail(0, "a text with arguments and nothing else is required");
  for (const syntax::Attribute& attribute : tree.body->attributes) {
    const bool repeated = std::ranges::find(names, attribute.name) != names.end();
    if (repeated) return call.fail(0, "a variable is given more than once");
    names.push_back(attribute.name);
    values.push_back(evaluate(*attribute.value, literal_scope(), context));
    if (problems.has_errors()) return call.fail(0, "the value of a variable must be a constant");
  }
  const Value result = Value::object(names, values, arena);
  if (values::has_infinity(result)) return call.fail(0, "a value is infinite");
  return values::from_json(values::to_json(result), call.arena()).value();
}

// The six sections of an ARN, of which the last may hold colons; nothing for other texts.
std::optional<std::vector<std::string_view>> sections_of(std::string_view arn) {
  constexpr size_t kSections = 6;
  std::vector<std::string_view> sections;
  while (sections.size() + 1 < kSections) {
    const size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    sections.push_back(arn.substr(0, colon));
    arn.remove_prefix(colon + 1);
  }
  sections.push_back(arn);
  return sections[0] == "arn" ? std::optional(sections) : std::nullopt;
}

Type arn_type(FunctionCall& call) {
  std::vector<values::ObjectAttribute> attributes;
  for (const Parameter& part : kParts) {
    attributes.push_back({.name = part.name, .type = Type::string()});
  }
  return Type::object(attributes, call.arena());
}

Value arn_parse(FunctionCall& call) {
  const auto sections = sections_of(text(call, 0));
  if (!sections) return call.fail(0, "an ARN of six sections is required");
  std::vector<std::string_view> names;
  std::vector<Value> values;
  for (size_t i = 0; i < std::size(kParts); ++i) {
    names.push_back(kParts[i].name);
    values.push_back(Value::string((*sections)[i + 1], call.arena()));
  }
  return Value::object(names, values, call.arena());
}

Value arn_build(FunctionCall& call) {
  std::string arn = "arn";
  for (size_t i = 0; i < std::size(kParts); ++i) arn += ":" + std::string(text(call, i));
  return string_result(call, arn);
}

Value trim_iam_role_path(FunctionCall& call) {
  constexpr size_t kService = 2;
  constexpr size_t kRegion = 3;
  constexpr size_t kResource = 5;
  constexpr std::string_view kRole = "role/";
  const std::string_view arn = text(call, 0);
  const auto sections = sections_of(arn);
  const bool is_role = sections && (*sections)[kService] == "iam" && (*sections)[kRegion].empty() &&
                       (*sections)[kResource].starts_with(kRole);
  if (!is_role) return call.fail(0, "the ARN of an IAM role is required");
  const std::string_view role = (*sections)[kResource];
  std::string trimmed(arn.substr(0, arn.size() - role.size() + kRole.size()));
  return string_result(call, trimmed.append(role.substr(role.rfind('/') + 1)));
}

// flat table: one entry a function.
constexpr Function kTerraform[] = {
    {.name = "decode_tfvars",
     .summary = "The values that a text in the syntax of variable files gives.",
     .parameters = kSource,
     .result_type = returns_dynamic,
     .evaluate = decode_tfvars,
     .not_null = false},
    {.name = "encode_expr",
     .summary = "The value in the syntax of expressions.",
     .parameters = kValue,
     .result_type = returns_string,
     .evaluate = encode_expr,
     .not_null = false},
    {.name = "encode_tfvars",
     .summary = "An object in the syntax of variable files.",
     .parameters = kValue,
     .result_type = returns_string,
     .evaluate = encode_tfvars,
     .not_null = false},
};

// flat table: one entry a function.
constexpr Function kAws[] = {
    {.name = "arn_build",
     .summary = "An ARN made of its sections.",
     .parameters = kParts,
     .result_type = returns_string,
     .evaluate = arn_build,
     .not_null = false},
    {.name = "arn_parse",
     .summary = "The sections of an ARN.",
     .parameters = kArn,
     .result_type = arn_type,
     .evaluate = arn_parse,
     .not_null = false},
    {.name = "trim_iam_role_path",
     .summary = "The ARN of an IAM role without the path in it.",
     .parameters = kArn,
     .result_type = returns_string,
     .evaluate = trim_iam_role_path,
     .not_null = false},
};

// A function of a provider whose functions are not known here.
constexpr Function kUnsupported = {.name = "", .summary = ""};

}  // namespace

const Function* find_provider_function(std::string_view source, std::string_view name) {
  std::span<const Function> functions;
  if (source == "terraform.io/builtin/terraform") {
    functions = kTerraform;
  } else if (source == "hashicorp/aws") {
    functions = kAws;
  } else {
    return &kUnsupported;
  }
  const auto found = std::ranges::find(functions, name, &Function::name);
  return found != functions.end() ? &*found : nullptr;
}

}  // namespace expressions
