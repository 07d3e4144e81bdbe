// SPDX-License-Identifier: Apache-2.0

// The way into the evaluator: which kind of expression is evaluated where, how deep and how long
// evaluation may go, and what results have in common. Exports evaluate, attempt and the scopes
// without names. Tested by tests/expressions/language_test.cc.
#include <utility>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

class EmptyScope final : public Scope {
 public:
  explicit EmptyScope(bool allows_functions) : allows_functions_(allows_functions) {}
  std::optional<Resolved> resolve(const syntax::Traversal&, Context&) const override {
    return std::nullopt;
  }
  [[nodiscard]] bool allows_functions() const override { return allows_functions_; }

 private:
  bool allows_functions_;
};

Value evaluate_literal(const syntax::Literal& literal, Context& context) {
  switch (literal.literal) {
    case syntax::LiteralKind::null:
      return Value();
    case syntax::LiteralKind::boolean:
      return Value::boolean(literal.boolean);
    case syntax::LiteralKind::string:
      return Value::string(&literal.text);
    case syntax::LiteralKind::number:
      break;
  }
  const std::optional<values::Number> number = values::Number::parse(literal.text, context.arena);
  if (number) return Value::number(*number);
  return invalid(
      context, literal.range, "Invalid number",
      "The number " + std::string(literal.text) + " is beyond what can be computed with.");
}

Value splat_item(const syntax::Expression& expression, Context& context) {
  if (context.splat_item != nullptr) return *context.splat_item;
  return invalid_value(context, expression.range, "No splat around this element");
}

// flat switch: one line for each kind of expression.
Value dispatch(const syntax::Expression& expression, const Scope& scope, Context& context) {
  using syntax::ExpressionKind;
  switch (expression.kind) {
    case ExpressionKind::literal:
      return evaluate_literal(expression.as<syntax::Literal>(), context);
    case ExpressionKind::template_:
      return evaluate_template(expression.as<syntax::Template>(), scope, context);
    case ExpressionKind::template_join:
      return evaluate_template_join(expression.as<syntax::TemplateJoin>(), scope, context);
    case ExpressionKind::traversal:
      return evaluate_traversal(expression.as<syntax::Traversal>(), scope, context);
    case ExpressionKind::relative_traversal: {
      const auto& relative = expression.as<syntax::RelativeTraversal>();
      return apply_steps(evaluate(*relative.source, scope, context), relative.steps, context);
    }
    case ExpressionKind::index:
      return evaluate_index(expression.as<syntax::Index>(), scope, context);
    case ExpressionKind::splat:
      return evaluate_splat(expression.as<syntax::Splat>(), scope, context);
    case ExpressionKind::splat_item:
      return splat_item(expression, context);
    case ExpressionKind::call:
      return evaluate_call(expression.as<syntax::Call>(), scope, context);
    case ExpressionKind::conditional:
      return evaluate_conditional(expression.as<syntax::Conditional>(), scope, context);
    case ExpressionKind::binary:
      return evaluate_binary(expression.as<syntax::Binary>(), scope, context);
    case ExpressionKind::unary:
      return evaluate_unary(expression.as<syntax::Unary>(), scope, context);
    case ExpressionKind::parentheses:
      return evaluate(*expression.as<syntax::Parentheses>().inner, scope, context);
    case ExpressionKind::tuple:
      return evaluate_tuple(expression.as<syntax::Tuple>(), scope, context);
    case ExpressionKind::object:
      return evaluate_object(expression.as<syntax::Object>(), scope, context);
    case ExpressionKind::for_:
      return evaluate_for(expression.as<syntax::For>(), scope, context);
  }
  return Value();
}

Value limit_reached(Context& context, source::Range range, std::string summary,
                    std::string detail) {
  Value result = invalid_value(context, range, summary);
  context.diagnostics.error(diagnostics::kLimitReached, range, std::move(summary),
                            std::move(detail));
  return result;
}

// Moves the diagnostics about limits from one list to the other.
void move_limits(diagnostics::Diagnostics& from, diagnostics::Diagnostics& to) {
  diagnostics::Diagnostics kept;
  for (const diagnostics::Diagnostic& diagnostic : from.all()) {
    (diagnostic.id == diagnostics::kLimitReached ? to : kept).add(diagnostic);
  }
  from = std::move(kept);
}

}  // namespace

std::optional<Value> Scope::call(const syntax::Call&, std::span<const Value>, Context&) const {
  return std::nullopt;
}

const Scope& empty_scope() {
  static const EmptyScope scope(true);
  return scope;
}

const Scope& literal_scope() {
  static const EmptyScope scope(false);
  return scope;
}

Value evaluate(const syntax::Expression& expression, const Scope& scope, Context& context) {
  if (context.depth >= kMaxDepth) {
    return limit_reached(context, expression.range, "Expression is nested too deeply",
                         "Evaluation stops at " + std::to_string(kMaxDepth) +
                             " levels of nesting, templates and functions included.");
  }
  if (!spend(context, expression.range, 1)) {
    return invalid_value(context, expression.range, "Evaluation ended before this");
  }
  ++context.depth;
  const Value result = dispatch(expression, scope, context);
  --context.depth;
  if (result.weight() > kMaxElements) {
    return limit_reached(context, expression.range, "Value is too large",
                         "A value may have at most " + std::to_string(kMaxElements) +
                             " elements, those of its elements counted.");
  }
  return settled(result, context);
}

Context with_diagnostics(const Context& context, diagnostics::Diagnostics& own) {
  return {.arena = context.arena,
          .origins = context.origins,
          .diagnostics = own,
          .semantics = context.semantics,
          .files = context.files,
          .absent_file_is_unknown = context.absent_file_is_unknown,
          .short_circuits = context.short_circuits,
          .relations = context.relations,
          .rendering = context.rendering,
          .splat_item = context.splat_item,
          .patterns = context.patterns,
          .members_found = context.members_found,
          .silent = context.silent,
          .depth = context.depth,
          .budget = context.budget};
}

namespace {

Attempt attempt_within(const syntax::Expression& expression, const Scope& scope, bool silent,
                       Context& context) {
  Attempt result;
  Context inner = with_diagnostics(context, result.diagnostics);
  inner.silent = silent;
  result.value = evaluate(expression, scope, inner);
  context.budget = inner.budget;
  if (!result.diagnostics.empty()) move_limits(result.diagnostics, context.diagnostics);
  return result;
}

}  // namespace

Attempt attempt(const syntax::Expression& expression, const Scope& scope, Context& context) {
  return attempt_within(expression, scope, context.silent, context);
}

Attempt attempt_silently(const syntax::Expression& expression, const Scope& scope,
                         Context& context) {
  return attempt_within(expression, scope, true, context);
}

Value invalid_value(Context& context, source::Range subject, std::string_view summary, Type type) {
  const values::Reason reason{values::ReasonKind::invalid, context.arena.copy(summary), subject};
  return values::unknown_because(type, reason, context.arena);
}

Value invalid(Context& context, source::Range subject, std::string summary, std::string detail,
              std::string remedy) {
  if (context.silent) {
    context.diagnostics.error(diagnostics::kInvalidConfiguration, subject, {});
    return Value::unknown(Type::dynamic(), context.arena);
  }
  // Writing a text costs more than any step: an error in a loop is said each time.
  constexpr size_t kWorkOfSaying = 100;
  spend(context, subject, kWorkOfSaying);
  Value result = invalid_value(context, subject, summary);
  diagnostics::Diagnostic& diagnostic = context.diagnostics.error(
      diagnostics::kInvalidConfiguration, subject, std::move(summary), std::move(detail));
  diagnostic.remedy = std::move(remedy);
  return result;
}

bool exhausted(Context& context, source::Range range) {
  if (context.budget == 0) return false;
  context.budget = 0;
  if (context.arena.used() > kMaxMemory) {
    limit_reached(context, range, "Evaluation takes too much memory",
                  "The values of one evaluation may take " + std::to_string(kMaxMemory >> 20) +
                      " MiB, which are used up here.");
  } else {
    limit_reached(context, range, "Evaluation takes too much work",
                  "One evaluation may take " + std::to_string(kMaxWork) +
                      " steps, elements and bytes counted, which are used up here.");
  }
  return false;
}

size_t work_of_reading(const Value& value) {
  constexpr size_t kElements = 4, kBytes = 4, kBits = 32;  // that are read in one step
  if (value.kind() == Kind::number && value.is_known()) return value.as_number().extent() / kBits;
  if (value.kind() == Kind::string && value.is_known()) return value.as_string().size() / kBytes;
  return value.weight() / kElements;
}

size_t work_of_making(const Value& value) {
  if (!value.is_known() || value.attribute_source() != nullptr) return 0;
  return value.kind() >= Kind::list ? value.elements().size() : work_of_reading(value);
}

}  // namespace expressions
