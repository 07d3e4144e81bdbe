// SPDX-License-Identifier: Apache-2.0
// Functions that render templates: templatefile and templatestring. A template sees only the
// variables that it is given, and cannot render another one.
// Exported: template_functions, rendered_text. Tested by tests/expressions/functions/file.txt and
// file_test.cc.
#include "expressions/evaluation.h"
#include "expressions/functions/expression_text.h"
#include "expressions/functions/families.h"
#include "expressions/functions/files.h"
#include "expressions/functions/runes.h"
#include "expressions/functions/template_text.h"

namespace expressions {

namespace {

constexpr Parameter kFile[] = {
    {.name = "path", .type = ParameterType::string, .allow_unknown = true, .allow_marked = true},
    {.name = "vars", .allow_unknown = true, .allow_marked = true}};
constexpr Parameter kString[] = {{.name = "template"}, {.name = "vars"}};

// The variables of a template, and nothing else.
class TemplateScope final : public Scope {
 public:
  TemplateScope(const Value& variables, const Scope& outer)
      : variables_(variables), outer_(outer) {}

  [[nodiscard]] const Function* function(std::string_view name) const override {
    return outer_.function(name);
  }

  std::optional<Resolved> resolve(const syntax::Traversal& traversal,
                                  Context& context) const override {
    if (const Value* found = variables_.find(traversal.root)) return Resolved{*found, 0};
    return Resolved{missing(traversal, context), traversal.steps.size()};
  }

  static Value missing(const syntax::Traversal& traversal, Context& context) {
    return invalid(context, traversal.root_range, "Unknown template variable",
                   "The template is not given a variable named " + quoted(traversal.root) + ".");
  }

 private:
  const Value& variables_;  // a known map or object
  const Scope& outer_;      // for functions alone
};

// Why these cannot be a template's variables; empty if they can.
std::string wrong_variables(const Value& variables) {
  if (!is_mapping(variables.kind())) return "a map of variables is required";
  for (const std::string_view name : variables.keys()) {
    if (!is_identifier(name)) return "a variable's name must be an identifier";
  }
  return {};
}

Value render(const syntax::ExpressionTree& tree, const Value& variables, Rendering what,
             const Scope& outer, Context& context) {
  const TemplateScope scope(variables, outer);
  // try() does not hide a variable that is missing.
  for (const syntax::Traversal* reference : references(*tree.root)) {
    if (variables.find(reference->root) == nullptr)
      return TemplateScope::missing(*reference, context);
  }
  context.rendering = what;
  const Value result = evaluate(*tree.root, scope, context);
  context.rendering = Rendering::none;
  return result;
}

// The file's template; null, and what to return instead, where there is none.
const syntax::ExpressionTree* load_template(FunctionCall& call, std::string_view path,
                                            Value& otherwise) {
  const FileBytes file = read_file(call, path);
  if (!file.bytes) {
    otherwise = file.otherwise;
    return nullptr;
  }
  if (!runes::is_utf8(*file.bytes)) {
    otherwise = call.fail(0, "the file is no UTF-8 text");
    return nullptr;
  }
  const syntax::ExpressionTree* tree = call.context.files->parse_template(path);
  if (tree != nullptr && tree->root != nullptr && !tree->diagnostics.has_errors()) return tree;
  std::string problem = "the file is no template";
  if (tree != nullptr && !tree->diagnostics.empty()) {
    problem += ": " + tree->diagnostics.all().front().summary;
  }
  otherwise = call.fail(0, problem);
  return nullptr;
}

Value templatefile(FunctionCall& call) {
  const Value& path = call.arguments[0];
  const Value& given = call.arguments[1];
  if (call.context.rendering != Rendering::none) {
    return call.fail("a template cannot render another template");
  }
  const values::Marks marks = path.marks() | given.all_marks();
  if (!path.is_known() || !given.is_known()) return unknown_result(call).with_marks(marks);
  const Value variables = given.materialized(call.arena());
  if (const std::string problem = wrong_variables(variables); !problem.empty()) {
    return call.fail(1, problem);
  }
  Value otherwise;
  const syntax::ExpressionTree* tree = load_template(call, path.as_string(), otherwise);
  if (tree == nullptr) return otherwise;
  const Value result = render(*tree, variables, Rendering::file, call.scope, call.context);
  if (result.is_null()) return call.fail("the template gives null");
  return result.with_marks(marks);
}

// Whether an expression refers to a text from elsewhere, as templatestring() wants it.
bool is_reference(const syntax::Expression& expression) {
  switch (expression.kind) {
    case syntax::ExpressionKind::traversal:
      return true;
    case syntax::ExpressionKind::relative_traversal:
      return is_reference(*expression.as<syntax::RelativeTraversal>().source);
    case syntax::ExpressionKind::index:
      return is_reference(*expression.as<syntax::Index>().collection);
    case syntax::ExpressionKind::splat:
      return is_reference(*expression.as<syntax::Splat>().source);
    default:
      return false;
  }
}

Value wrong_call(Context& context, const syntax::Expression& place, std::string detail) {
  return invalid(context, place.range, "Invalid call of templatestring()", std::move(detail));
}

// The rendered text, where both template and variables are known.
Value render_string(const syntax::Call& call, const Value& text, const Value& variables,
                    const Scope& scope, Context& context) {
  if (const std::string problem = wrong_variables(variables); !problem.empty()) {
    return wrong_call(context, *call.arguments.back(), "Of its second argument, " + problem + ".");
  }
  const syntax::ExpressionTree* tree =
      context.files != nullptr ? context.files->parse_template_text(text.as_string()) : nullptr;
  if (tree == nullptr) {
    const values::Reason reason{values::ReasonKind::not_supported, "templatestring", call.range};
    return values::unknown_because(Type::string(), reason, context.arena);
  }
  if (tree->root == nullptr || tree->diagnostics.has_errors()) {
    return wrong_call(context, *call.arguments[0], "The text is no template.");
  }
  const Value result = render(*tree, variables, Rendering::string, scope, context);
  const values::Conversion converted = convert(result, Type::string(), context.arena);
  if (result.is_null() || !converted.ok) {
    return wrong_call(context, call, "The template does not give a string.");
  }
  return converted.value;
}

// The text of a template, and what it is to be rendered with, once both are known.
Value with_template(const syntax::Call& call, const Value& text, const Value& variables,
                    const Scope& scope, Context& context) {
  const values::Marks marks = text.marks() | variables.marks();
  if (text.is_unknown()) {
    const Value both[] = {text, variables};
    return unknown_result(Type::string(), both, context).with_marks(marks);
  }
  if (text.kind() != Kind::string || text.is_null()) {
    return wrong_call(context, *call.arguments[0], "Its first argument must be a string.");
  }
  return render_string(call, text, variables.materialized(context.arena), scope, context)
      .with_marks(marks);
}

// The variables count first: as long as they are unknown, nothing is said of the template.
Value templatestring(const syntax::Call& call, std::span<const DelayedArgument> arguments,
                     const Scope& scope, Context& context) {
  if (context.rendering != Rendering::none) {
    return wrong_call(context, call, "A template cannot render another template.");
  }
  const size_t before = failures(context);
  const Value given =
      arguments[1].value ? *arguments[1].value : evaluate(*arguments[1].expression, scope, context);
  if (failures(context) != before) return given;
  if (given.is_null()) {
    return wrong_call(context, *call.arguments.back(), "Its second argument must not be null.");
  }
  if (given.is_unknown()) {
    const Type type = given.kind() == Kind::dynamic ? Type::dynamic() : Type::string();
    return unknown_result(type, {&given, 1}, context).with_marks(given.marks());
  }
  if (arguments[0].value || !is_reference(*arguments[0].expression)) {
    return wrong_call(context, *call.arguments[0],
                      "Its first argument must refer to a string from elsewhere, such as a local "
                      "value; to write a template here, write it as a string.");
  }
  const Value text = evaluate(*arguments[0].expression, scope, context);
  if (failures(context) != before) return text;
  const Value variables = given.without_all_marks(context.arena).with_marks(given.all_marks());
  return with_template(call, text, variables, scope, context);
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "templatefile",
     .summary = "What the template in a file makes of the given variables.",
     .parameters = kFile,
     .result_type = returns_dynamic,
     .evaluate = templatefile,
     .not_null = false,
     .reads_files = true},
    {.name = "templatestring",
     .summary = "What a template in a string from elsewhere makes of the given variables.",
     .parameters = kString,
     .result_type = returns_string,
     .evaluate_lazily = templatestring},
};

}  // namespace

std::span<const Function> template_functions() { return kFunctions; }

Value rendered_text(std::string_view text, const Value& variables, const Scope& scope,
                    Context& context) {
  const syntax::ExpressionTree* tree =
      context.files != nullptr ? context.files->parse_template_text(text) : nullptr;
  if (tree == nullptr) {
    const values::Reason reason{values::ReasonKind::not_supported, "templates", {}};
    return values::unknown_because(Type::string(), reason, context.arena);
  }
  if (tree->root == nullptr || tree->diagnostics.has_errors()) {
    const bool told = !tree->diagnostics.empty();
    return invalid(context, {}, told ? tree->diagnostics.all().front().summary : "No template", {});
  }
  const Value none = Value::object({}, {}, context.arena);
  const Value result =
      render(*tree, variables.is_null() ? none : variables, Rendering::string, scope, context);
  const values::Conversion converted = convert(result, Type::string(), context.arena);
  return converted.ok ? converted.value : invalid(context, {}, "The template gives no text", {});
}

}  // namespace expressions
